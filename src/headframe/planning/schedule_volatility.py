"""The volatility of bitcoin and its newest price, as the record knew them on a day.

Volatility is the standard deviation of log returns, taken to a day by the square root of time: from the user's own
daily rows where they reach far enough, else from the packaged month closes. Its interval holds nine times in ten if
returns were independent and normal; bitcoin's tails are fatter, so that it is wider in truth.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from math import log, sqrt

from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.market import DAILY
from headframe.record.view import View
from headframe.vocabulary.fact import Fact
from headframe.vocabulary.figure import Badge, Figure, derive

DAYS_A_MONTH = 365.2425 / 12
CONFIDENCE = 0.9
FEWEST_MONTHS = 6
FRESH_DAYS = 31
"""A price older than this is shown as estimated, with its age."""


def newest_price(view: View) -> Figure | Missing:
    """Return the newest bitcoin price the record holds [USD/BTC]: an own day's, or the last month's close."""
    closed = view.market.close_at(view.market.last_month().end)
    days = view.market.own_days(DAILY["bitcoin_price"])
    if days and (isinstance(closed, Missing) or days[-1].period.end > closed.known_at):
        return _aged(view, _of_day(days[-1]), days[-1].period.end)
    return closed if isinstance(closed, Missing) else _aged(view, closed, closed.known_at)


def _of_day(row: Fact) -> Figure:
    id = f"market {row.concept} {row.period}"
    return Figure(id, row.value, row.interval, row.unit, Badge.REPORTED, row.known_at, (row.source,))


def _aged(view: View, price: Figure, day: date) -> Figure:
    """Return a price as it counts today: estimated where it is old, with its age."""
    age = (view.as_of - day).days
    if age <= FRESH_DAYS:
        return price
    note = f"the newest price held, {age} days before {view.as_of}: state one with --price"
    return replace(price, badge=Badge.ESTIMATED, note=note)


def daily_volatility(view: View, months: int) -> Figure | Missing:
    """Return the standard deviation of a day's log return [ratio] over the last `months`, with its interval.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> 0.01 < daily_volatility(Record().view(), 24).value < 0.05
    True
    """
    last = view.market.last_month()
    span = _months_before(view.market.months(), months)
    daily = _of_days(view, months)
    if daily is not None:
        return daily
    closes = [view.market.month("bitcoin_price_month_close", month) for month in span]
    known = [close for close in closes if isinstance(close, Figure)]
    if len(known) != len(closes) or len(known) < FEWEST_MONTHS + 1:
        return Missing(f"fewer than {FEWEST_MONTHS} months of closes are known before {last.end}")
    returns = [log(after.value / before.value) for before, after in pairwise(known)]
    return _volatility(
        Period.span(span[1].first_day, last.end),
        returns,
        sqrt(DAYS_A_MONTH),
        f"deviation of {len(returns)} monthly log returns / sqrt({DAYS_A_MONTH:.2f} days)",
        known,
    )


def _months_before(months: Sequence[Period], count: int) -> list[Period]:
    return list(months[-(count + 1) :])


def _of_days(view: View, months: int) -> Figure | None:
    """Return the volatility of the user's own daily rows, where they hold every day of the window."""
    rows = view.market.own_days(DAILY["bitcoin_price"])
    wanted = round(months * DAYS_A_MONTH)
    if len(rows) <= wanted:
        return None
    kept = rows[-(wanted + 1) :]
    first, last = kept[0].period.end, kept[-1].period.end
    if (last - first).days != wanted or (view.as_of - last).days > FRESH_DAYS:
        return None
    prices = [_of_day(row) for row in kept]
    returns = [log(after.value / before.value) for before, after in pairwise(prices)]
    span = Period.span(first + timedelta(days=1), last)
    return _volatility(span, returns, 1.0, f"deviation of {wanted} daily log returns", prices)


def _volatility(
    span: Period, returns: Sequence[float], divisor: float, formula: str, inputs: Sequence[Figure]
) -> Figure:
    from statistics import stdev

    from scipy.stats import chi2

    free = len(returns) - 1
    value = stdev(returns) / divisor
    tails = ((1 + CONFIDENCE) / 2, (1 - CONFIDENCE) / 2)
    low, high = (value * sqrt(free / float(chi2.ppf(tail, free))) for tail in tails)
    return derive(
        f"market bitcoin_volatility_day {span}",
        formula,
        value,
        Interval(low, high),
        "ratio",
        *inputs,
        estimated=True,
        note="the interval holds nine times in ten for independent normal returns",
    )
