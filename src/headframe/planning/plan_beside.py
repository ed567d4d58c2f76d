"""What stands beside a plan, each by its moment of the clock: rivals, the tuned rule, frontier, drifts, tornado."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf

from headframe.economics.miner import Miner
from headframe.economics.rules import RULE_NAMES, rule_named
from headframe.ground.missing import Missing
from headframe.ground.streams import stream
from headframe.planning.actual_course import ActualCourse, actual_course
from headframe.planning.plan_drifts import AtDrift, drifts
from headframe.planning.plan_extras import AtWeight, Found, Remake, Tornado, frontier, tornado
from headframe.planning.plan_question import ACTUAL
from headframe.planning.plan_rivals import BASELINE, Outcomes, actual_outcomes, node_drivers, rivals
from headframe.planning.plan_run import PlanRun, schedule_of
from headframe.planning.rule_course import Quarters
from headframe.planning.swings import swing_ranges
from headframe.planning.tuned_rule import TunedRule, rule_words, tune_rule
from headframe.record.view import View
from headframe.vocabulary.assumptions import Assumptions

TUNING_PATHS = 300
FEW_ROUNDS = 4
TRIALS_EXTRA_SECONDS = 2.0
"""With a number of trial paths instead of seconds, the frontier and the tornado get this long."""
LEAST_SIDE_SECONDS = 3.0
TUNED = "tuned rule"
NOT_LOOKED_FOR = Missing("it was not looked for")


@dataclass(slots=True)
class Beside:
    """What was found beside a plan; `left_out` names what the seconds did not reach."""

    named: tuple[Outcomes, ...]
    tuned: TunedRule
    tuned_outcomes: Outcomes
    actual: ActualCourse | Missing | None
    actual_outcomes: Outcomes | None
    frontier: tuple[AtWeight, ...] = ()
    drifts: tuple[AtDrift, ...] = ()
    flip: tuple[float, float] | Missing = NOT_LOOKED_FOR
    tornado: Tornado = field(default_factory=Tornado)
    left_out: list[str] = field(default_factory=list)

    @property
    def outcomes(self) -> tuple[Outcomes, ...]:
        """All rivals, the baseline first."""
        last = () if self.actual_outcomes is None else (self.actual_outcomes,)
        return (*self.named, self.tuned_outcomes, *last)


def worked_beside(
    view: View, later: View, miner: Miner, assumptions: Assumptions, run: PlanRun, remake: Remake | None
) -> Beside:
    """Work out what stands beside a plan, in the order of worth, until its seconds are over."""
    asked, due = run.question, schedule_of(run.question)
    on_lattice = Quarters.of(run.model, node_drivers(run.made.lattice, run.nodes))
    names = [name for name in dict.fromkeys((BASELINE, *asked.compare)) if name in RULE_NAMES]
    named = rivals(on_lattice, {name: rule_named(name, assumptions) for name in names})
    tuned = _tuned(run, on_lattice, asked.risk, _some(run, due.tuned))
    course = actual_course(view, later, run.model) if ACTUAL in asked.compare else None
    found = Beside(
        named=named,
        tuned=tuned,
        tuned_outcomes=rivals(on_lattice, {TUNED: tuned.rule})[0],
        actual=course,
        actual_outcomes=actual_outcomes(on_lattice, course) if isinstance(course, ActualCourse) else None,
    )
    if asked.frontier:
        _frontier(found, run, on_lattice, due.tuned, due.frontier)
    _drifts(found, view, miner, assumptions, run, due.drifts)
    if remake is not None:
        _tornado(found, view, assumptions, run, remake, due.tornado)
    return found


def _some(run: PlanRun, share: float) -> float:
    """Return the seconds until a share of all has gone, and a little where that is past: what comes later has less."""
    return max(run.until(share), min(LEAST_SHARE * run.question.seconds, run.until(1.0)))


LEAST_SHARE = 0.04


def _tuned(run: PlanRun, judged_on: Quarters, risk: float, seconds: float) -> TunedRule:
    asked = run.question
    drivers = run.model.simulator.sample_paths(TUNING_PATHS, stream(asked.seed, "planning: tuning"))
    learned_on = Quarters.of(run.model, drivers)
    if asked.trials is not None:
        return tune_rule(learned_on, judged_on, risk, asked.tail, asked.seed, inf, FEW_ROUNDS)
    return tune_rule(learned_on, judged_on, risk, asked.tail, asked.seed, seconds)


def _frontier(found: Beside, run: PlanRun, on_lattice: Quarters, start: float, end: float) -> None:
    """Set plans of several weights side by side, and with them every rival and a rule tuned for the worst."""
    known = run.question.trials is not None
    wary = _tuned(run, on_lattice, 1.0, _some(run, start + WARY_SHARE * (end - start)))
    (warily,) = rivals(on_lattice, {TUNED: wary.rule})
    told = [
        *((outcome, f"By policy: {outcome.name}.") for outcome in found.outcomes if outcome.name != TUNED),
        *(
            (outcome, f"By rule: {' '.join(rule_words(tuned.rule))}")
            for outcome, tuned in ((found.tuned_outcomes, found.tuned), (warily, wary))
        ),
    ]
    rules = tuple(Found(outcome.value, outcome.in_need, sentence) for outcome, sentence in told)
    found.frontier = frontier(run, rules, TRIALS_EXTRA_SECONDS if known else run.until(end))


WARY_SHARE = 0.15
"""Of the frontier's seconds, for the rule tuned for the worst outcomes."""


def _drifts(found: Beside, view: View, miner: Miner, assumptions: Assumptions, run: PlanRun, end: float) -> None:
    if run.question.trials is not None:
        found.flip = Missing("with a number of trial paths only the plan itself is worked out")
        return
    seconds = run.until(end)
    if seconds < LEAST_SIDE_SECONDS:
        found.flip = Missing(f"{run.question.seconds:g} seconds left no time for other drifts: give more --seconds")
        found.left_out.append("the growth of bitcoin at which the first decision flips")
        return
    held = miner.bitcoin_btc / 1e3
    found.drifts, found.flip = drifts(view, miner, assumptions, run.question, held, seconds)


def _tornado(found: Beside, view: View, assumptions: Assumptions, run: PlanRun, remake: Remake, end: float) -> None:
    seconds = TRIALS_EXTRA_SECONDS if run.question.trials is not None else run.until(end)
    if seconds > 0:
        found.tornado = tornado(view, remake, assumptions, run.question, found.tuned.rule, seconds)
    every, worked = len(swing_ranges()), len(found.tornado.swings) + len(found.tornado.refused)
    if run.question.trials is None and worked < every:
        found.left_out.append(f"{every - worked} of {every} assumptions that it hangs on")
