"""Stores of several goods that share a dock: a problem whose stages, nodes and states can be counted up."""

from __future__ import annotations

import numpy as np

from headframe.solver.arrays import Floats
from headframe.solver.draft import Draft
from headframe.solver.lattice import Lattice
from headframe.solver.pieces import Pieces
from headframe.solver.problem import Problem
from headframe.solver.program import StageProgram

ROOM, RATE, DOCK = 4.0, 1.0, 1.5


class Stores(Problem):
    """Each good is bought and sold at its own multiple of the chain's price, within its room and the common dock."""

    def __init__(self, stages: int, goods: int) -> None:
        self._stages, self._goods = stages, goods
        self._multiples = np.linspace(0.8, 1.25, goods)

    @property
    def states(self) -> tuple[str, ...]:
        return tuple(f"good {number}" for number in range(self._goods))

    @property
    def start(self) -> Floats:
        return np.ones(self._goods)

    @property
    def discounts(self) -> tuple[float, ...]:
        return (0.99,) * self._stages

    def program(self, stage: int, drivers: Floats) -> StageProgram:
        draft, dock = Draft(self.states), {}
        for name, multiple in zip(self.states, self._multiples, strict=True):
            price = float(drivers[0]) ** multiple
            draft.carry(name, high=ROOM)
            draft.control(f"{name} bought", high=RATE, reward=-price - 0.05)
            draft.control(f"{name} sold", high=RATE, reward=price)
            draft.row(name, {f"{name}'": 1, name: -1, f"{name} bought": -1, f"{name} sold": 1}, equals=0)
            dock |= {f"{name} bought": 1.0, f"{name} sold": 1.0}
        draft.row("dock", dock, at_most=DOCK)
        return draft.program()

    def terminal(self, drivers: Floats) -> Pieces:
        return Pieces.of((0.0, [0.5] * self._goods))

    def value_bounds(self, stage: int) -> tuple[float, float]:
        return -1e6, 1e6


def prices(stages: int, nodes: int) -> Lattice:
    """Return a persistent chain of prices around one."""
    levels = np.exp(np.linspace(-1.0, 1.0, nodes))
    steps = np.exp(-((np.arange(nodes)[:, None] - np.arange(nodes)) ** 2) / (2 * (0.15 * nodes) ** 2))
    rows = steps / steps.sum(axis=1, keepdims=True)
    middle = rows[nodes // 2 : nodes // 2 + 1]
    first = np.ones((1, 1))
    return Lattice(("price",), (first, *[levels[:, None]] * stages), (middle, *[rows] * (stages - 1)))
