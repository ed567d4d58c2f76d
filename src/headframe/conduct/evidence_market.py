"""Evidence from the market: what pressed on every miner in those days."""

from __future__ import annotations

from datetime import date

from headframe.accounts.margins import QuarterMargin, weigh_margins
from headframe.conduct.evidence_window import Window
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.market import Market
from headframe.record.view import View
from headframe.vocabulary.figure import Figure, derive

MONTHS_OF_HIGH = 3
MONTHS_OF_YEAR = 12
COSTS_MAY_BE_OLD_DAYS = 250


def price_against_high(view: View, window: Window) -> Figure | Missing:
    """Return how far the months' average price lies below the highest of them and of three months before [ratio]."""
    price = window.price
    months = [*months_before(window.span.first_day, MONTHS_OF_HIGH), *window.span.months()]
    return below_highest(window, "price_against_high", view.market, "bitcoin_price_month_average", months, price)


def below_highest(
    window: Window, concept: str, market: Market, series: str, months: list[Period], now: Figure | Missing
) -> Figure | Missing:
    """Return 1 − now / the highest month of a series [ratio]."""
    if isinstance(now, Missing):
        return now
    known = [figure for month in months if isinstance(figure := market.month(series, month), Figure)]
    high = max(known, key=lambda figure: figure.value)
    ratio = now.interval / high.interval
    return derive(
        window.figure_id(concept),
        f"1 − price / the highest month's of {months[0]} to {months[-1]}",
        1 - now.value / high.value,
        Interval(1 - ratio.high, 1 - ratio.low),
        "ratio",
        now,
        high,
    )


def hash_price_against_year(view: View, window: Window) -> Figure | Missing:
    """Return hash price in the window over its mean of the twelve months before [ratio]."""
    now = view.market.quarter_average("hash_price", window.span)
    before = months_before(window.span.first_day, MONTHS_OF_YEAR)
    year = view.market.quarter_average("hash_price", Period.span(before[0].first_day, before[-1].end))
    if isinstance(now, Missing):
        return now
    if isinstance(year, Missing):
        return year
    id = window.figure_id("hash_price_against_year")
    formula = "hash price / its mean of the twelve months before"
    return derive(id, formula, now.value / year.value, now.interval / year.interval, "ratio", now, year)


def hash_price_against_cost(view: View, window: Window) -> Figure | Missing:
    """Return hash price over the last known total hash cost, or site cost where that is all that is known [ratio]."""
    now = view.market.quarter_average("hash_price", window.span)
    if isinstance(now, Missing):
        return now
    rows = [row for row in weigh_margins(view, window.company).history if _is_near(row, window.span)]
    for row in reversed(rows):
        for name, cost in (("total", row.hash_cost.total), ("fleet", row.hash_cost.fleet)):
            if isinstance(cost, Figure):
                id, formula = (
                    window.figure_id("hash_price_against_cost"),
                    f"hash price / {name} hash cost of {row.period}",
                )
                return derive(id, formula, now.value / cost.value, now.interval / cost.interval, "ratio", now, cost)
    return Missing(f"no hash cost of {window.company} is known for the quarters before {window.span}")


def _is_near(row: QuarterMargin, span: Period) -> bool:
    return row.period.end <= span.end and (span.end - row.period.end).days <= COSTS_MAY_BE_OLD_DAYS


def months_before(day: date, count: int) -> list[Period]:
    """Return the `count` calendar months before the one that holds `day`, in order."""
    first = day.year * 12 + day.month - 1
    return [Period.month((first - back) // 12, (first - back) % 12 + 1) for back in range(count, 0, -1)]
