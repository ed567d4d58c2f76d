"""Tangents of the value averaged over the cuts that are nearly the least, for charges that do not jump.

What foresight is charged must have mean zero and may else be anything, so that averaging breaks no bound. With weight
on the tail the least cut's slope jumps, from a path that ends in the tail to one that does not, for a small move of the
states; foresight gains from each such jump.
"""

from __future__ import annotations

import numpy as np

from headframe.solver.arrays import Floats
from headframe.solver.instance import Instance
from headframe.solver.pool import Pool

WIDTH = 0.02
"""Cuts count by how far they lie above the least, in this share of the plan's value (docs/why/solver.md)."""


def smooth_tangents(
    instance: Instance, pools: list[Pool], stage: int, states: Floats, width: float
) -> tuple[Floats, Floats]:
    """Return constants (n, nodes) and slopes (n, nodes, S) of the value at a stage at states (n, S).

    `width`, in the value's unit as of the stage, is how far above the least a cut may lie before it counts little.
    """
    if stage == instance.stages:
        parts = [_averaged(end.constants, end.slopes, states, width) for end in instance.ends]
    else:
        pool = pools[stage - 1]
        nodes = range(pool.constants.shape[1])
        parts = [_averaged(pool.constants[:, node], pool.slopes[:, node], states, width) for node in nodes]
    return np.stack([constants for constants, _ in parts], axis=1), np.stack([slopes for _, slopes in parts], axis=1)


def _averaged(constants: Floats, slopes: Floats, states: Floats, width: float) -> tuple[Floats, Floats]:
    values = states @ slopes.T + constants
    weights = np.exp((values.min(axis=1, keepdims=True) - values) / width)
    weights /= weights.sum(axis=1, keepdims=True)
    return np.asarray(weights @ constants), np.asarray(weights @ slopes)
