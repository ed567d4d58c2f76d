"""The sections of a brief that look ahead: what a share is worth by parts, and the plan with its pictures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from headframe.cli.ahead import assumptions_of_call, miner_of_call, ready_engine
from headframe.cli.policies import announce, policy_of_call
from headframe.cli.runs_folder import runs_store

if TYPE_CHECKING:
    from headframe.briefs.section import Section
    from headframe.economics.miner import Miner
    from headframe.planning.plan_answer import NoPlan, Plan
    from headframe.record.view import View
    from headframe.vocabulary.assumptions import Assumptions


@dataclass(frozen=True, slots=True)
class Ahead:
    """What a brief shows of the time ahead, None where nothing is kept; `plan` for its pictures."""

    sections: tuple[Section, ...] | None = None
    plan: Plan | NoPlan | None = None


def kept_ahead(view: View, company: str) -> Ahead:
    """Return the plan that is kept for the company, day, record and packaged assumptions, where there is one."""
    told = _kept(view, company)
    if told is None:
        return Ahead()
    from headframe.briefs.sections.plan_brief import plan_in_brief

    return Ahead(plan_in_brief(told), told)


def worked_ahead(view: View, company: str, seconds: float, *, later: View | None = None) -> Ahead:
    """Return the parts of a share's value under the tuned rule, mNAV through time, and the plan: kept, or made now.

    Raises
    ------
    NotEnoughData
        Where the company cannot be carried forward; every missing field is named.
    """
    from headframe.briefs.sections.plan_brief import plan_in_brief
    from headframe.briefs.sections.worth import parts_page
    from headframe.briefs.sections.yardsticks import yardsticks_section

    ready_engine()
    from headframe.worth.worth import value_parts

    held = assumptions_of_call(None, None)
    miner = miner_of_call(view, company, held)
    named, rule = policy_of_call(view, miner, held, None)
    worth = value_parts(view, miner, held, policy=named, rule=rule, announce=announce)
    multiples = yardsticks_section(view, company)
    plan = _kept(view, miner.company) or _made(view, miner, held, seconds, later)
    return Ahead((parts_page(worth), *(() if multiples is None else (multiples,)), *plan_in_brief(plan)), plan)


def _kept(view: View, company: str) -> Plan | None:
    """Return the kept plan; nothing heavy is read where none of any company is kept."""
    store = runs_store()
    if next(store.runs("plan answer"), None) is None:
        return None
    from headframe.economics.assumed import made_with
    from headframe.economics.build_miner import build_miner
    from headframe.ground.errors import NotEnoughData
    from headframe.planning.kept_answer import kept_answer
    from headframe.planning.plan_question import PlanQuestion

    held = assumptions_of_call(None, None)
    try:
        miner = build_miner(view, company, held)
    except NotEnoughData:
        return None
    return kept_answer(store, made_with(view, miner.company, held, PlanQuestion().seed), miner)


def _made(view: View, miner: Miner, held: Assumptions, seconds: float, later: View | None) -> Plan | NoPlan:
    from headframe.planning.plan import choose_plan
    from headframe.planning.plan_question import PlanQuestion

    announce(f"no plan is kept for {view.as_of}: making one, {seconds:g} seconds (--seconds)")
    asked = PlanQuestion(seconds=seconds, frontier=True, workers=2)
    return choose_plan(
        view,
        miner,
        held,
        asked,
        later=later,
        remake=lambda other: miner_of_call(view, miner.company, other),
        store=runs_store(),
    )
