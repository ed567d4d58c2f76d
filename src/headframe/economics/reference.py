"""One path, month by month, in plain Python: what the compiled engine must equal.

A month runs in this order: builds and leases, mining, other business, debts and tax due, lenders' triggers, the rule's
sales, the cash floor, tax, new starts. `docs/why/economics.md` says why.
"""

from __future__ import annotations

from headframe.economics.company_tables import CompanyTables
from headframe.economics.lines import CASH_SIGNS, Books, MonthLine
from headframe.economics.needs import needs_ahead
from headframe.economics.reference_debts import coin_loan_interest, loan_to_value, settle_coin_loan, settle_notes
from headframe.economics.reference_mining import mining_month
from headframe.economics.reference_policy import meet_floor, sell_by_rule, start_builds
from headframe.economics.reference_projects import ProjectMonth, project_month
from headframe.economics.reference_state import CompanyState, opening_company
from headframe.economics.reference_tax import accrue_tax
from headframe.economics.reference_value import Value, add_month, close, opening_value
from headframe.economics.reference_world import WorldMonth, WorldPath
from headframe.economics.rules import Rule
from headframe.worlds.parameters import PowerShapes


def forecast_path(tables: CompanyTables, shapes: PowerShapes, world: WorldPath, rule: Rule) -> Books:
    """Carry a company along one path of the world.

    Parameters
    ----------
    tables : CompanyTables
        The company by month, from `company_tables`.
    shapes : PowerShapes
        Hourly power prices within a month.
    world : WorldPath
        From `central_path` or `drawn_path`, at least as long as the company's tables.
    rule : Rule
        What the company does.
    """
    state = opening_company(tables, world.slip_months)
    value = opening_value(tables)
    needs = needs_ahead(tables, rule.fund_ahead_months)
    lines = []
    for month in range(1, tables.horizon + 1):
        _live_month(state, value, tables, shapes, world.months[month - 1], rule, month, float(needs[month]))
        lines.append(MonthLine(**{name: float(number) for name, number in state.lines.items()}))
    last = world.months[tables.horizon - 1]
    equity = close(value, state, tables, last.price_usd_per_btc, last.rent_usd_per_kw_month)
    listed = tables.terms.share_price_usd > 0.0
    return Books(
        opening=tables.opening,
        months=tables.months[1:],
        lines=tuple(lines),
        parts_usd=value.parts,
        value_usd=value.ledger_usd,
        end_equity_usd=equity,
        value_per_share_usd=(value.ledger_usd + value.raised_usd) / state.shares if listed else value.ledger_usd,
    )


def _live_month(
    state: CompanyState,
    value: Value,
    tables: CompanyTables,
    shapes: PowerShapes,
    world: WorldMonth,
    rule: Rule,
    month: int,
    needs_usd: float,
) -> None:
    state.new_month()
    cash_before, terms, price = state.cash_usd, tables.terms, world.price_usd_per_btc
    share_price = terms.share_price_usd * (price / terms.opening_price_usd_per_btc) ** terms.share_beta
    projects = _projects(state, tables, month, world)
    _mine(state, tables, shapes, world, month)
    _fixed(state, tables, month)
    _pay(state, cash_before)
    settle_notes(state, tables, month, share_price)
    settle_coin_loan(state, tables, month, price)
    sell_by_rule(state, tables, rule, month, price, needs_usd)
    meet_floor(state, tables, rule, price, share_price)
    accrue_tax(state, tables, world.calendar_month)
    _close_month(state, tables, world, month, share_price)
    add_month(value, state, tables, month, cash_before, projects)
    start_builds(state, tables, rule, month, world)


def _projects(state: CompanyState, tables: CompanyTables, month: int, world: WorldMonth) -> list[ProjectMonth]:
    market, life = world.rent_usd_per_kw_month, tables.terms.depreciation_months
    flows = []
    for plan, project in zip(tables.projects, state.projects, strict=True):
        flow = project_month(project, plan, month, market, life)
        flows.append(flow)
        state.add("capex_usd", flow.capex_usd)
        state.add("project_loan_draws_usd", flow.draw_usd)
        state.add("interest_usd", flow.interest_usd)
        state.add("interest_capitalised_usd", flow.capitalised_usd)
        state.add("principal_usd", flow.principal_usd)
        state.add("rent_revenue_usd", flow.rent_usd)
        state.add("noi_usd", flow.noi_usd)
        state.add("depreciation_usd", flow.depreciation_usd)
        state.add("live_mw_it", flow.live_mw)
        state.add("building_mw_it", flow.building_mw)
        state.add("displaced_mw", plan.displaced_mw if project.start <= month else 0.0)
    return flows


def _mine(state: CompanyState, tables: CompanyTables, shapes: PowerShapes, world: WorldMonth, month: int) -> None:
    lines, terms = state.lines, tables.terms
    lines["mining_mw"] = max(terms.developed_mw - lines["displaced_mw"], 0.0)
    mined = mining_month(tables, world, shapes, month, lines["mining_mw"])
    coins = mined.revenue_usd / world.price_usd_per_btc
    lines["bitcoin_mined_btc"] = coins
    lines["mining_revenue_usd"] = mined.revenue_usd
    lines["power_cost_usd"] = mined.power_usd
    lines["block_value_usd"] = mined.block_value_usd
    lines["peak_charge_usd"] = mined.peak_usd
    lines["hash_rate_running_ehs"] = mined.running_ehs
    lines["power_usd_per_mwh"] = mined.hub_usd_per_mwh
    left = lines["mining_mw"] / terms.developed_mw if terms.developed_mw > 0.0 else 0.0
    lines["credits_usd"] = float(tables.credits_usd[month]) * left
    state.free_btc += coins
    state.coins_cost_usd += mined.revenue_usd


def _fixed(state: CompanyState, tables: CompanyTables, month: int) -> None:
    """Add what the tables fix: other business, service of debts, tax that accrued before."""
    state.add("engineering_margin_usd", float(tables.engineering_margin_usd[month]))
    state.add("corporate_cost_usd", float(tables.corporate_cost_usd[month]))
    state.add("commitments_usd", float(tables.commitments_usd[month]))
    state.add("depreciation_usd", float(tables.depreciation_usd[month]))
    state.add("interest_usd", float(tables.fixed_interest_usd[month]) + coin_loan_interest(state, tables))
    state.add("principal_usd", float(tables.fixed_principal_usd[month]))
    state.add("interest_on_cash_usd", state.cash_usd * tables.terms.cash_rate_per_month)
    state.add("tax_paid_usd", state.tax_due_usd)


def _pay(state: CompanyState, cash_before_usd: float) -> None:
    """Move the month's cash so far: nothing else has been received or paid when this runs."""
    state.cash_usd = cash_before_usd + sum(sign * state.lines[name] for name, sign in CASH_SIGNS.items())


def _close_month(state: CompanyState, tables: CompanyTables, world: WorldMonth, month: int, share_price: float) -> None:
    lines = state.lines
    lines["price_usd_per_btc"] = world.price_usd_per_btc
    lines["hash_price_usd_per_ph_day"] = world.hash_price_usd_per_ph_day
    lines["network_ehs"] = world.network_ehs
    lines["rent_usd_per_kw_month"] = world.rent_usd_per_kw_month
    lines["share_price_usd"] = share_price
    lines["bitcoin_free_btc"] = state.free_btc
    lines["bitcoin_pledged_btc"] = state.pledged_btc
    lines["cash_usd"] = state.cash_usd
    lines["debt_usd"] = float(tables.term_balance_usd[month]) + sum(state.other_debts_usd)
    lines["shares"] = state.shares
    lines["funding_gap_so_far"] = state.had_gap = max(state.had_gap, lines["funding_gap"])
    lines["loan_to_value"] = loan_to_value(state, tables, world.price_usd_per_btc)
