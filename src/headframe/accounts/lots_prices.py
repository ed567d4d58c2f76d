"""What a coin cost when it entered: the month's average price if mined, the printed cost if bought."""

from __future__ import annotations

from dataclasses import dataclass

from headframe.accounts.purchases import purchased_inside
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.figure import Figure

MONTH_AVERAGE = "bitcoin_price_month_average"
COST_CONCEPTS = ("bitcoin_purchased_cost_usd", "bitcoin_purchases")
MONTHS_TO_BOUND_BY = 12


@dataclass(frozen=True, slots=True)
class UnitCost:
    """The cost of one coin [USD/BTC]: bounds, best value, and what it rests on."""

    bounds: Interval
    best: float
    figures: tuple[Figure, ...]
    estimated: bool
    known: bool
    words: str


def mined_cost(view: View, period: Period) -> UnitCost:
    """Return what coins mined in `period` cost by the house rule: the month's average price [USD/BTC].

    Coins known only for several months together cost the mean of the months' averages, an estimate that lies between
    the lowest and the highest of them. Beyond the price series the cost is unknown, bounded by its last year.
    """
    months = [view.market.month(MONTH_AVERAGE, month) for month in period.months()]
    known = [figure for figure in months if isinstance(figure, Figure)]
    if not known:
        return _beyond_the_series(view)
    bounds = _hull(known)
    days = [month.days for month, figure in zip(period.months(), months, strict=True) if isinstance(figure, Figure)]
    best = sum(figure.value * share for figure, share in zip(known, days, strict=True)) / sum(days)
    alone = len(months) == 1
    words = "the month's average price" if alone else f"the mean of {len(known)} months' average prices"
    return UnitCost(bounds, best, tuple(known), not alone, True, words)


def _beyond_the_series(view: View) -> UnitCost:
    last = view.market.months()[-MONTHS_TO_BOUND_BY:]
    known = [figure for month in last if isinstance(figure := view.market.month(MONTH_AVERAGE, month), Figure)]
    lowest, highest = _extremes(known)
    bounds = _hull(known)
    words = f"unknown: the price series ends {last[-1]}; between the lowest and highest month of its last year"
    return UnitCost(bounds, bounds.middle, (lowest, highest), True, False, words)


def opening_cost(view: View, day: Period) -> UnitCost:
    """Return the bounds of what coins held on `day` can have cost: no source prints it.

    They were mined or bought at some month's average price since the price series begins (2014), so one of them cost
    between the lowest and the highest monthly average up to that day. Coins older than 2014 may have cost less.
    """
    months = [month for month in view.market.months() if month.end <= day.end]
    known = [figure for month in months if isinstance(figure := view.market.month(MONTH_AVERAGE, month), Figure)]
    if not known:
        return _beyond_the_series(view)
    lowest, highest = _extremes(known)
    bounds = _hull(known)
    words = f"unknown: between the lowest ({lowest.id[-7:]}) and highest ({highest.id[-7:]}) month since {months[0]}"
    return UnitCost(bounds, bounds.middle, (lowest, highest), False, False, words)


def bought_cost(view: View, company: str, bought: Figure, period: Period) -> UnitCost:
    """Return what bought coins cost [USD/BTC]: dollars printed for the same coins, else the month's average price.

    The dollars may be printed for a longer period (a year), if no other coins were bought in it.
    """
    for concept in COST_CONCEPTS:
        for longer in view.periods(company, concept):
            paid = view.figure(company, concept, longer)
            if isinstance(paid, Missing) or not longer.covers(period) or paid.interval.low <= 0:
                continue
            total = purchased_inside(view, company, longer)
            if isinstance(total, Figure) and total.interval.meets(bought.interval):
                bounds = paid.interval / bought.interval
                return UnitCost(bounds, paid.value / bought.value, (paid,), False, True, "the printed cost")
    price = mined_cost(view, period)
    words = f"no source prints the cost of the coins bought: {price.words}"
    return UnitCost(price.bounds, price.best, price.figures, True, price.known, words)


def _extremes(figures: list[Figure]) -> tuple[Figure, Figure]:
    return min(figures, key=lambda figure: figure.value), max(figures, key=lambda figure: figure.value)


def _hull(figures: list[Figure]) -> Interval:
    lowest, highest = _extremes(figures)
    return Interval(lowest.interval.low, highest.interval.high)
