"""Debts on the Inputs sheet, and those of fixed service by month on the Ledger."""

from __future__ import annotations

from dataclasses import dataclass

from headframe.briefs.workbook.calls import IF, MIN, ROUND, total
from headframe.briefs.workbook.entries import Entries
from headframe.briefs.workbook.expression import Constant, Expr
from headframe.briefs.workbook.model import Model, Row
from headframe.briefs.workbook.references import Cell
from headframe.briefs.workbook.scenario import Scenario
from headframe.briefs.workbook.stated import Stated
from headframe.economics.debt_plan import CoinLoanTerms
from headframe.economics.miner import Debt, DebtKind, Miner
from headframe.economics.months import month_number


@dataclass(frozen=True, slots=True)
class DebtCells:
    """One debt: principal [USD], rate a year, repayments by month; triggers or conversion.

    The maturity [month number] is that of a debt of fixed service; other debts end otherwise.
    """

    name: str
    kind: DebtKind
    principal: Cell
    rate: Cell
    maturity: Cell | None
    repayments: tuple[tuple[Cell, Cell], ...]
    conversion: Cell | None
    call: Expr | None
    sale: Expr | None
    cash_collateral: Expr


@dataclass(frozen=True, slots=True)
class CoinLoanCells:
    """All loans against coins as one; units as in `economics.debt_plan.CoinLoanTerms`."""

    principal: Cell
    rate: Cell
    maturity: Cell
    call: Cell
    sale: Cell
    target: Cell
    cash_collateral: Cell


@dataclass(frozen=True, slots=True)
class TermRows:
    """Debts whose service is fixed: interest, principal and balance of all [USD]."""

    interest: Expr
    principal: Expr
    balance: Expr


def debt_inputs(entries: Entries, miner: Miner) -> tuple[DebtCells, ...]:
    """Add the debts, convertibles too: these take part in the fixed point of the share, not in the months."""
    entries.section("Debts")
    taken: set[int] = set()
    stated = Stated(entries, miner)
    owed = [debt for debt in miner.debts if debt.kind is not DebtKind.BITCOIN_BACKED or debt.principal_usd > 0.0]
    return tuple(_debt(stated, debt, taken) for debt in owed)


def coin_loan(
    entries: Entries, debts: tuple[DebtCells, ...], terms: CoinLoanTerms, pledged: Cell, price: Cell
) -> CoinLoanCells | None:
    """Add the terms of all loans against coins as one, weighted by principal; None where there is none."""
    backed = [debt for debt in debts if debt.kind is DebtKind.BITCOIN_BACKED]
    if not backed:
        return None
    entries.section("Loans against coins, as one")
    derived = entries.derived
    principal = derived("owed", total([debt.principal for debt in backed]), "USD")

    def weighted(parts: list[Expr]) -> Expr:
        return total([debt.principal * part for debt, part in zip(backed, parts, strict=True)]) / principal

    call = derived("lender calls at", weighted([debt.call for debt in backed if debt.call is not None]), "ratio")
    cash = derived("cash pledged beside the coins", total([debt.cash_collateral for debt in backed]), "USD")
    return CoinLoanCells(
        principal=principal,
        rate=derived("interest a month", weighted([debt.rate for debt in backed]) / 12.0, "1/month"),
        maturity=entries.given("maturity", terms.maturity, "month number", "the earliest of the loans against coins"),
        call=call,
        sale=derived("lender sells at", weighted([debt.sale for debt in backed if debt.sale is not None]), "ratio"),
        target=derived(
            "both bring it back to",
            MIN(principal / (pledged * price + cash), call),
            "ratio",
            "loan to value at the opening",
        ),
        cash_collateral=cash,
    )


def term_rows(model: Model, sheet: str, debts: tuple[DebtCells, ...], world: Scenario) -> TermRows:
    """Add each debt of fixed service by month."""
    rows = [_term(model, sheet, debt, world) for debt in debts if debt.kind is DebtKind.TERM]
    return TermRows(*(total([row[at].now for row in rows]) for at in range(3)))


def _term(model: Model, sheet: str, debt: DebtCells, world: Scenario) -> tuple[Row, Row, Row]:
    month = world.number.now
    interest = model.line(sheet, f"{debt.name}: interest", "USD", None)
    paid = model.line(sheet, f"{debt.name}: principal repaid", "USD", None)
    balance = model.line(sheet, f"{debt.name}: owed", "USD", None, debt.principal)
    model.fill(interest, balance.before * debt.rate / 12.0, "USD")
    assert debt.maturity is not None, "a debt of fixed service falls due"
    due = total([IF(month.equals(at), usd, 0.0) for at, usd in debt.repayments])
    model.fill(paid, IF(month >= debt.maturity, balance.before, MIN(due, balance.before)), "USD")
    model.fill(balance, balance.before - paid.now, "USD")
    return interest, paid, balance


def _debt(stated: Stated, debt: Debt, taken: set[int]) -> DebtCells:
    entries, name, opening = stated.entries, debt.name, stated.miner.opening
    path = stated.place("debts", taken, principal_usd=debt.principal_usd)
    backed = debt.kind is DebtKind.BITCOIN_BACKED
    return DebtCells(
        name=name,
        kind=debt.kind,
        principal=stated.field(f"{path}.principal_usd", f"{name}: owed", debt.principal_usd, "USD"),
        rate=stated.field(f"{path}.rate_per_year", f"{name}: interest a year", debt.rate_per_year, "ratio"),
        maturity=_maturity(stated, debt, path) if debt.kind is DebtKind.TERM else None,
        repayments=tuple(
            (
                entries.given(f"{name}: repayment, month", month_number(month, opening), "month number", str(month)),
                stated.field(f"{path}.repayments.{month.end.year}", f"{name}: repaid in {month.end.year}", usd, "USD"),
            )
            for month, usd in debt.repayments
        ),
        conversion=stated.field(
            f"{path}.conversion_price_usd", f"{name}: conversion price", debt.conversion_price_usd, "USD/share"
        )
        if debt.kind is DebtKind.CONVERTIBLE
        else None,
        call=_trigger(stated, path, "margin_call_ltv", f"{name}: lender calls at", debt.margin_call_ltv)
        if backed
        else None,
        sale=_trigger(stated, path, "sale_ltv", f"{name}: lender sells at", debt.sale_ltv) if backed else None,
        cash_collateral=stated.field(
            f"{path}.cash_collateral_usd", f"{name}: cash pledged", debt.cash_collateral_usd, "USD"
        )
        if backed
        else Constant(0.0),
    )


def _maturity(stated: Stated, debt: Debt, path: str) -> Cell:
    entries, month = stated.entries, month_number(debt.maturity, stated.miner.opening)
    name = "economics.undated_debt_years"
    if f"{path}.maturity_years" in stated.miner.stated and month == round(12 * entries.assumptions.value(name)):
        return entries.derived(
            f"{debt.name}: maturity",
            ROUND(12.0 * entries.assumed(name), 0),
            "month number",
            f"no page prints it: {name}",
        )
    return entries.given(f"{debt.name}: maturity", month, "month number", str(debt.maturity))


def _trigger(stated: Stated, path: str, key: str, label: str, value: float) -> Expr:
    if value == 0.0:
        name = f"economics.loan_{key.removesuffix('_ltv')}_ltv"
        return stated.entries.assumed(name)
    return stated.field(f"{path}.{key}", label, value, "ratio")
