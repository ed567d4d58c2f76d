"""What a plan does along paths of the lattice, with the noise taken out of its value by a martingale of the cuts.

The control variate is the sum over stages of value at the node reached − its expectation, of the cuts' own value at the
states carried out: its mean is zero, whatever the cuts are.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from headframe.solver.arrays import Floats, Whole
from headframe.solver.engine import Engine
from headframe.solver.instance import Instance
from headframe.solver.pool import Pool
from headframe.solver.stage_model import StageModel


@dataclass(frozen=True, slots=True, eq=False)
class Courses:
    """A plan followed along n paths.

    Parameters
    ----------
    states : array, (n, T + 1, S)
        Carried into each stage; the last is what is left at the end.
    controls : tuple of arrays, (n, controls of the stage)
        What was chosen, by stage; names in each stage's program.
    rewards : array, (n, T)
        Of each stage, not discounted.
    end : array, (n,)
        The terminal value, not discounted.
    value : array, (n,)
        Everything, discounted to today.
    adjusted : array, (n,)
        `value` less a martingale: the same mean, much less noise.
    penalties : array, (n, T, S)
        What foresight must pay for a unit of each state carried out of each stage, in today's value; zero on average.
    prices : tuple of arrays, (n, rows of the stage)
        Worth of one more unit on the right of each row, in the value of its stage.
    """

    states: Floats
    controls: tuple[Floats, ...]
    rewards: Floats
    end: Floats
    value: Floats
    adjusted: Floats
    penalties: Floats
    prices: tuple[Floats, ...]

    @property
    def penalised(self) -> Floats:
        """The value less what foresight would have paid for these very states: (n,)."""
        return np.asarray(self.value - np.einsum("nts,nts->n", self.penalties, self.states[:, 1:]))


class Tape:
    """The arrays of `Courses` while they fill.

    `futures`, by stage, is the tangent of the next stage's value at each node that each choice went by: constants
    (n, nodes) and slopes (n, nodes, S).
    """

    def __init__(self, count: int, stages: int, start: Floats) -> None:
        size = len(start)
        self.states = np.empty((count, stages + 1, size))
        self.states[:, 0] = start
        self.rewards = np.empty((count, stages))
        self.penalties = np.empty((count, stages, size))
        self.noise, self.end = np.zeros(count), np.zeros(count)
        self.controls: list[Floats] = []
        self.prices: list[Floats] = []
        self.futures: list[tuple[Floats, Floats]] = []

    def finished(self, instance: Instance) -> Courses:
        """Return the courses."""
        value = self.rewards @ instance.to_today[:-1] + instance.to_today[-1] * self.end
        return Courses(
            states=self.states,
            controls=tuple(self.controls),
            rewards=self.rewards,
            end=self.end,
            value=value,
            adjusted=value - self.noise,
            penalties=self.penalties,
            prices=tuple(self.prices),
        )


def follow_lattice(engine: Engine, nodes: Whole, *, whole: bool = True) -> Courses:
    """Follow the plan along paths of node numbers (n, T + 1).

    Parameters
    ----------
    engine : Engine
        Programs and cuts.
    nodes : array of int, (n, T + 1)
        From `Lattice.sample`.
    whole : bool
        Whether whole-number controls must be whole: False follows the relaxed plan.
    """
    return taped_lattice(engine, nodes, whole=whole).finished(engine.instance)


def taped_lattice(engine: Engine, nodes: Whole, *, whole: bool = True) -> Tape:
    """Follow as `follow_lattice` does, and return the tape, which also knows what each choice went by."""
    instance = engine.instance
    tape = Tape(len(nodes), instance.stages, instance.start)
    size = len(instance.states)
    for stage in range(instance.stages):
        after = tape.states[:, stage + 1]
        first = instance.programs[stage][0]
        controls = np.empty((len(nodes), len(first.controls)))
        prices = np.empty((len(nodes), len(first.rows)))
        constants = np.empty((len(nodes), instance.lattice.size(stage + 1)))
        slopes = np.empty((*constants.shape, size))
        for path in np.argsort(nodes[:, stage], kind="stable"):
            model = engine.model(stage, int(nodes[path, stage]))
            incoming = tape.states[path, stage]
            chosen = model.choose_whole(incoming)[1] if whole else _relaxed(model, incoming)
            after[path], controls[path] = chosen[:size], chosen[size:]
            prices[path] = model.prices()
            constants[path], slopes[path] = engine.future(stage, int(nodes[path, stage]))
            tape.rewards[path, stage] = model.program.value_of(incoming, chosen)
        tape.controls.append(controls)
        tape.prices.append(prices)
        surprise = np.eye(instance.lattice.size(stage + 1))[nodes[:, stage + 1]]
        surprise = surprise - instance.lattice.transitions[stage][nodes[:, stage]]
        tape.futures.append((constants, slopes))
        tape.penalties[:, stage] = instance.to_today[stage + 1] * np.einsum("nj,njs->ns", surprise, slopes)
        tape.noise += instance.to_today[stage + 1] * np.einsum("nj,nj->n", surprise, constants)
        tape.noise += np.einsum("ns,ns->n", tape.penalties[:, stage], after)
    tape.end = np.array(
        [float(instance.ends[j].at(x[None])[0]) for j, x in zip(nodes[:, -1], tape.states[:, -1], strict=True)]
    )
    return tape


def tangents_after(instance: Instance, pools: list[Pool], stage: int, states: Floats) -> tuple[Floats, Floats]:
    """Return constants (n, nodes) and slopes (n, nodes, S) of the value at a stage at states (n, S)."""
    if stage == instance.stages:
        return instance.end_tangents(states)
    return pools[stage - 1].tangents(states)


def _relaxed(model: StageModel, incoming: Floats) -> Floats:
    model.solve(incoming)
    return model.chosen()
