"""The loan against coins, on the Ledger: its maturity, its lender's calls and sales."""

from __future__ import annotations

from dataclasses import dataclass

from headframe.briefs.workbook.calls import AND, IF, MAX, MIN
from headframe.briefs.workbook.debt_terms import CoinLoanCells
from headframe.briefs.workbook.expression import Constant, Expr
from headframe.briefs.workbook.model import Model, Row
from headframe.briefs.workbook.spending import TINY


@dataclass(frozen=True, slots=True)
class LoanRows:
    """What the loan moved in the month [USD], [BTC]; its balance and flags."""

    balance: Row
    interest: Row
    repaid: Row
    released: Row
    pledged_more: Row
    lender_sold: Row
    by_lender: Row
    call: Row
    sale: Row
    to_value: Row


@dataclass(frozen=True, slots=True)
class LoanMonth:
    """What the loan meets: month number, price, free coins, coins pledged before and after, cash, floor, net price."""

    number: Expr
    price: Expr
    free: Expr
    pledged_before: Expr
    pledged: Expr
    cash: Expr
    floor: Expr
    net: Expr


def loan_rows(model: Model, sheet: str, loan: CoinLoanCells, at: LoanMonth, interest: Row, balance: Row) -> LoanRows:
    """Add the month of the loan: repaid at maturity, else called and sold out where its coins are worth too little."""

    def line(label: str, unit: str, each: Expr, note: str = "") -> Row:
        return model.line(sheet, label, unit, each, None, note)

    before = balance.before
    model.fill(interest, before * loan.rate, "USD")
    matured = line("matures", "1 or 0", IF(AND(before > 0.0, at.number >= loan.maturity), 1.0, 0.0))
    released = line("coins released", "BTC", matured.now * at.pledged_before)
    collateral = at.pledged_before * at.price + loan.cash_collateral
    called = AND(before > 0.0, matured.now < 1.0, before > loan.call * collateral)
    call = line("margin call", "1 or 0", IF(called, 1.0, 0.0), "loan above its call ratio × collateral")
    wanted = line(
        "coins the call asks for", "BTC", call.now * (before / MAX(loan.target, TINY) - collateral) / at.price
    )
    more = line("coins pledged more", "BTC", MIN(at.free, wanted.now))
    held = (at.pledged_before + more.now) * at.price + loan.cash_collateral
    over = IF(more.now < wanted.now, MAX(before - loan.target * held, 0.0), 0.0)
    answered = line("repaid for the call", "USD", call.now * MIN(over, MAX(at.cash - at.floor, 0.0)))
    repaid = line("loan repaid in cash", "USD", matured.now * before + answered.now)
    left = line("loan after it", "USD", before - repaid.now)
    sale = line(
        "lender sells",
        "1 or 0",
        IF(AND(call.now > 0.0, left.now > loan.sale * held), 1.0, 0.0),
        "still above its sale ratio × collateral",
    )
    freed = at.net - loan.target * at.price
    asked = IF(freed > 0.0, (left.now - loan.target * held) / MAX(freed, TINY), at.pledged_before + more.now)
    sold = line(
        "coins sold by the lender",
        "BTC",
        sale.now * MIN(asked, at.pledged_before + more.now, left.now / at.net),
    )
    by_lender = line("loan repaid by that sale", "USD", sold.now * at.net)
    model.fill(balance, left.now - by_lender.now, "USD")
    worth = at.pledged * at.price + loan.cash_collateral
    ratio = IF(AND(balance.now > 0.0, worth > 0.0), balance.now / MAX(worth, TINY), 0.0)
    return LoanRows(
        balance, interest, repaid, released, more, sold, by_lender, call, sale, line("loan to value", "ratio", ratio)
    )


def no_loan(model: Model, sheet: str) -> LoanRows:
    """Add the one line of a company that owes nothing against coins: 0 in every month."""
    none = model.line(sheet, "no loan against coins", "USD", Constant(0.0), 0.0)
    return LoanRows(*[none] * 10)
