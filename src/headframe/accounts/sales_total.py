"""The price that sales made, and sales added up. A gap in one of them is a gap in the sum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.choose import figure_id
from headframe.vocabulary.figure import Figure, derive

if TYPE_CHECKING:
    from headframe.accounts.sales import Sale

PROCEEDS = "bitcoin_sale_net_proceeds"


@dataclass(frozen=True, slots=True)
class SalesTotal:
    """The sales of a span added up. A gap in any of them is a gap in the sum."""

    span: Period
    sales: int
    sold: Figure | Missing
    net_proceeds: Figure | Missing
    realised_price: Figure | Missing
    month_average: Figure | Missing
    """The months' average prices, each weighted by the coins sold in it."""
    realised_against_month_average: Figure | Missing


def realised_price(
    company: str, period: Period, net_proceeds: Figure | Missing, sold: Figure | Missing
) -> Figure | Missing:
    """Return net proceeds [USD] over coins sold [BTC]: the price they made [USD/BTC], as wide as both were printed."""
    if isinstance(net_proceeds, Missing):
        return Missing(f"the net proceeds are not known: {net_proceeds.reason}")
    if isinstance(sold, Missing):
        return Missing(f"the coins sold are not known: {sold.reason}")
    if sold.interval.low <= 0:
        return Missing("the number of coins sold may be zero")
    price = net_proceeds.value / sold.value
    interval = net_proceeds.interval / sold.interval
    id = figure_id(company, "realised_price", period)
    return derive(id, "net proceeds / coins sold", price, interval, "USD/BTC", net_proceeds, sold)


def against_average(
    company: str, period: Period, realised: Figure | Missing, average: Figure | Missing
) -> Figure | Missing:
    """Return the realised price over the period's average price [ratio]: 1 is a sale at the average."""
    if isinstance(realised, Missing):
        return realised
    if isinstance(average, Missing):
        return average
    id = figure_id(company, "realised_against_month_average", period)
    ratio = realised.value / average.value
    interval = realised.interval / average.interval
    return derive(id, "realised price / average price of the months", ratio, interval, "ratio", realised, average)


def sales_total(company: str, span: Period, sales: Sequence[Sale], crossing: Sequence[str] = ()) -> SalesTotal:
    """Return the sum of `sales` over `span`, its average price as an interval; a gap where sales cross its edge."""
    if crossing:
        cut = Missing(f"sales are known only for {', '.join(crossing)}, which {span} cuts")
        return SalesTotal(span, len(sales), cut, cut, cut, cut, cut)
    sold = _added(f"{company} bitcoin_sold {span} sales", [(sale.period, sale.sold) for sale in sales])
    proceeds = _added(f"{company} {PROCEEDS} {span} sales", [(sale.period, sale.net_proceeds) for sale in sales])
    realised = realised_price(company, span, proceeds, sold)
    average = _weighted_average(company, span, sales)
    return SalesTotal(
        span=span,
        sales=len(sales),
        sold=sold,
        net_proceeds=proceeds,
        realised_price=realised,
        month_average=average,
        realised_against_month_average=against_average(company, span, realised, average),
    )


def _added(id: str, parts: list[tuple[Period, Figure | Missing]]) -> Figure | Missing:
    gaps = [str(period) for period, figure in parts if isinstance(figure, Missing)]
    figures = [figure for _, figure in parts if isinstance(figure, Figure)]
    if gaps:
        return Missing(f"not known for {', '.join(gaps)}")
    if not figures:
        return Missing("no sale is known in these days")
    if len(figures) == 1:
        return figures[0]
    total = Interval.exact(0.0)
    for figure in figures:
        total = total + figure.interval
    formula = " + ".join(str(period) for period, _ in parts)
    return derive(id, formula, sum(figure.value for figure in figures), total, figures[0].unit, *figures)


def _weighted_average(company: str, span: Period, sales: Sequence[Sale]) -> Figure | Missing:
    pairs = []
    for sale in sales:
        if isinstance(sale.sold, Missing) or isinstance(sale.month_average, Missing):
            return Missing(f"coins or average price are not known for {sale.period}")
        pairs.append((sale.sold, sale.month_average))
    if not pairs:
        return Missing("no sale is known in these days")
    coins = sum(sold.value for sold, _ in pairs)
    value = sum(sold.value * price.value for sold, price in pairs) / coins
    interval = Interval.exact(0.0)
    for sold, price in pairs:
        interval = interval + price.interval.scaled(sold.value / coins)
    inputs = [figure for pair in pairs for figure in pair]
    id = f"{company} bitcoin_price_month_average {span} weighted"
    return derive(id, "months' average prices, weighted by the coins sold", value, interval, "USD/BTC", *inputs)
