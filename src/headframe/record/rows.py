"""Facts to database rows and back."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from headframe.ground.interval import Interval
from headframe.ground.period import Period
from headframe.vocabulary.fact import Basis, Fact, KnownBy, Source, Standing, Witness

# Plain mappings: calling an enumeration is the dearest step of reading a row.
KNOWN_BY = {member.value: member for member in KnownBy}
BASIS = {member.value: member for member in Basis}
STANDING = {member.value: member for member in Standing}


def row_of(fact: Fact, recorded_at: datetime) -> dict[str, Any]:
    """Return a fact as the row that stores it, without the batch and position that the store gives it."""
    return {
        "company": fact.company,
        "concept": fact.concept,
        "period_start": fact.period.start.isoformat() if fact.period.start else None,
        "period_end": fact.period.end.isoformat(),
        "value": _double(fact.value),
        "low": _double(fact.interval.low),
        "high": _double(fact.interval.high),
        "unit": fact.unit,
        "known_at": fact.known_at.isoformat(),
        "known_by": fact.known_by.value,
        "witness": fact.source.witness.value,
        "title": fact.source.title,
        "url": fact.source.url,
        "place": fact.source.place,
        "basis": fact.basis.value,
        "part": fact.part,
        "standing": fact.standing.value,
        "restated": fact.restated,
        "quote": fact.quote,
        "note": fact.note,
        "recorded_at": recorded_at.isoformat(),
    }


def facts_of(rows: Sequence[Sequence[Any]]) -> list[Fact]:
    """Return the facts that rows of the whole table store."""
    collecting = gc.isenabled()
    # Facts hold no cycles, and the collector would walk all those read so far again and again.
    gc.disable()
    try:
        return [fact_of(row) for row in rows]
    finally:
        if collecting:
            gc.enable()


def fact_of(row: Sequence[Any]) -> Fact:
    """Return the fact that a row of the whole table stores, its columns in the table's order."""
    position, _, company, concept, start, end, value, low, high, unit = row[:10]
    known_at, known_by, witness, title, url, place = row[10:16]
    basis, part, standing, restated, quote, note, recorded_at = row[16:]
    return Fact(
        company=company,
        concept=concept,
        period=_period(start, end),
        value=value,
        interval=Interval(low, high),
        unit=unit,
        known_at=_day(known_at),
        known_by=KNOWN_BY[known_by],
        source=_source(witness, title, url, place),
        basis=BASIS[basis],
        part=part,
        standing=STANDING[standing],
        restated=bool(restated),
        quote=quote,
        note=note,
        recorded_at=_moment(recorded_at),
        position=position,
    )


# A record repeats few days, periods and sources over many rows: each is read once and shared.


@lru_cache(maxsize=10_000)
def _day(text: str) -> date:
    return date.fromisoformat(text)


@lru_cache(maxsize=10_000)
def _period(start: str | None, end: str) -> Period:
    return Period(_day(start) if start else None, _day(end))


@lru_cache(maxsize=10_000)
def _source(witness: str, title: str, url: str, place: str) -> Source:
    return Source(Witness(witness), title, url, place)


@lru_cache(maxsize=1_000)
def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _double(number: float) -> float:
    """Return what the database gives back: a double, and no negative zero (SQLite keeps none)."""
    return float(number) + 0.0
