"""Does the production formula hold? Each month with a reported average hash rate, expected against reported coins.

error = expected / reported - 1. A hash rate that was itself computed from production ("realized") proves nothing: such
months are shown as circular and left out of the count. Where a month misses by more than `OUTLIER_ERROR`, the same
formula is run for every other miner paid per share: if it holds for them, the outlier is the report's, not the
formula's. A miner in its own pool bears block luck, so its misses are told in standard deviations of that.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import ClassVar

from headframe.accounts.backcast_judged import closest_to_zero, judged
from headframe.accounts.backcast_month import HASH_RATE, BackcastMonth, Finding, backcast_month
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.choose import figure_id
from headframe.record.view import View
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.company import company as find_company
from headframe.vocabulary.figure import Figure, derive

__all__ = ["Backcast", "BackcastMonth", "Finding", "backcast"]


@dataclass(frozen=True, kw_only=True)
class Backcast(Answer):
    """Expected against reported production, month by month."""

    verb: ClassVar[str] = "backcast"

    own_pool: str
    months: tuple[BackcastMonth, ...]
    months_counted: int
    median_absolute_error: Figure | Missing
    luck_deviation: Figure | Missing

    @property
    def named(self) -> tuple[BackcastMonth, ...]:
        """The months that stand out."""
        return tuple(month for month in self.months if month.finding not in (Finding.HOLDS, Finding.CIRCULAR))


def backcast(view: View, company: str) -> Backcast:
    """Run the production formula over every month with a reported average operating hash rate.

    Parameters
    ----------
    view : View
        What was known.
    company : str
        Exact label.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> [str(month.period) for month in backcast(Record().view(), "RIOT").named]
    ['2024-06', '2024-07']
    """
    ticker = find_company(company).ticker
    return view.once(("backcast", ticker), lambda: _backcast(view, ticker))


def _backcast(view: View, ticker: str) -> Backcast:
    found = find_company(ticker)
    months = tuple(judged(view, month) for month in _months(view, found.ticker))
    counted = [month for month in months if month.finding is not Finding.CIRCULAR]
    return Backcast(
        made_from=view.made_from(found.ticker),
        own_pool=found.own_pool or "not known",
        months=months,
        months_counted=len(counted),
        median_absolute_error=_median(found.ticker, counted),
        luck_deviation=_luck_deviation(found.ticker, counted),
    )


def _months(view: View, ticker: str) -> list[BackcastMonth]:
    rows = (backcast_month(view, ticker, period) for period in view.periods(ticker, HASH_RATE) if period.is_month)
    return [row for row in rows if row is not None]


def _median(ticker: str, months: Sequence[BackcastMonth]) -> Figure | Missing:
    if not months:
        return Missing("no month has both a reported average operating hash rate and production")
    errors = [month.error for month in months]
    return derive(
        figure_id(ticker, "backcast_median_absolute_error", _whole(months)),
        f"median of |error| over {len(errors)} months",
        statistics.median(abs(error.value) for error in errors),
        _median_interval([error.interval for error in errors]),
        "ratio",
        *errors,
    )


def _whole(months: Sequence[BackcastMonth]) -> Period:
    """Return the days from the first month to the last."""
    return Period.span(months[0].period.first_day, months[-1].period.end)


def _median_interval(errors: Sequence[Interval]) -> Interval:
    lows = [closest_to_zero(error) for error in errors]
    highs = [max(abs(error.low), abs(error.high)) for error in errors]
    return Interval(statistics.median(lows), statistics.median(highs))


def _luck_deviation(ticker: str, months: Sequence[BackcastMonth]) -> Figure | Missing:
    """Return the standard deviation of the luck, about zero: 1 if luck is all there is."""
    lucky = [month for month in months if isinstance(month.luck, Figure)]
    lucks = [month.luck for month in lucky if isinstance(month.luck, Figure)]
    if len(lucks) < 2:
        return Missing("fewer than two months with block luck")
    value = sqrt(statistics.fmean(luck.value**2 for luck in lucks))
    band = value / sqrt(2 * len(lucks))
    return derive(
        figure_id(ticker, "block_luck_standard_deviation", _whole(lucky)),
        f"root mean square over {len(lucks)} months; 1 where luck explains all",
        value,
        Interval.around(value, band),
        "ratio",
        *lucks,
        note="the interval is one standard error of so few months",
    )
