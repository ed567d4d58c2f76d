"""A view of facts made up for one test: company, day and rounding are the same unless said otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from headframe.ground.interval import Interval
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.answer import RecordStamp
from headframe.vocabulary.concept import concept
from headframe.vocabulary.fact import Fact, KnownBy, Source, Standing, Witness

STAMP = RecordStamp("made up", "0" * 16, 0)


def made(name: str, period: str, value: float, half: float = 0.5, **other: object) -> Fact:
    """Return one fact of RIOT, known the day after its period ended unless `known_at` says another day."""
    at = Period.parse(period)
    fact = Fact(
        company="RIOT",
        concept=name,
        period=at,
        value=value,
        interval=Interval.around(value, half),
        unit=concept(name).unit,
        known_at=at.end,
        known_by=KnownBy.PUBLISHED,
        source=Source(Witness.COMPANY, "made up for a test"),
        standing=Standing.STATED,
    )
    return replace(fact, **other)  # type: ignore[arg-type]


def view_of(*facts: Fact, as_of: date = date(2026, 5, 31)) -> View:
    """Return a view in which RIOT has exactly these facts."""
    return View(as_of, STAMP, "0", lambda company: facts if company == "RIOT" else ())
