"""`headframe plan` prints what `choose_plan` returns, but for the seconds it took."""

from __future__ import annotations

import json
from typing import Any

import pytest

from headframe.cli.main import main
from headframe.economics.build_miner import build_miner
from headframe.planning.plan import choose_plan
from headframe.planning.plan_question import PlanQuestion
from headframe.record.record import Record
from headframe.vocabulary.assumptions import Assumptions, packaged_assumptions

SMALL = ("--quarters", "2", "--nodes", "2", "--trials", "3")


def untimed(answer: dict[str, Any]) -> dict[str, Any]:
    data = dict(answer["data"])
    data["certificate"] = {name: value for name, value in data["certificate"].items() if name != "seconds"}
    data["steps"] = [{name: value for name, value in step.items() if name != "seconds"} for step in data["steps"]]
    return answer | {"data": data}


def test_the_command_line_adds_no_computation(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "RIOT", *SMALL, "--form", "json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    view, held = Record().view(), packaged_assumptions()

    def remade(other: Assumptions):  # type: ignore[no-untyped-def]
        return build_miner(view, "RIOT", other)

    told = choose_plan(view, remade(held), held, PlanQuestion(quarters=2, nodes=2, trials=3), remake=remade)
    assert untimed(printed) == untimed(json.loads(told.to_json_text()))


def test_progress_with_the_upper_bound_goes_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "RIOT", *SMALL]) == 0
    out, error = capsys.readouterr()
    assert "no plan exceeds" in error
    assert "WHAT TO DO" in out
    assert "HOW FAR FROM THE BEST" in out


def test_a_nonsense_tail_is_a_usage_problem(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "RIOT", "--tail", "0"]) == 2
    assert "--tail" in capsys.readouterr().err


def test_no_plan_is_an_answer_too(capsys: pytest.CaptureFixture[str]) -> None:
    dear = ("--set", "economics.cash_floor_months=24", "--set", "economics.atm_share_of_market_value_per_month=0")
    code = main(["plan", "RIOT", *SMALL, "--no-rescue", *dear, "--form", "json"])
    assert code == 0
    assert "solved" in json.loads(capsys.readouterr().out)["data"]
