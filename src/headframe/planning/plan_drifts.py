"""The growth of bitcoin at which the first decision flips: a smaller problem, solved anew at each premium.

Under a neutral growth selling and holding are nearly a tie, so a plan's first decision is only told with its flip.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from time import monotonic

from headframe.economics.miner import Miner
from headframe.ground.missing import Missing
from headframe.planning.build_model import company_model
from headframe.planning.company_problem import CompanyProblem
from headframe.planning.node_lattice import node_lattice
from headframe.planning.plan_question import PlanQuestion
from headframe.planning.plan_run import PATHS_A_NODE, learn
from headframe.record.view import View
from headframe.solver.advice import First, first_decision
from headframe.vocabulary.assumptions import Assumptions

PREMIUM = "worlds.bitcoin_drift_premium"
DRIFT_GRID = (0.0, 0.05, -0.05, 0.10, 0.02)
SMALL_NODES, SMALL_QUARTERS, SMALL_TRIALS = 10, 20, 15
"""The smaller problem, and its trial paths: the answer is about the first decision, not its proof."""
SOLD_CHANGE = 0.25
"""A first sale that differs by this share of the coins held is another decision."""


@dataclass(frozen=True, slots=True)
class AtDrift:
    """The first decision at one premium of bitcoin's growth: phases, coins sold [thousand BTC]."""

    premium: float
    phases: float
    sold: float


def drifts(
    view: View, miner: Miner, assumptions: Assumptions, question: PlanQuestion, held: float, seconds: float
) -> tuple[tuple[AtDrift, ...], tuple[float, float] | Missing]:
    """Return the first decision at several premiums, and the two premiums between which it flips.

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
        question,
        nodes=min(question.nodes, SMALL_NODES),
        quarters=min(question.quarters, SMALL_QUARTERS),
        trials=SMALL_TRIALS,
        workers=1,
    )
    each = 0.0
    found: dict[float, AtDrift] = {}
    low_range, high_range = assumptions[PREMIUM].low, assumptions[PREMIUM].high
    base = assumptions.value(PREMIUM)

    def at(premium: float) -> AtDrift:
        nonlocal each
        started = monotonic()
        first = _small_first(view, miner, assumptions.with_changes({PREMIUM: premium}), small)
        each = max(each, monotonic() - started)
        return AtDrift(premium, _phases(first), _sold(first))

    def there_is_time() -> bool:
        return monotonic() - began + each <= seconds

    for step in DRIFT_GRID:
        premium = min(max(base + step, low_range), high_range)
        if found and not there_is_time():
            break
        found.setdefault(premium, at(premium))
    ordered = sorted(found.values(), key=lambda each: each.premium)
    if len(ordered) < 2:
        return tuple(ordered), Missing("the seconds left were enough for one premium only: give more --seconds")
    flips = [(one, two) for one, two in itertools.pairwise(ordered) if _differ(one, two, held)]
    if not flips:
        looked = f"{100 * ordered[0].premium:+.0f} to {100 * ordered[-1].premium:+.0f} %".replace("-", "−")
        return tuple(ordered), Missing(f"the first decision is the same at every premium looked at, {looked} a year")
    low, high = min(flips, key=lambda pair: min(abs(each.premium - base) for each in pair))
    while there_is_time() and high.premium - low.premium > FLIP_WIDTH:
        middle = at((low.premium + high.premium) / 2)
        found[middle.premium] = middle
        low, high = (middle, high) if _differ(middle, high, held) else (low, middle)
    return tuple(sorted(found.values(), key=lambda each: each.premium)), (low.premium, high.premium)


FLIP_WIDTH = 0.0025
"""The flip is looked for to this width [1/year]."""


def _small_first(view: View, miner: Miner, assumptions: Assumptions, small: PlanQuestion) -> First:
    model = company_model(view, miner, assumptions, small.quarters)
    problem = CompanyProblem(model, rescue=small.rescue)
    made = node_lattice(model.simulator, small.nodes, PATHS_A_NODE * small.nodes, small.seed)
    return first_decision(learn(problem, made, small, small.seconds))


def _phases(first: First) -> float:
    return sum(value for name, value in first.controls.items() if name.startswith("phases started"))


def _sold(first: First) -> float:
    return sum(value for name, value in first.controls.items() if name.startswith("coins sold"))


def _differ(one: AtDrift, two: AtDrift, held: float) -> bool:
    return abs(one.phases - two.phases) > 0.5 or abs(one.sold - two.sold) > SOLD_CHANGE * max(held, 1e-9)
