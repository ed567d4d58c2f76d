"""What the blocks of paths of a certificate came to, put together and checked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from headframe.ground.errors import HeadframeError
from headframe.solver.arrays import Floats
from headframe.solver.wary import Fear

PAIRED_TOLERANCE = 1e-6
"""No paired gap may lie below minus this share of the value (at least of one): the linear solver's own tolerance."""


def gathered(parts: Iterator[Any]) -> tuple[Floats, Floats, Floats]:
    """Return adjusted values, plain values and paired gaps of all parts; no gap may be negative beyond rounding."""
    adjusted, plain, short = [], [], []
    for courses, missed in parts:
        adjusted.append(courses.adjusted)
        plain.append(courses.value)
        short.append(_not_negative(missed, courses.value[: len(missed)]))
    return np.concatenate(adjusted), np.concatenate(plain), np.concatenate(short)


def weighed(parts: Iterator[Any], fear: Fear) -> tuple[Floats, Floats, Floats]:
    """Return the same of a plan that weighs its tail, the level of its tail found anew for the simulator.

    The plan's own level is the lattice's. Any level bounds what the plan is worth from below, if it was not chosen on
    the paths it is used on: so each half of the paths goes by the other half's.
    """
    adjusted, plain, gains, over, chances = [], [], [], [], []
    for courses, found in parts:
        adjusted.append(courses.adjusted)
        plain.append(courses.value)
        gains.append(_not_negative(found.gains, courses.value))
        over.append(found.over)
        chances.append(found.chances)
    ends, counted = np.concatenate(over), np.concatenate(chances)
    other = np.arange(len(ends)) % 2
    halves = [float(np.quantile(ends[other != half], fear.tail)) for half in (0, 1)]
    level = np.array(halves)[other]
    moved = fear.releveled(ends, level)
    short = np.concatenate(gains) + fear.missed(ends, counted, level)
    return np.concatenate(adjusted) + moved, np.concatenate(plain) + moved, short


def _not_negative(gaps: Floats, values: Floats) -> Floats:
    allowed = PAIRED_TOLERANCE * np.maximum(1.0, np.abs(values))
    broken = gaps < -allowed
    if broken.any():
        raise HeadframeError(
            f"foresight does worse than the plan by {-float(gaps[broken].min()):.3g} on a path",
            where="certificate",
            why="the plan's own course is open to foresight, so a linear program was not solved to its end",
            next="look at coefficients many orders of magnitude apart; nothing is certified",
        )
    return np.maximum(gaps, 0.0)
