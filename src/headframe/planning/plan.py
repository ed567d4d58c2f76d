"""What a company should do with its megawatts, coins and debt: the best policy found, with a proven bound."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from headframe.economics.assumed import made_with
from headframe.economics.balance_dates import balance_notes
from headframe.economics.miner import Miner
from headframe.ground.missing import Missing
from headframe.ground.runs import RunStore
from headframe.planning.actual_course import ActualCourse
from headframe.planning.build_model import company_model
from headframe.planning.clock import Clock
from headframe.planning.decision_map import decision_map, rule_after
from headframe.planning.kept_answer import keep_answer
from headframe.planning.no_plan import no_plan
from headframe.planning.plan_answer import NoPlan, Plan
from headframe.planning.plan_beside import Beside, worked_beside
from headframe.planning.plan_extras import Remake, waiting_value
from headframe.planning.plan_figures import PlanFigures
from headframe.planning.plan_outcomes import plan_outcomes
from headframe.planning.plan_parts import (
    certificate_shown,
    constraint_prices,
    first_shown,
    problem_shown,
    steps_shown,
)
from headframe.planning.plan_question import PlanQuestion
from headframe.planning.plan_rivals import baseline_value
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
from headframe.record.view import View
from headframe.solver.failures import StageInfeasible
from headframe.solver.solve import Progress
from headframe.vocabulary.answer import MadeFrom
from headframe.vocabulary.assumptions import Assumptions
from headframe.vocabulary.figure import Figure


def choose_plan(
    view: View,
    miner: Miner,
    assumptions: Assumptions,
    question: PlanQuestion | None = None,
    *,
    later: View | None = None,
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
    later : View, optional
        What is known now: the company's own course since the day is read from it, and nothing else.
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
    clock = Clock(asked.seconds, stop)
    made_from = made_with(view, miner.company, assumptions, asked.seed)
    model = company_model(view, miner, assumptions, asked.quarters)
    baseline = baseline_value(model, asked.risk, asked.tail, asked.seed)
    cuts = kept_cuts(store, made_from, asked, miner)
    try:
        run = run_plan(model, asked, baseline, clock, cuts=cuts, progress=progress)
    except StageInfeasible as failed:
        return no_plan(made_from, failed)
    if store is not None:
        keep_plan(store, made_from, asked, miner, run.solution.cuts, Proven.of(run.certificate))
    beside = worked_beside(view, later or view, miner, assumptions, run, remake)
    told = _told(view, miner, assumptions, run, beside, made_from)
    if store is not None:
        store.save(TUNED_KIND, plan_key(made_from, asked, miner), beside.tuned.to_json())
        keep_answer(store, asked, miner, told)
    return told


def _told(
    view: View, miner: Miner, assumptions: Assumptions, run: PlanRun, beside: Beside, made_from: MadeFrom
) -> Plan:
    asked, model = run.question, run.model
    figures = PlanFigures(miner, asked)
    best, points, waits = plan_outcomes(run), decision_map(run), waiting_value(run)
    rival = beside.actual_outcomes or beside.named[0]
    gap = beside.actual if isinstance(beside.actual, Missing) else None
    return Plan(
        made_from=_with_look_ahead(made_from, beside.actual),
        solved=True,
        risk=asked.risk,
        tail=asked.tail,
        first=first_shown(figures, run.first, run.model),
        rule_after=rule_after(points, sum(kind.count for kind in model.kinds)),
        certificate=certificate_shown(figures, run),
        value_per_share=_per_share(figures, run),
        share_price=_share_price(miner),
        policies=policies_shown(figures, best, beside.outcomes, gap),
        prices=constraint_prices(figures, run),
        tuned=tuned_shown(figures, beside.tuned, best, beside.tuned_outcomes, run),
        waiting=waits if isinstance(waits, Missing) else figures.usd("plan_waiting", waits, formula=WAITING),
        flip_drift=_flip(figures, beside.flip),
        drifts=drifts_shown(beside.drifts),
        tornado=swings_shown(figures, beside.tornado.swings, assumptions),
        frontier=frontier_shown(figures, beside.frontier),
        map=points,
        fan=fan(best, rival),
        fan_rival=rival.name,
        steps=steps_shown(run.solution.log),
        ended=run.solution.ended.value,
        notes=(*_notes(run, miner, beside), *balance_notes(view, miner)),
        problem=problem_shown(run),
    )


def _with_look_ahead(made_from: MadeFrom, actual: ActualCourse | Missing | None) -> MadeFrom:
    """Count the company's own course as look-ahead where it was not known on the day."""
    if not isinstance(actual, ActualCourse) or not actual.look_ahead:
        return made_from
    return replace(made_from, look_ahead=(*made_from.look_ahead, f"policy actual, known to {actual.known_to}"))


def _flip(figures: PlanFigures, ends: tuple[float, float] | Missing) -> Figure | Missing:
    """Return the middle of the two premiums between which the decision flips."""
    if isinstance(ends, Missing):
        return ends
    return figures.of("plan_flip_drift", sum(ends) / 2, "ratio", formula=FLIP, ends=ends)


def _share_price(miner: Miner) -> Figure | Missing:
    if isinstance(miner.share_price_usd, Missing):
        return Missing(miner.share_price_usd.reason)
    return miner.stated.get("share_price_usd", Missing("not stated"))


WAITING = "value of the plan − value of the plan without a start in the first quarter, by the same cuts"
FLIP = "premium on the risk-free growth of bitcoin at which the first decision changes, on a smaller problem"
PER_SHARE = "value to today's holders / (shares + unvested awards)"


def _per_share(figures: PlanFigures, run: PlanRun) -> Any:
    bounds = run.certificate
    value = run.certificate.lattice.value.mean if isinstance(bounds.simulator, Missing) else bounds.simulator.value.mean
    scale = MILLION / run.model.shares if run.model.shares else float("nan")
    if not np.isfinite(scale):
        return Missing("the company states no shares")
    ends = bounds.lower * scale, bounds.upper * scale
    return figures.of("plan_value_per_share", value * scale, "USD/share", formula=PER_SHARE, ends=ends)


def _notes(run: PlanRun, miner: Miner, beside: Beside) -> tuple[str, ...]:
    model = run.model
    found = _left_out(run, beside)
    found += [f"not in the tornado, {why}" for why in beside.tornado.refused]
    found += _course(beside.actual)
    found += [f"{path}: {gap.reason}" for path, gap in list(miner.gaps.items())[:MOST_GAPS]]
    found.append(
        "income tax is not in the problem; losses carried forward and new depreciation shelter the first years"
    )
    if run.solution.instance.lattice.certain_moves:
        found.append(f"{len(run.solution.instance.lattice.certain_moves)} nodes of the lattice lead to one node only")
    found += list(model.tables.hub_notes)
    return tuple(found)


def _left_out(run: PlanRun, beside: Beside) -> list[str]:
    """Say what the seconds did not reach, and how to get it."""
    if not beside.left_out:
        return []
    more = f"--seconds {2 * run.question.seconds:g} has room for it, and goes on from what was learned"
    return [f"left out, {run.question.seconds:g} seconds were over: {'; '.join(beside.left_out)}. {more}"]


def _course(actual: ActualCourse | Missing | None) -> list[str]:
    """Say what the company's own course is made of, and how much of it was not known on the day."""
    if not isinstance(actual, ActualCourse):
        return []
    late = f"actual: {actual.look_ahead} of its numbers became known after the day (look-ahead), to {actual.known_to}"
    return [*actual.words, *([late] if actual.look_ahead else [])]


MOST_GAPS = 6
