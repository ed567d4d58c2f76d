"""Bitcoin's monthly price as a check: a sale far off its month's price is told of the wrong month."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from headframe.ground.period import Period
from headframe.reading.found import Found
from headframe.vocabulary.tables import packaged_rows

WIDE, NARROW = 0.25, 0.10
SALES = frozenset({"bitcoin_sold", "bitcoin_sale_net_proceeds", "bitcoin_sale_average_net_price"})


@cache
def _prices() -> dict[tuple[int, int], tuple[float, float]]:
    rows = packaged_rows("headframe.record.snapshot", "btc_monthly.csv")
    return {
        (int(row["month"][:4]), int(row["month"][5:])): (float(row["price_avg"]), float(row["price_close"]))
        for row in rows
    }


def price_fits(price: float, period: Period, slack: float) -> bool | None:
    """Say whether coins can have been sold at `price` [USD/BTC] in `period`; None where no price of it is known."""
    seen: list[float] = []
    for month in period.months():
        before = _prices().get((month.end.year - (month.end.month == 1), (month.end.month - 2) % 12 + 1))
        now = _prices().get((month.end.year, month.end.month))
        if now is None or before is None:
            return None
        seen += [*now, before[1]]
    return min(seen) * (1 - slack) <= price <= max(seen) * (1 + slack)


def sale_prices(facts: Iterable[Found]) -> list[tuple[Found, float]]:
    """Return the price a coin of every sale that the facts tell of: printed, or proceeds over coins."""
    by_key: dict[tuple[str | None, Period], dict[str, Found]] = {}
    for fact in facts:
        if fact.concept in SALES:
            by_key.setdefault((fact.company, fact.period), {})[fact.concept] = fact
    prices = []
    for sale in by_key.values():
        price, sold, proceeds = (
            sale.get(name) for name in ("bitcoin_sale_average_net_price", "bitcoin_sold", "bitcoin_sale_net_proceeds")
        )
        if price is not None:
            prices.append((price, price.value))
        elif sold is not None and proceeds is not None and sold.value > 0:
            prices.append((proceeds, proceeds.value / sold.value))
    return prices


def checked_against_market(facts: Sequence[Found]) -> list[Found]:
    """Return the facts, those of a sale far off its month's price made doubtful."""
    wrong = {
        (fact.company, fact.period)
        for fact, price in sale_prices(facts)
        if price_fits(price, fact.period, WIDE) is False
    }
    return [
        replace(fact, confidence=0.4, note="its price does not belong to this period")
        if fact.concept in SALES and (fact.company, fact.period) in wrong
        else fact
        for fact in facts
    ]
