"""Figures that rest on a series of closes: estimated, known when their last close is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from headframe.ground.interval import Interval
from headframe.ground.period import Period
from headframe.record.choose import figure_id
from headframe.vocabulary.fact import Source, Witness
from headframe.vocabulary.figure import Badge, Figure


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the figures of one company from one series; `known_at` is the last close used.

    `often` ends every id: daily and monthly figures of one day are two numbers.
    """

    company: str
    source: str
    known_at: date
    often: str

    def at(self, known_at: date) -> Maker:
        """Return a maker of figures that were known by an earlier day."""
        return replace(self, known_at=known_at)

    def figure(
        self, concept: str, day: date, words: str, value: float, interval: Interval, formula: str, unit: str = "ratio"
    ) -> Figure:
        """Return an estimated figure of a day, its id ending in `words`."""
        said = " ".join("".join(c if c.isalnum() or c in " -+." else " " for c in f"{words} {self.often}").split())
        return Figure(
            id=f"{figure_id(self.company, concept, Period.day(day))} {said}".strip(),
            value=value,
            interval=Interval(min(interval.low, value), max(interval.high, value)),
            unit=unit,
            badge=Badge.ESTIMATED,
            known_at=max(day, self.known_at),
            sources=(Source(Witness.SECOND_HAND, self.source),),
            formula=formula,
        )
