"""What a company should do with its megawatts, coins and debt: the best policy found, with a proven bound."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from headframe.economics.assumed import made_with
from headframe.economics.miner import Miner
from headframe.economics.rules import RULE_NAMES, rule_named
from headframe.ground.missing import Missing
from headframe.ground.runs import RunStore
from headframe.ground.streams import stream
from headframe.planning.build_model import company_model
from headframe.planning.decision_map import decision_map, rule_after
from headframe.planning.no_plan import no_plan
from headframe.planning.plan_answer import NoPlan, Plan
from headframe.planning.plan_extras import AtDrift, Remake, drifts, frontier, tornado, waiting_value
from headframe.planning.plan_figures import PlanFigures
from headframe.planning.plan_outcomes import plan_outcomes
from headframe.planning.plan_parts import (
    certificate_shown,
    constraint_prices,
    first_shown,
    problem_shown,
    steps_shown,
)
from headframe.planning.plan_question import ACTUAL, PlanQuestion
from headframe.planning.plan_rivals import BASELINE, baseline_value, node_drivers, rivals
from headframe.planning.plan_run import PlanRun, run_plan
from headframe.planning.plan_store import TUNED_KIND, Proven, keep_plan, kept_cuts, plan_key
from headframe.planning.plan_tables import (
    drifts_shown,
    fan,
    frontier_shown,
    policies_shown,
    swings_shown,
    tuned_shown,
)
from headframe.planning.quarterly import MILLION
from headframe.planning.rule_course import Quarters
from headframe.planning.tuned_rule import TunedRule, tune_rule
from headframe.record.view import View
from headframe.solver.failures import StageInfeasible
from headframe.solver.solve import Progress
from headframe.vocabulary.answer import MadeFrom
from headframe.vocabulary.assumptions import Assumptions

TUNING_PATHS = 300
TUNING, FRONTIER, DRIFTING, TORNADO = 0.5, 0.7, 0.6, 0.9
"""Shares of the seconds then left, in this order."""
TUNED_SHARE, FEW_ROUNDS = 0.12, 4
TRIALS_EXTRA_SECONDS = 2.0
"""With a number of trial paths instead of seconds, what is beside the plan gets this long."""


def choose_plan(
    view: View,
    miner: Miner,
    assumptions: Assumptions,
    question: PlanQuestion | None = None,
    *,
    remake: Remake | None = None,
    store: RunStore | None = None,
    progress: Callable[[Progress], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> Plan | NoPlan:
    """Return the best policy found for a company, how far from the best it can be, and what surrounds it.

    Parameters
    ----------
    view : View
        What was known: the world is calibrated on it.
    miner : Miner
        The company as of that day.
    assumptions : Assumptions
        Every number that is not a fact.
    question : PlanQuestion, optional
        How to weigh risk, how far ahead, how long to work.
    remake : callable, optional
        The same company under other assumptions; without it, there is no tornado.
    store : RunStore, optional
        Where cuts and the tuned rule are kept: the same question goes on from there.
    progress, stop : callable, optional
        Told where learning stands, both bounds; asked whether to end it.

    Raises
    ------
    UsageProblem, InputRefused
        For a question or a company that cannot be.
    """
    asked = question or PlanQuestion()
    made_from = made_with(view, miner.company, assumptions, asked.seed)
    model = company_model(view, miner, assumptions, asked.quarters)
    baseline = baseline_value(model, asked.risk, asked.tail, asked.seed)
    cuts = kept_cuts(store, made_from, asked, miner)
    try:
        run = run_plan(model, asked, baseline, cuts=cuts, progress=progress, stop=stop)
    except StageInfeasible as failed:
        return no_plan(made_from, failed)
    if store is not None:
        keep_plan(store, made_from, asked, miner, run.solution.cuts, Proven.of(run.certificate))
    return _told(view, miner, assumptions, run, made_from, remake, store)


def _told(
    view: View,
    miner: Miner,
    assumptions: Assumptions,
    run: PlanRun,
    made_from: MadeFrom,
    remake: Remake | None,
    store: RunStore | None,
) -> Plan:
    asked, model = run.question, run.model
    figures = PlanFigures(miner, asked)
    best = plan_outcomes(run)
    on_lattice = Quarters.of(model, node_drivers(run.made.lattice, run.nodes))
    named = {
        name: rule_named(name, assumptions) for name in dict.fromkeys((BASELINE, *asked.compare)) if name in RULE_NAMES
    }
    beside = list(rivals(on_lattice, named))
    tuned = _tuned(run, on_lattice)
    if store is not None:
        store.save(TUNED_KIND, plan_key(made_from, asked, miner), tuned.to_json())
    beside += rivals(on_lattice, {"tuned rule": tuned.rule})
    points = decision_map(run)
    waits = waiting_value(run)
    weights = frontier(run, _seconds(run, FRONTIER)) if asked.frontier else ()
    at_drifts, flip = _drifts(view, miner, assumptions, run, miner.bitcoin_btc / 1e3)
    swings = _tornado(view, assumptions, run, tuned, remake)
    price = miner.share_price_usd
    shown = (
        Missing(price.reason)
        if isinstance(price, Missing)
        else miner.stated.get("share_price_usd", Missing("not stated"))
    )
    return Plan(
        made_from=made_from,
        solved=True,
        risk=asked.risk,
        tail=asked.tail,
        first=first_shown(figures, run.first, run.model),
        rule_after=rule_after(points, sum(kind.count for kind in model.kinds)),
        certificate=certificate_shown(figures, run),
        value_per_share=_per_share(figures, run),
        share_price=shown,
        policies=policies_shown(figures, best, beside, _actual(asked, view)),
        prices=constraint_prices(figures, run),
        tuned=tuned_shown(figures, tuned, best, beside[-1], run),
        waiting=waits if isinstance(waits, Missing) else figures.usd("plan_waiting", waits, formula=WAITING),
        flip_drift=flip if isinstance(flip, Missing) else figures.of("plan_flip_drift", flip, "ratio", formula=FLIP),
        drifts=drifts_shown(at_drifts),
        tornado=swings_shown(figures, swings, assumptions),
        frontier=frontier_shown(figures, weights, model),
        map=points,
        fan=fan(best, beside[0]),
        fan_rival=beside[0].name,
        steps=steps_shown(run.solution.log),
        ended=run.solution.ended.value,
        notes=_notes(run, miner),
        problem=problem_shown(run),
    )


WAITING = "value of the plan − value of the plan without a start in the first quarter, by the same cuts"
FLIP = "premium on the risk-free growth of bitcoin at which the first decision changes, on a smaller problem"
PER_SHARE = "value to today's holders / (shares + unvested awards)"


def _seconds(run: PlanRun, share: float) -> float:
    return share * (TRIALS_EXTRA_SECONDS if run.question.trials is not None else max(run.left, 0.0))


def _tuned(run: PlanRun, judged_on: Quarters) -> TunedRule:
    asked = run.question
    drivers = run.model.simulator.sample_paths(TUNING_PATHS, stream(asked.seed, "planning: tuning"))
    seconds = min(TUNED_SHARE * asked.seconds, max(TUNING * run.left, 0.0))
    rounds = None if asked.trials is None else FEW_ROUNDS
    learned_on = Quarters.of(run.model, drivers)
    return tune_rule(learned_on, judged_on, asked.risk, asked.tail, asked.seed, seconds, rounds)


def _drifts(
    view: View, miner: Miner, assumptions: Assumptions, run: PlanRun, held: float
) -> tuple[tuple[AtDrift, ...], float | Missing]:
    seconds = _seconds(run, DRIFTING)
    if run.question.trials is not None:
        return (), Missing("with a number of trial paths only the plan itself is worked out")
    if seconds < LEAST_SIDE_SECONDS:
        return (), Missing(f"{run.question.seconds:g} seconds left no time for other drifts: give more --seconds")
    return drifts(view, miner, assumptions, run.question, held, seconds)


LEAST_SIDE_SECONDS = 3.0


def _tornado(
    view: View, assumptions: Assumptions, run: PlanRun, tuned: TunedRule, remake: Remake | None
) -> tuple[tuple[str, float, float], ...]:
    seconds = _seconds(run, TORNADO)
    if remake is None or seconds <= 0:
        return ()
    return tornado(view, remake, assumptions, run.question, tuned.rule, seconds)


def _per_share(figures: PlanFigures, run: PlanRun) -> Any:
    bounds = run.certificate
    value = run.certificate.lattice.value.mean if isinstance(bounds.simulator, Missing) else bounds.simulator.value.mean
    scale = MILLION / run.model.shares if run.model.shares else float("nan")
    if not np.isfinite(scale):
        return Missing("the company states no shares")
    ends = bounds.lower * scale, bounds.upper * scale
    return figures.of("plan_value_per_share", value * scale, "USD/share", formula=PER_SHARE, ends=ends)


def _actual(asked: PlanQuestion, view: View) -> Missing | None:
    if ACTUAL not in asked.compare:
        return None
    return Missing(f"what the company did after {view.as_of} was not known then: headframe hindsight sets it beside")


def _notes(run: PlanRun, miner: Miner) -> tuple[str, ...]:
    model = run.model
    found = [f"{path}: {gap.reason}" for path, gap in list(miner.gaps.items())[:MOST_GAPS]]
    found.append(
        "income tax is not in the problem; losses carried forward and new depreciation shelter the first years"
    )
    if run.solution.instance.lattice.certain_moves:
        found.append(f"{len(run.solution.instance.lattice.certain_moves)} nodes of the lattice lead to one node only")
    found += list(model.tables.hub_notes)
    return tuple(found)


MOST_GAPS = 6
