"""Words that say what a number is of, and how near each stands to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from headframe.reading.quantities import Quantity
from headframe.reading.spans_of_text import cost_between
from headframe.vocabulary.tables import packaged_rows

FAR = 9.0
"""A cue further away than this says nothing of a number."""
SURE = 5.0
"""A cue this near leaves no doubt."""
ON_THE_RIGHT = 0.8
PAST_ANOTHER_NUMBER = 2.5
FAMILY = {"BTC": "coins", "USD": "money", "EH/s": "hash", "PH/s": "hash", "J/TH": "efficiency"}
POWER_UNITS = frozenset({"cents/kWh", "USD/kWh", "USD/MWh"})


@dataclass(frozen=True, slots=True)
class Cue:
    """One word or phrase that names a measure. `accuses` is "no" where the measure has too many definitions."""

    start: int
    end: int
    concept: str
    side: str
    weight: float
    accuses: bool


@dataclass(frozen=True, slots=True)
class Named:
    """What a number was taken to be of, and at which distance."""

    concept: str
    cost: float
    accuses: bool


@dataclass(frozen=True, slots=True)
class _Row:
    concept: str
    family: str
    side: str
    weight: float
    accuses: bool
    pattern: re.Pattern[str]


@cache
def _rows() -> tuple[_Row, ...]:
    return tuple(
        _Row(
            row["concept"],
            row["family"],
            row["side"],
            float(row["weight"]),
            row["accuses"] == "yes",
            re.compile(rf"(?<![\w-])(?:{row['pattern']})(?!\w)", re.IGNORECASE),
        )
        for row in packaged_rows("headframe.audit", "measures.csv")
    )


def family_of(unit: str) -> str:
    """Return the family of measures that a unit can be of; empty for none."""
    return "power" if unit in POWER_UNITS else FAMILY.get(unit, "")


def cues_of(text: str, family: str) -> list[Cue]:
    """Return the cues of one family in a sentence, left to right; a longer one hides those inside it."""
    found = [
        Cue(match.start(), match.end(), row.concept, row.side, row.weight, row.accuses)
        for row in _rows()
        if row.family == family
        for match in row.pattern.finditer(text)
    ]
    found.sort(key=lambda cue: (cue.start, -cue.end))
    return [
        cue
        for cue in found
        if not any(o.start <= cue.start and cue.end <= o.end and o.end - o.start > cue.end - cue.start for o in found)
    ]


def named_by(text: str, cues: Sequence[Cue], quantity: Quantity, numbers: Sequence[Quantity]) -> Named | None:
    """Return the measure whose cue stands nearest to a number, or None where none is near.

    Examples
    --------
    >>> from headframe.reading.quantities import quantities
    >>> text = "It sold 465 bitcoin, more than the 445 it produced"
    >>> numbers = quantities(text)
    >>> [named_by(text, cues_of(text, "coins"), number, numbers).concept for number in numbers]
    ['bitcoin_sold', 'bitcoin_produced']
    """
    best: Named | None = None
    for cue in cues:
        cost = _cost(text, cue, quantity, numbers)
        if cost <= FAR and (best is None or cost < best.cost):
            best = Named(cue.concept, cost, cue.accuses)
    return best


def _cost(text: str, cue: Cue, quantity: Quantity, numbers: Sequence[Quantity]) -> float:
    if cue.end <= quantity.start and cue.side != "right":
        between = [n for n in numbers if cue.end <= n.start and n.end <= quantity.start]
        cost = cost_between(text, cue.end, quantity.start, ())
        cost += PAST_ANOTHER_NUMBER * len([n for n in between if n.unit in (quantity.unit, "")])
        return cost + cue.weight
    if cue.start >= quantity.end and cue.side != "left":
        between = [n for n in numbers if quantity.end <= n.start and n.end <= cue.start]
        cost = cost_between(text, quantity.end, cue.start, ()) + ON_THE_RIGHT
        return cost + PAST_ANOTHER_NUMBER * len(between) + cue.weight
    return FAR + 1
