"""Evenly spread normals for means: scrambled Sobol points, spent on the slowest moves first.

A path's level after years hangs on the sum of its shocks. So the first points go to the first principal components of a
random walk over the horizon, driver by driver, and the last to wiggles that no mean feels (Glasserman 2003, Monte Carlo
Methods in Financial Engineering, section 5.5.2).
"""

from __future__ import annotations

from functools import cache

import numpy as np

from headframe.ground.errors import UsageProblem
from headframe.ground.streams import stream
from headframe.worlds.parameters import DRIVERS, Floats

MOST_DIMENSIONS = 21_201
"""The direction numbers that scipy holds: Joe and Kuo (2008), doi:10.1137/070709359."""


def sobol_normals(seed: int, block: int, months: int) -> tuple[Floats, Floats]:
    """Return a block's part of one scrambled sequence: independent normals of the months, and one a path.

    Shapes (6, months, BLOCK) and (BLOCK,): the error of the network's margin lasts over the whole path, so it has the
    first coordinate.
    """
    from scipy.special import ndtri
    from scipy.stats import qmc

    from headframe.worlds.shocks import BLOCK

    size = 1 + len(DRIVERS) * months
    if size > MOST_DIMENSIONS:
        raise UsageProblem(
            f"{months} months need {size} dimensions, and {MOST_DIMENSIONS} are known",
            where="sampling",
            next="draw plain, or fewer months",
        )
    key = int(stream(seed, "worlds sobol").integers(2**63))
    points = qmc.Sobol(size, scramble=True, rng=key)
    if block > 0:
        points.fast_forward(block * BLOCK)
    even = ndtri(np.clip(points.random(BLOCK), 1e-12, 1 - 1e-12))
    slow_first = even[:, 1:].reshape(BLOCK, months, len(DRIVERS)).transpose(2, 1, 0)
    spread: Floats = np.einsum("tk,dkp->dtp", components(months), slow_first)
    return spread, even[:, 0]


@cache
def components(months: int) -> Floats:
    """Return the orthogonal matrix from principal components of a random walk to its monthly steps, shape (T, T)."""
    steps = np.arange(1, months + 1)
    values, vectors = np.linalg.eigh(np.minimum.outer(steps, steps).astype(float))
    walks = (vectors * np.sqrt(values))[:, ::-1]
    return np.diff(walks, axis=0, prepend=0.0)
