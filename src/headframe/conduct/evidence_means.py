"""Evidence from means: cash against a month's bills, debt against everything that could repay it, coins not free."""

from __future__ import annotations

from datetime import date, timedelta

from headframe.accounts.encumbrance import restricted_on
from headframe.conduct.evidence_debt import due_against_cash
from headframe.conduct.evidence_window import DAYS_OF_MONTH, HELD, Window, last_balance, pressed_cash
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period, day_before
from headframe.record.view import View
from headframe.vocabulary.figure import Figure, derive

CASH_MAY_BE_OLD_DAYS = 100
DEBT_MAY_BE_OLD_DAYS = 200
RESTRICTED_MAY_BE_OLD_DAYS = 125
STATEMENT_MAY_BE_OLD_DAYS = 200
SPENDING = (
    "capex_property",
    "capex_and_deposits_property",
    "deposits_on_equipment",
    "deposits_and_payments_on_miners",
    "land_purchase",
)


def cash_of(view: View, window: Window) -> Figure | Missing:
    """Return cash before the sale [USD]; else inside the window; else as the press has it beside the sale."""
    before = last_balance(view, window.company, "cash", day_before(window.span.first_day), CASH_MAY_BE_OLD_DAYS)
    if isinstance(before, Figure):
        return before
    inside = last_balance(view, window.company, "cash", window.span.end, window.span.days)
    return inside if isinstance(inside, Figure) else pressed_cash(view, window.company, window.span)


def cash_cover(view: View, window: Window) -> Figure | Missing:
    """Return how long cash lasts [months]: at the pace of the last cash-flow statement, before any coin is sold.

    Without a statement, the worth of the coins mined in a month stands in for a month's bills: estimated.
    """
    cash, burn = cash_of(view, window), monthly_burn(view, window)
    if isinstance(cash, Missing):
        return cash
    if isinstance(burn, Missing):
        burn = _month_of_coins(window)
    if isinstance(burn, Missing):
        return burn
    if burn.interval.low <= 0:
        return Missing("operations brought in more cash than was spent, without selling coins")
    id, formula = window.figure_id("cash_cover"), "cash / cash spent in a month before any coin is sold"
    return derive(id, formula, cash.value / burn.value, cash.interval / burn.interval, "months", cash, burn)


def monthly_burn(view: View, window: Window) -> Figure | Missing:
    """Return what a month cost before any coin was sold [USD]: the last statement's spending, by its months."""
    for span in _statements(view, window):
        cfo = view.figure(window.company, "cfo", span)
        inside = view.figure(window.company, "proceeds_bitcoin_sales_operating", span)
        spent = [line for name in SPENDING if isinstance(line := view.figure(window.company, name, span), Figure)]
        if isinstance(cfo, Missing) or not spent:
            continue
        from_coins = [inside] if isinstance(inside, Figure) else []
        months = len(list(span.months()))
        value = sum(line.value for line in (*spent, *from_coins)) - cfo.value
        interval = -cfo.interval
        for line in (*spent, *from_coins):
            interval = interval + line.interval
        formula = f"(−cash from operations + coins sold in it + capital spending of {span}) / {months}"
        id = window.figure_id("monthly_burn")
        return derive(id, formula, value / months, interval.scaled(1 / months), "USD", cfo, *spent, *from_coins)
    return Missing(
        f"no cash-flow statement of {window.company} from the half-year before {window.span} is in the record"
    )


def _statements(view: View, window: Window) -> list[Period]:
    """Return the spans of cash-flow statements that end before the window, the newest first."""
    oldest = window.span.first_day - timedelta(days=STATEMENT_MAY_BE_OLD_DAYS)
    spans = [
        p for p in view.periods(window.company, "cfo") if oldest <= p.end < window.span.first_day and p.is_whole_months
    ]
    return sorted(spans, key=lambda p: (p.end, p.days), reverse=True)


def _month_of_coins(window: Window) -> Figure | Missing:
    produced, price = window.produced, window.price
    if isinstance(produced, Missing):
        return produced
    if isinstance(price, Missing):
        return price
    months = max(window.span.days / DAYS_OF_MONTH, 1.0)
    id, formula = window.figure_id("month_of_coins"), "coins mined in a month × average price"
    worth = (produced.interval * price.interval).scaled(1 / months)
    value = produced.value * price.value / months
    return derive(id, formula, value, worth, "USD", produced, price, estimated=True)


def due_soon(view: View, window: Window) -> Figure | Missing:
    """Return debt due within six months over cash [ratio]."""
    return due_against_cash(view, window, cash_of(view, window))


def debt_against_means(view: View, window: Window) -> Figure | Missing:
    """Return all debt over coins at the months' price and cash [ratio]."""
    debt = last_balance(view, window.company, "debt_total", window.span.end, DEBT_MAY_BE_OLD_DAYS)
    cash, held, price = cash_of(view, window), window.held_before, window.price
    if isinstance(debt, Missing):
        return debt
    if isinstance(cash, Missing):
        return cash
    if isinstance(held, Missing):
        return held
    if isinstance(price, Missing):
        return price
    means = held.interval * price.interval + cash.interval
    if means.low <= 0:
        return Missing("there were no means to compare with")
    id, formula = window.figure_id("debt_against_means"), "debt / (coins held × average price + cash)"
    value = debt.value / (held.value * price.value + cash.value)
    return derive(id, formula, value, debt.interval / means, "ratio", debt, held, price, cash)


def restricted_share(view: View, window: Window) -> Figure | Missing:
    """Return coins that could not be sold over coins held, on the last day known [ratio]."""
    days = _restricted_days(view, window)
    if not days:
        return Missing(
            f"no source known by {view.as_of} prints restricted coins of {window.company} near {window.span}"
        )
    share = _share_on(view, window.company, days[-1])
    if isinstance(share, Missing):
        return share
    id = window.figure_id("restricted_share_before")
    return derive(id, f"restricted / held on {days[-1]}", share.value, share.interval, "ratio", *share.inputs)


def restricted_rise(view: View, window: Window) -> Figure | Missing:
    """Return by how much the restricted share rose in the half-year up to the last day known [ratio]."""
    days = _restricted_days(view, window)
    if not days:
        return Missing(
            f"no source known by {view.as_of} prints restricted coins of {window.company} near {window.span}"
        )
    every = {p.end for p in view.periods(window.company, "bitcoin_restricted")}
    earlier = sorted(day for day in every if timedelta(days=60) <= days[-1] - day <= timedelta(days=200))
    if not earlier:
        return Missing(f"restricted coins of {window.company} are known on one day only near {window.span}")
    now, then = _share_on(view, window.company, days[-1]), _share_on(view, window.company, earlier[-1])
    if isinstance(now, Missing):
        return now
    if isinstance(then, Missing):
        return then
    id, formula = window.figure_id("restricted_rise"), f"restricted share of {days[-1]} − of {earlier[-1]}"
    return derive(id, formula, now.value - then.value, now.interval - then.interval, "ratio", *now.inputs, *then.inputs)


def _restricted_days(view: View, window: Window) -> list[date]:
    oldest = window.span.first_day - timedelta(days=RESTRICTED_MAY_BE_OLD_DAYS)
    days = {p.end for p in view.periods(window.company, "bitcoin_restricted") if p.is_day}
    known = [day for day in days if oldest <= day <= window.span.end]
    return sorted(day for day in known if isinstance(_share_on(view, window.company, day), Figure))


def _share_on(view: View, ticker: str, day: date) -> Figure | Missing:
    coins, _ = restricted_on(view, ticker, day)
    if isinstance(coins, Missing):
        return coins
    held = view.figure(ticker, HELD, Period.day(day))
    if isinstance(held, Missing):
        return held
    if held.interval.low <= 0:
        return Missing("the holdings may be zero")
    ratio = coins.interval / held.interval
    interval = Interval(max(0.0, ratio.low), min(1.0, ratio.high))
    id = f"{ticker} bitcoin_restricted_share {day}"
    return derive(id, "restricted / held", coins.value / held.value, interval, "ratio", coins, held)
