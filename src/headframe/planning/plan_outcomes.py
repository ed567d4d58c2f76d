"""A plan's courses as outcomes: the same numbers as a rule's, so that both stand in one table."""

from __future__ import annotations

import numpy as np

from headframe.planning.names import CASH, COINS, EMERGENCY, ISSUED, starts_name
from headframe.planning.plan_rivals import Outcomes, node_drivers
from headframe.planning.plan_run import PlanRun
from headframe.planning.quarterly import MILLION
from headframe.solver.arrays import Floats
from headframe.solver.follow import Courses
from headframe.solver.instance import Instance
from headframe.solver.risk import LEVEL, MARGIN
from headframe.solver.solve import Solution

BEST = "best"


def controlled_by(instance: Instance, courses: Courses, *names: str) -> Floats:
    """Return the sum of named controls along the courses, (n, T); nothing where a quarter has none of them."""
    columns = []
    for stage, chosen in enumerate(courses.controls):
        known = instance.programs[stage][0].controls
        places = [known.index(name) for name in names if name in known]
        columns.append(chosen[:, places].sum(axis=1))
    return np.stack(columns, axis=1)


def in_need(solution: Solution, courses: Courses) -> Floats:
    """Return what each path sold of shares in need [million USD]."""
    return np.asarray(controlled_by(solution.instance, courses, EMERGENCY).sum(axis=1))


def plain_values(run: PlanRun, solution: Solution, courses: Courses) -> Floats:
    """Return each path's worth to today's holders [million USD]; with risk, what was gained is a state of its own.

    The courses are along the first of the run's paths, as many as they are.
    """
    names = solution.instance.states
    if MARGIN not in names:
        return courses.value
    size = len(run.problem.states)
    level = controlled_by(solution.instance, courses, LEVEL).sum(axis=1)
    gained = courses.states[:, -1, names.index(MARGIN)] + level
    ends = [
        float(run.problem.terminal(run.made.lattice.values[-1][node]).at(state[None, :size])[0])
        for node, state in zip(run.nodes[: len(courses.value), -1], courses.states[:, -1], strict=True)
    ]
    return np.asarray(gained + run.model.discount**run.model.stages * np.array(ends))


def plan_outcomes(run: PlanRun) -> Outcomes:
    """Return what the plan came to along its paths of the lattice."""
    courses, model, instance = run.courses, run.model, run.solution.instance
    names = instance.states
    prices = model.share_price(node_drivers(run.made.lattice, run.nodes).reshape(-1, 7)).reshape(len(run.nodes), -1)
    keeps = 1 - model.assumptions.value("economics.emergency_equity_discount")
    need, issued = (
        controlled_by(instance, courses, EMERGENCY),
        controlled_by(instance, courses, ISSUED),
    )
    priced = prices[:, :-1] > 0
    shares = np.where(priced, (need / keeps + issued) * MILLION / np.where(priced, prices[:, :-1], 1.0), 0.0)
    starts = controlled_by(instance, courses, *(starts_name(kind) for kind in model.kinds))
    return Outcomes(
        name=BEST,
        value=plain_values(run, run.solution, courses),
        in_need=need.sum(axis=1),
        issued=issued.sum(axis=1),
        new_shares=shares.sum(axis=1) / model.miner.shares if model.miner.shares else np.zeros(len(run.nodes)),
        cash=courses.states[:, :, names.index(CASH)],
        coins=courses.states[:, :, names.index(COINS)],
        started=starts.sum(axis=1),
    )
