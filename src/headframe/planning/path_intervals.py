"""How well so many paths tell a number: 95 % of the sampling error, by the bootstrap over paths."""

from __future__ import annotations

import numpy as np

from headframe.economics.sampling import chance_interval
from headframe.ground.streams import stream
from headframe.planning.plan_question import PlanQuestion, weighed
from headframe.solver.arrays import Floats

TWO_SIDED_95 = 1.96
"""Standard errors on either side that hold nineteen in twenty (normal)."""
DRAWS = 400
"""Of paths, with replacement: the ends of an interval move by a twentieth of its width from one set to another."""


def chance_ends(share: float, paths: int) -> tuple[float, float]:
    """Return the interval of a share of paths [ratio]: what was seen on none of them may still happen."""
    found = chance_interval(share, paths, TWO_SIDED_95)
    return found.low, found.high


def mean_ends(value: Floats) -> tuple[float, float]:
    """Return the interval of the mean of paths (n,), in their unit."""
    mean, error = float(value.mean()), float(value.std(ddof=1)) / np.sqrt(len(value))
    return mean - TWO_SIDED_95 * error, mean + TWO_SIDED_95 * error


def weighed_ends(
    question: PlanQuestion, *, risk: float, value: Floats, less: Floats | None = None
) -> tuple[float, float]:
    """Return the interval of paths as weighed, in their unit: of one policy, or of one less another on the same paths.

    Parameters
    ----------
    question : PlanQuestion
        Its tail, and the seed of the draws.
    risk : float
        Weight of the mean of the worst [ratio]; 1 is that mean alone.
    value, less : array, (n,)
        By path; `less` on the same ones.

    Examples
    --------
    >>> paths = np.linspace(0.0, 100.0, 201)
    >>> low, high = weighed_ends(PlanQuestion(), risk=1.0, value=paths)
    >>> low < weighed(paths, 1.0, 0.1) < high
    True
    >>> weighed_ends(PlanQuestion(), risk=1.0, value=paths, less=paths - 3.0)
    (3.0, 3.0)
    """
    count = len(value)
    picks = stream(question.seed, "planning: paths drawn again").integers(count, size=(DRAWS, count))
    found = np.array([weighed(value[pick], risk, question.tail) for pick in picks])
    if less is not None:
        found -= [weighed(less[pick], risk, question.tail) for pick in picks]
    low, high = np.quantile(found, (0.025, 0.975)).round(12)
    return float(low), float(high)
