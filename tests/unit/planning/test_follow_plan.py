"""A kept plan on fresh paths: it is found again, followed with whole phases, and its certificate holds there."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import jsonschema
import numpy as np
import pytest

from headframe.briefs.page import page_text
from headframe.briefs.sections.followed import followed_pages
from headframe.cli.main import main
from headframe.cli.runs_folder import runs_store
from headframe.economics.build_miner import build_miner
from headframe.ground.errors import NotEnoughData, UsageProblem
from headframe.ground.missing import Missing
from headframe.ground.runs import RunStore
from headframe.planning.build_model import company_model
from headframe.planning.follow_plan import follow_plan, standard_errors_apart
from headframe.planning.followed import Followed
from headframe.planning.fresh_outcomes import fresh_outcomes
from headframe.planning.plan import choose_plan
from headframe.planning.plan_answer import Plan
from headframe.planning.plan_question import PlanQuestion
from headframe.planning.plan_store import KIND, kept_plan, plan_key
from headframe.record.record import Record
from headframe.solver.estimate import Estimate
from headframe.vocabulary.assumptions import packaged_assumptions

HELD = packaged_assumptions()
VIEW = Record().view(date(2025, 10, 31))
MINER = build_miner(VIEW, "RIOT", HELD)
QUESTION = PlanQuestion(quarters=4, nodes=3, trials=25, compare=())


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[RunStore, Plan]:
    store = RunStore(tmp_path_factory.mktemp("runs"))
    told = choose_plan(VIEW, MINER, HELD, QUESTION, store=store)
    assert isinstance(told, Plan)
    return store, told


@pytest.fixture(scope="module")
def followed(kept: tuple[RunStore, Plan]) -> Followed:
    return follow_plan(VIEW, MINER, HELD, kept[0], paths=60)


def test_on_fresh_paths_the_plan_lands_within_three_errors_of_its_bound(followed: Followed) -> None:
    assert not isinstance(followed.apart, Missing)
    assert abs(followed.apart.value) <= 3
    assert followed.agrees is True


def test_the_bound_it_is_set_against_is_the_one_that_was_certified(
    kept: tuple[RunStore, Plan], followed: Followed
) -> None:
    assert followed.lower.value == kept[1].certificate.lower.value
    assert followed.lower.id == kept[1].certificate.lower.id
    assert followed.plan_seeds == kept[1].certificate.seeds


def test_phases_are_whole_on_every_path(kept: tuple[RunStore, Plan]) -> None:
    store, told = kept
    plan = kept_plan(store, told.made_from, MINER)
    started = fresh_outcomes(company_model(VIEW, MINER, HELD, QUESTION.quarters), plan, 12, 7).started
    assert np.allclose(started, np.round(started), atol=1e-6)


def test_the_same_seed_is_the_same_answer_and_another_is_not(kept: tuple[RunStore, Plan]) -> None:
    first, again, other = (follow_plan(VIEW, MINER, HELD, kept[0], paths=20, seed=seed) for seed in (7, 7, 8))
    assert first == again
    assert first.value.value != other.value.value


def test_a_followed_plan_fits_its_schema_and_every_id_is_its_own(followed: Followed) -> None:
    jsonschema.validate(followed.to_json(), Followed.json_schema())
    ids = [figure.id for figure in followed.figures()]
    assert len(set(ids)) == len(ids)


def test_the_page_says_worth_bound_and_distance(followed: Followed) -> None:
    text = " ".join(page_text(followed, "saved plan", *followed_pages(followed)).split())
    assert "its certificate says at least" in text
    assert "they agree" in text


def test_a_certificate_that_fresh_paths_refute_is_said_to_be_worth_nothing(followed: Followed) -> None:
    assert not isinstance(followed.apart, Missing)
    odd = replace(followed, apart=replace(followed.apart, value=4.2), agrees=False)
    assert "do not rely on this certificate" in followed_pages(odd)[0].finding


def test_both_samples_errors_count_in_the_distance(kept: tuple[RunStore, Plan]) -> None:
    plan = kept_plan(kept[0], kept[1].made_from, MINER)
    odd = replace(plan, proven=replace(plan.proven, lower=100.0, error=4.0))
    assert standard_errors_apart(Estimate(110.0, 3.0, 50), odd) == pytest.approx(2.0)


def test_samples_without_noise_have_no_distance(kept: tuple[RunStore, Plan]) -> None:
    plan = kept_plan(kept[0], kept[1].made_from, MINER)
    odd = replace(plan, proven=replace(plan.proven, error=0.0))
    assert isinstance(standard_errors_apart(Estimate(1.0, 0.0, 2), odd), Missing)


@pytest.mark.parametrize("seed", [1, 2])
def test_paths_that_the_plan_has_seen_are_refused(seed: int, kept: tuple[RunStore, Plan]) -> None:
    with pytest.raises(UsageProblem, match=f"--seed {seed}"):
        follow_plan(VIEW, MINER, HELD, kept[0], seed=seed)


def test_another_day_assumption_or_company_finds_no_plan(kept: tuple[RunStore, Plan]) -> None:
    store, told = kept
    others = (
        (replace(told.made_from, as_of=date(2025, 11, 30)), MINER),
        (replace(told.made_from, assumptions="another"), MINER),
        (told.made_from, replace(MINER, cash_usd=MINER.cash_usd + 1)),
    )
    for made_from, miner in others:
        with pytest.raises(NotEnoughData, match="headframe plan RIOT"):
            kept_plan(store, made_from, miner)


def test_a_plan_with_a_weight_of_risk_is_not_followed_as_the_best(tmp_path: Path, kept: tuple[RunStore, Plan]) -> None:
    store, made_from = RunStore(tmp_path), kept[1].made_from
    store.save(KIND, plan_key(made_from, replace(QUESTION, risk=0.3), MINER), {})
    with pytest.raises(NotEnoughData):
        kept_plan(store, made_from, MINER)


def test_several_plans_without_the_plain_one_are_not_chosen_among(tmp_path: Path, kept: tuple[RunStore, Plan]) -> None:
    store, made_from = RunStore(tmp_path), kept[1].made_from
    for nodes in (3, 4):
        store.save(KIND, plan_key(made_from, replace(QUESTION, nodes=nodes), MINER), {})
    with pytest.raises(NotEnoughData, match="several"):
        kept_plan(store, made_from, MINER)


def test_without_a_kept_plan_the_command_names_the_one_to_run_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", "RIOT", "--policy", "best", "--as-of", "2025-10-31"]) != 0
    assert "headframe plan RIOT" in capsys.readouterr().err


def test_a_horizon_of_its_own_is_refused_for_a_saved_plan(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", "RIOT", "--policy", "best", "--months", "9"]) == 2
    assert "--months" in capsys.readouterr().err


def test_the_command_line_adds_no_computation(capsys: pytest.CaptureFixture[str]) -> None:
    store = runs_store()
    assert isinstance(
        choose_plan(VIEW, MINER, HELD, replace(QUESTION, quarters=2, nodes=2, trials=3), store=store), Plan
    )
    words = ["simulate", "RIOT", "--policy", "best", "--as-of", "2025-10-31", "--paths", "20", "--form", "json"]
    assert main(words) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed == json.loads(follow_plan(VIEW, MINER, HELD, store, paths=20).to_json_text())
