"""What a number of drawn paths can say: the interval of a chance, and the fewest paths that have a spread."""

from __future__ import annotations

from math import sqrt

from headframe.ground.errors import UsageProblem
from headframe.ground.interval import Interval

TWO_SIDED_90 = 1.645
"""Standard errors on either side that hold nine in ten (normal)."""
FEWEST_PATHS = 20
"""The 5th percentile is the worst path of twenty; of fewer it is nobody's."""


def refuse_few_paths(paths: int) -> None:
    """Refuse fewer paths than a spread of nine in ten needs.

    Raises
    ------
    UsageProblem
        Below `FEWEST_PATHS`.
    """
    if paths < FEWEST_PATHS:
        raise UsageProblem(
            f"{paths} paths have no spread of nine in ten",
            where="--paths",
            why=f"its lower end is the worst of {FEWEST_PATHS}",
            next=f"draw {FEWEST_PATHS} or more; `headframe forecast` is the one path without chance",
        )


def chance_interval(share: float, paths: int, errors: float = TWO_SIDED_90) -> Interval:
    """Return the sampling error of a share of paths [ratio]: nine tenths of it, or so many standard errors.

    Notes
    -----
    The score interval of Wilson (Journal of the American Statistical Association 22, 1927, 209-212): what
    was seen on no path may still happen, and has an upper end above 0.

    Examples
    --------
    >>> print(chance_interval(0.5, 271).low.__round__(3), chance_interval(0.0, 271).high.__round__(3))
    0.45 0.01
    """
    z = errors * errors / paths
    middle = (share + z / 2.0) / (1.0 + z)
    half = sqrt(max(share * (1.0 - share), 0.0) * z + z * z / 4.0) / (1.0 + z)
    return Interval(min(max(middle - half, 0.0), share), max(min(middle + half, 1.0), share))
