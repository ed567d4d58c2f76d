"""What companies made of such sales: the realised price against the month's average, beside what was to be expected.

A sale spread evenly over a month makes the month's average, less impact and fee. One day picked blindly makes the
average give or take volatility x price x sqrt(days / 6): for a Brownian path of T days the mean square distance of a
random moment from the path's own mean is sigma^2 (T/2 - T/3). So a difference inside that says nothing of skill.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from headframe.accounts.sales import Sale, sale_ledger
from headframe.ground.errors import NotEnoughData
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.planning.schedule_market import SaleMarket, sale_market
from headframe.record.view import View
from headframe.vocabulary.assumptions import Assumptions
from headframe.vocabulary.figure import Figure, derive

LATEST = 6
BLIND_DAY = 6.0
"""Days over this, under the root: the mean square distance of a random moment from a path's own mean."""


@dataclass(frozen=True, slots=True)
class RealisedSale:
    """One sale that a company made.

    `against_average` is the realised price over the months' average [ratio]; `expected` is what even slices over the
    same days were to make, on the market known before them [ratio]; `blind_day` is the deviation of one day picked
    blindly [ratio]; `in_deviations` is how many of those lie between the first two [ratio].
    """

    period: Period
    sold: Figure | Missing
    realised_price: Figure | Missing
    month_average: Figure | Missing
    against_average: Figure
    expected: Figure | Missing
    blind_day: Figure | Missing
    in_deviations: Figure | Missing


def realised_sales(
    view: View, company: str, assumptions: Assumptions, span: Period | None = None
) -> tuple[RealisedSale, ...]:
    """Return the sales whose price is known: those of a span, or the last six.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> from headframe.vocabulary.assumptions import packaged_assumptions
    >>> span = Period.parse("2025-11-01/2025-12-31")
    >>> sales = realised_sales(Record().view(), "RIOT", packaged_assumptions(), span)
    >>> [round(sale.against_average.value, 3) for sale in sales]
    [1.003, 1.0]
    """
    known = [
        (sale, sale.realised_against_month_average)
        for sale in sale_ledger(view, company, span).sales
        if isinstance(sale.realised_against_month_average, Figure)
    ]
    shown = known if span is not None else known[-LATEST:]
    return tuple(_realised(view, company, assumptions, sale, against) for sale, against in shown)


def _realised(view: View, company: str, assumptions: Assumptions, sale: Sale, against: Figure) -> RealisedSale:
    expected: Figure | Missing
    blind: Figure | Missing
    try:
        market = sale_market(view.earlier(sale.period.first_day), assumptions, None, None)
        expected, blind = _expected(company, sale, market), _blind_day(company, sale.period, market)
    except NotEnoughData as problem:
        expected = blind = Missing(str(problem))
    return RealisedSale(
        period=sale.period,
        sold=sale.sold,
        realised_price=sale.realised_price,
        month_average=sale.month_average,
        against_average=against,
        expected=expected,
        blind_day=blind,
        in_deviations=_apart(company, sale.period, against, expected, blind),
    )


def _expected(company: str, sale: Sale, market: SaleMarket) -> Figure | Missing:
    if isinstance(sale.sold, Missing):
        return sale.sold
    days, price = sale.period.days, market.price.value
    slices = [sale.sold.value / days] * days
    worth = sale.sold.value * price
    costs = [impact.cost(slices) / worth for impact in (market.impact, market.gentlest, market.harshest)]
    return derive(
        f"{company} schedule_expected_against_average {sale.period}",
        "1 - mean cost of even slices over the period's days / (coins x price known before)",
        1 - costs[0],
        Interval(1 - max(costs), 1 - min(costs)),
        "ratio",
        sale.sold,
        *market.figures,
        estimated=True,
    )


def _blind_day(company: str, period: Period, market: SaleMarket) -> Figure:
    factor = sqrt(period.days / BLIND_DAY)
    return derive(
        f"{company} schedule_blind_day {period}",
        "volatility x sqrt(days / 6)",
        market.volatility.value * factor,
        market.volatility.interval.scaled(factor),
        "ratio",
        market.volatility,
        estimated=True,
    )


def _apart(
    company: str, period: Period, against: Figure, expected: Figure | Missing, blind: Figure | Missing
) -> Figure | Missing:
    if isinstance(expected, Missing):
        return expected
    if isinstance(blind, Missing):
        return blind
    return derive(
        f"{company} schedule_deviations {period}",
        "(realised over average - expected) / deviation of one blind day",
        (against.value - expected.value) / blind.value,
        (against.interval - expected.interval) / blind.interval,
        "ratio",
        against,
        expected,
        blind,
        estimated=True,
    )
