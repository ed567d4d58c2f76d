"""Writing out, for a plan that weighs its tail, paths of the simulator and what else could have come at each step.

A path is walked by picking, at each stage, one of several draws of the next drivers. Each draw by itself follows the
process, so the path does; and given the draws each was as likely to be picked. So a mean over them, the picked one
among them, is an expectation without any error: of the chance of the tail, and of what foresight pays.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from headframe.ground.streams import stream
from headframe.solver.arrays import Floats, Whole
from headframe.solver.instance import Instance, write_out
from headframe.solver.problem import Process
from headframe.solver.risk import MeanCvar
from headframe.solver.simulator import BLOCK, sampled_paths, write_block
from headframe.solver.wary import Ahead, Fear
from headframe.solver.wary_paths import WaryBlock, WaryNodes


def walked_paths(process: Process, instance: Instance, count: int, draws: int, seed: int) -> Floats:
    """Return fresh paths of the simulator (count, T + 1, d), each step one of so many draws."""
    paths = sampled_paths(process, instance, count, seed)
    for number, first in enumerate(range(0, count, BLOCK)):
        block = paths[first : first + BLOCK]
        for stage in range(instance.stages):
            drawn, came = _drawn(process, stage, block[:, stage], draws, seed, number)
            block[:, stage + 1] = drawn[np.arange(len(block)), came]
    return paths


def _drawn(process: Process, stage: int, now: Floats, draws: int, seed: int, number: int) -> tuple[Floats, Whole]:
    """Return draws of the next drivers (k, draws, d), and which of them comes (k,)."""
    drawn = process.sample_next(stage, now, draws, stream(seed, f"solver: draws to pick from at stage {stage}", number))
    picks = stream(seed, f"solver: the draw that comes at stage {stage}", number)
    return drawn, picks.integers(draws, size=len(now))


def write_wary_block(
    problem: MeanCvar, process: Process, instance: Instance, paths: Floats, draws: int, seed: int, number: int
) -> WaryBlock:
    """Return a block for paths (k, T + 1, d) from `walked_paths` with the same draws and seed."""
    plain, stages = problem.plain, instance.stages
    ahead, drivers = [], []
    for stage in range(stages):
        drawn, came = _drawn(process, stage, paths[:, stage], draws, seed, number)
        k, n, d = drawn.shape
        flat = drawn.reshape(k * n, d)
        then = tuple(replace(swap, price=swap.price.reshape(k, n)) for swap in plain.swaps(stage + 1, flat))
        scales = problem.scales(stage + 1, flat).reshape(k, n, -1)
        known = process.mean_scales(stage, paths[:, stage])
        excess = np.zeros((k, scales.shape[2])) if known is None else scales.mean(axis=1) - known
        ahead.append(Ahead(np.full((k, n), 1 / n), came, scales, excess, plain.swaps(stage, paths[:, stage]), then))
        drivers.append(drawn)
    return WaryBlock(
        fear=Fear(problem.risk, problem.tail),
        block=write_block(problem, process, instance, paths, draws, seed, number),
        programs=tuple(tuple(plain.program(stage, path[stage]) for stage in range(stages)) for path in paths),
        ends=tuple(plain.terminal(path[-1]) for path in paths),
        ahead=tuple(ahead),
        drivers=tuple(drivers),
    )


def written_nodes(problem: MeanCvar, instance: Instance) -> WaryNodes:
    """Return the lattice of a plan that weighs its tail, written out without the margin."""
    lattice = instance.lattice
    swaps = tuple(problem.plain.swaps(stage, values) for stage, values in enumerate(lattice.values))
    return WaryNodes(Fear(problem.risk, problem.tail), write_out(problem.plain, lattice), swaps)
