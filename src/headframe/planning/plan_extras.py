"""What is asked of a plan beside the plan: waiting, other drifts of bitcoin, other weights of risk, other assumptions.

Each has its own share of the seconds, and is a gap with a reason where they ran out.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, replace
from time import monotonic

from headframe.economics.miner import Miner
from headframe.economics.rules import Rule
from headframe.ground.errors import HeadframeError
from headframe.ground.missing import Missing
from headframe.ground.streams import stream
from headframe.planning.build_model import company_model
from headframe.planning.company_problem import CompanyProblem
from headframe.planning.names import starts_name
from headframe.planning.node_lattice import node_lattice
from headframe.planning.plan_outcomes import in_need, plain_values
from headframe.planning.plan_question import PlanQuestion, tail_mean, weighed
from headframe.planning.plan_rivals import NEED
from headframe.planning.plan_run import PATHS_A_NODE, PlanRun, learn
from headframe.planning.rule_course import Quarters
from headframe.planning.rule_follow import follow_rule
from headframe.record.view import View
from headframe.solver.advice import First, first_decision
from headframe.solver.follow import Courses, follow_lattice
from headframe.solver.solve import Solution
from headframe.vocabulary.assumptions import Assumptions

Remake = Callable[[Assumptions], Miner]
"""The same company under other assumptions."""
PREMIUM = "worlds.bitcoin_drift_premium"
DRIFT_GRID = (0.0, 0.05, -0.05, 0.10, 0.02)
SMALL_NODES, SMALL_QUARTERS = 12, 20
"""Side questions are put to a smaller problem: their answers are about the first decision, not its proof."""
SIDE_SECONDS = 3.0
WEIGHTS = (0.0, 0.25, 0.5, 0.75, 1.0)
TORNADO = (
    "ai.exit_yield",
    "ai.capex_usd_per_mw_it",
    "ai.market_rent_scale",
    "ai.lease_arrivals_per_year",
    "ai.project_debt_loan_to_cost",
    "ai.build_months",
    "worlds.bitcoin_drift_premium",
    "power.adder_usd_per_mwh",
    "economics.contracted_rate_per_year",
    "economics.discount_rate_per_year",
    "economics.emergency_equity_discount",
)
"""Assumptions that a plan's value hangs on most; each is set to both ends of its packaged range."""
TORNADO_PATHS, FEW = 300, 3
SOLD_CHANGE = 0.25
"""A first sale that differs by this share of the coins held is another decision."""


def waiting_value(run: PlanRun) -> float | Missing:
    """Return what the plan is worth beyond one that starts nothing in the first quarter [million USD], by its cuts."""
    model, start = run.solution.engine().model(0, 0), run.solution.instance.start
    names = [starts_name(kind) for kind in run.model.kinds]
    if not names:
        return Missing("no phase is open to be started")
    if not run.model.tenants[0]:
        return Missing("no tenant is taken to have come forward, so nothing can be started now")
    import numpy as np

    at = np.array([model.program.controls.index(name) for name in names], np.int64)
    free, _ = model.choose_whole(start)
    model.hold(at, np.zeros(len(at)), np.zeros(len(at)))
    held, _ = model.choose_whole(start)
    return float(free - held)


@dataclass(frozen=True, slots=True)
class AtDrift:
    """The first decision at one premium of bitcoin's growth: phases, coins sold [thousand BTC]."""

    premium: float
    phases: float
    sold: float


def drifts(
    view: View, miner: Miner, assumptions: Assumptions, question: PlanQuestion, held: float, seconds: float
) -> tuple[tuple[AtDrift, ...], float | Missing]:
    """Return the first decision at several premiums, and the premium at which it flips.

    Parameters
    ----------
    view, miner, assumptions, question
        As of the plan.
    held : float
        Coins held [thousand BTC].
    seconds : float
        For all of it [seconds].

    Notes
    -----
    A smaller problem is solved at each premium of a grid, then the interval in which the decision changes is halved.
    """
    began = monotonic()
    small = replace(
        question, nodes=min(question.nodes, SMALL_NODES), quarters=min(question.quarters, SMALL_QUARTERS), trials=None
    )
    found: dict[float, AtDrift] = {}
    low_range, high_range = assumptions[PREMIUM].low, assumptions[PREMIUM].high
    base = assumptions.value(PREMIUM)

    def at(premium: float) -> AtDrift:
        first = _small_first(view, miner, assumptions.with_changes({PREMIUM: premium}), small)
        return AtDrift(premium, _phases(first), _sold(first))

    for step in DRIFT_GRID:
        premium = min(max(base + step, low_range), high_range)
        if monotonic() - began > seconds and found:
            break
        found.setdefault(premium, at(premium))
    ordered = sorted(found.values(), key=lambda each: each.premium)
    if len(ordered) < 2:
        return tuple(ordered), Missing("the seconds left were enough for one premium only: give more --seconds")
    flips = [(one, two) for one, two in itertools.pairwise(ordered) if _differ(one, two, held)]
    if not flips:
        looked = f"{100 * ordered[0].premium:+.0f} to {100 * ordered[-1].premium:+.0f} %"
        return tuple(ordered), Missing(f"the first decision is the same at every premium looked at, {looked} a year")
    low, high = min(flips, key=lambda pair: min(abs(each.premium - base) for each in pair))
    while monotonic() - began < seconds and high.premium - low.premium > FLIP_WIDTH:
        middle = at((low.premium + high.premium) / 2)
        found[middle.premium] = middle
        low, high = (middle, high) if _differ(middle, high, held) else (low, middle)
    return tuple(sorted(found.values(), key=lambda each: each.premium)), (low.premium + high.premium) / 2


FLIP_WIDTH = 0.0025
"""The flip is looked for to this width [1/year]."""


def _small_first(view: View, miner: Miner, assumptions: Assumptions, small: PlanQuestion) -> First:
    model = company_model(view, miner, assumptions, small.quarters)
    problem = CompanyProblem(model, rescue=small.rescue)
    made = node_lattice(model.simulator, small.nodes, PATHS_A_NODE * small.nodes, small.seed)
    return first_decision(learn(problem, made, small, SIDE_SECONDS))


def _phases(first: First) -> float:
    return sum(value for name, value in first.controls.items() if name.startswith("phases started"))


def _sold(first: First) -> float:
    return sum(value for name, value in first.controls.items() if name.startswith("coins sold"))


def _differ(one: AtDrift, two: AtDrift, held: float) -> bool:
    return abs(one.phases - two.phases) > 0.5 or abs(one.sold - two.sold) > SOLD_CHANGE * max(held, 1e-9)


@dataclass(frozen=True, slots=True)
class AtWeight:
    """A plan for one weight of risk: mean and worst mean of its paths [million USD], shortfall, first decision."""

    risk: float
    mean: float
    worst: float
    shortfall: float
    first: First


def frontier(run: PlanRun, seconds: float) -> tuple[AtWeight, ...]:
    """Return for each weight of risk the best of the plans found, all on the same lattice and paths.

    Each weight has a plan of its own; where another's does better by this weight on these paths, it is taken.
    """
    others = [weight for weight in WEIGHTS if weight != run.question.risk]
    found = [_at_weight(run, run.solution, run.courses, run.question.risk)]
    for weight in others:
        solution = learn(run.problem, run.made, replace(run.question, risk=weight), seconds / len(others))
        found.append(_at_weight(run, solution, follow_lattice(solution.engine(), run.nodes), weight))
    weights = sorted({*WEIGHTS, run.question.risk})
    return tuple(replace(max(found, key=lambda each: _by(each, weight)), risk=weight) for weight in weights)


def _by(one: AtWeight, weight: float) -> float:
    return (1 - weight) * one.mean + weight * one.worst


def _at_weight(run: PlanRun, solution: Solution, courses: Courses, weight: float) -> AtWeight:
    value, need = plain_values(run, solution, courses), in_need(solution, courses)
    return AtWeight(
        risk=weight,
        mean=float(value.mean()),
        worst=tail_mean(value, run.question.tail),
        shortfall=float((need > NEED).mean()),
        first=first_decision(solution),
    )


def tornado(
    view: View,
    remake: Remake,
    assumptions: Assumptions,
    question: PlanQuestion,
    rule: Rule,
    seconds: float,
) -> tuple[tuple[str, float, float], ...]:
    """Return a rule's value with each assumption at its low and high end, on the same random numbers [million USD].

    The widest swing first; assumptions that the seconds did not reach are left out.
    """
    began, found = monotonic(), []

    def value(name: str, number: float) -> float:
        changed = assumptions.with_changes({name: number})
        model = company_model(view, remake(changed), changed, question.quarters)
        drivers = model.simulator.sample_paths(TORNADO_PATHS, stream(question.seed, "planning: tornado"))
        return weighed(follow_rule(Quarters.of(model, drivers), rule).value, question.risk, question.tail)

    for name in TORNADO if question.trials is None else TORNADO[:FEW]:
        if question.trials is None and monotonic() - began > seconds:
            break
        try:
            found.append((name, value(name, swing_low(assumptions, name)), value(name, swing_high(assumptions, name))))
        except HeadframeError:
            continue
    return tuple(sorted(found, key=lambda each: -abs(each[2] - each[1])))


def swing_low(assumptions: Assumptions, name: str) -> float:
    """Return the low end that a tornado sets an assumption to."""
    return (
        max(assumptions[name].low, assumptions.value(name) * NARROW[0]) if name in NARROWED else assumptions[name].low
    )


def swing_high(assumptions: Assumptions, name: str) -> float:
    """Return the high end that a tornado sets an assumption to."""
    return (
        min(assumptions[name].high, assumptions.value(name) * NARROW[1]) if name in NARROWED else assumptions[name].high
    )


NARROWED, NARROW = ("ai.market_rent_scale",), (0.8, 1.25)
"""What has no range of its own worth the name is moved by a fifth."""
