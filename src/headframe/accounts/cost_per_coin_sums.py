"""Sums and quotients of figures that carry their intervals, inputs and gaps along."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.vocabulary.figure import Figure, derive, first_missing

Signed = tuple[int, Figure | Missing]
"""A sign, +1 or -1, and what it stands before."""


def total(
    id: str, formula: str, parts: Iterable[Signed], *, estimated: bool = False, note: str = ""
) -> Figure | Missing:
    """Return the signed sum of `parts`, or the first gap among them."""
    kept = tuple(parts)
    gap = first_missing(*(figure for _, figure in kept))
    if gap is not None:
        return gap
    known = [(sign, figure) for sign, figure in kept if isinstance(figure, Figure)]
    interval = Interval.exact(0.0)
    for sign, figure in known:
        interval = interval + (figure.interval if sign > 0 else -figure.interval)
    value = sum(sign * figure.value for sign, figure in known)
    inputs = [figure for _, figure in known]
    return derive(id, formula, value, interval, inputs[0].unit, *inputs, estimated=estimated, note=note)


def quotient(
    id: str, formula: str, above: Figure | Missing, below: Figure | Missing, unit: str, *, note: str = ""
) -> Figure | Missing:
    """Return `above / below` in `unit`, or the first gap; a divisor that may be zero is a gap too."""
    if isinstance(above, Missing):
        return above
    if isinstance(below, Missing):
        return below
    if below.interval.holds(0.0):
        return Missing(f"{below.id} may be zero, so nothing can be divided by it")
    value, interval = above.value / below.value, above.interval / below.interval
    return derive(id, formula, value, interval, unit, above, below, note=note)


def product(id: str, formula: str, left: Figure | Missing, right: Figure | Missing, unit: str) -> Figure | Missing:
    """Return `left x right` in `unit`, or the first gap."""
    if isinstance(left, Missing):
        return left
    if isinstance(right, Missing):
        return right
    return derive(id, formula, left.value * right.value, left.interval * right.interval, unit, left, right)


def plus(parts: Sequence[Figure | Missing]) -> list[Signed]:
    """Return the parts, each to be added."""
    return [(1, part) for part in parts]
