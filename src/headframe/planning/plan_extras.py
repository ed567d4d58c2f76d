"""What is asked of a plan beside the plan: waiting, other weights of risk, other assumptions.

Each ends by its own moment, and is a gap with a reason where the seconds ran out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from time import monotonic

from headframe.economics.miner import Miner
from headframe.economics.rules import Rule
from headframe.ground.errors import HeadframeError
from headframe.ground.missing import Missing
from headframe.ground.streams import stream
from headframe.planning.build_model import company_model
from headframe.planning.clock import Clock
from headframe.planning.names import starts_name
from headframe.planning.plan_outcomes import in_need, plain_values
from headframe.planning.plan_parts import first_sentence
from headframe.planning.plan_question import PlanQuestion, weighed
from headframe.planning.plan_rivals import NEED
from headframe.planning.plan_run import PlanRun, followed_until, learn
from headframe.planning.rule_course import Quarters
from headframe.planning.rule_follow import follow_rule
from headframe.planning.swings import SwingRange, ends_of, swing_ranges
from headframe.record.view import View
from headframe.solver.advice import first_decision
from headframe.solver.arrays import Floats
from headframe.solver.follow import Courses
from headframe.solver.solve import Solution
from headframe.vocabulary.assumptions import Assumptions

Remake = Callable[[Assumptions], Miner]
"""The same company under other assumptions."""
WEIGHTS = (0.0, 0.25, 0.5, 0.75, 1.0)
TORNADO_PATHS, FEW = 300, 3


def waiting_value(run: PlanRun) -> float | Missing:
    """Return what the plan is worth beyond one that starts nothing in the first quarter [million USD], by its cuts."""
    model, start = run.engine.model(0, 0), run.solution.instance.start
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


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A policy that a weight of risk may choose: values and shares sold in need by path [million USD], in words."""

    value: Floats
    need: Floats
    sentence: str

    @property
    def shortfall(self) -> float:
        """Share of the paths on which shares had to be sold in need [ratio]."""
        return float((self.need > NEED).mean())


@dataclass(frozen=True, slots=True, eq=False)
class AtWeight:
    """The best of the policies found by one weight of risk."""

    risk: float
    best: Found


LEARNING_SHARE = 0.6
"""Of a weight's seconds; the rest follows its plan."""


def frontier(run: PlanRun, rules: tuple[Found, ...], seconds: float) -> tuple[AtWeight, ...]:
    """Return for each weight of risk the best of the policies found, all on the same lattice and paths.

    Each weight has a plan of its own; where another's plan or one of `rules` does better by this weight on these paths,
    it is taken.
    """
    others = [weight for weight in WEIGHTS if weight != run.question.risk]
    found, count = [_found(run, run.solution, run.courses), *rules], len(run.nodes)
    ends = Clock(seconds, run.clock.stop)
    for at, weight in enumerate(others):
        if at and ends.until(1.0) < seconds / len(others) / 2:
            break
        learned_by, followed_by = (at + LEARNING_SHARE) / len(others), (at + 1) / len(others)
        solution = learn(run.problem, run.made, replace(run.question, risk=weight), ends.until(learned_by))
        courses = followed_until(solution.engine(), run.nodes[:count], ends.until(followed_by), FEWEST_FOLLOWED)
        count = len(courses.value)
        found.append(_found(run, solution, courses))
    same = [replace(each, value=each.value[:count], need=each.need[:count]) for each in found]
    return tuple(_at_weight(same, weight, run.question.tail) for weight in sorted({*WEIGHTS, run.question.risk}))


FEWEST_FOLLOWED = 60


def _found(run: PlanRun, solution: Solution, courses: Courses) -> Found:
    value, need = plain_values(run, solution, courses), in_need(solution, courses)
    return Found(value, need, first_sentence(first_decision(solution), run.model))


def _at_weight(found: list[Found], weight: float, tail: float) -> AtWeight:
    return AtWeight(weight, max(found, key=lambda each: weighed(each.value, weight, tail)))


@dataclass(frozen=True, slots=True)
class Tornado:
    """Values with an assumption at its low and its high end [million USD], the widest swing first.

    Assumptions that the seconds did not reach are left out; `refused` says at whose end no value can be, and why.
    """

    swings: tuple[tuple[SwingRange, float, float], ...] = ()
    refused: tuple[str, ...] = ()


def tornado(
    view: View,
    remake: Remake,
    assumptions: Assumptions,
    question: PlanQuestion,
    rule: Rule,
    seconds: float,
) -> Tornado:
    """Return a rule's value with each assumption at either end of its swing, on the same random numbers."""
    began, found, refused, each = monotonic(), [], [], 0.0

    def value(name: str, number: float) -> float:
        changed = assumptions.with_changes({name: number})
        model = company_model(view, remake(changed), changed, question.quarters)
        drivers = model.simulator.sample_paths(TORNADO_PATHS, stream(question.seed, "planning: tornado"))
        return weighed(follow_rule(Quarters.of(model, drivers), rule).value, question.risk, question.tail)

    for swing in swing_ranges() if question.trials is None else swing_ranges()[:FEW]:
        started = monotonic()
        if question.trials is None and started - began + each > seconds:
            break
        low, high = ends_of(swing, assumptions)
        try:
            found.append((swing, value(swing.assumption, low), value(swing.assumption, high)))
        except HeadframeError as error:
            refused.append(f"{swing.assumption} from {low:g} to {high:g}: {error}")
        each = max(each, monotonic() - started)
    return Tornado(tuple(sorted(found, key=lambda each: -abs(each[2] - each[1]))), tuple(refused))
