"""What the company does of its own will, and what it must do when cash falls below its floor."""

from __future__ import annotations

from headframe.economics.company_tables import CompanyTables
from headframe.economics.project_terms import UNSTARTED
from headframe.economics.reference_projects import begin, equity_ahead_usd
from headframe.economics.reference_state import CompanyState
from headframe.economics.reference_world import WorldMonth
from headframe.economics.rules import Rule

CENT_USD = 0.01
"""Less than this is rounding, not a funding gap [USD]."""


def sell_by_rule(
    state: CompanyState, tables: CompanyTables, rule: Rule, month: int, price: float, needs_usd: float
) -> None:
    """Sell production, coins above a price, and coins for the needs ahead."""
    _sell(state, tables, min(rule.sell_share_of_production * state.lines["bitcoin_mined_btc"], state.free_btc), price)
    if price > rule.sell_above_usd_per_btc:
        _sell(state, tables, rule.sell_above_share * state.free_btc, price)
    if rule.fund_ahead_months > 0.0:
        equity = sum(equity_ahead_usd(each, month, rule.fund_ahead_months) for each in state.projects)
        interest = state.coin_loan_usd * tables.coin_loan.rate_per_month * rule.fund_ahead_months
        needs = needs_usd + equity + interest - state.lines["noi_usd"] * rule.fund_ahead_months
        wanted = tables.terms.cash_floor_usd + max(needs, 0.0) - state.cash_usd
        _sell_for(state, tables, wanted, price)


def meet_floor(state: CompanyState, tables: CompanyTables, rule: Rule, price: float, share_price: float) -> None:
    """Bring cash back to its floor: programme and coins in the rule's order, then whatever it costs."""
    floor = tables.terms.cash_floor_usd
    if rule.programme_first >= 0.5:
        _sell_shares(state, tables, floor - state.cash_usd, share_price)
        _sell_for(state, tables, floor - state.cash_usd, price)
    else:
        _sell_for(state, tables, floor - state.cash_usd, price)
        _sell_shares(state, tables, floor - state.cash_usd, share_price)
    _in_need(state, tables, floor - state.cash_usd, share_price)


def start_builds(state: CompanyState, tables: CompanyTables, rule: Rule, month: int, world: WorldMonth) -> None:
    """Start the first open build, from next month, where a tenant came, pays enough, and its equity is at hand."""
    rent, terms = world.rent_usd_per_kw_month, tables.terms
    if not world.arrival or rent < rule.start_rent_usd_per_kw_month:
        return
    funds = state.cash_usd - terms.cash_floor_usd + state.free_btc * world.price_usd_per_btc
    for at, project in enumerate(state.projects):
        plan = tables.projects[at]
        if project.start >= UNSTARTED:
            share = min(plan.loan_to_cost, rent * plan.loan_per_rent)
            if funds >= rule.start_cover * (1.0 - share) * plan.left_usd:
                begin(project, plan, month + 1.0, rent)
            return


def _sell_for(state: CompanyState, tables: CompanyTables, usd: float, price: float) -> None:
    net = price * (1.0 - tables.terms.bitcoin_sale_cost)
    _sell(state, tables, min(max(usd, 0.0) / net, state.free_btc), price)


def _sell(state: CompanyState, tables: CompanyTables, coins: float, price: float) -> None:
    if coins <= 0.0:
        return
    proceeds = coins * price * (1.0 - tables.terms.bitcoin_sale_cost)
    cost = state.coins_cost_usd * coins / state.bitcoin_btc
    state.gains_usd += proceeds - cost
    state.coins_cost_usd -= cost
    state.free_btc -= coins
    state.cash_usd += proceeds
    state.add("bitcoin_sold_btc", coins)
    state.add("bitcoin_sales_usd", proceeds)


def _sell_shares(state: CompanyState, tables: CompanyTables, usd: float, share_price: float) -> None:
    """Sell through the programme what it may still sell this month, for `usd` net of commission."""
    terms = tables.terms
    if share_price <= 0.0 or usd <= 0.0:
        return
    most = min(state.programme_usd, terms.programme_share_per_month * share_price * state.shares)
    gross = min(usd / (1.0 - terms.programme_commission), most)
    _issue(state, gross, share_price * (1.0 - terms.programme_discount))
    state.programme_usd -= gross
    state.cash_usd += gross * (1.0 - terms.programme_commission)
    state.add("share_sales_usd", gross * (1.0 - terms.programme_commission))


def _in_need(state: CompanyState, tables: CompanyTables, usd: float, share_price: float) -> None:
    """Count what nothing else paid for as a funding gap; a listed company issues shares for it."""
    if usd <= CENT_USD:
        return
    if share_price > 0.0:
        _issue(state, usd, share_price * (1.0 - tables.terms.emergency_discount))
    state.cash_usd += usd
    state.add("funding_gap_usd", usd)
    state.lines["funding_gap"] = 1.0


def _issue(state: CompanyState, usd: float, price_of_new: float) -> None:
    state.shares += usd / price_of_new
    state.add("shares_issued", usd / price_of_new)
