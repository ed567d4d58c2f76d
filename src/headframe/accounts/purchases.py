"""Coins bought inside a span. A purchase is an event: what was bought in a week of May was bought in May."""

from __future__ import annotations

from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.choose import figure_id
from headframe.record.view import View
from headframe.vocabulary.figure import Figure, derive


def purchased_inside(view: View, company: str, span: Period) -> Figure | Missing:
    """Return coins bought [BTC] in the printed purchases that lie wholly inside `span` and do not overlap.

    Where purchases overlap (a week inside a two-month total), the set that covers most days is taken, in the fewest
    pieces: a total printed for the very span wins over its parts. A purchase
    that straddles the span's edge is named in the gap, never split.
    """
    inside, straddling = [], []
    for period in view.periods(company, "bitcoin_purchased"):
        figure = view.figure(company, "bitcoin_purchased", period)
        if isinstance(figure, Missing):
            continue
        if span.covers(period):
            inside.append((period, figure))
        elif period.first_day <= span.end and span.first_day <= period.end:
            straddling.append(figure)
    chosen = _widest_disjoint(inside)
    if not chosen:
        if straddling:
            return Missing(f"bought {straddling[0].value:,.0f} BTC over {straddling[0].id.split()[-1]}, not by itself")
        return Missing("no purchase is printed")
    if len(chosen) == 1:
        return chosen[0]
    total = Interval.exact(0.0)
    for figure in chosen:
        total = total + figure.interval
    value = sum(figure.value for figure in chosen)
    formula = " + ".join(figure.id.split()[-1] for figure in chosen)
    return derive(figure_id(company, "bitcoin_purchased", span), formula, value, total, "BTC", *chosen)


def straddling_purchase(view: View, company: str, span: Period) -> Figure | None:
    """Return the printed purchase of fewest days that straddles an edge of `span` [BTC], if there is one."""
    found = [
        (period.days, figure)
        for period in view.periods(company, "bitcoin_purchased")
        if not span.covers(period)
        and period.first_day <= span.end
        and span.first_day <= period.end
        and isinstance(figure := view.figure(company, "bitcoin_purchased", period), Figure)
    ]
    return min(found, key=lambda item: item[0])[1] if found else None


def _widest_disjoint(items: list[tuple[Period, Figure]]) -> list[Figure]:
    """Return the non-overlapping purchases that cover most days, in the fewest pieces."""
    ordered = sorted(items, key=lambda item: item[0].end)
    best: list[tuple[int, int, list[Figure]]] = [(0, 0, [])]
    for index, (period, figure) in enumerate(ordered):
        before = next((done for done in range(index, 0, -1) if ordered[done - 1][0].end < period.first_day), 0)
        days, pieces, figures = best[before]
        take = (days + period.days, pieces - 1, [*figures, figure])
        best.append(max(best[index], take, key=lambda choice: choice[:2]))
    return best[-1][2]
