"""Debts beside a sale: what coins secure, what falls due, what was paid down, and protection from creditors.

The amounts are those of the packaged tables, gathered by debt and day in evidence_debts.csv, each with the row it
comes from: no table of the snapshot follows a loan through time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import groupby

from headframe.conduct.evidence_window import Window
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.ground.printed import interval_of_full_dollars, number_of
from headframe.record.view import View
from headframe.record.witness_of import source_of
from headframe.vocabulary.fact import Source, Witness
from headframe.vocabulary.figure import Badge, Figure, derive
from headframe.vocabulary.tables import packaged_rows

DUE_DAYS = 182
BALANCE_MAY_BE_OLD_DAYS = 200
BACKED = "bitcoin_backed"


@dataclass(frozen=True, slots=True)
class DebtBalance:
    """What was owed under one debt on a day [USD], and when it falls due, where that is known."""

    company: str
    debt: str
    kind: str
    amount: Figure
    day: date
    due: date | None


def debts_of(view: View, ticker: str) -> tuple[DebtBalance, ...]:
    """Return every balance of a company's debts known on the view's day, by debt and day."""
    return tuple(debt for debt in _every_debt() if debt.company == ticker and debt.amount.known_at <= view.as_of)


def loan_against_coins(view: View, window: Window) -> Figure | Missing:
    """Return loans secured by bitcoin over the worth of all coins held before the sale [ratio]."""
    found = [debt for debt in opening_debts(view, window) if debt.kind in (BACKED, "none")]
    if not found:
        return Missing(
            f"no bitcoin-backed loan of {window.company}, nor that there is none, is known near {window.span}"
        )
    held, price = window.held_before, window.price
    if all(debt.amount.value == 0 for debt in found):
        zero = found[0].amount
        return derive(window.figure_id("loan_against_coins"), "no debt", 0.0, Interval.exact(0.0), "ratio", zero)
    if isinstance(held, Missing):
        return held
    if isinstance(price, Missing):
        return price
    owed = [debt.amount for debt in found]
    worth = held.interval * price.interval
    if worth.low <= 0:
        return Missing("no coins were held")
    interval = _sum(owed) / worth
    value = sum(debt.value for debt in owed) / (held.value * price.value)
    formula = "loans secured by bitcoin / (coins held before × average price of the months)"
    return derive(window.figure_id("loan_against_coins"), formula, value, interval, "ratio", *owed, held, price)


def loan_paid_down(view: View, window: Window) -> Figure | Missing:
    """Return how far bitcoin-backed loans fell in the window, over the sale's proceeds [ratio]."""
    opening = {debt.debt: debt for debt in opening_debts(view, window) if debt.kind == BACKED}
    closing = {debt.debt: debt for debt in _latest(view, window, window.span.end) if debt.kind == BACKED}
    both = [name for name in opening if name in closing and closing[name].day > opening[name].day]
    pairs = [(opening[name].amount, closing[name].amount) for name in both]
    if not pairs:
        return Missing(f"no bitcoin-backed loan of {window.company} is followed through {window.span}")
    proceeds = window.proceeds
    if isinstance(proceeds, Missing):
        return proceeds
    paid = sum(before.value - after.value for before, after in pairs)
    interval = Interval(min(0.0, paid), max(0.0, paid)) if paid == 0 else Interval.exact(paid)
    inputs = tuple(dict.fromkeys(figure for pair in pairs for figure in pair))
    formula = "(loans before − after) / proceeds"
    id = window.figure_id("loan_paid_down")
    return derive(id, formula, paid / proceeds.value, interval / proceeds.interval, "ratio", *inputs, proceeds)


def due_against_cash(view: View, window: Window, cash: Figure | Missing) -> Figure | Missing:
    """Return debt falling due within six months of the window, over cash [ratio]."""
    found = opening_debts(view, window)
    if not found:
        return Missing(f"when debts of {window.company} fall due is not known near {window.span}")
    open_end = [debt.debt for debt in found if debt.due is None and debt.amount.value > 0]
    if open_end:
        return Missing(f"when {', '.join(open_end)} of {window.company} falls due is not known")
    last = window.span.end + timedelta(days=DUE_DAYS)
    due = [debt.amount for debt in found if debt.due is not None and debt.due <= last]
    id, formula = window.figure_id("due_against_cash"), f"debt due by {last} / cash"
    if not due:
        inputs = [debt.amount for debt in found]
        return derive(id, f"no known debt due by {last}", 0.0, Interval.exact(0.0), "ratio", *inputs)
    if isinstance(cash, Missing):
        return cash
    interval = _sum(due) / cash.interval
    return derive(id, formula, sum(debt.value for debt in due) / cash.value, interval, "ratio", *due, cash)


def court_protection(view: View, window: Window) -> Figure | Missing:
    """Return days since the company asked a court for protection, while it lasts [days]."""
    for row in packaged_rows("headframe.conduct", "evidence_proceedings.csv"):
        filed, last = date.fromisoformat(row["filed_on"]), date.fromisoformat(row["last_known_day"])
        if row["company"] == window.company and filed <= window.span.first_day <= last and filed <= view.as_of:
            days = float((window.span.first_day - filed).days)
            return Figure(
                id=window.figure_id("court_protection"),
                value=days,
                interval=Interval.exact(days),
                unit="days",
                badge=Badge.REPORTED,
                known_at=filed,
                sources=(source_of(row["source_url"], ""),),
                note=row["note"],
            )
    return Missing(f"no proceeding over {window.company}'s debts is in the record for {window.span}")


def opening_debts(view: View, window: Window) -> tuple[DebtBalance, ...]:
    """Return each debt as it stood when the window began, or at its first printing inside it."""
    before = _latest(view, window, window.span.first_day)
    named = {debt.debt for debt in before}
    inside = [debt for debt in debts_of(view, window.company) if _inside(debt.day, window.span)]
    firsts = {debt.debt: debt for debt in reversed(inside) if debt.debt not in named}
    return (*before, *firsts.values())


def _latest(view: View, window: Window, day: date) -> tuple[DebtBalance, ...]:
    known = [debt for debt in debts_of(view, window.company) if debt.day <= day and _still_holds(debt, day)]
    return tuple(max(group, key=lambda debt: debt.day) for _, group in groupby(known, key=lambda debt: debt.debt))


def _still_holds(debt: DebtBalance, day: date) -> bool:
    """Say whether a balance may speak for `day`: not too old, or under a contract that runs on."""
    return (day - debt.day).days <= BALANCE_MAY_BE_OLD_DAYS or (debt.due is not None and debt.due >= day)


def _inside(day: date, span: Period) -> bool:
    return span.first_day <= day <= span.end


def _sum(figures: list[Figure]) -> Interval:
    total = Interval.exact(0.0)
    for figure in figures:
        total = total + figure.interval
    return total


@cache
def _every_debt() -> tuple[DebtBalance, ...]:
    rows = packaged_rows("headframe.conduct", "evidence_debts.csv")
    return tuple(sorted((_debt(row) for row in rows), key=lambda debt: (debt.company, debt.debt, debt.day)))


def _debt(row: dict[str, str]) -> DebtBalance:
    day, amount = date.fromisoformat(row["day"]), number_of(row["amount_usd"])
    url = row["source_url"]
    source = (
        source_of(url, "") if url else Source(Witness.FILING if "10-" in row["note"] else Witness.PRESS, row["note"])
    )
    figure = Figure(
        id=f"{row['company']} debt_balance {day} {row['debt']}",
        value=float(amount),
        interval=interval_of_full_dollars(amount) if amount else Interval.exact(0.0),
        unit="USD",
        badge=Badge.REPORTED,
        known_at=date.fromisoformat(row["known_at"]),
        sources=(source,),
        note=row["note"],
    )
    due = date.fromisoformat(row["due"]) if row["due"] else None
    return DebtBalance(row["company"], row["debt"], row["kind"], figure, day, due)
