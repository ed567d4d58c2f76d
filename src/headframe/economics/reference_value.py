"""Present value, twice: by part from the flows, and whole from the ledger of cash and coins. The two must agree."""

from __future__ import annotations

from dataclasses import dataclass

from headframe.economics.company_tables import CompanyTables
from headframe.economics.parts import COMPANY_PARTS, part_names
from headframe.economics.reference_projects import ProjectMonth, exit_usd
from headframe.economics.reference_state import CompanyState


@dataclass(slots=True)
class Value:
    """Present values gathered so far [USD], by part, by the ledger, and of money raised."""

    parts: dict[str, float]
    ledger_usd: float
    raised_usd: float


def opening_value(tables: CompanyTables) -> Value:
    """Return the value before the first month: cash at its face."""
    cash = tables.opening.cash_usd + tables.terms.cash_restricted_usd
    parts = dict.fromkeys(part_names(tables.project_names), 0.0)
    parts[COMPANY_PARTS[0]] = cash
    return Value(parts, cash, 0.0)


def add_month(
    value: Value,
    state: CompanyState,
    tables: CompanyTables,
    month: int,
    cash_before_usd: float,
    projects: list[ProjectMonth],
) -> None:
    """Bring a month's flows to today."""
    lines, parts = state.lines, value.parts
    d, d_signed, d_coins = _discounts(tables, month)
    revenue, sales = lines["mining_revenue_usd"], lines["bitcoin_sales_usd"]
    by_lender = lines["repaid_by_lender_sale_usd"]
    service = lines["interest_usd"] + lines["principal_usd"] - sum(p.interest_usd + p.principal_usd for p in projects)
    raised = lines["share_sales_usd"] + lines["funding_gap_usd"]
    parts["coins"] += d_coins * (sales + by_lender - revenue)
    parts["mining"] += d * (revenue - lines["power_cost_usd"])
    parts["power blocks"] += d * lines["block_value_usd"]
    parts["credits less peak charges"] += d * (lines["credits_usd"] - lines["peak_charge_usd"])
    parts["engineering"] += d * lines["engineering_margin_usd"]
    parts["corporate cost"] -= d * lines["corporate_cost_usd"]
    parts["commitments"] -= d * lines["commitments_usd"]
    parts["tax"] -= d * lines["tax_paid_usd"]
    parts["debts"] -= d_signed * (service + by_lender)
    value.raised_usd += d_coins * raised
    value.ledger_usd += d * (state.cash_usd - cash_before_usd - lines["interest_on_cash_usd"] - raised)
    value.ledger_usd += (d - d_coins) * (revenue - sales) + d_coins * by_lender
    value.ledger_usd += (d - d_signed) * service - d_signed * by_lender
    for name, terms, flow in zip(tables.project_names, tables.projects, projects, strict=True):
        d_own = d_signed if terms.contracted else d
        loan = flow.draw_usd - flow.interest_usd - flow.principal_usd
        parts[f"{name}: NOI"] += d_own * flow.noi_usd
        parts[f"{name}: cost"] -= d_own * flow.capex_usd
        parts[f"{name}: loan"] += d_own * loan
        value.ledger_usd += (d_own - d) * (flow.noi_usd - flow.capex_usd + loan)


def close(value: Value, state: CompanyState, tables: CompanyTables, price: float, rent: float) -> float:
    """Add what is left at the horizon to the value, and return the end's equity [USD]."""
    month, terms = tables.horizon, tables.terms
    d, d_signed, d_coins = _discounts(tables, month)
    coins = state.bitcoin_btc * price
    debts = float(tables.term_balance_usd[month]) + sum(state.notes_usd) + state.coin_loan_usd
    sites = terms.mining_exit_usd_per_mw * state.lines["mining_mw"]
    ends = {"coins": d_coins * coins, "tax": -d * state.tax_due_usd, "debts": -d_signed * debts}
    ends["mining sites at the horizon"] = d * sites
    equity = state.cash_usd + terms.cash_restricted_usd + coins - state.tax_due_usd - debts + sites
    for name, plan, project in zip(tables.project_names, tables.projects, state.projects, strict=True):
        curve = tables.discount_contracted if plan.contracted else tables.discount
        left = exit_usd(project, plan, month, rent, terms.exit_yield, float(curve[1]))
        ends[f"{name}: at the horizon"] = float(curve[month]) * left
        ends[f"{name}: loan"] = -float(curve[month]) * project.loan_usd
        equity += left - project.loan_usd
    for name, usd in ends.items():
        value.parts[name] += usd
        value.ledger_usd += usd
    return equity


def _discounts(tables: CompanyTables, month: int) -> tuple[float, float, float]:
    curves = (tables.discount, tables.discount_contracted, tables.discount_coins)
    operating, signed, coins = (float(curve[month]) for curve in curves)
    return operating, signed, coins
