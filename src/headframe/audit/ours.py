"""Our figure for a company, a measure and a period: as the record prints it, added up, or measured by the accounts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from headframe.accounts.behaviour import coins_sold
from headframe.accounts.flows import flow_over
from headframe.accounts.measures import measure
from headframe.accounts.rollforward import Step, reconcile
from headframe.accounts.sales import sale_ledger
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.choose import is_eligible
from headframe.record.view import View
from headframe.vocabulary.concept import Kind
from headframe.vocabulary.concept import concept as find_concept
from headframe.vocabulary.fact import Witness
from headframe.vocabulary.figure import Figure

SOLD, PURCHASED, PURCHASE_COST = "bitcoin_sold", "bitcoin_purchased", "bitcoin_purchased_cost_usd"
SALE_PRICE, PROCEEDS = "bitcoin_sale_average_net_price", "bitcoin_sale_net_proceeds"


def our_figure(view: View, company: str, concept: str, period: Period) -> Figure | Missing:
    """Return our figure in the concept's unit, or why there is none.

    Every figure returned answers to `headframe why` under its id.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> our_figure(Record().view(), "RIOT", "bitcoin_sold", Period.parse("2025-11-01/2025-12-31")).value
    2201.0
    """
    return view.once(("audit", company, concept, period), lambda: _our_figure(view, company, concept, period))


def _our_figure(view: View, company: str, concept: str, period: Period) -> Figure | Missing:
    special = SPECIAL.get(concept)
    if special is not None:
        return special(view, company, period)
    named = find_concept(concept)
    if named.is_derived:
        return measure(view, company, concept, period)
    figure = view.figure(company, concept, period)
    if isinstance(figure, Missing) and not period.is_day and named.kind is Kind.FLOW:
        summed = flow_over(view, company, concept, period)
        return summed if isinstance(summed, Figure) else figure
    return figure


def other_printings(view: View, company: str, concept: str, period: Period) -> tuple[Interval, ...]:
    """Return the intervals of the other reliable printings of a number, and of what it is when computed."""
    if company == "market" or find_concept(concept).is_derived:
        return ()
    facts = [fact.interval for fact in view.printings(company, concept, period).others if is_eligible(fact)]
    if concept == SALE_PRICE and not period.is_day:
        made = measure(view, company, "realised_price", period)
        facts += [made.interval] if isinstance(made, Figure) else []
    return tuple(dict.fromkeys(facts))


def best_witness(figure: Figure) -> Witness | None:
    """Return the best of a figure's sources."""
    return min((source.witness for source in figure.sources), key=lambda witness: witness.rank, default=None)


def ruled_out(view: View, company: str, concept: str, period: Period) -> Figure | None:
    """Return the printed sale of a period that the roll-forward rules out as the net change, or None.

    It is printed all the same, alone or in a longer period's sum: whoever repeats it is not to be accused.
    """
    if concept != SOLD or company == "market":
        return None
    flag = next((step.flags[0] for step in _confused(view, company) if period.covers(step.span)), "")
    printed = flow_over(view, company, SOLD, period) if flag else None
    return replace(printed, note=flag) if isinstance(printed, Figure) else None


def _confused(view: View, company: str) -> list[Step]:
    return [step for step in reconcile(view, company).steps if step.states_net_change]


def _sold(view: View, company: str, period: Period) -> Figure | Missing:
    """Return coins sold as the roll-forward lets them stand: what it implies where a source states the net change."""
    for step in _confused(view, company):
        if step.span == period:
            return coins_sold(step)
        if period.covers(step.span):
            total = sale_ledger(view, company, period).total
            return total.sold if total is not None else Missing(f"no sale is known inside {period}")
    figure = view.figure(company, SOLD, period)
    return flow_over(view, company, SOLD, period) if isinstance(figure, Missing) else figure


def _purchase_cost(view: View, company: str, period: Period) -> Figure | Missing:
    """Return what coins cost; a year's cost is a month's where all of the year's coins were bought in it."""
    printed = flow_over(view, company, PURCHASE_COST, period)
    if isinstance(printed, Figure):
        return printed
    coins = flow_over(view, company, PURCHASED, period)
    for longer in view.periods(company, PURCHASE_COST):
        if isinstance(coins, Figure) and longer.covers(period):
            whole = flow_over(view, company, PURCHASED, longer)
            cost = view.figure(company, PURCHASE_COST, longer)
            if isinstance(whole, Figure) and isinstance(cost, Figure) and whole.value == coins.value:
                return cost
    return printed


def _sale_price(view: View, company: str, period: Period) -> Figure | Missing:
    printed = view.figure(company, SALE_PRICE, period)
    return printed if isinstance(printed, Figure) else measure(view, company, "realised_price", period)


def _proceeds(view: View, company: str, period: Period) -> Figure | Missing:
    for concept in (PROCEEDS, "bitcoin_sold_proceeds_usd"):
        found = view.figure(company, concept, period)
        if isinstance(found, Missing):
            found = flow_over(view, company, concept, period)
        if isinstance(found, Figure):
            return found
    return found


def _restricted(view: View, company: str, period: Period) -> Figure | Missing:
    printed = view.figure(company, "bitcoin_restricted", period)
    return printed if isinstance(printed, Figure) else measure(view, company, "bitcoin_restricted", period)


def _free(view: View, company: str, period: Period) -> Figure | Missing:
    printed = view.figure(company, "bitcoin_unrestricted", period)
    return printed if isinstance(printed, Figure) else measure(view, company, "bitcoin_free", period)


def _price(view: View, company: str, period: Period) -> Figure | Missing:
    if period.is_day:
        return view.market.close_at(period.end)
    return view.market.quarter_average("bitcoin_price_month_average", period)


Lookup = Callable[[View, str, Period], Figure | Missing]
SPECIAL: Mapping[str, Lookup] = MappingProxyType(
    {
        SOLD: _sold,
        PROCEEDS: _proceeds,
        PURCHASE_COST: _purchase_cost,
        SALE_PRICE: _sale_price,
        "bitcoin_restricted": _restricted,
        "bitcoin_free": _free,
        "bitcoin_price_month_average": _price,
        "bitcoin_price_month_close": _price,
    }
)
