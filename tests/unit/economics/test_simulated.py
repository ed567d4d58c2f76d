"""`simulate`: what the answer holds, the same numbers for the same seed, and a private company's units."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import numpy as np
import pytest

from headframe.cli.main import main
from headframe.economics.ahead import look_ahead
from headframe.economics.build_miner import build_miner, miner_of
from headframe.economics.kept_rule import policy_named
from headframe.economics.kernel_inputs import engine_inputs
from headframe.economics.profile import profile_of, template
from headframe.economics.rule_words import rule_words
from headframe.economics.rules import Rule
from headframe.economics.simulate import value_of_rule
from headframe.economics.simulated import Simulated, simulate_company
from headframe.ground.missing import Missing
from headframe.ground.runs import RunStore
from headframe.record.record import Record
from headframe.vocabulary.assumptions import packaged_assumptions
from headframe.vocabulary.figure import Figure

VIEW, HELD = Record().view(), packaged_assumptions()
SMALL = {"paths": 128, "months": 18}
OPTIONS = ("--paths", "128", "--months", "18", "--form", "json")
NORTHFIELD = miner_of(profile_of(template(), "northfield.toml"), VIEW, HELD, "northfield.toml")


def test_the_same_seed_gives_the_same_numbers_and_another_gives_others() -> None:
    one, same, other = (simulate_company(VIEW, "RIOT", HELD, seed=seed, **SMALL) for seed in (7, 7, 8))
    assert one.to_json() == same.to_json()
    assert one.value_per_share.value != other.value_per_share.value


def test_the_command_line_prints_what_the_function_returns(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", "RIOT", *OPTIONS]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed == json.loads(json.dumps(simulate_company(VIEW, "RIOT", HELD, **SMALL).to_json()))
    jsonschema.validate(printed, Simulated.json_schema())


def test_a_tail_outside_its_range_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", "RIOT", *OPTIONS, "--tail", "1.5"]) == 2
    assert "worst fraction" in capsys.readouterr().err


def test_a_private_company_runs_from_its_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "northfield.toml"
    file.write_text(template(), "utf-8")
    assert main(["simulate", str(file), *OPTIONS]) == 0
    assert json.loads(capsys.readouterr().out)["company"] == "Northfield"


def test_the_value_of_a_private_share_is_the_whole_over_its_shares() -> None:
    told = simulate_company(VIEW, NORTHFIELD, HELD, **SMALL)
    ahead = look_ahead(VIEW, NORTHFIELD, HELD, SMALL["months"])
    made = engine_inputs(ahead.world.parameters, ahead.world.tables, ahead.tables, Rule(), 7)
    whole = value_of_rule(made, ahead.tables, Rule(), paths=SMALL["paths"])
    assert told.value_per_share.value == pytest.approx(float(np.mean(whole)) / NORTHFIELD.shares, rel=1e-12)
    assert isinstance(told.loss_in_tail, Missing)


def test_the_mean_is_of_all_paths_and_the_band_of_those_kept() -> None:
    told = simulate_company(VIEW, "RIOT", HELD, paths=70_000, months=2)
    assert told.value_per_share.formula == "mean of 70,000 paths, 5 to 95 % of the first 65,536 in the interval"


def test_the_worst_tail_loses_at_least_as_much_as_a_wider_one() -> None:
    losses = [simulate_company(VIEW, "RIOT", HELD, tail=tail, **SMALL).loss_in_tail for tail in (0.05, 0.5, 1.0)]
    values = [loss.value for loss in losses if not isinstance(loss, Missing)]
    assert len(values) == 3 and values == sorted(values, reverse=True)


def test_partners_are_named_where_cash_is_shown_whole() -> None:
    shared = replace(NORTHFIELD, minority_share_of_mining=0.25)
    assert any("mining (75 % owned)" in note for note in simulate_company(VIEW, shared, HELD, **SMALL).notes)
    assert not any("partners" in note for note in simulate_company(VIEW, NORTHFIELD, HELD, **SMALL).notes)


def test_a_tuned_rule_starts_no_phase_without_its_equity(tmp_path: Path) -> None:
    store = RunStore(tmp_path)
    riot = build_miner(VIEW, "RIOT", HELD)
    name, rule = policy_named(VIEW, riot, HELD, "tuned", store)
    assert name == "tuned" and rule.start_cover >= 1.0
    assert policy_named(VIEW, riot, HELD, "tuned", store)[1] == rule


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (Rule(), "keeps its coins"),
        (Rule(start_rent_usd_per_kw_month=0.0, start_cover=1.5), "whatever it pays, with 1.5 times its equity"),
        (Rule(start_rent_usd_per_kw_month=120.0, start_cover=0.0), "pays $120 a kW-month, whether or not"),
        (Rule(fund_ahead_months=12.0, programme_first=0.0), "needs of 12 months ahead; a shortfall is met by coins"),
    ],
)
def test_a_rule_is_told_in_words(rule: Rule, words: str) -> None:
    assert words in rule_words(rule)


def test_a_share_never_loses_more_than_its_price() -> None:
    told = simulate_company(VIEW, "RIOT", HELD, paths=1024, months=24, tail=0.05)
    assert told.value_per_share.interval.low < 0.0  # what the engine's debts, paid in full, leave of it
    assert isinstance(told.loss_in_tail, Figure) and told.loss_in_tail.value == pytest.approx(27.11)
