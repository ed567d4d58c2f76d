"""The random numbers behind the paths: by name, driver and block of paths, the same for any number of workers.

Paths come in blocks of `BLOCK`. A block's numbers are keyed (seed, driver, block) and laid out month by month, so that
neither more paths, nor a longer horizon, nor the order in which blocks are drawn changes a number once drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from headframe.ground.errors import UsageProblem
from headframe.ground.streams import stream
from headframe.worlds.parameters import DRIVERS, Floats

BLOCK = 1024
"""Paths in one block."""
SPIKE, SHAPE, MARGIN = "worlds fee spike", "worlds power shape", "worlds network margin"
MOST_PATHS = 10_000_000


class Sampling(StrEnum):
    """How the normals are drawn."""

    PLAIN = "plain"
    """Independent: for tails."""
    ANTITHETIC = "antithetic"
    """In pairs of opposite sign: for means of what is nearly linear in the shocks."""
    SOBOL = "sobol"
    """Evenly spread, the slow moves first (scrambled Sobol points, principal components): for means."""


@dataclass(frozen=True, slots=True, eq=False)
class Shocks:
    """A block's random numbers.

    Parameters
    ----------
    normals : mapping from driver to float64 array, shape (T, paths)
        Correlated standard normals.
    spike, shape : float64 arrays, shape (T, paths)
        Uniforms: whether fees spike, which year's power shape.
    margin : float64 array, shape (paths,)
        One standard normal a path: the error of the network's margin.
    """

    normals: dict[str, Floats]
    spike: Floats
    shape: Floats
    margin: Floats


def block_shocks(
    seed: int, block: int, months: int, cholesky: Floats, sampling: Sampling = Sampling.PLAIN, count: int = BLOCK
) -> Shocks:
    """Return the first `count` paths of a block of random numbers over `months` months.

    Parameters
    ----------
    seed : int
        The run's seed.
    block : int
        Which block of `BLOCK` paths, from 0.
    months : int
        Horizon [months].
    cholesky : float64 array, shape (6, 6)
        Of the shocks' correlation, in the order of `DRIVERS`.
    sampling : Sampling
        Plain, antithetic or Sobol.
    count : int
        How many of the block's paths.
    """
    if sampling is Sampling.SOBOL:
        from headframe.worlds.sobol import sobol_normals

        free, margin = sobol_normals(seed, block, months)
    else:
        margin = _normals(seed, MARGIN, block, 1, sampling)[0]
        free = np.stack([_normals(seed, f"worlds {driver}", block, months, sampling) for driver in DRIVERS])
    mixed = np.einsum("ij,jtp->itp", cholesky, free[:, :, :count])
    return Shocks(
        normals=dict(zip(DRIVERS, mixed, strict=True)),
        spike=stream(seed, SPIKE, block).random((months, BLOCK))[:, :count],
        shape=stream(seed, SHAPE, block).random((months, BLOCK))[:, :count],
        margin=margin[:count],
    )


def blocks_of(paths: int) -> list[tuple[int, int]]:
    """Return the blocks that hold the first `paths` paths, each with how many of its paths are wanted."""
    if not 1 <= paths <= MOST_PATHS:
        raise UsageProblem(f"{paths} paths", where="paths", next=f"between 1 and {MOST_PATHS:,}")
    return [(block, min(BLOCK, paths - block * BLOCK)) for block in range((paths + BLOCK - 1) // BLOCK)]


def _normals(seed: int, name: str, block: int, months: int, sampling: Sampling) -> Floats:
    generator = stream(seed, name, block)
    if sampling is Sampling.ANTITHETIC:
        half = generator.standard_normal((months, BLOCK // 2))
        return np.stack([half, -half], axis=2).reshape(months, BLOCK)
    return generator.standard_normal((months, BLOCK))
