"""The plan in the brief: the kept one with its pictures, else the call that makes one; nothing is learned unasked."""

from __future__ import annotations

import json
from datetime import date

import pytest

from headframe.briefs.sections.plan_brief import plan_in_brief
from headframe.cli.main import main
from headframe.cli.runs_folder import runs_store
from headframe.economics.build_miner import build_miner
from headframe.planning.kept_answer import keep_answer
from headframe.planning.plan import choose_plan
from headframe.planning.plan_answer import Plan
from headframe.planning.plan_question import PlanQuestion
from headframe.record.record import Record
from headframe.vocabulary.assumptions import packaged_assumptions

DAY = "2025-10-31"
BRIEF = ("brief", "RIOT", "--as-of", DAY)


ASKED = PlanQuestion(quarters=3, nodes=2, trials=4, frontier=True)
VIEW, HELD = Record().view(date.fromisoformat(DAY)), packaged_assumptions()
MINER = build_miner(VIEW, "RIOT", HELD)


@pytest.fixture(scope="module")
def made() -> Plan:
    told = choose_plan(VIEW, MINER, HELD, ASKED, later=Record().view())
    assert isinstance(told, Plan)
    return told


@pytest.fixture
def plan(made: Plan) -> Plan:
    """A small plan that is kept where the command line looks for one."""
    keep_answer(runs_store(), ASKED, MINER, made)
    return made


def printed(capsys: pytest.CaptureFixture[str], *more: str) -> str:
    assert main([*BRIEF, *more]) == 0
    return capsys.readouterr().out


def test_without_a_kept_plan_it_names_the_call_that_makes_one(capsys: pytest.CaptureFixture[str]) -> None:
    page = printed(capsys)
    assert "no plan is kept" in " ".join(page.split())
    assert f"headframe plan RIOT --as-of {DAY}" in page


def test_a_kept_plan_is_shown_with_decision_proof_and_rivals(plan: Plan, capsys: pytest.CaptureFixture[str]) -> None:
    page = " ".join(printed(capsys).split())
    assert plan.first.sentence in page
    assert "of the best possible for the lattice" in page
    assert "sell-to-fund" in page and "actual" in page
    assert "MEAN AGAINST THE WORST" in page


def test_its_pictures_stand_under_their_sections(plan: Plan, capsys: pytest.CaptureFixture[str]) -> None:
    page = printed(capsys, "--form", "html")
    section = page.split('<section id="plan">')[1].split("</section>")[0]
    assert section.count("<svg") == 2
    assert page.split('<section id="frontier">')[1].split("</section>")[0].count("<svg") <= 1


def test_a_kept_plan_of_another_day_is_not_shown(plan: Plan, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["brief", "RIOT", "--as-of", "2026-01-10"]) == 0
    assert "no plan is kept" in " ".join(capsys.readouterr().out.split())


def test_the_briefs_data_holds_the_plans_figures(plan: Plan, capsys: pytest.CaptureFixture[str]) -> None:
    sections = {each["key"]: each for each in json.loads(printed(capsys, "--form", "json"))["data"]["sections"]}
    assert sections["plan"]["rows"][0][0] == "best"
    assert sections["plan"]["rows"][0][1]["badge"] == "estimated"


def test_the_company_s_later_course_is_said_to_be_look_ahead(plan: Plan) -> None:
    notes = plan_in_brief(plan)[0].notes
    assert any("look-ahead" in note for note in notes)


@pytest.mark.parametrize("more", [("--seconds", "30"), ("--form", "xlsx", "--ahead", "--out", "x.xlsx")])
def test_options_of_the_plan_are_refused_where_no_plan_is_made(more: tuple[str, ...]) -> None:
    assert main([*BRIEF, *more]) == 2
