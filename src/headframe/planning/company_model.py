"""The company's problem in numbers: what a quarter gives and allows at its drivers.

Money is in million USD and coins in thousands, so that the numbers of a program lie close together.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import exp

import numpy as np

from headframe.economics.company_tables import CompanyTables
from headframe.economics.miner import Miner
from headframe.planning.drivers import DRIVERS, MONTHS_PER_QUARTER, PRICE, RENT, Simulator
from headframe.planning.phase_terms import QUARTERS_PER_YEAR, PhaseTerms
from headframe.planning.quarter_mining import quarter_mining
from headframe.planning.quarterly import MILLION, Fixed
from headframe.planning.sale_cost import Segment
from headframe.solver.arrays import Floats
from headframe.vocabulary.assumptions import Assumptions
from headframe.worlds.parameters import WorldParameters, WorldTables

THOUSAND = 1e3


@dataclass(frozen=True, slots=True, eq=False)
class QuarterTerms:
    """A quarter at m rows of drivers. Money in million USD, coins in thousands.

    Parameters
    ----------
    price, rent, hash_price : float64 arrays, shape (m,)
        [million USD per thousand BTC], [USD/kW-month], [USD/PH/day].
    coins_per_mw, cost_per_mw : float64 arrays, shape (m, tiers)
        Of a megawatt that mines.
    cash_anyway : float64 array, shape (m,)
        Whatever is chosen: fixed flows, resale of power bought ahead, credits, convertibles paid.
    worth_anyway : float64 array, shape (m,)
        What these are worth less, or more, than cash, being discounted at their own rates.
    net_noi, end_worth : float64 arrays, shape (m, kinds)
        Of a phase started now: first quarter's NOI after debt service; its worth at the horizon, in this stage's money.
    equity : tuple of float64 arrays, shape (m, quarters)
        Due from now on, by kind.
    issue_cap : float64 array, shape (m,)
        Most that the share programme sells in the quarter.
    share_price : float64 array, shape (m,)
        Of a share [USD/share]; 0 for a private company.
    """

    price: Floats
    rent: Floats
    hash_price: Floats
    coins_per_mw: Floats
    cost_per_mw: Floats
    cash_anyway: Floats
    worth_anyway: Floats
    net_noi: Floats
    end_worth: Floats
    equity: tuple[Floats, ...]
    issue_cap: Floats
    share_price: Floats


@dataclass(frozen=True, slots=True, eq=False)
class CompanyModel:
    """Everything the company's problem is made of.

    Parameters
    ----------
    miner, parameters, world, assumptions, tables
        What it was made from.
    stages : int
        Quarters with a decision.
    fixed : Fixed
        Flows that nothing changes.
    kinds : tuple of PhaseTerms
        Phases that can be started.
    segments : tuple of Segment
        Of coins sold in a quarter, dearer the more.
    starts_per_quarter : int
        Most phases of a kind started in a quarter.
    tenants : tuple of int
        Phases that tenants come forward for, at each quarter's decision; a tenant who is turned away is gone.
    facility, line_rate, line_until : float, float, int
        Size of the loan against coins [million USD], its interest [1/quarter], quarters until it falls due.
    call_ltv, draw_ltv : float
        Loan over the worth of all coins that must hold, and that new draws may reach [ratio].
    discount : float
        From a quarter to the one before: at the rate that bitcoin is taken to grow at without a premium [ratio].
    """

    miner: Miner
    parameters: WorldParameters
    world: WorldTables
    assumptions: Assumptions
    tables: CompanyTables
    stages: int
    fixed: Fixed
    kinds: tuple[PhaseTerms, ...]
    segments: tuple[Segment, ...]
    starts_per_quarter: int
    tenants: tuple[int, ...]
    facility: float
    line_rate: float
    line_until: int
    call_ltv: float
    draw_ltv: float
    discount: float

    @property
    def simulator(self) -> Simulator:
        """The world in quarters."""
        return Simulator(self.parameters, self.world, self.stages)

    @property
    def floor(self) -> float:
        """Least cash at the end of a quarter [million USD]."""
        return self.miner.cash_floor_usd / MILLION

    @property
    def cash_growth(self) -> float:
        """Return what a dollar of cash is after a quarter, its interest included [ratio]."""
        return 1 + self.assumptions.value("economics.interest_on_cash_per_year") / QUARTERS_PER_YEAR

    @property
    def shares(self) -> float:
        """Shares outstanding and unvested awards [shares]."""
        return self.miner.shares + self.miner.share_awards

    def lag(self, rate_name: str, stage: int) -> float:
        """Return what a dollar of a stage is worth at its own yearly rate over what it is worth as cash, less one."""
        rate = np.log1p(self.assumptions.value(rate_name))
        return float(exp(-rate * stage / QUARTERS_PER_YEAR) / self.discount**stage - 1)

    def quarter(self, stage: int, rows: Floats) -> QuarterTerms:
        """Return a quarter at rows of drivers (m, 7)."""
        said, p = self.assumptions.value, self.parameters
        mining = quarter_mining(self.tables, p, self.world, stage, rows)
        price, rent = rows[:, PRICE] * THOUSAND / MILLION, rows[:, RENT]
        fixed, operating, contracted = self.fixed, self.lag(OPERATING, stage), self.lag(CONTRACTED, stage)
        blocks = mining.block_value_usd / MILLION
        running = fixed.operating[stage] + fixed.credits[stage]
        due = [at for at in range(len(self.tables.notes)) if self.note_stage(at) == stage]
        paid = sum((self.note_cash(at, rows) for at in due), np.zeros(len(rows)))
        share_price = self.share_price(rows)
        market = share_price * self.miner.shares / MILLION
        return QuarterTerms(
            price=price,
            rent=rent,
            hash_price=mining.hash_price_usd_per_ph_day,
            coins_per_mw=mining.coins_btc_per_mw / THOUSAND,
            cost_per_mw=mining.cost_usd_per_mw / MILLION,
            cash_anyway=running + blocks + fixed.contracted[stage] - paid,
            worth_anyway=operating * (running + blocks) + contracted * (fixed.contracted[stage] - paid),
            net_noi=self._by_kind(lambda kind: kind.noi_usd(rent) * (1 - kind.service_share(rent)), len(rows)),
            end_worth=self._by_kind(lambda kind: self._end(kind, stage, rent), len(rows)),
            equity=tuple(kind.equity_usd(rent) / MILLION for kind in self.kinds),
            issue_cap=MONTHS_PER_QUARTER * said(PACE) * market,
            share_price=share_price,
        )

    def share_price(self, rows: Floats) -> Floats:
        """Return the price of a share [USD/share], which follows bitcoin's; zeros for a private company."""
        terms = self.tables.terms
        start = exp(self.parameters.log_price)
        return np.asarray(terms.share_price_usd * (rows[:, PRICE] / start) ** terms.share_beta)

    def note_stage(self, at: int) -> int:
        """Return the quarter in which a convertible falls due; `stages` or more where it outlives the horizon."""
        return (int(self.tables.notes[at].maturity) - 1) // MONTHS_PER_QUARTER

    def note_shares_worth(self, at: int, rows: Floats) -> Floats:
        """Return what the shares that a convertible turns into are worth [million USD]; 0 where cash is worth more."""
        note, price = self.tables.notes[at], self.share_price(rows)
        worth = note.principal_usd / note.conversion_price_usd * price / MILLION
        return np.where(price > note.conversion_price_usd, worth, 0.0)

    def note_cash(self, at: int, rows: Floats) -> Floats:
        """Return what a convertible must be paid in cash [million USD]; 0 where its shares are worth more."""
        note, price = self.tables.notes[at], self.share_price(rows)
        return np.where(price > note.conversion_price_usd, 0.0, note.principal_usd / MILLION)

    def mining_mw(self, stage: int) -> float:
        """Return megawatts left to mining before the plan starts anything [MW]."""
        return max(float(self.tables.terms.developed_mw - self.fixed.displaced_mw[stage]), 0.0)

    def _by_kind(self, of: Callable[[PhaseTerms], Floats], count: int) -> Floats:
        return np.stack([of(kind) for kind in self.kinds], axis=1) / MILLION if self.kinds else np.zeros((count, 0))

    def _end(self, kind: PhaseTerms, stage: int, rent: Floats) -> Floats:
        """Return the worth at the horizon of a phase started now, brought to this stage's money [USD]."""
        rate = self.assumptions.value(CONTRACTED)
        age = self.stages - stage - kind.live_after
        end = kind.end_usd(rent, age, self.assumptions.value("ai.exit_yield"), float(np.log1p(rate)))
        return end * float(exp(-np.log1p(rate) * self.stages / QUARTERS_PER_YEAR) / self.discount**stage)


OPERATING, CONTRACTED = "economics.discount_rate_per_year", "economics.contracted_rate_per_year"
PACE = "economics.atm_share_of_market_value_per_month"


def today_row(model: CompanyModel) -> Floats:
    """Return today's drivers as one row (1, 7)."""
    return model.simulator.start_row().reshape(1, len(DRIVERS))
