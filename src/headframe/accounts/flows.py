"""A flow over any span, from whatever periods were printed.

Each printed period is an edge between two day boundaries: forward it adds, backward it takes away. The cheapest path
from the span's first day to the day after its last gives the sum or difference to use: one printed period if there is
one, else months that add up, else a year-to-date less an earlier one. No path, no figure: a share of a longer period is
never taken for a part of it.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from datetime import date, timedelta

from headframe.accounts.implied_sale import implied_by_price
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.choose import figure_id
from headframe.record.view import View
from headframe.vocabulary.figure import Badge, Figure, derive

FORWARD, IMPLIED, BACKWARD, COMPUTED = 1.0, 2.0, 4.0, 10.0
"""What a step costs: a printed period, a sale implied by its price, a subtraction, a figure its compiler computed."""


@dataclass(frozen=True, slots=True)
class _Edge:
    start: date
    after: date
    figure: Figure
    cost: float


def flow_over(view: View, company: str, concept: str, span: Period) -> Figure | Missing:
    """Return a flow over `span`, printed, added up or taken apart.

    Parameters
    ----------
    view : View
        What was known.
    company, concept : str
        Exact labels; the concept is a flow, in its own unit.
    span : Period
        The days to cover, both ends included.

    Returns
    -------
    Figure or Missing
        Reported where the very period was printed; derived with its parts otherwise.
    """
    edges = view.once(("edges", company, concept), lambda: _edges(view, company, concept))
    path = _cheapest_path(edges, span.first_day, span.end + timedelta(days=1))
    if path is None:
        return Missing(f"no printed periods of {concept} add up to {span}")
    if len(path) == 1 and path[0][1] > 0:
        return path[0][0].figure
    return _combined(figure_id(company, concept, span), path)


def _edges(view: View, company: str, concept: str) -> list[_Edge]:
    edges = []
    for period in view.periods(company, concept):
        figure = view.figure(company, concept, period)
        if isinstance(figure, Figure) and not period.is_day:
            cost = COMPUTED if figure.badge is Badge.DERIVED and figure.formula else FORWARD
            edges.append(_Edge(period.first_day, period.end + timedelta(days=1), figure, cost))
    if concept == "bitcoin_sold":
        edges += _implied_edges(view, company)
    return edges


def _implied_edges(view: View, company: str) -> list[_Edge]:
    edges = []
    for period in view.periods(company, "bitcoin_sale_net_proceeds"):
        if isinstance(view.figure(company, "bitcoin_sold", period), Missing):
            figure = implied_by_price(view, company, period)
            if isinstance(figure, Figure):
                edges.append(_Edge(period.first_day, period.end + timedelta(days=1), figure, IMPLIED))
    return edges


Path = list[tuple[_Edge, int]]


def _cheapest_path(edges: list[_Edge], start: date, goal: date) -> Path | None:
    neighbours: dict[date, list[tuple[date, float, _Edge, int]]] = {}
    for edge in edges:
        neighbours.setdefault(edge.start, []).append((edge.after, edge.cost, edge, 1))
        neighbours.setdefault(edge.after, []).append((edge.start, edge.cost + BACKWARD, edge, -1))
    best: dict[date, float] = {start: 0.0}
    came: dict[date, tuple[date, _Edge, int]] = {}
    queue: list[tuple[float, date]] = [(0.0, start)]
    while queue:
        cost, here = heapq.heappop(queue)
        if here == goal:
            return _walk_back(came, start, goal)
        if cost > best[here]:
            continue
        for there, price, edge, sign in neighbours.get(here, []):
            if cost + price < best.get(there, float("inf")):
                best[there] = cost + price
                came[there] = (here, edge, sign)
                heapq.heappush(queue, (cost + price, there))
    return None


def _walk_back(came: dict[date, tuple[date, _Edge, int]], start: date, goal: date) -> Path:
    path: Path = []
    here = goal
    while here != start:
        here, edge, sign = came[here]
        path.append((edge, sign))
    return path[::-1]


def _combined(id: str, path: Path) -> Figure:
    value, interval = 0.0, Interval.exact(0.0)
    words = []
    for edge, sign in path:
        value += sign * edge.figure.value
        interval = interval + edge.figure.interval if sign > 0 else interval - edge.figure.interval
        words.append(f"{'+' if sign > 0 else '−'} {edge.figure.id.split()[-1]}")
    formula = " ".join(words).removeprefix("+ ")
    return derive(id, formula, value, interval, path[0][0].figure.unit, *(edge.figure for edge, _ in path))
