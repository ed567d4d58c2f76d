"""A planned number answers `why` with the call that makes it again: its own question, its own paths."""

from __future__ import annotations

from datetime import date

import pytest

from headframe.cli.main import main
from headframe.economics.build_miner import build_miner
from headframe.ground.missing import Missing
from headframe.planning.plan import choose_plan
from headframe.planning.plan_answer import Plan
from headframe.planning.plan_question import PlanQuestion
from headframe.record.record import Record
from headframe.vocabulary.assumptions import packaged_assumptions
from headframe.worth.why import explain

VIEW = Record().view(date(2025, 10, 31))
DAY = "2025-10-31"
ASKED = "mean over 40 quarters 30 nodes seed 1"


def call_named(concept: str, period: str, which: str) -> str:
    figure = explain(VIEW, "RIOT", concept, period, which).figure
    assert isinstance(figure, Missing)
    return figure.reason.split("`")[1]


@pytest.mark.parametrize(
    ("concept", "which", "call"),
    [
        ("plan_lower", ASKED, f"plan RIOT --as-of {DAY} --quarters 40 --nodes 30 --seed 1"),
        (
            "plan_limit_price",
            "risk 0.3 tail 0.1 over 8 quarters 9 nodes seed 2 cash-floor now",
            f"plan RIOT --as-of {DAY} --risk 0.3 --tail 0.1 --quarters 8 --nodes 9 --seed 2",
        ),
        (
            "plan_policy_worst",
            f"{ASKED} best followed paths 50 fresh seed 7 tail 0.05",
            f"simulate RIOT --policy best --as-of {DAY} --paths 50 --seed 7 --tail 0.05",
        ),
        ("plan_lower", "", f"plan RIOT --as-of {DAY}"),
    ],
)
def test_a_plans_number_names_the_call_of_its_own_question(concept: str, which: str, call: str) -> None:
    assert call_named(concept, DAY, which) == f"headframe {call}"


def test_a_number_of_hindsight_names_the_walk_from_the_day_before_its_quarter() -> None:
    assert call_named("hindsight_value", "2025-Q2", "") == "headframe hindsight RIOT --from 2025-03-31"


def test_every_number_that_a_plan_makes_itself_names_a_call() -> None:
    held = packaged_assumptions()
    told = choose_plan(VIEW, build_miner(VIEW, "RIOT", held), held, PlanQuestion(quarters=2, nodes=2, trials=3))
    assert isinstance(told, Plan)
    made = [figure.id.split(" ", 3) for figure in told.figures() if figure.id.split(" ")[1].startswith("plan_")]
    assert made
    for _, concept, period, which in made:
        assert call_named(concept, period, which).endswith("--quarters 2 --nodes 2 --seed 1")


def test_the_command_prints_the_call(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["why", "RIOT", "plan_lower", DAY, *ASKED.split(), "--as-of", DAY]) == 0
    assert "headframe plan RIOT --as-of" in " ".join(capsys.readouterr().out.split())
