"""A phase that the plan may start: what it earns, what its lender carries, when its equity falls due, what it ends as.

The company pays its equity first and the lender the rest, as project finance usually has it. Debt service is sculpted:
the same share of NOI in every quarter, so that a phase that bills needs one number, its net NOI.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp

import numpy as np

from headframe.economics.miner import Project
from headframe.economics.project_terms import KW_PER_MW, spent_share
from headframe.economics.reference_projects import MOST_STRETCH
from headframe.planning.drivers import MONTHS_PER_QUARTER
from headframe.solver.arrays import Floats

QUARTERS_PER_YEAR = 4


@dataclass(frozen=True, slots=True, eq=False)
class PhaseTerms:
    """One kind of phase, in quarters.

    Parameters
    ----------
    name : str
        The first project of the kind.
    count : int
        How many can be started.
    mw_it : float
        Critical IT of one [MW].
    cost_usd : float
        Build and chips [USD].
    noi_usd_per_rent : float
        First quarter's NOI at a rent of 1 USD/kW-month [kW-month/quarter].
    wear_usd : float
        Chips worn out in a quarter [USD].
    growth : float
        Of NOI a quarter [ratio].
    live_after : int
        Quarters from the start to the first rent, delay included [quarters].
    base_equity_usd : float64 array
        Due in the quarter of the start and after it, the loan at its full share of cost [USD].
    loan_to_cost, loan_growth : float
        Full share of cost; loan at the first rent over what was drawn [ratio].
    cover : float
        Least NOI over debt service [ratio].
    loan_rate, loan_quarters : float, int
        Of the loan, from the first rent [1/quarter], [quarters].
    displaced_mw : tuple of float
        Mining megawatts that each phase in turn stops, fewest first [MW].
    """

    name: str
    count: int
    mw_it: float
    cost_usd: float
    noi_usd_per_rent: float
    wear_usd: float
    growth: float
    live_after: int
    base_equity_usd: Floats
    loan_to_cost: float
    loan_growth: float
    cover: float
    loan_rate: float
    loan_quarters: int
    displaced_mw: tuple[float, ...]

    def noi_usd(self, rent: Floats) -> Floats:
        """Return the first quarter's NOI at rents [USD/kW-month] less chips worn out [USD]."""
        return self.noi_usd_per_rent * rent - self.wear_usd

    def drawn_usd(self, rent: Floats) -> Floats:
        """Return what the lender pays of the build: its share of cost, or what NOI covers [USD]."""
        most = np.maximum(self.noi_usd(rent), 0.0) * self.worth_of_service(0) / self.cover / self.loan_growth
        return np.asarray(np.minimum(self.loan_to_cost * self.cost_usd, most))

    def service_share(self, rent: Floats) -> Floats:
        """Return the share of NOI that serves the loan [ratio]; at most one over the cover."""
        noi = self.noi_usd(rent)
        owed = self.drawn_usd(rent) * self.loan_growth
        return np.where(noi > 0, owed / np.where(noi > 0, noi, 1.0) / self.worth_of_service(0), 0.0)

    def equity_usd(self, rent: Floats) -> Floats:
        """Return equity due by quarter from the start [USD], shape (m, quarters).

        What a lender does not carry of its full share falls due with the last of the equity.
        """
        due = np.repeat(self.base_equity_usd[None], len(rent), axis=0)
        due[:, -1] += self.loan_to_cost * self.cost_usd - self.drawn_usd(rent)
        return due

    def stopped_mw(self, begun: Floats) -> Floats:
        """Return mining megawatts that so many phases have stopped [MW], those that stop fewest first."""
        table = np.r_[0.0, np.cumsum(self.displaced_mw)]
        return np.asarray(np.interp(begun, np.arange(len(table)), table))

    def worth_of_service(self, paid: int) -> float:
        """Return the loan that one unit of first-quarter NOI serves after `paid` payments, NOI growing [ratio]."""
        left = np.arange(paid + 1, self.loan_quarters + 1)
        return float(((1 + self.growth) ** (left - 1) * (1 + self.loan_rate) ** -(left - paid)).sum())

    def end_usd(self, rent: Floats, age: int, exit_yield: float, rate_per_year: float) -> Floats:
        """Return what one is worth at the horizon: NOI over yield less the loan [USD].

        Parameters
        ----------
        rent : float64 array, shape (m,)
            At the start [USD/kW-month].
        age : int
            Quarters since the first rent at the horizon; negative where it is still to come [quarters].
        exit_yield, rate_per_year : float
            NOI over value, and the rate that brings what is not yet there to the horizon [ratio].
        """
        grown = (1 + self.growth) ** max(age, 0)
        value = QUARTERS_PER_YEAR * self.noi_usd(rent) * grown / exit_yield
        owed = self.service_share(rent) * self.noi_usd(rent) * self.worth_of_service(max(age, 0))
        return np.asarray((value - owed) * exp(rate_per_year * min(age, 0) / QUARTERS_PER_YEAR))


def phase_kinds(options: tuple[Project, ...], slip_months: float) -> tuple[PhaseTerms, ...]:
    """Return the kinds among open projects, each with how many there are.

    Parameters
    ----------
    options : tuple of Project
        Without a start and without a tenant.
    slip_months : float
        Delay to count with [months].
    """
    alike: dict[tuple[object, ...], list[Project]] = {}
    for each in options:
        alike.setdefault(_kind(each), []).append(each)
    return tuple(_terms(found, slip_months) for found in alike.values())


def _kind(project: Project) -> tuple[object, ...]:
    whole = (project.mw_it, project.capex_usd, project.chips_usd, project.chip_life_months, project.build_months)
    lease = (project.escalator_per_year, project.noi_margin, project.term_months, project.kind)
    debt = (project.debt_loan_to_cost, project.debt_dscr, project.debt_rate_per_year, project.debt_term_months)
    return (*whole, *lease, *debt)


def _terms(alike: list[Project], slip_months: float) -> PhaseTerms:
    one = alike[0]
    months = one.build_months + slip_months
    spent = quarter_shares(min(months, MOST_STRETCH * one.build_months))
    cost = one.capex_usd + one.chips_usd
    rate = one.debt_rate_per_year / QUARTERS_PER_YEAR
    live_after = max(1, round(months / MONTHS_PER_QUARTER))
    equity, growth = equity_first(cost * spent, (1 - one.debt_loan_to_cost) * cost, rate, live_after)
    wear = MONTHS_PER_QUARTER * one.chips_usd / one.chip_life_months if one.chips_usd else 0.0
    return PhaseTerms(
        name=one.name,
        count=len(alike),
        mw_it=one.mw_it,
        cost_usd=cost,
        noi_usd_per_rent=one.mw_it * KW_PER_MW * MONTHS_PER_QUARTER * one.noi_margin,
        wear_usd=wear,
        growth=(1 + one.escalator_per_year) ** (1 / QUARTERS_PER_YEAR) - 1,
        live_after=live_after,
        base_equity_usd=equity,
        loan_to_cost=one.debt_loan_to_cost,
        loan_growth=growth,
        cover=max(one.debt_dscr, 1.0),
        loan_rate=rate,
        loan_quarters=max(1, round(min(one.debt_term_months, one.term_months) / MONTHS_PER_QUARTER)),
        displaced_mw=tuple(sorted(each.mining_mw_displaced for each in alike)),
    )


def quarter_shares(months: float) -> Floats:
    """Return the share of a build's cost paid in each quarter [ratio]: slow, fast, slow.

    Examples
    --------
    >>> [round(float(share), 3) for share in quarter_shares(12.0)]
    [0.156, 0.344, 0.344, 0.156]
    """
    ends = np.arange(0, int(np.ceil(months / MONTHS_PER_QUARTER)) + 1)
    return np.diff([spent_share(MONTHS_PER_QUARTER * end / months) for end in ends])


def equity_first(spending_usd: Floats, equity_usd: float, rate: float, live_after: int) -> tuple[Floats, float]:
    """Return equity by quarter until it is used up, and the loan at the first rent over what was drawn.

    Parameters
    ----------
    spending_usd : float64 array
        By quarter from the start [USD].
    equity_usd : float
        What the company pays in all [USD].
    rate : float
        Of the loan, added to it while building [1/quarter].
    live_after : int
        Quarters until the first rent [quarters].

    Examples
    --------
    >>> equity_first(np.array([30.0, 70.0, 100.0]), 80.0, 0.0, 3)
    (array([30., 50.]), 1.0)
    """
    paid = np.minimum(np.cumsum(spending_usd), equity_usd)
    by_company = np.diff(paid, prepend=0.0)
    drawn = spending_usd - by_company
    last = int(np.flatnonzero(by_company > 0)[-1]) + 1 if equity_usd > 0 else 1
    total = float(drawn.sum())
    if total <= 0:
        return by_company[:last], 1.0
    waits = np.maximum(live_after - 0.5 - np.arange(len(drawn)), 0.0)
    return by_company[:last], float((drawn * (1 + rate) ** waits).sum() / total)
