"""A plan's answer as it is kept: read back whole, found by everything that made it, and by nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from headframe.economics.assumed import made_with
from headframe.economics.build_miner import build_miner
from headframe.ground.runs import RunStore
from headframe.planning.kept_answer import ANSWER_KIND, kept_answer
from headframe.planning.plan import choose_plan
from headframe.planning.plan_answer import Plan
from headframe.planning.plan_question import PlanQuestion
from headframe.planning.plan_store import plan_key
from headframe.record.record import Record
from headframe.vocabulary.answer import MadeFrom
from headframe.vocabulary.assumptions import Assumptions, packaged_assumptions
from headframe.vocabulary.figure import Figure

HELD = packaged_assumptions()
VIEW = Record().view(date(2025, 10, 31))
MINER = build_miner(VIEW, "RIOT", HELD)
QUESTION = PlanQuestion(quarters=3, nodes=2, trials=4, frontier=True, compare=("hold-all", "actual"))


def made(held: Assumptions = HELD) -> MadeFrom:
    return made_with(VIEW, "RIOT", held, QUESTION.seed)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> RunStore:
    return RunStore(tmp_path_factory.mktemp("runs"))


@pytest.fixture(scope="module")
def plan(store: RunStore) -> Plan:
    told = choose_plan(VIEW, MINER, HELD, QUESTION, later=Record().view(), store=store)
    assert isinstance(told, Plan)
    return told


def test_it_is_read_back_as_it_was_told(store: RunStore, plan: Plan) -> None:
    again = kept_answer(store, made(), MINER)
    assert again is not None
    assert again.to_json() == plan.to_json()


def test_its_figures_still_rest_on_the_records_own(store: RunStore, plan: Plan) -> None:
    again = kept_answer(store, made(), MINER)
    assert again is not None
    assert [each.inputs for each in again.figures()] == [each.inputs for each in plan.figures()]
    assert isinstance(again.share_price, Figure) and again.share_price == plan.share_price


def test_other_assumptions_do_not_find_it(store: RunStore, plan: Plan) -> None:
    other = HELD.with_changes({"ai.exit_yield": 0.09})
    assert kept_answer(store, made(other), build_miner(VIEW, "RIOT", other)) is None


def test_another_day_does_not_find_it(store: RunStore, plan: Plan) -> None:
    later = Record().view(date(2026, 1, 10))
    miner = build_miner(later, "RIOT", HELD)
    assert kept_answer(store, made_with(later, "RIOT", HELD, QUESTION.seed), miner) is None


def test_one_that_cannot_be_read_counts_as_none(tmp_path: Path) -> None:
    store = RunStore(tmp_path)
    store.save(ANSWER_KIND, plan_key(made(), QUESTION, MINER), {"solved": True})
    assert kept_answer(store, made(), MINER) is None


def test_a_plan_with_a_weight_of_risk_is_not_shown_unasked(tmp_path: Path) -> None:
    store = RunStore(tmp_path)
    weighed = PlanQuestion(quarters=2, nodes=2, trials=2, risk=0.3)
    choose_plan(VIEW, MINER, HELD, weighed, store=store)
    assert kept_answer(store, made(), MINER) is None


def test_the_companys_own_course_is_counted_as_look_ahead(plan: Plan) -> None:
    assert any(each.startswith("policy actual") for each in plan.made_from.look_ahead)
    assert any("look-ahead" in note for note in plan.notes)
    assert plan.policies[-1].name == plan.fan_rival == "actual"


def test_what_came_later_changes_nothing_but_that_course(plan: Plan) -> None:
    blind = choose_plan(VIEW, MINER, HELD, QUESTION)
    assert isinstance(blind, Plan)
    assert (blind.first, blind.certificate.upper, blind.map) == (plan.first, plan.certificate.upper, plan.map)
    assert blind.policies[:-1] == plan.policies[:-1]
