"""Writing out paths of the simulator: programs at drivers that are no node's, and what was to be expected there.

Expectations are sample means over draws of the next drivers. Those that the plan looks at and those that foresight is
charged by are drawn apart, so that the charge is zero on average whatever the plan did.
"""

from __future__ import annotations

import numpy as np

from headframe.ground.errors import InputRefused
from headframe.ground.streams import stream
from headframe.solver.arrays import Floats
from headframe.solver.block import Block, Views
from headframe.solver.instance import Instance
from headframe.solver.problem import Problem, Process

FIRST_TOLERANCE = 1e-9
BLOCK = 25
"""Paths written out at a time: small enough to share out evenly, large enough to draw next drivers together."""


def write_block(
    problem: Problem, process: Process, instance: Instance, paths: Floats, draws: int, seed: int, number: int
) -> Block:
    """Return a block for paths (k, T + 1, d), with `draws` next drivers a path and stage for each expectation."""
    lattice = instance.lattice
    outlook, surprise = [], []
    for stage in range(instance.stages):
        now, then = paths[:, stage], paths[:, stage + 1]
        mean = process.mean_scales(stage, now)
        found = []
        for purpose in ("plan", "charge"):
            generator = stream(seed, f"solver: draws for the {purpose} at stage {stage}", number)
            found.append(process.sample_next(stage, now, draws, generator))
        plan = _mean_view(problem, instance, stage + 1, found[0], mean, None)
        charge = _mean_view(problem, instance, stage + 1, found[1], mean, plan.weights)
        outlook.append(plan)
        surprise.append(_mean_view(problem, instance, stage + 1, then[:, None], None, None) - charge)
    return Block(
        programs=tuple(tuple(problem.program(stage, path[stage]) for stage in range(lattice.stages)) for path in paths),
        ends=tuple(problem.terminal(path[-1]) for path in paths),
        outlook=tuple(outlook),
        surprise=tuple(surprise),
    )


def _mean_view(
    problem: Problem, instance: Instance, stage: int, drawn: Floats, mean: Floats | None, steady: Floats | None
) -> Views:
    """Return the mean view over drawn drivers (k, n, d) of a stage.

    With the exact mean of the scales (k, S), its sampling error is taken out: times weights settled before (`steady`),
    which leaves the mean unbiased.
    """
    k, n, d = drawn.shape
    flat = drawn.reshape(k * n, d)
    weights = instance.lattice.weights(stage, flat).reshape(k, n, -1)
    scales = problem.scales(stage, flat).reshape(k, n, -1)
    at_nodes = instance.scales[stage]
    seen = weights.mean(axis=1)
    slopes = np.einsum("knj,kns->kjs", weights, scales) / n
    if mean is not None:
        counted = seen if steady is None else steady
        slopes = slopes - counted[:, :, None] * (scales.mean(axis=1) - mean)[:, None, :]
    return Views(seen, slopes / at_nodes)


def sampled_paths(process: Process, instance: Instance, count: int, seed: int) -> Floats:
    """Return fresh paths of the simulator (count, T + 1, d); refused where they do not fit the lattice."""
    paths = process.sample_paths(count, stream(seed, "solver: paths of the certificate"))
    lattice = instance.lattice
    if tuple(process.drivers) != lattice.drivers:
        raise InputRefused(
            f"the simulator's drivers are {', '.join(process.drivers)}",
            where="certificate",
            why=f"the lattice's are {', '.join(lattice.drivers)}",
        )
    if paths.shape != (count, lattice.stages + 1, len(lattice.drivers)):
        raise InputRefused(
            f"paths of shape {paths.shape} do not fit {lattice.stages} stages of {len(lattice.drivers)} drivers",
            where="certificate",
        )
    apart = np.abs(paths[:, 0] - lattice.values[0][0]) > FIRST_TOLERANCE * (1 + np.abs(lattice.values[0][0]))
    if apart.any():
        raise InputRefused("the simulator and the lattice start from different drivers", where="certificate")
    return paths
