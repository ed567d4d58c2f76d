"""Coins sold where only the money and the price were printed: proceeds over price, with the interval of both."""

from __future__ import annotations

from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.choose import figure_id
from headframe.record.view import View
from headframe.vocabulary.figure import Figure, derive


def implied_by_price(view: View, company: str, period: Period) -> Figure | Missing:
    """Return coins sold [BTC] as net proceeds over average net price, both printed for `period`.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> may = implied_by_price(Record().view(), "RIOT", Period.month(2025, 5))
    >>> round(may.value)
    500
    """
    proceeds = view.figure(company, "bitcoin_sale_net_proceeds", period)
    price = view.figure(company, "bitcoin_sale_average_net_price", period)
    if isinstance(proceeds, Missing):
        return proceeds
    if isinstance(price, Missing):
        return price
    if price.interval.low <= 0:
        return Missing("the printed price may be zero")
    return derive(
        figure_id(company, "bitcoin_sold", period),
        "net proceeds / average net price",
        proceeds.value / price.value,
        proceeds.interval / price.interval,
        "BTC",
        proceeds,
        price,
        note="the source does not print the number of coins",
    )
