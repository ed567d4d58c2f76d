"""The sales of a span added up: a gap in one is a gap in the sum, with bounds where every sale has them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from headframe.accounts.lots_queue import Method
from headframe.accounts.lots_sale import LotSale, gain_on_cost, lots_id
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.vocabulary.figure import Figure, derive


@dataclass(frozen=True, slots=True)
class LotTotal:
    """All sales of the span: coins in BTC, money in USD."""

    span: str
    sold: Figure | Missing
    net_proceeds: Figure | Missing
    cost: Figure | Missing
    cost_bounds: Interval | None
    gain: Figure | Missing
    gain_bounds: Interval | None
    gain_against_mark: Figure | Missing
    opening_coins: float


def lot_total(
    company: str, span: Period | None, sales: Sequence[LotSale], method: Method, crossing: Sequence[str] = ()
) -> LotTotal:
    """Return the sum of `sales`, which are at least one; a gap where other sales cross the span's edge."""
    days = span or Period.span(sales[0].period.first_day, max(sale.period.end for sale in sales))
    if crossing:
        cut = Missing(f"sales are known only for {', '.join(crossing)}, which {days} cuts")
        return LotTotal(str(days), cut, cut, cut, None, cut, None, cut, sum(sale.opening_coins for sale in sales))
    proceeds = _sum(f"{company} bitcoin_sale_net_proceeds {days} sales", sales, [sale.net_proceeds for sale in sales])
    cost = _sum(lots_id(company, "lots_cost_basis", days, method), sales, [sale.cost for sale in sales])
    return LotTotal(
        span=str(days),
        sold=_sum(f"{company} bitcoin_sold {days} sales", sales, [sale.sold for sale in sales]),
        net_proceeds=proceeds,
        cost=cost,
        cost_bounds=_bounds([sale.cost_bounds for sale in sales]),
        gain=gain_on_cost(company, days, proceeds, cost, method),
        gain_bounds=_bounds([sale.gain_bounds for sale in sales]),
        gain_against_mark=_sum(
            f"{company} lots_gain_against_last_mark {days}", sales, [sale.gain_against_mark for sale in sales]
        ),
        opening_coins=sum(sale.opening_coins for sale in sales),
    )


def _sum(id: str, sales: Sequence[LotSale], parts: list[Figure | Missing]) -> Figure | Missing:
    figures = [part for part in parts if isinstance(part, Figure)]
    missing = [
        f"{sale.period} ({part.reason})" for sale, part in zip(sales, parts, strict=True) if isinstance(part, Missing)
    ]
    if missing:
        more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
        return Missing(f"not known for {missing[0]}{more}")
    if len(figures) == 1:
        return figures[0]
    total = Interval.exact(0.0)
    for figure in figures:
        total = total + figure.interval
    formula = " + ".join(str(sale.period) for sale in sales)
    return derive(id, formula, sum(figure.value for figure in figures), total, figures[0].unit, *figures)


def _bounds(parts: list[Interval | None]) -> Interval | None:
    total = Interval.exact(0.0)
    for part in parts:
        if part is None:
            return None
        total = total + part
    return total
