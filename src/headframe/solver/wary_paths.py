"""A plan that weighs its tail, followed along paths of the lattice and of the simulator with foresight beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from headframe.solver.arrays import Floats, Whole
from headframe.solver.block import Block, decide, ends_at
from headframe.solver.engine import Engine
from headframe.solver.follow import Courses, Tape, taped_lattice
from headframe.solver.instance import Instance
from headframe.solver.pieces import Pieces
from headframe.solver.pool import Pool
from headframe.solver.problem import Swap
from headframe.solver.program import StageProgram
from headframe.solver.risk import LEVEL
from headframe.solver.wary import Ahead, Fear, Shortfalls, Weights


@dataclass(frozen=True, slots=True, eq=False)
class WaryBlock:
    """k paths of the simulator for a plan that weighs its tail.

    `block` is what the plan sees; `programs`, `ends` are without the margin. By stage: `ahead`, and the drivers
    (k, N, d) of each possibility that it weighs.
    """

    fear: Fear
    block: Block
    programs: tuple[tuple[StageProgram, ...], ...]
    ends: tuple[Pieces, ...]
    ahead: tuple[Ahead, ...]
    drivers: tuple[Floats, ...]


@dataclass(frozen=True, slots=True, eq=False)
class WaryNodes:
    """A lattice for a plan that weighs its tail: the instance without the margin, and swaps at the nodes by stage."""

    fear: Fear
    plain: Instance
    swaps: tuple[tuple[Swap, ...], ...]


def value_wary_block(instance: Instance, pools: list[Pool], wary: WaryBlock) -> tuple[Courses, Shortfalls]:
    """Return the plan's courses along a block, and what they can be short of the best."""
    tape = Tape(len(wary.programs), instance.stages, instance.start)
    weights = Weights(len(wary.programs), instance, wary.fear)
    for stage in range(instance.stages):
        decide(instance, pools, wary.block, stage, tape)
        ahead, today = wary.ahead[stage], float(instance.to_today[stage + 1])
        constants, slopes = _seen(instance, stage + 1, wary.drivers[stage], ahead.scales, tape.futures[stage])
        path = np.arange(len(slopes))
        means = (np.einsum("ni,ni...->n...", ahead.weights, each) for each in (constants, slopes))
        level, steep = (each[path, ahead.came] - mean for each, mean in zip((constants, slopes), means, strict=True))
        steep += np.einsum("ni,nis->ns", ahead.weights, slopes / ahead.scales) * ahead.excess
        tape.penalties[:, stage] = today * steep
        tape.noise += today * level + np.einsum("ns,ns->n", tape.penalties[:, stage], tape.states[:, stage + 1])
        weights.step(stage, ahead, constants, slopes, tape.states[:, stage + 1])
    tape.end = ends_at(wary.block.ends, tape.states[:, -1])
    courses = tape.finished(instance)
    return courses, weights.shortfalls(courses.states, wary.programs, wary.ends, _level(instance, courses))


def _seen(
    instance: Instance, stage: int, drivers: Floats, scales: Floats, future: tuple[Floats, Floats]
) -> tuple[Floats, Floats]:
    """Return the nodes' tangents as seen at drivers (k, N, d) between them: constants (k, N), slopes (k, N, S)."""
    k, n, d = drivers.shape
    weights = instance.lattice.weights(stage, drivers.reshape(k * n, d)).reshape(k, n, -1)
    constants, slopes = future
    return np.matmul(weights, constants[:, :, None])[:, :, 0], np.matmul(
        weights, slopes / instance.scales[stage]
    ) * scales


def value_wary_nodes(
    instance: Instance, pools: list[Pool], nodes: Whole, paired: int, wary: WaryNodes
) -> tuple[Courses, Floats]:
    """Return the plan's courses along paths of the lattice, and what the first `paired` can be short of the best."""
    tape = taped_lattice(Engine(instance, pools), nodes)
    courses, plain = tape.finished(instance), wary.plain
    some, count = nodes[:paired], len(nodes[:paired])
    weights = Weights(count, instance, wary.fear)
    for stage in range(instance.stages if count else 0):
        here, then = some[:, stage], some[:, stage + 1]
        ahead = Ahead(
            instance.lattice.transitions[stage][here],
            then,
            np.broadcast_to(instance.scales[stage + 1], (count, *instance.scales[stage + 1].shape)),
            np.zeros((count, len(instance.states))),
            tuple(replace(s, price=s.price[here]) for s in wary.swaps[stage]),
            tuple(replace(s, price=s.price[None]) for s in wary.swaps[stage + 1]),
        )
        constants, slopes = (each[:count] for each in tape.futures[stage])
        weights.step(stage, ahead, constants, slopes, tape.states[:count, stage + 1])
    if not count:
        return courses, np.empty(0)
    level = _level(instance, courses)[:count]
    programs = [[plain.programs[stage][node] for stage, node in enumerate(path[:-1])] for path in some]
    ends = [plain.ends[path[-1]] for path in some]
    found = weights.shortfalls(courses.states[:count], programs, ends, level)
    return courses, found.gains + wary.fear.missed(found.over, found.chances)


def _level(instance: Instance, courses: Courses) -> Floats:
    return courses.controls[0][:, instance.programs[0][0].controls.index(LEVEL)]
