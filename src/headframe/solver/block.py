"""A block of paths off the lattice as plain data, and the plan followed along it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from headframe.solver.arrays import Floats, Whole
from headframe.solver.engine import Engine
from headframe.solver.follow import Courses, Tape, follow_lattice, tangents_after
from headframe.solver.instance import Instance
from headframe.solver.pieces import Pieces
from headframe.solver.pool import Pool
from headframe.solver.program import StageProgram
from headframe.solver.relaxation import Foresight, foresight
from headframe.solver.risk import LEVEL
from headframe.solver.smooth import WIDTH, smooth_tangents
from headframe.solver.stage_model import StageModel


@dataclass(frozen=True, slots=True, eq=False)
class Views:
    """How the next stage's nodes are seen, for k paths: a weight for each node, and one for each node and state.

    `weights` (k, nodes) count constants of the nodes' cuts; `slopes` (k, nodes, S) count their slopes, carried over in
    the states' scales.
    """

    weights: Floats
    slopes: Floats

    def __sub__(self, other: Views) -> Views:
        return Views(self.weights - other.weights, self.slopes - other.slopes)


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """k paths of the simulator, written out.

    `programs[path][stage]`, `ends[path]`; by stage, `outlook` is what the plan expects of the next stage, and
    `surprise` what came less its mean: zero on average given what was known.
    """

    programs: tuple[tuple[StageProgram, ...], ...]
    ends: tuple[Pieces, ...]
    outlook: tuple[Views, ...]
    surprise: tuple[Views, ...]


def follow_block(instance: Instance, pools: list[Pool], block: Block) -> Courses:
    """Follow the plan along a block, its view of the future blended from the nodes' cuts."""
    tape = Tape(len(block.programs), instance.stages, instance.start)
    width = _width(instance, pools)
    for stage in range(instance.stages):
        _decide(instance, pools, block, stage, tape)
        after = tape.states[:, stage + 1]
        constants, slopes = _charged(instance, pools, stage + 1, after, width)
        surprise, today = block.surprise[stage], instance.to_today[stage + 1]
        tape.penalties[:, stage] = today * np.einsum("njs,njs->ns", surprise.slopes, slopes)
        tape.noise += today * np.einsum("nj,nj->n", surprise.weights, constants)
        tape.noise += np.einsum("ns,ns->n", tape.penalties[:, stage], after)
    end = np.array([float(e.at(x[None])[0]) for e, x in zip(block.ends, tape.states[:, -1], strict=True)])
    return tape.finished(end, instance.to_today)


def _width(instance: Instance, pools: list[Pool]) -> float:
    """Return how widely charges average over cuts, as of today: not at all without weight on the tail."""
    if LEVEL not in instance.programs[0][0].controls:
        return 0.0
    return WIDTH * abs(Engine(instance, pools).upper())


def _charged(instance: Instance, pools: list[Pool], stage: int, states: Floats, width: float) -> tuple[Floats, Floats]:
    """Return the tangents by which what comes is charged."""
    if width == 0:
        return tangents_after(instance, pools, stage, states)
    return smooth_tangents(instance, pools, stage, states, width / float(instance.to_today[stage]))


def _decide(instance: Instance, pools: list[Pool], block: Block, stage: int, tape: Tape) -> None:
    """Let each path choose under the nodes' cuts, averaged trial by trial with the weights of its outlook.

    Between nodes a unit of a state is worth another amount than at them. That difference is taken at the states carried
    in and is the same for every cut: put into each cut by itself, it would move the states at which cuts are tight.
    """
    size, outlook = len(instance.states), block.outlook[stage]
    first = block.programs[0][stage]
    controls = np.empty((len(block.programs), len(first.controls)))
    prices = np.empty((len(block.programs), len(first.rows)))
    pool = pools[stage]
    _, worth = tangents_after(instance, pools, stage + 1, tape.states[:, stage])
    between = np.einsum("njs,njs->ns", outlook.slopes - outlook.weights[:, :, None], worth)
    for path, programs in enumerate(block.programs):
        program = programs[stage]
        constants = pool.constants @ outlook.weights[path]
        slopes = np.einsum("mjs,j->ms", pool.slopes, outlook.weights[path]) + between[path]
        least = np.unique((pool.points @ slopes.T + constants).argmin(axis=1))
        cuts = constants[least], slopes[least]
        model = StageModel(program, float(instance.discounts[stage]), np.inf, stage, None, cuts)
        incoming = tape.states[path, stage]
        _, chosen = model.choose_whole(incoming)
        tape.states[path, stage + 1], controls[path] = chosen[:size], chosen[size:]
        prices[path] = model.prices()
        tape.rewards[path, stage] = program.value_of(incoming, chosen)
    tape.controls.append(controls)
    tape.prices.append(prices)


def value_nodes(instance: Instance, pools: list[Pool], nodes: Whole, paired: int) -> tuple[Courses, Floats]:
    """Return the plan's courses along paths of the lattice, and what foresight could gain over the first `paired`."""
    courses = follow_lattice(Engine(instance, pools), nodes)
    best = [
        foresight(
            [instance.programs[stage][node] for stage, node in enumerate(path[:-1])],
            penalties,
            instance.ends[path[-1]],
            instance.start,
            instance.to_today,
        )
        for path, penalties in zip(nodes[:paired], courses.penalties, strict=False)
    ]
    return courses, np.array(best) - courses.penalised[: len(best)]


def value_block(
    instance: Instance, pools: list[Pool], block: Block, levels: Floats
) -> tuple[Courses, Floats, tuple[Floats, Floats]]:
    """Return the plan's courses along a block, what foresight could gain over each (k,), and its lines over levels.

    The lines are what it could gain with the tail's level held at each of `levels` (m,), and what one more unit of the
    level would add: (k, m) each. Without risk there is no level, and m is 0.
    """
    courses = follow_block(instance, pools, block)
    known = [
        Foresight(programs, penalties, end, instance.start, instance.to_today)
        for programs, penalties, end in zip(block.programs, courses.penalties, block.ends, strict=True)
    ]
    best = np.array([each.best() for each in known])
    lines = np.array([[each.held_at(LEVEL, level) for level in levels] for each in known])
    lines = lines.reshape(len(known), len(levels), 2)
    return courses, best - courses.penalised, (lines[:, :, 0] - courses.penalised[:, None], lines[:, :, 1])
