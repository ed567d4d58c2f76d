"""How far a tornado moves each assumption: a range that may well be, narrower than what a user may choose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from headframe.vocabulary.assumptions import Assumptions
from headframe.vocabulary.tables import packaged_rows


@dataclass(frozen=True, slots=True)
class SwingRange:
    """The ends that an assumption is set to, in its own unit, with what they rest on."""

    assumption: str
    low: float
    high: float
    date: date
    source: str
    why: str


@cache
def swing_ranges() -> tuple[SwingRange, ...]:
    """Return the ranges of a tornado, in the order in which they are worked on.

    Examples
    --------
    >>> swing_ranges()[0].assumption
    'ai.exit_yield'
    """
    return tuple(
        SwingRange(
            row["assumption"],
            float(row["low"]),
            float(row["high"]),
            date.fromisoformat(row["date"]),
            row["source"],
            row["why"],
        )
        for row in packaged_rows("headframe.planning", "swings.csv")
    )


def ends_of(swing: SwingRange, held: Assumptions) -> tuple[float, float]:
    """Return both ends, drawn out to the value that a user has set beyond them."""
    value = held.value(swing.assumption)
    return min(swing.low, value), max(swing.high, value)
