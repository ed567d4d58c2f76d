"""The first two years as a map: what the plan does at each node, from the state the company has there on average."""

from __future__ import annotations

import numpy as np

from headframe.planning.drivers import HASH_PRICE, PRICE, RENT
from headframe.planning.names import COINS, started_name, starts_name
from headframe.planning.plan_run import PlanRun
from headframe.planning.plan_shown import MapPoint
from headframe.solver.arrays import Floats

MAPPED_QUARTERS = 8
ROOM = 0.5
"""A site counts as free where the mean number of phases begun leaves at least so much of one."""
SOLD_ALL, SOLD_NONE = 0.9, 0.1
MOST_WRONG = 0.15
"""A threshold that more of the nodes contradict is no threshold."""


def decision_map(run: PlanRun) -> tuple[MapPoint, ...]:
    """Return what the plan does at every node of quarters 2 to 9; the first quarter is the decision itself."""
    engine, names = run.engine, run.solution.instance.states
    size, coins_at = len(names), names.index(COINS)
    sites = sum(kind.count for kind in run.model.kinds)
    points = []
    for stage in range(1, min(MAPPED_QUARTERS + 1, run.model.stages)):
        state = run.courses.states[:, stage].mean(axis=0)
        begun = sum(float(state[names.index(started_name(kind))]) for kind in run.model.kinds)
        for node, drivers in enumerate(run.made.lattice.values[stage]):
            model = engine.model(stage, node)
            _, chosen = model.choose_whole(state)
            controls = dict(zip(model.program.controls, chosen[size:].tolist(), strict=True))
            held = max(float(state[coins_at]), 1e-9)
            sold = sum(value for name, value in controls.items() if name.startswith("coins sold"))
            points.append(
                MapPoint(
                    quarter=stage + 1,
                    price_usd_per_btc=float(drivers[PRICE]),
                    rent_usd_per_kw_month=float(drivers[RENT]),
                    hash_price_usd_per_ph_day=float(drivers[HASH_PRICE]),
                    phases_started=float(sum(controls.get(starts_name(kind), 0.0) for kind in run.model.kinds)),
                    sold_share=float(np.clip(sold / held, 0.0, 1.0)) if state[coins_at] > 1e-6 else 0.0,
                    tenant_waits=run.model.tenants[stage] > 0 and begun < sites - ROOM,
                )
            )
    return tuple(points)


def rule_after(points: tuple[MapPoint, ...], sites: int) -> tuple[str, ...]:
    """Return the rule after the first decision in sentences, read off the map; `sites` are phases open at the start."""
    lines = []
    offered = [each for each in points if each.tenant_waits]
    if offered:
        lines.append(_starts(offered))
    elif sites:
        lines.append("In the two years after, no tenant comes for whom a site is left.")
    else:
        lines.append("No phase is open to be started.")
    if points:
        lines.append(_sales(points))
    return tuple(lines)


def _starts(offered: list[MapPoint]) -> str:
    yes = np.array([each.rent_usd_per_kw_month for each in offered if each.phases_started > 0.5])
    no = np.array([each.rent_usd_per_kw_month for each in offered if each.phases_started <= 0.5])
    quarters = ", ".join(str(quarter) for quarter in sorted({each.quarter for each in offered}))
    where = f"When the next tenant comes (quarter {quarters})"
    if not len(no):
        return f"{where}, start a phase at every rent of the lattice: {_span(yes)} USD/kW-month."
    if not len(yes):
        return f"{where}, start none at any rent of the lattice: {_span(no)} USD/kW-month."
    level, wrong = best_threshold(yes, no)
    exact = "" if not wrong else f", which is what the plan does at {len(offered) - wrong} of {len(offered)} nodes"
    return f"{where}, start a phase where rent is at least {level:,.0f} USD/kW-month{exact}."


def _sales(points: tuple[MapPoint, ...]) -> str:
    held = [each for each in points if each.sold_share > 0]
    if not held:
        return "Coins left after the first quarter are not sold at any node of the first two years, or none are left."
    all_ = np.array([each.price_usd_per_btc for each in points if each.sold_share >= SOLD_ALL])
    none = np.array([each.price_usd_per_btc for each in points if each.sold_share <= SOLD_NONE])
    part = len(points) - len(all_) - len(none)
    said = f"Coins: all sold at {len(all_)} nodes, none at {len(none)}, a part at {part}."
    if len(all_) and len(none):
        level, wrong = best_threshold(all_, none)
        if wrong <= MOST_WRONG * (len(all_) + len(none)):
            said += f" Price parts them at {level:,.0f} USD/BTC but for {wrong} nodes."
        else:
            said += " Price does not part them: where bitcoin grows as cash does, selling and holding are nearly a tie."
    return said


def best_threshold(yes: Floats, no: Floats) -> tuple[float, int]:
    """Return the level from which on to say yes, and at how many values that is wrong.

    Examples
    --------
    >>> best_threshold(np.array([120.0, 150.0]), np.array([90.0, 100.0]))
    (110.0, 0)
    """
    ends = np.unique(np.r_[yes, no])
    cuts = np.r_[ends[0], (ends[1:] + ends[:-1]) / 2, ends[-1] + 1]
    wrong = [(yes < cut).sum() + (no >= cut).sum() for cut in cuts]
    best = int(np.argmin(wrong))
    return float(cuts[best]), int(wrong[best])


def _span(rents: Floats) -> str:
    return f"{rents.min():,.0f} to {rents.max():,.0f}"
