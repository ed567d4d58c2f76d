"""A plan's answer as it was kept beside its cuts: a page shows it again without a second of learning."""

from __future__ import annotations

from typing import Any

from headframe.economics.miner import Miner
from headframe.ground.errors import InputRefused
from headframe.ground.runs import RunStore
from headframe.planning.plan_answer import Plan
from headframe.planning.plan_question import PlanQuestion
from headframe.planning.plan_store import kept_questions, plan_key
from headframe.vocabulary.answer import MadeFrom
from headframe.vocabulary.figure import Figure
from headframe.vocabulary.wire import to_wire
from headframe.vocabulary.wire_read import from_wire

ANSWER_KIND = "plan answer"


def keep_answer(store: RunStore, asked: PlanQuestion, miner: Miner, told: Plan) -> None:
    """Keep a plan's answer; the newest of a question stands in the place of the one before."""
    kept = {"made_from": to_wire(told.made_from)} | told.data()
    store.save(ANSWER_KIND, plan_key(told.made_from, asked, miner), kept)


def kept_answer(store: RunStore, made_from: MadeFrom, miner: Miner) -> Plan | None:
    """Return the kept answer of a company, day, record and assumptions: of the plain question, else of another.

    Answers with a weight of risk do not count: what is shown unasked is the plan of the mean. An answer that this
    version cannot read counts as none.
    """
    for asked in (PlanQuestion(), *kept_questions(store, ANSWER_KIND, made_from, miner)):
        found = store.load(ANSWER_KIND, plan_key(made_from, asked, miner))
        told = None if found is None else _read(found, miner)
        if told is not None:
            return told
    return None


def _read(kept: Any, miner: Miner) -> Plan | None:
    known: dict[str, Figure] = {}
    for figure in miner.stated.values():
        known |= {each.id: each for each in (*figure.inputs, figure)}
    try:
        told: Plan = from_wire(Plan, kept, known)
    except InputRefused:
        return None
    return told
