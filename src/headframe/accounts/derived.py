"""Figures that are computed rather than printed, found by the words of their id.

First among all that the answers hold over a company's history, so that a number shown and its explanation are one and
the same; then over the asked period alone, for sums, lots and costs that nobody has asked for before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from headframe.accounts.backcast_implied import hash_rate_implied
from headframe.accounts.backcast_month import backcast_month
from headframe.accounts.figure_index import Index, by_id, figure_called, figures_by_id
from headframe.accounts.figure_walk import Named, named_figures
from headframe.accounts.flows import flow_over
from headframe.accounts.lots import value_lots
from headframe.accounts.lots_queue import Method
from headframe.accounts.margins import quarter_margin, weigh_margins
from headframe.accounts.margins_hash_price import price_in
from headframe.accounts.measures import DERIVED
from headframe.accounts.rollforward import Step, month_end_balances, reconcile, roll
from headframe.accounts.sales import sale_ledger
from headframe.ground.missing import Missing
from headframe.ground.period import Period, day_before
from headframe.record.choose import figure_id
from headframe.record.view import View
from headframe.vocabulary.concept import Kind
from headframe.vocabulary.concept import concept as find_concept
from headframe.vocabulary.figure import Figure


def derived_figure(view: View, company: str, concept: str, period: Period, which: str = "") -> Figure | Missing:
    """Return a figure that Headframe computes, or why it cannot.

    Parameters
    ----------
    view : View
        What was known.
    company, concept : str
        Exact labels.
    period : Period
        2025-12 for a flow, 2025-12-31 for a balance.
    which : str
        The words that follow the period in the id of one variant or component: "in cash".

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> derived_figure(Record().view(), "RIOT", "lots_cost_basis", Period.month(2025, 12), "lifo").formula
    'coins × cost of the lots they came from (lifo)'
    """
    id = " ".join(filter(None, (figure_id(company, concept, period), which)))
    gaps: list[Missing] = []
    for found in _places(view, company, concept, period, which, id):
        if isinstance(found, Figure):
            return found
        if found is not None:
            gaps.append(found)
    return gaps[0] if gaps else Missing(_nowhere(view, company, concept, period, which))


def _places(
    view: View, company: str, concept: str, period: Period, which: str, id: str
) -> Iterator[Figure | Missing | None]:
    """Yield what each place says of the figure, the likeliest and cheapest first."""
    yield figure_called(view, company, id)
    price = price_in(which)
    if price is not None:
        yield by_id(named_figures(company, weigh_margins(view, company, price))).get(id)
    elif period.is_day:
        yield _measure(view, company, concept, period, which)
    else:
        yield _flow(view, company, concept, period, which)
        yield _figures_over(view, company, period).get(id)
        yield _measure(view, company, concept, period, which)


def _flow(view: View, company: str, concept: str, period: Period, which: str) -> Figure | Missing | None:
    named = find_concept(concept)
    if which or named.is_derived or named.kind is not Kind.FLOW:
        return None
    return flow_over(view, company, concept, period)


def _measure(view: View, company: str, concept: str, period: Period, which: str) -> Figure | Missing | None:
    return None if which or concept not in DERIVED else DERIVED[concept](view, company, period, None)


def _figures_over(view: View, company: str, period: Period) -> Index:
    def every() -> Iterator[Named]:
        for maker in OVER_A_SPAN:
            yield from named_figures(company, maker(view, company, period))

    return view.once(("figures by id", company, period), lambda: by_id(every()))


def _nowhere(view: View, company: str, concept: str, period: Period, which: str) -> str:
    """Say that no figure has the id, and name those whose id begins alike."""
    start = f"{figure_id(company, concept, period)} "
    known = [id.removeprefix(start) for id in figures_by_id(view, company) if id.startswith(start)]
    offer = f"; known are: {', '.join(known)}" if known else ""
    asked = f"'{which[:60]}' of {concept}" if which else concept
    return f"nothing printed, and no rule computes {asked} for {period}{offer}"


def step_over(view: View, company: str, period: Period) -> Step | Missing:
    """Return the roll-forward step over exactly `period`: one of `reconcile`'s, else rolled between two balances."""
    for step in reconcile(view, company).steps:
        if step.span == period:
            return step
    balances = {day.end: figure for day, figure in month_end_balances(view, company)}
    opening, closing = balances.get(day_before(period.first_day)), balances.get(period.end)
    if opening is None or closing is None:
        return Missing(f"no balance is known on both ends of {period}")
    return roll(view, company, period, opening, closing, [])


def _implied(view: View, company: str, period: Period) -> Index:
    id = figure_id(company, "hash_rate_implied", period)
    return {id: hash_rate_implied(view, company, period)}


OVER_A_SPAN: tuple[Callable[[View, str, Period], object], ...] = (
    step_over,
    sale_ledger,
    *(partial(value_lots, method=method) for method in Method),
    lambda view, company, period: quarter_margin(view, company, period),
    lambda view, company, period: backcast_month(view, company, period),
    _implied,
)
"""What the accounts say of a company over one span."""
