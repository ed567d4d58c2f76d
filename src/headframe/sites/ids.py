"""Ids of figures about sites: COMPANY CONCEPT PERIOD and the words that tell one deal or project from the next."""

from __future__ import annotations

import re
from datetime import date

from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.choose import figure_id
from headframe.vocabulary.fact import Source
from headframe.vocabulary.figure import Badge, Figure, derive

MONTHS_A_YEAR = 12
KW_A_MW = 1000


def site_id(company: str, concept: str, period: Period | date, *words: str) -> str:
    """Return a figure's id; the words are made one spelling, without commas and brackets.

    Examples
    --------
    >>> site_id("RIOT", "lease_rent", Period.parse("2026-01-16"), "AMD", "Rockdale Texas")
    'RIOT lease_rent 2026-01-16 AMD Rockdale Texas'
    """
    said = " ".join(filter(None, (re.sub(r"[^\w.+&-]+", " ", word).strip() for word in words)))
    return f"{figure_id(company, concept, period)} {said}".strip()


def reported(
    id: str, value: float, interval: Interval, unit: str, known_at: date, source: Source, note: str = ""
) -> Figure:
    """Return a figure as a table prints it."""
    return Figure(id, value, interval, unit, Badge.REPORTED, known_at, (source,), note=note)


def quotient(
    id: str,
    formula: str,
    above: Figure | Missing,
    below: Figure | Missing,
    unit: str,
    *,
    factor: float = 1.0,
    estimated: bool = False,
    note: str = "",
) -> Figure | Missing:
    """Return above / below × factor, or the first gap's reason."""
    if isinstance(above, Missing):
        return above
    if isinstance(below, Missing):
        return below
    if below.interval.low <= 0 <= below.interval.high or below.value == 0:
        return Missing(f"{below.id} may be zero: nothing can be divided by it")
    value, interval = above.value / below.value * factor, (above.interval / below.interval).scaled(factor)
    return derive(id, formula, value, interval, unit, above, below, estimated=estimated, note=note)


def product(
    id: str,
    formula: str,
    one: Figure | Missing,
    other: Figure | Missing,
    unit: str,
    *,
    factor: float = 1.0,
    estimated: bool = False,
    note: str = "",
) -> Figure | Missing:
    """Return one × other × factor, or the first gap's reason."""
    if isinstance(one, Missing):
        return one
    if isinstance(other, Missing):
        return other
    value, interval = one.value * other.value * factor, (one.interval * other.interval).scaled(factor)
    return derive(id, formula, value, interval, unit, one, other, estimated=estimated, note=note)


def the_gap(*parts: Figure | Missing) -> Missing:
    """Return the first gap among parts of which at least one is missing."""
    return next(part for part in parts if isinstance(part, Missing))
