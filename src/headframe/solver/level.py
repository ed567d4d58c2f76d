"""What foresight could gain where it may not choose the tail's level path by path.

The level is settled today, when nothing is known: all paths must share one. Left free, foresight moves it to wherever
each path ends, and on top of that gains from every small error of the charges times the whole range of the level.
With one level for all, what is gained on a path is concave in it, so that lines at a few levels bound it everywhere.
"""

from __future__ import annotations

import numpy as np

from headframe.solver.arrays import Floats
from headframe.solver.estimate import Estimate
from headframe.solver.risk import LEVEL
from headframe.solver.solve import Solution

APART = 0.5 ** np.arange(8)
"""Distances of the tried levels from the plan's own, as shares of the way to either end of the range."""
INTERVALS = 1000
"""Parts of the range: within each, and no further, a path may still choose, which costs under a thousandth of it."""


def levels_to_try(solution: Solution) -> Floats:
    """Return levels (m,) around the plan's own at which foresight is held, ascending; none without risk."""
    program = solution.instance.programs[0][0]
    if LEVEL not in program.controls:
        return np.empty(0)
    column = len(program.states) + program.controls.index(LEVEL)
    model = solution.engine().model(0, 0)
    model.solve(solution.instance.start)
    own, low, high = model.chosen()[column], program.low[column], program.high[column]
    return np.unique(np.r_[own, own + (high - own) * APART, own - (own - low) * APART])


def shared_level(levels: Floats, lines: tuple[Floats, Floats], free: Floats) -> Floats:
    """Return what each path could gain with one level for all, part by part of the range: (n, parts).

    Whatever the level, the expectation of one of the columns is at least what foresight with that level could gain.

    Parameters
    ----------
    levels : array, (m,)
        Tried ones, the ends of the range among them; none where there is no level.
    lines : pair of arrays, (n, m)
        Gains at each level, and what one more unit of the level adds.
    free : array, (n,)
        Gains with a level of each path's own, which bound the others.

    Examples
    --------
    >>> two = np.array([[0.0, 1.0], [1.0, 0.0]]), np.array([[1.0, 1.0], [-1.0, -1.0]])
    >>> gains = shared_level(np.array([0.0, 1.0]), two, np.array([1.0, 1.0]))
    >>> bool((gains.mean(axis=0) <= 0.501).all())
    True
    """
    if not len(levels):
        return free[:, None]
    ends = np.linspace(levels[0], levels[-1], INTERVALS + 1)
    gains = np.repeat(free[:, None], INTERVALS, axis=1)
    for at, level in enumerate(levels):
        value, slope = lines[0][:, at, None], lines[1][:, at, None]
        line = value + slope * (ends - level)
        gains = np.minimum(gains, np.maximum(line[:, :-1], line[:, 1:]))
    return gains


def worst_column(gains: Floats, confidence: float) -> Floats:
    """Return the column (n,) whose expectation may be the largest with one-sided confidence.

    For the best level, whichever it is, the statement of its own column holds with that confidence; the largest
    statement is no smaller.
    """
    said = [Estimate.of(column).at_most(confidence) for column in gains.T]
    return np.asarray(gains[:, int(np.argmax(said))])
