"""Textbook problems in the solver's terms, small enough to be solved in other ways."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from headframe.solver.arrays import Floats
from headframe.solver.draft import Draft
from headframe.solver.lattice import Lattice
from headframe.solver.pieces import Pieces
from headframe.solver.problem import Problem
from headframe.solver.program import StageProgram


class Kept(Problem):
    """A problem that keeps where it starts and how it discounts."""

    def __init__(self, start: Sequence[float], discounts: Sequence[float]) -> None:
        self._start, self._discounts = np.array(start, float), tuple(discounts)

    @property
    def start(self) -> Floats:
        return self._start

    @property
    def discounts(self) -> tuple[float, ...]:
        return self._discounts


class Newsvendor(Kept):
    """Papers are bought at a cost before the demand is known, and sold at a price after."""

    states = ("papers",)

    def __init__(self, cost: float, price: float, salvage: float = 0.0, most: float = 1000.0) -> None:
        super().__init__([0.0], [1.0])
        self.cost, self.price, self.salvage, self.most = cost, price, salvage, most

    def program(self, stage: int, drivers: Floats) -> StageProgram:
        draft = Draft(self.states)
        draft.control("bought", high=self.most, reward=-self.cost)
        draft.row("papers", {"papers'": 1, "papers": -1, "bought": -1}, equals=0)
        return draft.program()

    def terminal(self, drivers: Floats) -> Pieces:
        demand = float(drivers[0])
        return Pieces.of((0.0, [self.price]), ((self.price - self.salvage) * demand, [self.salvage]))

    def value_bounds(self, stage: int) -> tuple[float, float]:
        return -self.cost * self.most, self.price * self.most


class Option(Kept):
    """A Bermudan put: it can be exercised at each stage's price, once. Alive is a state of 1 or 0."""

    states = ("alive",)

    def __init__(self, strike: float, discounts: Sequence[float], most: float, *, whole: bool = False) -> None:
        self.strike, self.most, self.whole = strike, most, whole
        super().__init__([1.0], discounts)

    def program(self, stage: int, drivers: Floats) -> StageProgram:
        draft = Draft(self.states)
        payoff = max(self.strike - float(drivers[0]), 0.0)
        draft.control("exercised", high=1.0, reward=payoff, whole=self.whole)
        draft.row("one option", {"alive'": 1, "alive": -1, "exercised": 1}, equals=0)
        return draft.program()

    def terminal(self, drivers: Floats) -> Pieces:
        return Pieces.of((0.0, [max(self.strike - float(drivers[0]), 0.0)]))

    def value_bounds(self, stage: int) -> tuple[float, float]:
        return -1.0, self.most


class Storage(Kept):
    """Gas is bought and sold at the stage's price, within rates and a capacity; what is left is worthless."""

    states = ("gas",)

    def __init__(self, stages: int, capacity: float, rate: float, cost: float, discount: float) -> None:
        self.capacity, self.rate, self.cost = capacity, rate, cost
        super().__init__([0.0], [discount] * stages)

    def program(self, stage: int, drivers: Floats) -> StageProgram:
        price = float(drivers[0])
        draft = Draft(self.states)
        draft.carry("gas", high=self.capacity)
        draft.control("injected", high=self.rate, reward=-(price + self.cost))
        draft.control("withdrawn", high=self.rate, reward=price - self.cost)
        draft.row("gas account", {"gas'": 1, "gas": -1, "injected": -1, "withdrawn": 1}, equals=0)
        return draft.program()

    def terminal(self, drivers: Floats) -> Pieces:
        return Pieces.of((0.0, [0.0]))

    def value_bounds(self, stage: int) -> tuple[float, float]:
        return -1e4, 1e4


class Inventory(Kept):
    """Goods are ordered for the next stage; demand is met from stock or is backlogged at a cost."""

    states = ("stock", "backlog")

    def __init__(self, stages: int, cost: float, holding: float, backlogging: float, discount: float) -> None:
        self.cost, self.holding, self.backlogging = cost, holding, backlogging
        super().__init__([0.0, 0.0], [discount] * stages)

    def program(self, stage: int, drivers: Floats) -> StageProgram:
        demand = float(drivers[0])
        draft = Draft(self.states)
        draft.control("ordered", high=40.0, reward=-self.cost)
        draft.control("held", reward=-self.holding)
        draft.control("short", reward=-self.backlogging)
        draft.row("after demand", {"held": 1, "short": -1, "stock": -1, "backlog": 1}, equals=-demand)
        net = {"stock'": 1.0, "backlog'": -1.0, "held": -1.0, "short": 1.0, "ordered": -1.0}
        draft.row("goods account", net, equals=0)
        return draft.program()

    def terminal(self, drivers: Floats) -> Pieces:
        return Pieces.of((0.0, [0.0, -self.backlogging]))

    def value_bounds(self, stage: int) -> tuple[float, float]:
        return -1e4, 0.0


class Builder(Kept):
    """Whole plants are built from a purse; each earns the price from the next stage on. Emergency money is dear."""

    states = ("purse", "plants")

    def __init__(self, stages: int, purse: float, *, cost: float = 5.0, most: float = 3.0, limit: float = 4.0) -> None:
        self.cost, self.most, self.limit = cost, most, limit
        super().__init__([purse, 0.0], [0.95] * stages)

    def program(self, stage: int, drivers: Floats) -> StageProgram:
        price = float(drivers[0])
        draft = Draft(self.states)
        draft.carry("plants", high=self.limit)
        draft.control("built", high=self.most, whole=True)
        draft.control("paid out", high=1e3, reward=1.0)
        draft.control("emergency", high=1e3, reward=-1.5)
        purse = {"purse'": 1.0, "purse": -1.0, "plants": -price, "built": self.cost, "paid out": 1.0, "emergency": -1.0}
        draft.row("purse", purse, equals=-1.0)
        draft.row("plants", {"plants'": 1, "plants": -1, "built": -1}, equals=0)
        return draft.program()

    def terminal(self, drivers: Floats) -> Pieces:
        return Pieces.of((0.0, [1.0, 3.0]))

    def value_bounds(self, stage: int) -> tuple[float, float]:
        return -1e4, 1e3


def binomial(start: float, up: float, steps: int, chance: float) -> Lattice:
    """Return the recombining tree of a price that moves up or down by a factor."""
    values = [[start * up ** (2 * j - t) for j in range(t + 1)] for t in range(steps + 1)]
    rows = []
    for t in range(steps):
        row = np.zeros((t + 1, t + 2))
        row[np.arange(t + 1), np.arange(t + 1)] = 1 - chance
        row[np.arange(t + 1), np.arange(t + 1) + 1] = chance
        rows.append(row.tolist())
    return Lattice.of("price", values, rows, positive=True)


def independent(start: float, values: Sequence[float], chances: Sequence[float], stages: int) -> Lattice:
    """Return the lattice of a driver that is drawn afresh at each stage."""
    rows = [[list(chances)]] + [[list(chances)] * len(values)] * (stages - 1)
    return Lattice.of("driver", [[start]] + [list(values)] * stages, rows)
