"""Finds the one value of an unknown at which a share is worth its price, or says why there is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from headframe.ground.errors import NotEnoughData
from headframe.ground.interval import Interval

STEPS_OF_CHECK = 7
PRECISION = 1e-10
"""How closely the unknown is found, as a share of its range."""
LEAST_STEP = 1e-8
"""Trials nearer to the found one tell rounding, not a slope [share of the range]."""
OFF = 1e-6
"""A found value further from the price than this is a jump of the value, not a root [share of the price]."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """An assumption that can be solved for, within a range that someone might believe."""

    assumption: str
    words: str
    low: float
    high: float


def value_rises(unknown: Unknown, value: Callable[[float], float], low: float, high: float) -> bool:
    """Say whether the value rises with the unknown.

    Raises
    ------
    NotEnoughData
        For a value that turns back, which has no one answer, or that never moves.
    """
    grid = [low + (high - low) * (step / (STEPS_OF_CHECK - 1)) ** 3 for step in range(STEPS_OF_CHECK)]
    values = [value(at) for at in grid]
    slack = 1e-9 * max(map(abs, values))
    rises = all(b >= a - slack for a, b in pairwise(values))
    falls = all(b <= a + slack for a, b in pairwise(values))
    if rises and falls:
        raise NotEnoughData(
            f"the value of a share does not move with {unknown.assumption}",
            where="--solve",
            why=f"it is ${values[0]:,.2f} from {low:g} to {high:g}: the company has nothing of the kind, or the policy "
            "makes nothing of it",
            next="solve for another unknown, or ask with --policy tuned",
        )
    if not (rises or falls):
        told = ", ".join(f"${each:,.2f} at {at:,.4g}" for at, each in zip(grid, values, strict=True))
        raise NotEnoughData(
            f"the value of a share does not move one way with {unknown.assumption}",
            where="--solve",
            why=told,
            next="solve for another unknown, or another policy",
        )
    return rises


def root_of(unknown: Unknown, value: Callable[[float], float], price: float, low: float, high: float) -> float:
    """Return the value of the unknown at which a share is worth its price.

    Raises
    ------
    NotEnoughData
        Where none in the range is; what the market would have to believe is said.
    """
    from scipy.optimize import brentq

    ends = {low: value(low), high: value(high)}
    least, most = min(ends, key=ends.__getitem__), max(ends, key=ends.__getitem__)
    if not ends[least] <= price <= ends[most]:
        nearest = most if price > ends[most] else least
        raise NotEnoughData(
            f"no {unknown.assumption} from {low:g} to {high:g} gives ${price:,.2f}",
            where="--solve",
            why=f"the nearest is ${ends[nearest]:,.2f}, at {nearest:g}: the market would have to believe in "
            f"{'less' if nearest == low else 'more'} than that ({unknown.words})",
            next="solve for another unknown, or look at the other assumptions",
        )
    found: float = brentq(lambda at: value(at) - price, low, high, xtol=PRECISION * (high - low), rtol=1e-13)
    if abs(value(found) - price) > OFF * price:
        raise NotEnoughData(
            f"the value of a share jumps past ${price:,.2f} near {unknown.assumption} = {found:.6g}",
            where="--solve",
            why="a threshold of the policy, or a contract, switches there: no value of the unknown gives the price",
            next="ask with more --paths, or a policy without thresholds: --policy hold-all",
        )
    return found


def interval_of(root: float, seen: Mapping[float, tuple[float, float]], low: float, high: float) -> Interval:
    """Return the values of the unknown whose mean lies within two standard errors of the price, by the local slope.

    It ends where the range of the unknown does.
    """
    value, error = seen[root]
    near = sorted((each for each in seen if each != root), key=lambda each: abs(each - root))
    slopes = [(seen[each][0] - value) / (each - root) for each in near if abs(each - root) > LEAST_STEP * (high - low)]
    slope = next((each for each in slopes if each != 0.0), None)
    if slope is None:
        return Interval(low, high)
    width = abs(2.0 * error / slope)
    return Interval(max(root - width, low), min(root + width, high))
