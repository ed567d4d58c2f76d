"""Coins produced over a span: printed or added up where it can be, else estimated from the months around it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from headframe.accounts.flows import flow_over
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.choose import figure_id
from headframe.record.view import View
from headframe.vocabulary.figure import Figure, derive

NEAR_MONTHS = 6
"""How far away [months] a printed rate may lie and still say something."""
NEIGHBOURS = 4
LESS, MORE = 0.75, 1.30
"""How far production strays from its neighbours' rates: a halving with its growth, a fleet switched on."""
LONGEST_RATE_MONTHS = 3
REPORTED_WITHIN_DAYS = 62


def production_over(view: View, company: str, span: Period) -> Figure | Missing:
    """Return coins produced [BTC] over `span`.

    Where no printed periods add up to it, its unprinted months are estimated between 0.75 of the lowest and 1.3 of the
    highest rate printed nearby: the badge says estimated, and the interval how little is known.
    """
    whole = flow_over(view, company, "bitcoin_produced", span)
    return whole if isinstance(whole, Figure) else estimated_production(view, company, span)


def estimated_production(view: View, company: str, span: Period) -> Figure | Missing:
    """Return what the months around said of coins produced [BTC] over `span` when it was reported."""
    reported = span.end + timedelta(days=REPORTED_WITHIN_DAYS)
    figures = [flow_over(view, company, "bitcoin_produced", month) for month in span.months()]
    known = [figure for figure in figures if isinstance(figure, Figure) and figure.known_at <= reported]
    unprinted = len(figures) - len(known)
    rates = _rates_near(view, company, span)
    if not rates:
        return Missing(f"nothing printed within {NEAR_MONTHS} months says what {span} produced")
    each = [_per_month(period, figure) for period, figure in rates]
    monthly = Interval(LESS * min(rate.low for rate in each), MORE * max(rate.high for rate in each))
    total = monthly.scaled(unprinted)
    for figure in known:
        total = total + figure.interval
    return derive(
        figure_id(company, "bitcoin_produced", span),
        f"{unprinted} unprinted month(s) at {LESS} to {MORE} of the rates printed nearby",
        total.middle,
        total,
        "BTC",
        *known,
        *(figure for _, figure in rates),
        estimated=True,
    )


def _rates_near(view: View, company: str, span: Period) -> list[tuple[Period, Figure]]:
    near = []
    for period in view.periods(company, "bitcoin_produced"):
        figure = view.figure(company, "bitcoin_produced", period)
        if isinstance(figure, Figure) and _is_rate(period) and not period.covers(span):
            distance = _months_between(period, span)
            if distance <= NEAR_MONTHS:
                near.append((distance, period.days, period, figure))
    return [(period, figure) for _, _, period, figure in sorted(near, key=_by_use(span))[:NEIGHBOURS]]


def _by_use(span: Period) -> Callable[[tuple[int, int, Period, Figure]], tuple[object, ...]]:
    """Order rates so that an estimate leans on those known when the span was reported, nearest first.

    One that was printed much later would make the estimate as late as itself, so it comes last.
    """
    reported = span.end + timedelta(days=REPORTED_WITHIN_DAYS)

    def key(item: tuple[int, int, Period, Figure]) -> tuple[object, ...]:
        distance, days, period, figure = item
        in_time = figure.known_at <= reported
        return (not in_time, date.min if in_time else figure.known_at, period.end > span.end, distance, days, period)

    return key


def _is_rate(period: Period) -> bool:
    return period.is_whole_months and len(list(period.months())) <= LONGEST_RATE_MONTHS


def _per_month(period: Period, figure: Figure) -> Interval:
    return figure.interval.scaled(1 / len(list(period.months())))


def _months_between(period: Period, span: Period) -> int:
    """Return the distance between two spans [months]: 0 where they touch or overlap."""
    before = month_index(span.first_day.year, span.first_day.month) - month_index(period.end.year, period.end.month)
    after = month_index(period.first_day.year, period.first_day.month) - month_index(span.end.year, span.end.month)
    return max(0, before, after)


def month_index(year: int, month: int) -> int:
    """Return the number of a calendar month, so that months can be subtracted."""
    return 12 * year + month
