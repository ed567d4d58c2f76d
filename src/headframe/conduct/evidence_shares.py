"""A company's share price at month ends, and its market value (month_end_close.csv)."""

from __future__ import annotations

from datetime import date
from functools import cache

from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.ground.printed import interval_of_digits
from headframe.record.choose import figure_id
from headframe.record.table_row import table_rows
from headframe.record.view import View
from headframe.vocabulary.fact import Source, Witness
from headframe.vocabulary.figure import Badge, Figure, derive

CLOSES = Source(Witness.SECOND_HAND, "month_end_close.csv, packaged series")
SHARES_MAY_BE_OFF_DAYS = 185
"""How far from the day a share count may lie: issues between make it low, so market value is estimated."""


def share_close(view: View, ticker: str, month: Period) -> Figure | Missing:
    """Return the share price at a month's last session [USD/share], splits adjusted."""
    row = _closes().get((ticker, month))
    if row is None:
        return Missing(f"the packaged series of month-end share prices has no {month} of {ticker}")
    digits, session = row
    if session > view.as_of:
        return Missing(f"{month} was not over on {view.as_of}")
    return Figure(
        id=figure_id(ticker, "share_price_month_close", month),
        value=float(digits),
        interval=interval_of_digits(digits),
        unit="USD/share",
        badge=Badge.REPORTED,
        known_at=session,
        sources=(CLOSES,),
    )


def market_value(view: View, ticker: str, month: Period) -> Figure | Missing:
    """Return what all shares were worth at a month's end [USD]; estimated, the share count being of another day."""
    price = share_close(view, ticker, month)
    if isinstance(price, Missing):
        return price
    shares = _nearest_shares(view, ticker, month.end)
    if isinstance(shares, Missing):
        return shares
    id = figure_id(ticker, "market_value_month_end", month)
    interval: Interval = price.interval * shares.interval
    return derive(
        id,
        "share price × shares outstanding",
        price.value * shares.value,
        interval,
        "USD",
        price,
        shares,
        estimated=True,
    )


def _nearest_shares(view: View, ticker: str, day: date) -> Figure | Missing:
    periods = [
        p for p in view.periods(ticker, "shares_outstanding") if abs((p.end - day).days) <= SHARES_MAY_BE_OFF_DAYS
    ]
    for period in sorted(periods, key=lambda p: abs((p.end - day).days)):
        figure = view.figure(ticker, "shares_outstanding", period)
        if isinstance(figure, Figure):
            return figure
    return Missing(f"no share count of {ticker} within {SHARES_MAY_BE_OFF_DAYS} days of {day} is known by {view.as_of}")


@cache
def _closes() -> dict[tuple[str, Period], tuple[str, date]]:
    found = {}
    for row in table_rows("month_end_close.csv"):
        session = row.days("last_session")
        if session is not None:
            found[row.company("ticker"), Period.parse(row.text("month"))] = (row.text("close_usd"), session.end)
    return found
