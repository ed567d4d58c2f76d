"""`worth --policy best`: the thresholds that a kept plan came to, and nothing in their place."""

from __future__ import annotations

import json

import pytest

from headframe.cli.main import main
from headframe.cli.runs_folder import runs_store
from headframe.economics.assumed import made_with
from headframe.economics.build_miner import build_miner
from headframe.economics.rule_words import rule_words
from headframe.economics.rules import Rule
from headframe.planning.plan_question import PlanQuestion
from headframe.planning.plan_store import TUNED_KIND, plan_key
from headframe.planning.tuned_rule import TunedRule
from headframe.record.record import Record
from headframe.vocabulary.assumptions import packaged_assumptions

WORTH = ("worth", "RIOT", "--policy", "best", "--paths", "64", "--months", "9", "--form", "json")


def test_worth_takes_the_thresholds_of_the_kept_plan_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    view, held = Record().view(), packaged_assumptions()
    miner, asked = build_miner(view, "RIOT", held), PlanQuestion()
    rule = Rule(sell_above_usd_per_btc=71_000.0, sell_above_share=0.25)
    key = plan_key(made_with(view, "RIOT", held, asked.seed), asked, miner)
    runs_store().save(TUNED_KIND, key, TunedRule(rule, value=1.0, tried=1, risk=0.0, tail=0.1, seed=1).to_json())
    assert main(list(WORTH)) == 0
    out, error = capsys.readouterr()
    data = json.loads(out)["data"]
    assert data["policy"] == "best"
    assert data["policy_words"] == rule_words(rule)
    assert "saved plan" in error


def test_without_a_kept_plan_the_plan_to_run_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(list(WORTH)) != 0
    assert "headframe plan RIOT" in capsys.readouterr().err
