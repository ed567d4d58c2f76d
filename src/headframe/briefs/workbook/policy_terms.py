"""The policy on the Inputs sheet: the numbers of its rule, and the assumptions that its months read."""

from __future__ import annotations

from dataclasses import dataclass

from headframe.briefs.workbook.calls import total
from headframe.briefs.workbook.company import CompanyCells
from headframe.briefs.workbook.debt_terms import DebtCells
from headframe.briefs.workbook.entries import Entries
from headframe.briefs.workbook.expression import Expr
from headframe.briefs.workbook.references import Cell
from headframe.briefs.workbook.stated import Stated
from headframe.economics.rules import NEVER, Rule
from headframe.ground.errors import InputRefused

CENT_USD = 0.01
FUND_AHEAD = "economics.fund_ahead_months"


@dataclass(frozen=True, slots=True)
class PolicyCells:
    """The rule and what money costs; units as in `economics.rules.Rule` and `company_tables.CompanyTerms`."""

    sell_share: Cell
    fund_ahead: Cell
    programme_first: Cell
    floor: Cell
    sale_cost: Cell
    programme_share: Cell
    programme_discount: Cell
    commission: Cell
    emergency_discount: Cell
    cash_rate: Cell
    tax_rate: Cell
    offset_limit: Cell
    depreciation_years: Cell


def refuse_rule(rule: Rule, policy: str) -> None:
    """Refuse a rule whose branches the workbook does not have.

    Raises
    ------
    InputRefused
        For a rule that sells above a price, or starts builds that nobody signed for.
    """
    if rule.start_rent_usd_per_kw_month < NEVER or (
        rule.sell_above_usd_per_btc < NEVER and rule.sell_above_share > 0.0
    ):
        raise InputRefused(
            f"policy {policy} sells above a price or starts builds of its own",
            where="--policy",
            why="the workbook has no formulas for these, and would not be worth what Python says",
            next="take hold-all, sell-production or sell-to-fund",
        )


def policy_inputs(entries: Entries, rule: Rule, policy: str) -> tuple[Cell, Cell, Cell]:
    """Add the rule's numbers: share of production sold, months funded ahead, whether the programme comes first."""
    entries.section(f"Policy: {policy}")
    given = entries.given
    sell = given("share of production sold", rule.sell_share_of_production, "ratio", f"policy {policy}")
    if rule.fund_ahead_months > 0.0 and rule.fund_ahead_months == entries.assumptions.value(FUND_AHEAD):
        ahead = entries.assumed(FUND_AHEAD)
    else:
        ahead = given(
            "coins are sold for the needs of so many months ahead", rule.fund_ahead_months, "months", f"policy {policy}"
        )
    first = given(
        "a shortfall is met by shares before coins",
        1.0 if rule.programme_first >= 0.5 else 0.0,
        "1 or 0",
        f"policy {policy}",
    )
    return sell, ahead, first


def policy_cells(
    entries: Entries, rule: tuple[Cell, Cell, Cell], stated: Stated, company: CompanyCells, debts: tuple[DebtCells, ...]
) -> PolicyCells:
    """Add the cash floor and the assumptions that the months read."""
    assumed = entries.assumed
    entries.section("Cash floor")
    floor = _floor(entries, stated, company, debts)
    return PolicyCells(
        *rule,
        floor=floor,
        sale_cost=assumed("economics.bitcoin_sale_cost"),
        programme_share=assumed("economics.atm_share_of_market_value_per_month"),
        programme_discount=assumed("economics.atm_discount"),
        commission=assumed("economics.atm_commission"),
        emergency_discount=assumed("economics.emergency_equity_discount"),
        cash_rate=assumed("economics.interest_on_cash_per_year"),
        tax_rate=assumed("economics.income_tax_rate"),
        offset_limit=assumed("economics.nol_offset_limit"),
        depreciation_years=assumed("economics.depreciation_years"),
    )


def _floor(entries: Entries, stated: Stated, company: CompanyCells, debts: tuple[DebtCells, ...]) -> Cell:
    if "cash_floor_months" not in stated.miner.stated:
        return stated.field("cash_floor_usd", "least cash", stated.miner.cash_floor_usd, "USD")
    months: Expr = entries.assumed("economics.cash_floor_months")
    interest: Expr = total([debt.principal * debt.rate for debt in debts])
    held = stated.miner
    told = (
        held.cash_floor_usd / entries.assumptions.value("economics.cash_floor_months")
        - held.corporate_cost_usd_per_month
    )
    if abs(told * 12.0 - sum(debt.principal_usd * debt.rate_per_year for debt in held.debts)) > CENT_USD:
        words = "of all debt, before convertibles are taken out of it"
        interest = entries.given("interest a year that the floor covers", told * 12.0, "USD", words)
    return entries.derived(
        "least cash",
        months * (company.corporate_cost + interest / 12.0),
        "USD",
        "months of corporate cost and of all interest",
    )
