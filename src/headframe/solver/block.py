"""A block of paths off the lattice as plain data, and the plan followed along it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from headframe.solver.arrays import Floats, Whole
from headframe.solver.engine import Engine, mixed
from headframe.solver.follow import Courses, Tape, follow_lattice, tangents_after
from headframe.solver.instance import Instance
from headframe.solver.pieces import Pieces
from headframe.solver.pool import Pool
from headframe.solver.program import StageProgram
from headframe.solver.relaxation import foresight
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
    for stage in range(instance.stages):
        decide(instance, pools, block, stage, tape)
        after = tape.states[:, stage + 1]
        constants, slopes = tape.futures[stage]
        surprise, today = block.surprise[stage], instance.to_today[stage + 1]
        tape.penalties[:, stage] = today * np.einsum("njs,njs->ns", surprise.slopes, slopes)
        tape.noise += today * np.einsum("nj,nj->n", surprise.weights, constants)
        tape.noise += np.einsum("ns,ns->n", tape.penalties[:, stage], after)
    tape.end = ends_at(block.ends, tape.states[:, -1])
    return tape.finished(instance)


def ends_at(ends: Sequence[Pieces], states: Floats) -> Floats:
    """Return each path's terminal value at its last states (n, S): (n,)."""
    return np.array([float(end.at(x[None])[0]) for end, x in zip(ends, states, strict=True)])


def decide(instance: Instance, pools: list[Pool], block: Block, stage: int, tape: Tape) -> None:
    """Let each path choose under the nodes' cuts, averaged trial by trial with the weights of its outlook.

    Between nodes a unit of a state is worth another amount than at them. That difference is taken at the states carried
    in and is the same for every cut: put into each cut by itself, it would move the states at which cuts are tight.
    """
    size, outlook = len(instance.states), block.outlook[stage]
    first = block.programs[0][stage]
    controls = np.empty((len(block.programs), len(first.controls)))
    prices = np.empty((len(block.programs), len(first.rows)))
    pool = pools[stage]
    futures = np.empty((len(controls), *pool.constants.shape[1:])), np.empty((len(controls), *pool.slopes.shape[1:]))
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
        futures[0][path], futures[1][path] = mixed(model.shares(), pool.constants[least], pool.slopes[least])
        tape.rewards[path, stage] = program.value_of(incoming, chosen)
    tape.controls.append(controls)
    tape.prices.append(prices)
    tape.futures.append(futures)


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


def value_block(instance: Instance, pools: list[Pool], block: Block) -> tuple[Courses, Floats]:
    """Return the plan's courses along a block, and what foresight could gain over each: (k,)."""
    courses = follow_block(instance, pools, block)
    best = [
        foresight(programs, penalties, end, instance.start, instance.to_today)
        for programs, penalties, end in zip(block.programs, courses.penalties, block.ends, strict=True)
    ]
    return courses, np.array(best) - courses.penalised
