"""Builds and leases, month by month: spending, the project's loan, rent.

A build lasts its months and its delay; spending stretches with the delay up to twice the plan, so that what is never
delivered is still paid for. Interest is added to the loan until the first whole month of rent, then level payments.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import floor

from headframe.economics.project_terms import KW_PER_MW, MONTHS_PER_YEAR, UNSTARTED, ProjectTerms, spent_share

MOST_STRETCH = 2.0
"""Spending takes at most so many times the planned months."""


@dataclass(slots=True)
class ProjectState:
    """One project on one path.

    Start and first rent [month number]; delay and months of spending [months]; rent [USD/kW-month]; spending still to
    come per share of S, at once in month 1, and paid so far [USD]; share of spending that the loan carries [ratio];
    loan and its level payment [USD].
    """

    start: float
    done: float
    slip_months: float
    spend_months: float
    rent_usd_per_kw_month: float
    per_share_usd: float
    at_once_usd: float
    paid_usd: float
    loan_share: float
    loan_usd: float
    payment_usd: float


@dataclass(frozen=True, slots=True)
class ProjectMonth:
    """What one project did in a month [USD], and its critical IT rented or being built at its end [MW]."""

    capex_usd: float = 0.0
    draw_usd: float = 0.0
    interest_usd: float = 0.0
    capitalised_usd: float = 0.0
    principal_usd: float = 0.0
    rent_usd: float = 0.0
    noi_usd: float = 0.0
    depreciation_usd: float = 0.0
    live_mw: float = 0.0
    building_mw: float = 0.0


def opening_state(terms: ProjectTerms, slip_months: float) -> ProjectState:
    """Return a project's state at the opening; one that was to bill by then has no delay."""
    slip = 0.0 if terms.live_at_opening else slip_months
    state = ProjectState(
        start=UNSTARTED,
        done=UNSTARTED,
        slip_months=slip,
        spend_months=1.0,
        rent_usd_per_kw_month=terms.rent_usd_per_kw_month,
        per_share_usd=0.0,
        at_once_usd=0.0,
        paid_usd=0.0,
        loan_share=0.0,
        loan_usd=0.0,
        payment_usd=0.0,
    )
    if terms.start < UNSTARTED:
        begin(state, terms, terms.start, terms.rent_usd_per_kw_month)
    return state


def begin(state: ProjectState, terms: ProjectTerms, start: float, rent_usd_per_kw_month: float) -> None:
    """Start a build in month `start` at a rent: how long it takes, what is left to pay, what its lender carries."""
    elapsed = max(1.0 - start, 0.0)
    months = terms.build_months
    if not terms.live_at_opening:
        months = max(terms.build_months + state.slip_months, elapsed + 1.0)
    state.start, state.done = start, start + months
    state.spend_months = min(months, MOST_STRETCH * terms.build_months)
    state.rent_usd_per_kw_month = rent_usd_per_kw_month
    unspent = 1.0 - spent_share(elapsed / state.spend_months)
    state.per_share_usd = terms.left_usd / unspent if unspent > 0.0 else 0.0
    state.at_once_usd = 0.0 if unspent > 0.0 else terms.left_usd
    state.loan_share = min(terms.loan_to_cost, rent_usd_per_kw_month * terms.loan_per_rent)


def project_month(
    state: ProjectState, terms: ProjectTerms, month: int, market_rent: float, depreciation_months: float
) -> ProjectMonth:
    """Carry one project through a month.

    Parameters
    ----------
    state : ProjectState
        Changed in place.
    terms : ProjectTerms
        What holds on every path.
    month : int
        1 for the first ahead [month number].
    market_rent : float
        The month's [USD/kW-month].
    depreciation_months : float
        Over which a build reduces taxable income [months].
    """
    if state.start > month:
        return ProjectMonth()
    before = month - state.done
    live = min(max(before + 1.0, 0.0), 1.0)
    _set_rent(state, terms, month, before, live, market_rent)
    capex = _spending(state, month)
    draw = state.loan_share * capex
    chips = terms.chips_usd if _again(before, terms.chip_life_months) else 0.0
    interest, capitalised, principal = _serve(state, terms, before)
    state.loan_usd += draw
    state.paid_usd += capex
    rent = terms.mw_it * KW_PER_MW * state.rent_usd_per_kw_month * live
    return ProjectMonth(
        capex_usd=capex + chips,
        draw_usd=draw,
        interest_usd=interest,
        capitalised_usd=capitalised,
        principal_usd=principal,
        rent_usd=rent,
        noi_usd=rent * terms.noi_margin,
        depreciation_usd=_depreciation(terms, before, live, depreciation_months),
        live_mw=terms.mw_it if live > 0.0 else 0.0,
        building_mw=0.0 if live > 0.0 else terms.mw_it,
    )


def equity_ahead_usd(state: ProjectState, month: int, months_ahead: float) -> float:
    """Return what the company itself pays for a build in the months after `month` [USD]."""
    since = month + 1.0 - state.start
    share = spent_share((since + months_ahead) / state.spend_months) - spent_share(since / state.spend_months)
    return (1.0 - state.loan_share) * state.per_share_usd * share


def exit_usd(
    state: ProjectState,
    terms: ProjectTerms,
    month: int,
    market_rent: float,
    exit_yield: float,
    discount_per_month: float,
) -> float:
    """Return a begun project's value at a month's end [USD]: NOI over yield from its first rent, less cost to come.

    The rent is the next month's: the market's where none is agreed, or where the lease ends with the month.
    """
    if state.start > month:
        return 0.0
    agreed = state.rent_usd_per_kw_month > 0.0 and month + 1.0 - state.done < terms.term_months
    rent = state.rent_usd_per_kw_month if agreed else market_rent
    noi = terms.mw_it * KW_PER_MW * rent * terms.noi_margin * MONTHS_PER_YEAR
    waiting = max(state.done - (month + 1.0), 0.0)
    return noi / exit_yield * float(discount_per_month**waiting) - (terms.left_usd - state.paid_usd)


def _set_rent(
    state: ProjectState, terms: ProjectTerms, month: int, before: float, live: float, market_rent: float
) -> None:
    """Lock an open rent at the first rent day, step it up on each anniversary, and follow the market after the term."""
    if live > 0.0 and state.rent_usd_per_kw_month == 0.0:
        state.rent_usd_per_kw_month = market_rent
    if _again(before, MONTHS_PER_YEAR) and not (month == 1 and terms.live_at_opening):
        state.rent_usd_per_kw_month *= 1.0 + terms.escalator_per_year
    if before >= terms.term_months:
        state.rent_usd_per_kw_month = market_rent


def _again(before: float, every: float) -> bool:
    """Say whether a span of `every` months has just ended, `before` months after the first rent."""
    return every > 0.0 and before >= every and floor(before / every) > floor((before - 1.0) / every)


def _spending(state: ProjectState, month: int) -> float:
    since = month + 1.0 - state.start
    share = spent_share(since / state.spend_months) - spent_share((since - 1.0) / state.spend_months)
    return state.per_share_usd * share + (state.at_once_usd if month == 1 else 0.0)


def _serve(state: ProjectState, terms: ProjectTerms, before: float) -> tuple[float, float, float]:
    """Return interest paid, interest added to the loan, and principal repaid."""
    interest = state.loan_usd * terms.loan_rate_per_month
    if state.payment_usd == 0.0 and before >= 0.0:
        state.payment_usd = state.loan_usd * terms.payment_factor
    if state.payment_usd == 0.0:
        state.loan_usd += interest
        return 0.0, interest, 0.0
    principal = min(state.payment_usd, state.loan_usd + interest) - interest
    state.loan_usd -= principal
    return interest, 0.0, principal


def _depreciation(terms: ProjectTerms, before: float, live: float, months: float) -> float:
    worn = max(min(before + 1.0, months) - max(before, 0.0), 0.0)
    chips = terms.chips_usd / terms.chip_life_months * live if terms.chip_life_months > 0.0 else 0.0
    return terms.depreciable_usd / months * worn + chips
