"""The company's problem for the solver: one linear program a quarter, its rows and columns named in the trade's words.

Each quarter is lived at the drivers it begins with. Decided at its start: coins sold, the loan against coins drawn or
repaid, shares issued, phases started. Money in million USD, coins in thousands.
"""

from __future__ import annotations

import numpy as np

from headframe.planning.company_model import CONTRACTED, OPERATING, THOUSAND, CompanyModel
from headframe.planning.drivers import DRIVERS, PRICE, RENT, Simulator
from headframe.planning.names import (
    CASH,
    COINS,
    LINE,
    LIVE,
    PROGRAMME,
    due_name,
    note_name,
    soon_name,
    started_name,
)
from headframe.planning.quarter_program import QuarterWriter, displacing, issues_shares
from headframe.planning.quarterly import MILLION
from headframe.solver.arrays import Floats
from headframe.solver.batch_draft import BatchDraft
from headframe.solver.pieces import Pieces
from headframe.solver.problem import Problem, Swap
from headframe.solver.program import StageProgram


class CompanyProcess(Simulator):
    """The simulator with the exact means that the problem's units have."""

    def __init__(self, problem: CompanyProblem, with_level: bool = False) -> None:
        model = problem.model
        super().__init__(model.parameters, model.world, model.stages)
        self._problem, self._with_level = problem, with_level

    def mean_scales(self, stage: int, drivers: Floats) -> Floats:
        """Return expected units of the states' worth a quarter on, (m, S); a level of risk is money."""
        units = self._problem.mean_scales(stage, drivers)
        return np.c_[units, np.ones(len(drivers))] if self._with_level else units


WIDE = 1e2
"""Values are taken to lie within so many times the opening wealth: loose, and checked against the drivers."""


class CompanyProblem(Problem):
    """A company's problem.

    Parameters
    ----------
    model : CompanyModel
        Its numbers.
    first_starts : tuple of int, optional
        Most phases of any kind started in the first quarters: (0,) forbids a start in the first one.
    rescue : bool
        Whether shares may be sold in need.
    """

    def __init__(self, model: CompanyModel, first_starts: tuple[int, ...] = (), rescue: bool = True) -> None:
        self.model, self._first, self._rescue = model, first_starts, rescue
        self.due = max((len(kind.base_equity_usd) for kind in model.kinds), default=1) - 1
        self._ready: dict[tuple[int, bytes], StageProgram] = {}
        self.soon = max((kind.live_after for kind in model.kinds), default=1) - 1

    @property
    def states(self) -> tuple[str, ...]:
        """Cash, coins, loan, programme left, net NOI that bills; equity due, net NOI that will bill; phases started."""
        model = self.model
        line = (LINE,) if model.facility > 0 else ()
        programme = (PROGRAMME,) if issues_shares(self.model) else ()
        phases = tuple(started_name(kind) for kind in model.kinds)
        live = (LIVE,) if model.kinds else ()
        due = tuple(due_name(at) for at in range(1, self.due + 1))
        soon = tuple(soon_name(at) for at in range(1, self.soon + 1))
        notes = tuple(note_name(at) for at in range(len(self.model.tables.notes)))
        return (CASH, COINS, *line, *programme, *notes, *phases, *live, *due, *soon)

    @property
    def start(self) -> Floats:
        """The states today."""
        miner = self.model.miner
        held = {
            CASH: miner.cash_usd / MILLION,
            COINS: miner.bitcoin_btc / 1e3,
            LINE: self.model.facility,
            PROGRAMME: miner.atm_remaining_usd / MILLION,
        }
        held |= {note_name(at): 1.0 for at in range(len(self.model.tables.notes))}
        return np.array([held.get(name, 0.0) for name in self.states])

    @property
    def discounts(self) -> tuple[float, ...]:
        """One factor a quarter."""
        return (self.model.discount,) * self.model.stages

    def program(self, stage: int, drivers: Floats) -> StageProgram:
        """Return a quarter's program: one written ahead (`write_ahead`), or written now."""
        ready = self._ready.get((stage, np.asarray(drivers, float).tobytes()))
        if ready is not None:
            return ready
        return self.programs(stage, np.asarray(drivers, float).reshape(1, len(DRIVERS)))[0]

    def write_ahead(self, stage: int, drivers: Floats) -> None:
        """Write a quarter's programs for rows of drivers (m, 7) that will be asked for: far faster than one by one."""
        for row, program in zip(drivers, self.programs(stage, drivers), strict=True):
            self._ready[stage, np.asarray(row, float).tobytes()] = program

    def forget(self) -> None:
        """Forget what was written ahead."""
        self._ready.clear()

    def programs(self, stage: int, drivers: Floats) -> list[StageProgram]:
        """Return a quarter's programs for rows of drivers (m, 7)."""
        draft = BatchDraft(self.states, len(drivers))
        writer = QuarterWriter(self.model, self.due, self.soon, self._first, self._rescue)
        writer.write(draft, stage, drivers)
        return draft.programs()

    def terminal(self, drivers: Floats) -> Pieces:
        """Return what is left at the end: cash, coins, leases and megawatts that mine, less what is owed."""
        model, said = self.model, self.model.assumptions.value
        rows = np.asarray(drivers, float).reshape(1, len(DRIVERS))
        operating, contracted = (1 + model.lag(name, model.stages) for name in (OPERATING, CONTRACTED))
        mine = said("economics.mining_exit_usd_per_mw") / MILLION * operating
        restricted = model.miner.cash_restricted_usd / MILLION
        base = contracted * (model.fixed.lease_end - model.fixed.debt_end) + restricted
        base += mine * model.mining_mw(model.stages - 1)
        slopes = {CASH: 1.0, COINS: float(rows[0, PRICE]) / 1e3, LINE: -1.0}
        slopes |= {due_name(at): -contracted for at in range(1, self.due + 1)}
        for at in range(len(model.tables.notes)):
            if model.note_stage(at) >= model.stages:
                owed = model.note_shares_worth(at, rows) + model.note_cash(at, rows)
                slopes[note_name(at)] = -float(owed[0])
        pieces = [(base, slopes)]
        for kind in model.kinds:
            pieces = [_less(piece, mine, line, started_name(kind)) for piece in pieces for line in displacing(kind)]
        return Pieces(
            np.array([constant for constant, _ in pieces]),
            np.array([[slope.get(name, 0.0) for name in self.states] for _, slope in pieces]),
        )

    def value_bounds(self, stage: int) -> tuple[float, float]:
        """Return loose bounds of the value from a stage on."""
        miner, model = self.model.miner, self.model
        price = float(model.simulator.start_row()[PRICE])
        phases = sum(kind.count * kind.cost_usd for kind in model.kinds)
        mining = model.tables.terms.developed_mw * MILLION
        wealth = (
            miner.cash_usd + miner.bitcoin_btc * price + phases + mining + model.tables.opening.debt_usd
        ) / MILLION
        return -WIDE * wealth, WIDE * wealth

    def scales(self, stage: int, drivers: Floats) -> Floats:
        """Return the unit in which a state's worth moves: a coin's with the price, an open site's with the rent."""
        return self._units(drivers[:, PRICE], drivers[:, RENT])

    def mean_scales(self, stage: int, drivers: Floats) -> Floats:
        """Return the exact expected scales of the next quarter given drivers (m, 7)."""
        simulator = self.model.simulator
        return self._units(simulator.mean_price(stage, drivers), simulator.mean_rent(stage, drivers))

    def _units(self, price: Floats, rent: Floats) -> Floats:
        units = {"price": price / 1e3, "rent": rent, "": np.ones(len(price))}
        return np.stack([units[self.unit_of(name)] for name in self.states], axis=1)

    def swaps(self, stage: int, drivers: Floats) -> tuple[Swap, ...]:
        """Return coins into cash, at the price; cash carried in has earned its interest."""
        model, price = self.model, drivers[:, PRICE] * THOUSAND / MILLION
        grown = model.cash_growth if stage < model.stages else 1.0
        return (Swap(COINS, CASH, price, grown, (model.cash_growth * model.discount) ** (model.stages - stage)),)

    def unit_of(self, state: str) -> str:
        """Return what a state's worth moves with: price, rent, or nothing ("")."""
        moved_by_price = {COINS, *(note_name(at) for at in range(len(self.model.tables.notes)))}
        return "price" if state in moved_by_price else "rent" if state in self._phase_names else ""

    @property
    def _phase_names(self) -> tuple[str, ...]:
        return tuple(started_name(kind) for kind in self.model.kinds)


def _less(
    piece: tuple[float, dict[str, float]], worth: float, line: tuple[float, float], name: str
) -> tuple[float, dict[str, float]]:
    constant, slopes = piece
    slope, at_zero = line
    return constant - worth * at_zero, slopes | {name: slopes.get(name, 0.0) - worth * slope}
