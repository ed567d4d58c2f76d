"""An invented company that turns megawatts over from one use to another: the allocation problem the solver is timed on.

In words. Forty quarters. The company owns ten lumps of 50 MW that mine coins, some cash, some coins and a debt. In each
quarter it may

- sell coins, in three tranches of 1,000, 2,000 and 3,000 at 0.5, 3 and 7 % below the price;
- draw on or repay a loan, limited by what it owns: a base, 250 M$ a converted lump (in part while it is built), and
  30 % of its coins' worth;
- raise up to 100 M$ of equity at a cost of 8 %, and emergency money at 40 %, without which some states have no way out;
- start to convert up to two lumps, whole: each stops mining at once, costs 112.5 M$ in this and each of the next three
  quarters, and from then on earns a rent;
- pay out what it does not need.

A lump that mines yields coins that dwindle with two halvings and with the price itself (rivals follow it), and mines
only where that covers its power. The price moves around a trend of 12 % a year by a mean-reverting deviation. At the
end a converted lump is worth 450 M$, one that mines 25, and coins 97 % of the price.

Money in million dollars, coins in thousands. Nothing here is a real company.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from scipy.special import ndtri

from headframe.solver.arrays import Floats
from headframe.solver.draft import Draft
from headframe.solver.lattice import Lattice
from headframe.solver.pieces import Pieces
from headframe.solver.problem import Problem, Process
from headframe.solver.program import StageProgram

LUMP_MW = 50.0
LUMPS = 10.0
QUARTER = 0.25
TREND, REVERSION, SHOCK = 0.12, 0.95, 0.30
"""Of the price: growth [1/year], what is left of a deviation after a quarter, and its shock [1/√quarter]."""
FIRST_PRICE = 90.0
HALVINGS = ((9, 0.55), (25, 0.55))
YIELD, DWINDLING, RIVALS = 2.67e-3 * LUMP_MW, 0.15, 0.6
POWER_COST, OVERHEAD, RENT, BUILDING = 0.11 * LUMP_MW, 8.0, 0.34 * LUMP_MW, 9.0 * LUMP_MW / 4
TRANCHES = ((1.0, 0.995), (2.0, 0.97), (3.0, 0.93))
INTEREST_EARNED, INTEREST_PAID, FEE = 0.01, 0.02, 0.01
LEAST_CASH, MOST_EQUITY, EQUITY_COST, EMERGENCY_COST, MOST_EMERGENCY = 20.0, 100.0, 1.08, 1.40, 5000.0
LENT_ANYWAY, LENT_A_LUMP, LENT_ON_COINS = 50.0, 5.0 * LUMP_MW, 0.30
END_CONVERTED, END_MINING, END_COINS = 9.0 * LUMP_MW, 0.5 * LUMP_MW, 0.97
MOST_STARTS = 2.0
DISCOUNT = float(np.exp(-0.11 * QUARTER))
BUILT_SHARES = {"in first": 0.25, "in second": 0.5, "in third": 0.75}
STATES = ("cash", "coins", "debt", "converted", *BUILT_SHARES)


@dataclass(frozen=True)
class World:
    """The price over so many quarters: trend and deviation."""

    quarters: int = 40

    def variance(self, quarter: int) -> float:
        """Of the deviation."""
        return SHOCK**2 * (1 - REVERSION ** (2 * quarter)) / (1 - REVERSION**2)

    def price(self, quarter: int, deviation: Floats) -> Floats:
        """Thousand dollars a coin."""
        return np.asarray(FIRST_PRICE * np.exp(TREND * QUARTER * quarter - self.variance(quarter) / 2 + deviation))

    def coins(self, quarter: int, deviation: float) -> float:
        """Thousand coins a mining lump yields in a quarter, if it mines."""
        found = YIELD * np.exp(-DWINDLING * QUARTER * quarter - RIVALS * deviation)
        return float(found * np.prod([share for at, share in HALVINGS if quarter >= at]))


class Allocation(Problem):
    """The company's problem; the driver is the price's deviation."""

    states = STATES

    def __init__(self, world: World | None = None) -> None:
        self.world = world or World()

    @property
    def start(self) -> Floats:
        return np.array([100.0, 5.0, 200.0, 0.0, 0.0, 0.0, 0.0])

    @property
    def discounts(self) -> tuple[float, ...]:
        return (DISCOUNT,) * self.world.quarters

    def program(self, stage: int, drivers: Floats) -> StageProgram:
        deviation = float(drivers[0])
        price, coins = float(self.world.price(stage, np.array(deviation))), self.world.coins(stage, deviation)
        mines = coins * price > POWER_COST
        coins, power = (coins, POWER_COST) if mines else (0.0, 0.0)
        draft = Draft(STATES)
        draft.carry("cash", low=LEAST_CASH)
        for number, (size, _) in enumerate(TRANCHES):
            draft.control(f"sold {number}", high=size)
        draft.control("drawn")
        draft.control("repaid")
        draft.control("equity", high=MOST_EQUITY, reward=-EQUITY_COST)
        draft.control("emergency", high=MOST_EMERGENCY, reward=-EMERGENCY_COST)
        draft.control("paid out", reward=1.0)
        draft.control("started", high=MOST_STARTS, whole=True)
        building = dict.fromkeys((*BUILT_SHARES, "started"), 1.0)
        cash = {"cash'": 1.0, "cash": -1 - INTEREST_EARNED, "debt": INTEREST_PAID, "drawn": FEE - 1, "repaid": 1.0}
        cash |= {f"sold {n}": -price * net for n, (_, net) in enumerate(TRANCHES)}
        cash |= {"converted": -RENT - power, "equity": -1.0, "emergency": -1.0, "paid out": 1.0}
        cash |= dict.fromkeys(building, BUILDING - power)
        draft.row("cash", cash, equals=-OVERHEAD - power * LUMPS)
        sold = {f"sold {n}": 1.0 for n in range(len(TRANCHES))}
        not_mining = {"converted": coins, **dict.fromkeys(building, coins)}
        draft.row("coins", {"coins'": 1.0, "coins": -1.0, **sold, **not_mining}, equals=coins * LUMPS)
        draft.row("debt", {"debt'": 1.0, "debt": -1.0, "drawn": -1.0, "repaid": 1.0}, equals=0.0)
        draft.row("converted", {"converted'": 1.0, "converted": -1.0, "in third": -1.0}, equals=0.0)
        for before, after in zip(("started", *BUILT_SHARES), BUILT_SHARES, strict=False):
            draft.row(after, {f"{after}'": 1.0, before: -1.0}, equals=0.0)
        draft.row("megawatts", {"converted": 1.0, **building}, at_most=LUMPS)
        lent = {f"{name}'": -share * LENT_A_LUMP for name, share in BUILT_SHARES.items()}
        draft.row(
            "loan limit",
            {"debt'": 1.0, "converted'": -LENT_A_LUMP, "coins'": -LENT_ON_COINS * price, **lent},
            at_most=LENT_ANYWAY,
        )
        return draft.program()

    def terminal(self, drivers: Floats) -> Pieces:
        price = float(self.world.price(self.world.quarters, drivers[0]))
        building = [share * END_CONVERTED - END_MINING for share in BUILT_SHARES.values()]
        worth = [1.0, END_COINS * price, -1.0, END_CONVERTED - END_MINING, *building]
        return Pieces.of((END_MINING * LUMPS, worth))

    def value_bounds(self, stage: int) -> tuple[float, float]:
        return -1e6, 1e5

    def scales(self, stage: int, drivers: Floats) -> Floats:
        found = np.ones((len(drivers), len(STATES)))
        found[:, STATES.index("coins")] = self.world.price(stage, drivers[:, 0])
        return found


class Deviation(Process):
    """The price's deviation, drawn: a continuous autoregression."""

    drivers = ("deviation",)

    def __init__(self, world: World | None = None) -> None:
        self.world = world or World()

    def sample_paths(self, count: int, generator: Generator) -> Floats:
        paths = np.zeros((count, self.world.quarters + 1, 1))
        for quarter in range(self.world.quarters):
            paths[:, quarter + 1, 0] = REVERSION * paths[:, quarter, 0] + SHOCK * generator.standard_normal(count)
        return paths

    def sample_next(self, stage: int, drivers: Floats, count: int, generator: Generator) -> Floats:
        # Stratified: each draw alone is normal, and their mean is far less noisy than that of independent ones.
        strata = (np.arange(count)[None, :, None] + generator.random((len(drivers), count, 1))) / count
        return REVERSION * drivers[:, None] + SHOCK * ndtri(strata)

    def mean_scales(self, stage: int, drivers: Floats) -> Floats:
        found = np.ones((len(drivers), len(STATES)))
        expected = self.world.price(stage + 1, REVERSION * drivers[:, 0] + SHOCK**2 / 2)
        found[:, STATES.index("coins")] = expected
        return found


def chain(nodes: int, world: World | None = None) -> Lattice:
    """Return Rouwenhorst's chain of the deviation (1995): its mean, variance and persistence are the process's own."""
    quarters = (world or World()).quarters
    rows = _rouwenhorst(nodes, (1 + REVERSION) / 2)
    reach = SHOCK / np.sqrt(1 - REVERSION**2) * np.sqrt(nodes - 1)
    line, middle = np.linspace(-reach, reach, nodes)[:, None], nodes // 2
    first = (line[middle : middle + 1], rows[middle : middle + 1])
    return Lattice(("deviation",), (first[0], *[line] * quarters), (first[1], *[rows] * (quarters - 1)))


def _rouwenhorst(nodes: int, stays: float) -> Floats:
    rows = np.array([[stays, 1 - stays], [1 - stays, stays]])
    for size in range(3, nodes + 1):
        wider = np.zeros((size, size))
        wider[:-1, :-1] += stays * rows
        wider[:-1, 1:] += (1 - stays) * rows
        wider[1:, :-1] += (1 - stays) * rows
        wider[1:, 1:] += stays * rows
        wider[1:-1] /= 2
        rows = wider
    return rows
