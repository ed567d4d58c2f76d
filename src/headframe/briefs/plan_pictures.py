"""The pictures of a brief's plan, each under its section: decision map, cash and bitcoin ahead, frontier."""

from __future__ import annotations

from headframe.briefs.pictures import Drawing
from headframe.briefs.plan_charts import fans_chart, frontier_chart, map_chart
from headframe.planning.plan_answer import NoPlan, Plan

MAP = "First two years: what the plan does at each node of the lattice, by price and rent"
FEWEST_WEIGHTS = 2


def plan_drawings(told: Plan | NoPlan) -> tuple[Drawing, ...]:
    """Return the pictures that a plan has numbers for; none where there is no plan."""
    if isinstance(told, NoPlan):
        return ()
    found = [Drawing("plan", MAP, map_chart(told))] if told.map else []
    if told.fan:
        title = f"Cash and bitcoin ahead under the plan and {told.fan_rival}: 5 to 95 % of paths, and the median"
        found.append(Drawing("plan", title, fans_chart(told)))
    if len(told.frontier) >= FEWEST_WEIGHTS:
        title = f"Mean against the mean of the worst {100 * told.tail:g} % of outcomes, by weight of risk"
        found.append(Drawing("frontier", title, frontier_chart(told)))
    return tuple(found)
