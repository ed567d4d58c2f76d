"""The company by quarter: everything that is the same whatever bitcoin does and whatever is chosen, in million USD."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from headframe.economics.company_tables import CompanyTables
from headframe.economics.reference_projects import ProjectMonth, exit_usd, opening_state, project_month
from headframe.economics.reference_world import central_delay
from headframe.planning.drivers import MONTHS_PER_QUARTER
from headframe.solver.arrays import Floats
from headframe.worlds.parameters import WorldParameters, WorldTables

MILLION = 1e6


@dataclass(frozen=True, slots=True, eq=False)
class Fixed:
    """Flows by quarter [million USD], shape (stages,), and what is left of them at the end [million USD].

    `operating` is corporate cost, engineering, commitments; `contracted` is what signed leases bring after their builds
    and loans, less interest and principal of debts whose service is fixed. `credits` are for all developed megawatts.
    `displaced_mw` is what signed builds still ahead have stopped [MW], and `tier_mw` what each tier draws [MW], shape
    (stages, tiers). `lease_end` is the worth of signed leases at the end, `debt_end` what is then owed.
    """

    operating: Floats
    contracted: Floats
    credits: Floats
    displaced_mw: Floats
    tier_mw: Floats
    lease_end: float
    debt_end: float


def fixed_flows(tables: CompanyTables, p: WorldParameters, world: WorldTables, stages: int) -> Fixed:
    """Return the fixed flows of a company over so many quarters."""
    months = MONTHS_PER_QUARTER * stages
    leases, end = _leases(tables, p, world, months)
    debts = tables.fixed_interest_usd + tables.fixed_principal_usd
    operating = tables.engineering_margin_usd - tables.corporate_cost_usd - tables.commitments_usd
    draws = tables.tier_ehs * np.array([tier.efficiency_j_per_th for tier in tables.tiers])
    return Fixed(
        operating=by_quarter(operating, months) / MILLION,
        contracted=(by_quarter(leases - debts, months)) / MILLION,
        credits=by_quarter(tables.credits_usd, months) / MILLION,
        displaced_mw=_displaced(tables, months),
        tier_mw=np.stack([by_quarter(draw, months) / MONTHS_PER_QUARTER for draw in draws.T], axis=1)
        if tables.tiers
        else np.zeros((stages, 0)),
        lease_end=end / MILLION,
        debt_end=float(tables.term_balance_usd[months]) / MILLION,
    )


def by_quarter(monthly: Floats, months: int) -> Floats:
    """Return sums over quarters of months 1 to `months`; entry 0 is the opening.

    Examples
    --------
    >>> by_quarter(np.arange(7.0), 6)
    array([ 6., 15.])
    """
    return np.asarray(monthly[1 : months + 1].reshape(-1, MONTHS_PER_QUARTER).sum(axis=1))


def signed(tables: CompanyTables) -> list[int]:
    """Return which projects have begun or have a start: the others are for the plan to start."""
    from headframe.economics.project_terms import UNSTARTED

    return [at for at, terms in enumerate(tables.projects) if terms.start < UNSTARTED]


def _leases(tables: CompanyTables, p: WorldParameters, world: WorldTables, months: int) -> tuple[Floats, float]:
    """Return net flows of signed leases by month [USD], each late by the log's median, and their worth at the end."""
    flows, end = np.zeros(len(tables.hours)), 0.0
    rents = _rents(p, world, months)
    depreciation = tables.terms.depreciation_months
    for at in signed(tables):
        terms = tables.projects[at]
        state = opening_state(terms, central_delay(world.delay_months))
        for month in range(1, months + 1):
            flows[month] += _net(project_month(state, terms, month, float(rents[month]), depreciation))
        back = float(tables.discount_contracted[1])
        end += exit_usd(state, terms, months, float(rents[months]), tables.terms.exit_yield, back) - state.loan_usd
    return flows, end


def _net(month: ProjectMonth) -> float:
    return month.noi_usd + month.draw_usd - month.capex_usd - month.interest_usd - month.principal_usd


def _rents(p: WorldParameters, world: WorldTables, months: int) -> Floats:
    """Return the market rent without a shock [USD/kW-month], shape (months + 1,)."""
    rents = np.empty(months + 1)
    rents[0] = p.log_rent
    for month in range(1, months + 1):
        rents[month] = rents[month - 1] + p.rent_reversion * (world.log_rent_mean[month] - rents[month - 1])
    return np.asarray(np.exp(rents))


def _displaced(tables: CompanyTables, months: int) -> Floats:
    stopped = np.zeros(months + 1)
    for at in signed(tables):
        terms = tables.projects[at]
        stopped[max(1, int(terms.start)) :] += terms.displaced_mw
    return by_quarter(stopped, months) / MONTHS_PER_QUARTER
