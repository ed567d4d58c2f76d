"""Coins sold over coins produced in twelve months: four quarters one by one, else the year at once.

Quarter by quarter, because a year's printed sum carries along a quarter whose source states the net change as the sale.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice

from headframe.accounts import measures_treasury as treasury
from headframe.accounts.flows import flow_over
from headframe.conduct.peers_value import Dated
from headframe.ground.missing import Missing
from headframe.ground.period import Period, month_end
from headframe.record.choose import figure_id
from headframe.record.view import View
from headframe.vocabulary.figure import Figure, derive

LOOK_BACK_QUARTERS = 12
BY_QUARTERS = "by quarters"
Maker = Callable[[View, str, Period], Figure | Missing]


def sold_over_produced(view: View, company: str) -> Dated | Missing:
    """Return sold / produced over the newest twelve months known whole [ratio].

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> found = sold_over_produced(Record().view(), "RIOT")
    >>> found.figure.id
    'RIOT sell_through 2025-07-01/2026-06-30 by quarters'
    """
    for span in _years(view.as_of):
        by_quarters = year_by_quarters(view, company, span)
        if isinstance(by_quarters, Figure):
            return Dated(by_quarters, span.end)
        at_once = treasury.sell_through(view, company, span)
        if isinstance(at_once, Figure):
            return Dated(at_once, span.end)
    years = LOOK_BACK_QUARTERS // 4
    return Missing(f"no twelve months of the last {years} years have all coins sold and produced of {company} known")


def year_by_quarters(view: View, company: str, span: Period) -> Figure | Missing:
    """Return sold / produced of a year from its four quarters [ratio]."""
    sold = _added(view, company, span, "bitcoin_sold", quarter_sold)
    produced = _added(view, company, span, "bitcoin_produced", quarter_produced)
    if isinstance(sold, Missing):
        return sold
    if isinstance(produced, Missing):
        return produced
    if produced.interval.low <= 0:
        return Missing("nothing was produced")
    id = f"{figure_id(company, 'sell_through', span)} {BY_QUARTERS}"
    interval = sold.interval / produced.interval
    return derive(id, "sold / produced, four quarters", sold.value / produced.value, interval, "ratio", sold, produced)


def quarter_sold(view: View, company: str, quarter: Period) -> Figure | Missing:
    """Return coins sold in a quarter [BTC]: as printed, or implied where that is the net change or nothing is."""
    return view.once(("coins sold", company, quarter), lambda: treasury.coins_sold(view, company, quarter))


def quarter_produced(view: View, company: str, quarter: Period) -> Figure | Missing:
    """Return coins produced in a quarter [BTC], printed or added up."""
    return flow_over(view, company, "bitcoin_produced", quarter)


def quarters_back(day: date) -> Iterator[Period]:
    """Yield the calendar quarters that were over on a day, the newest first."""
    year, number = day.year, (day.month - 1) // 3
    if month_end(day.year, day.month) == day and day.month % 3 == 0:
        number += 1
    while True:
        if number == 0:
            year, number = year - 1, 4
        yield Period.quarter(year, number)
        number -= 1


def _years(day: date) -> Iterator[Period]:
    for quarter in islice(quarters_back(day), LOOK_BACK_QUARTERS):
        after = quarter.end + timedelta(days=1)
        yield Period.span(after.replace(year=after.year - 1), quarter.end)


def _added(view: View, company: str, span: Period, concept: str, maker: Maker) -> Figure | Missing:
    ends = (month.end for month in span.months() if month.end.month % 3 == 0)
    quarters = [Period.quarter(end.year, end.month // 3) for end in ends]
    parts = [(quarter, maker(view, company, quarter)) for quarter in quarters]
    gap = next((f"{quarter}: {part.reason}" for quarter, part in parts if isinstance(part, Missing)), None)
    if gap is not None:
        return Missing(gap)
    figures = [part for _, part in parts if isinstance(part, Figure)]
    total = figures[0].interval
    for figure in figures[1:]:
        total = total + figure.interval
    formula = " + ".join(str(quarter) for quarter in quarters)
    id = f"{figure_id(company, concept, span)} {BY_QUARTERS}"
    return derive(id, formula, sum(figure.value for figure in figures), total, "BTC", *figures)
