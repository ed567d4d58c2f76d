"""A plan from beginning to end, on the packaged record: its shape, its words, its certificate."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import jsonschema
import pytest

from headframe.economics.build_miner import build_miner
from headframe.economics.miner import Miner
from headframe.ground.errors import NotEnoughData, UsageProblem
from headframe.ground.runs import RunStore
from headframe.planning.plan import choose_plan
from headframe.planning.plan_answer import NoPlan, Plan
from headframe.planning.plan_question import PlanQuestion, tail_mean, weighed
from headframe.planning.plan_store import tuned_for
from headframe.planning.swings import swing_ranges
from headframe.record.record import Record
from headframe.vocabulary.assumptions import Assumptions, packaged_assumptions
from headframe.vocabulary.figure import Figure

HELD = packaged_assumptions()
FIRST_SWING = swing_ranges()[0].assumption
VIEW = Record().view(date(2025, 10, 31))
QUESTION = PlanQuestion(quarters=4, nodes=3, trials=12, compare=("hold-all", "sell-to-fund", "actual"))


@pytest.fixture(scope="module")
def plan() -> Plan:
    told = choose_plan(VIEW, build_miner(VIEW, "RIOT", HELD), HELD, QUESTION)
    assert isinstance(told, Plan)
    return told


def test_a_plan_fits_its_published_schema(plan: Plan) -> None:
    jsonschema.validate(plan.to_json(), Plan.json_schema())


def test_the_certificates_bounds_hold_the_plan_between_them(plan: Plan) -> None:
    proof = plan.certificate
    assert proof.lower.value <= proof.upper.value
    assert 0 <= proof.gap_lattice.value < 0.05
    assert proof.confidence == 0.95
    assert any("for the simulator" in line for line in proof.words)


def test_every_policy_stands_on_the_same_paths_as_the_best(plan: Plan) -> None:
    names = [each.name for each in plan.policies]
    assert names == ["best", "hold-all", "sell-to-fund", "tuned rule", "actual"]
    assert isinstance(plan.policies[-1].value, Figure)


def test_no_chance_and_no_tail_is_said_to_be_known_exactly(plan: Plan) -> None:
    for each in plan.policies:
        for figure in (each.shortfall, each.worst, each.value):
            assert isinstance(figure, Figure)
            assert figure.interval.low < figure.interval.high, figure.id
            assert figure.interval.low <= figure.value <= figure.interval.high


def test_what_the_readable_rule_loses_carries_its_sampling_error(plan: Plan) -> None:
    assert plan.tuned.loss.interval.low < plan.tuned.loss.value < plan.tuned.loss.interval.high


def test_the_first_sentence_says_phases_bitcoin_and_loan(plan: Plan) -> None:
    assert "phase" in plan.first.sentence
    assert "BTC" in plan.first.sentence or "bitcoin" in plan.first.sentence


def test_what_is_younger_than_the_day_is_listed(plan: Plan) -> None:
    assert "ai.exit_yield" in plan.made_from.look_ahead


def test_the_problem_that_was_solved_is_kept_with_the_plan(plan: Plan) -> None:
    assert plan.problem.quarters == 4
    assert "cash floor" in plan.problem.rows
    assert plan.problem.price_miss < 1e-6


def test_the_same_question_gives_the_same_first_decision(plan: Plan) -> None:
    again = choose_plan(VIEW, build_miner(VIEW, "RIOT", HELD), HELD, QUESTION)
    assert isinstance(again, Plan)
    assert again.first == plan.first
    assert again.certificate.upper == plan.certificate.upper


def test_a_floor_that_nothing_can_meet_is_named_with_how_much_is_missing() -> None:
    from dataclasses import replace

    miner = replace(build_miner(VIEW, "RIOT", HELD), cash_floor_usd=90e9)
    told = choose_plan(VIEW, miner, HELD, PlanQuestion(quarters=2, nodes=2, trials=3, rescue=False))
    assert isinstance(told, NoPlan)
    assert told.proven
    assert "cash floor" in [each.constraint for each in told.binding]
    assert told.subproblem.startswith("Maximize")
    jsonschema.validate(told.to_json(), Plan.json_schema())


def test_a_kept_plan_is_taken_up_again_and_its_tuned_rule_found(tmp_path: Path) -> None:
    store, miner = RunStore(tmp_path), build_miner(VIEW, "RIOT", HELD)
    question = PlanQuestion(quarters=2, nodes=2, trials=3)
    first = choose_plan(VIEW, miner, HELD, question, store=store)
    second = choose_plan(VIEW, miner, HELD, question, store=store)
    assert isinstance(first, Plan) and isinstance(second, Plan)
    assert second.certificate.gap_lattice.value <= first.certificate.gap_lattice.value + 1e-9
    assert tuned_for(store, first.made_from, question, miner) is not None


def test_an_assumption_at_whose_end_no_company_can_be_made_is_told_and_not_left_out_in_silence() -> None:
    def remake(assumptions: Assumptions) -> Miner:
        if assumptions.value(FIRST_SWING) != HELD.value(FIRST_SWING):
            raise NotEnoughData("made up for this test: no company at this end")
        return build_miner(VIEW, "RIOT", assumptions)

    question = PlanQuestion(quarters=2, nodes=2, trials=3)
    told = choose_plan(VIEW, build_miner(VIEW, "RIOT", HELD), HELD, question, remake=remake)
    assert isinstance(told, Plan)
    assert FIRST_SWING not in [each.assumption for each in told.tornado]
    assert any(FIRST_SWING in note and "no company at this end" in note for note in told.notes)


def test_it_stops_when_it_is_told_to_and_still_answers() -> None:
    told = choose_plan(
        VIEW, build_miner(VIEW, "RIOT", HELD), HELD, PlanQuestion(quarters=2, nodes=2, trials=500), stop=lambda: True
    )
    assert isinstance(told, Plan)
    assert told.ended == "stopped"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("risk", -0.1),
        ("risk", 1.5),
        ("risk", float("nan")),
        ("tail", 0.0),
        ("tail", 2.0),
        ("seconds", 0.0),
        ("nodes", 1),
    ],
)
def test_nonsense_is_refused_with_its_option(field: str, value: float) -> None:
    with pytest.raises(UsageProblem):
        PlanQuestion(**{field: value})  # type: ignore[arg-type]


def test_a_policy_that_nobody_defined_is_refused() -> None:
    with pytest.raises(UsageProblem, match="sell-everything"):
        PlanQuestion(compare=("sell-everything",))


def test_risk_nothing_is_the_mean_and_risk_one_the_tail() -> None:
    sample = [1.0, 2.0, 3.0, 4.0]
    assert weighed(sample, 0.0, 0.25) == 2.5
    assert weighed(sample, 1.0, 0.25) == tail_mean(sample, 0.25) == 1.0
    assert weighed(sample, 0.3, 1.0) == 2.5
