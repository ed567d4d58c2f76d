"""One sale against the lots it used up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from headframe.accounts.lots_entries import Arrival
from headframe.accounts.lots_marks import last_mark
from headframe.accounts.lots_queue import Method, Taken
from headframe.accounts.sales import Sale
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.figure import Figure, derive


@dataclass(frozen=True, slots=True)
class LotUsed:
    """Coins of one lot that a sale used up, with the cost of one coin [USD/BTC]."""

    lot: str
    coins: float
    unit_cost: Interval
    cost_known: bool
    words: str


@dataclass(frozen=True, slots=True)
class LotSale:
    """One sale: coins in BTC, money in USD. Where the opening lot is reached, the bounds stand in for cost and gain."""

    period: Period
    sold: Figure | Missing
    net_proceeds: Figure | Missing
    cost: Figure | Missing
    cost_bounds: Interval | None
    gain: Figure | Missing
    gain_bounds: Interval | None
    mark: Figure | Missing
    """Price on the last balance-sheet day before the sale [USD/BTC]."""
    gain_against_mark: Figure | Missing
    mined_since_mark: float
    """Coins of the sale that entered after that day: the definition values them at the mark all the same [BTC]."""
    opening_coins: float
    """Coins of the sale that come from lots of unknown cost [BTC]."""
    lots: tuple[LotUsed, ...]


def lot_sale(
    view: View, company: str, sale: Sale, taken: Taken, origins: Mapping[str, Arrival], method: Method
) -> LotSale:
    """Return a sale with the cost of the lots in `taken`, and its gains."""
    cost = _cost(company, sale, taken, origins, method)
    bounds = _cost_bounds(sale, taken)
    mark = last_mark(view, company, sale.period)
    return LotSale(
        period=sale.period,
        sold=sale.sold,
        net_proceeds=sale.net_proceeds,
        cost=cost,
        cost_bounds=bounds,
        gain=gain_on_cost(company, sale.period, sale.net_proceeds, cost, method),
        gain_bounds=_gain_bounds(sale.net_proceeds, bounds),
        mark=mark,
        gain_against_mark=_gain_against_mark(company, sale, mark),
        mined_since_mark=_since_mark(taken, origins, mark),
        opening_coins=taken.coins_of_unknown_cost,
        lots=tuple(
            LotUsed(part.name, part.coins, part.unit_cost, part.cost_known, origins[part.name].unit.words)
            for part in taken.parts
        ),
    )


def lots_id(company: str, concept: str, period: Period | str, method: Method) -> str:
    """Return a lot figure's id: the method is named where it is not the default."""
    name = f"{company} {concept} {period}"
    return name if method is Method.FIFO else f"{name} {method.value}"


def gain_on_cost(
    company: str, period: Period | str, proceeds: Figure | Missing, cost: Figure | Missing, method: Method
) -> Figure | Missing:
    """Return net proceeds less the cost of the lots used up [USD]; negative is a loss."""
    if isinstance(proceeds, Missing):
        return Missing(f"the net proceeds are not known: {proceeds.reason}")
    if isinstance(cost, Missing):
        return Missing(f"the cost is not known: {cost.reason}")
    return derive(
        lots_id(company, "lots_realised_gain", period, method),
        f"net proceeds − cost of the lots used up ({method.value})",
        proceeds.value - cost.value,
        proceeds.interval - cost.interval,
        "USD",
        proceeds,
        cost,
    )


def _cost(company: str, sale: Sale, taken: Taken, origins: Mapping[str, Arrival], method: Method) -> Figure | Missing:
    bounds = _cost_bounds(sale, taken)
    if isinstance(sale.sold, Missing):
        return sale.sold
    if bounds is None or taken.short > 0:
        return Missing(f"{taken.short:,.0f} more coins were sold than the lots hold")
    if taken.coins_of_unknown_cost > 0:
        return Missing(_reaches(taken))
    used = [origins[part.name] for part in taken.parts]
    inputs = [figure for arrival in used for figure in (*arrival.coins, *arrival.unit.figures)]
    return derive(
        lots_id(company, "lots_cost_basis", sale.period, method),
        f"coins × cost of the lots they came from ({method.value})",
        taken.best_cost,
        bounds,
        "USD",
        sale.sold,
        *dict.fromkeys(inputs),
        estimated=any(arrival.unit.estimated for arrival in used),
    )


def _reaches(taken: Taken) -> str:
    unknown = [part for part in taken.parts if not part.cost_known]
    names = ", ".join(part.name for part in unknown)
    coins = taken.coins_of_unknown_cost
    word = "opening lot" if any(part.name.startswith("opening") for part in unknown) else "lot of unknown cost"
    return f"{word}: {coins:,.1f} of {taken.coins:,.0f} coins come from {names}, whose cost no source prints"


def _cost_bounds(sale: Sale, taken: Taken) -> Interval | None:
    """Return the bounds of the cost [USD]: of each lot's price, and of the count at the dearest lot's price."""
    if not taken.parts or isinstance(sale.sold, Missing):
        return None
    dearest = max(part.unit_cost.high for part in taken.parts)
    slack = sale.sold.half_width * dearest
    return Interval(max(0.0, taken.cost.low - slack), taken.cost.high + slack)


def _gain_bounds(proceeds: Figure | Missing, cost: Interval | None) -> Interval | None:
    return None if isinstance(proceeds, Missing) or cost is None else proceeds.interval - cost


def _gain_against_mark(company: str, sale: Sale, mark: Figure | Missing) -> Figure | Missing:
    if isinstance(mark, Missing):
        return mark
    if isinstance(sale.net_proceeds, Missing):
        return Missing(f"the net proceeds are not known: {sale.net_proceeds.reason}")
    if isinstance(sale.sold, Missing):
        return sale.sold
    value = sale.net_proceeds.value - sale.sold.value * mark.value
    interval = sale.net_proceeds.interval - sale.sold.interval * mark.interval
    id = f"{company} lots_gain_against_last_mark {sale.period}"
    formula = "net proceeds − coins sold × price on the last balance-sheet day"
    return derive(id, formula, value, interval, "USD", sale.net_proceeds, sale.sold, mark)


def _since_mark(taken: Taken, origins: Mapping[str, Arrival], mark: Figure | Missing) -> float:
    if isinstance(mark, Missing):
        return 0.0
    day = mark.known_at
    return sum(part.coins for part in taken.parts if origins[part.name].day > day)
