"""A share by parts: what the answer says, what `why` answers, and what the command line prints."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from headframe.cli.answers_table import answer_of
from headframe.cli.main import main
from headframe.economics.build_miner import build_miner, miner_of
from headframe.economics.miner import Miner
from headframe.economics.profile import profile_of, template
from headframe.economics.rules import Rule
from headframe.economics.simulated import simulate_company
from headframe.ground.missing import Missing
from headframe.record.record import Record
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.assumptions import packaged_assumptions
from headframe.vocabulary.figure import Figure
from headframe.worth.bridge import bridge_worth
from headframe.worth.known_notes import with_known_notes
from headframe.worth.priced_in import priced_in
from headframe.worth.share_value import Draw
from headframe.worth.why import explain
from headframe.worth.worth import Worth, price_of, value_parts

VIEW, HELD = Record().view(), packaged_assumptions()
RIOT, MARA = (build_miner(VIEW, ticker, HELD) for ticker in ("RIOT", "MARA"))
FEW = Draw(paths=64, months=24)
SMALL = {"paths": FEW.paths, "months": FEW.months}
OPTIONS = ("--paths", "64", "--months", "24", "--policy", "hold-all")
STARTS = Rule(start_rent_usd_per_kw_month=0.0)
"""Begins a phase for each tenant that comes."""


@pytest.fixture(scope="module")
def held_all() -> Worth:
    return value_parts(VIEW, RIOT, HELD, **SMALL)


def test_the_answer_says_its_policy_its_day_and_the_days_of_its_balances(held_all: Worth) -> None:
    from headframe.briefs.sections.worth import parts_page

    told = " ".join(parts_page(held_all).notes)
    assert "policy hold-all" in told and f"as known on {VIEW.as_of}" in told
    assert "cash of 2025-09-30" in told


def test_how_often_money_runs_out_stands_beside_the_value(held_all: Worth) -> None:
    from headframe.briefs.sections.worth import gap_words

    chance = held_all.funding_gap_chance
    assert 0.0 <= chance.interval.low <= chance.value <= chance.interval.high <= 1.0
    assert gap_words(held_all).startswith("on no path" if chance.value == 0.0 else "on ")


def test_a_value_that_leans_on_money_found_in_need_says_so() -> None:
    from headframe.briefs.sections.worth import gap_words

    told = value_parts(VIEW, MARA, HELD, paths=64, months=120)
    assert told.funding_gap_chance.value > 0.5 and told.funding_gap.value > 0.0
    assert "leans on" in gap_words(told)


def test_convertibles_known_only_within_all_debt_are_taken_out_of_it() -> None:
    apart = with_known_notes(VIEW, MARA)
    assert sum(debt.principal_usd for debt in apart.debts) == pytest.approx(sum(d.principal_usd for d in MARA.debts))
    assert [debt.kind.value for debt in apart.debts] == ["term", "convertible", "convertible", "convertible"]
    assert with_known_notes(VIEW, apart) is apart
    assert "convertibles with a printed conversion price" in " ".join(value_parts(VIEW, MARA, HELD, **SMALL).notes)


def test_a_profile_that_states_its_convertibles_is_left_alone() -> None:
    assert with_known_notes(VIEW, RIOT) is RIOT


def test_the_freedom_to_start_phases_is_the_difference_it_makes() -> None:
    free = value_parts(VIEW, RIOT, HELD, policy="free", rule=STARTS, **SMALL)
    closed = value_parts(VIEW, RIOT, HELD, **SMALL)
    assert isinstance(free.option_per_share, Figure) and isinstance(closed.option_per_share, Missing)
    gained = free.drawn.value_per_share.value - closed.drawn.value_per_share.value
    assert free.option_per_share.value == pytest.approx(gained, rel=1e-12)


def test_a_supposed_megawatt_is_never_valued_twice() -> None:
    supposed = HELD.with_changes({"worth.usd_per_uncontracted_mw": 1e6})
    free = value_parts(VIEW, RIOT, supposed, policy="free", rule=STARTS, **SMALL)
    closed = value_parts(VIEW, RIOT, supposed, **SMALL)
    assert free.drawn.value_per_share.value == closed.drawn.value_per_share.value
    assert any("counts twice" in note for note in free.notes)


def private(**changes: tuple[str, str]) -> Miner:
    text = template()
    for old, new in changes.values():
        assert old in text
        text = text.replace(old, new)
    return miner_of(profile_of(text, "northfield.toml"), VIEW, HELD, "northfield.toml")


def test_a_private_company_is_valued_by_its_shares() -> None:
    told = value_parts(VIEW, private(), HELD, **SMALL)
    cash = next(part for part in told.drawn.parts if part.name == "cash")
    assert cash.value.value == pytest.approx(cash.per_share.value * 1e6)
    assert isinstance(told.price, Missing) and isinstance(told.value_over_price, Missing)


def test_money_its_owners_put_in_is_no_part_of_a_private_company() -> None:
    poor = private(cash=("cash_usd = 25.0e6", "cash_usd = 2.0e6"))
    told = value_parts(VIEW, poor, HELD, paths=64, months=60)
    assert told.funding_gap.value > 0.0
    assert "new shares" not in {part.name for part in told.drawn.parts}


def test_partners_own_their_share_of_a_project_and_of_mining() -> None:
    whole = value_parts(VIEW, private(), HELD, **SMALL)
    shared = value_parts(
        VIEW,
        private(
            lease=("# owned_share = 0.6 ", "owned_share = 0.6 "),
            mining=("# minority_share_of_mining = 0.2 ", "minority_share_of_mining = 0.2 "),
        ),
        HELD,
        **SMALL,
    )
    of = {part.name: part.value.value for part in whole.drawn.parts}
    expected = -0.4 * of["lease: hall A, signed"] - 0.2 * (of["mining"] + of["power contract"])
    found = next(part.value.value for part in shared.drawn.parts if part.name == "minority interests")
    assert found == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(
    "arguments", [("worth", "RIOT"), ("worth", "RIOT", "--since", "2026-03-31"), ("worth", "FILE")]
)
@pytest.mark.parametrize("form", ["terminal", "csv", "svg"])
def test_every_form_prints(
    arguments: tuple[str, ...], form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "northfield.toml"
    file.write_text(template(), "utf-8")
    named = [str(file) if word == "FILE" else word for word in arguments]
    assert main([*named, *OPTIONS, "--form", form]) == 0
    assert capsys.readouterr().out.strip()


@pytest.mark.parametrize(
    ("arguments", "schema"),
    [
        (("worth", "RIOT", *OPTIONS), "worth"),
        (("worth", "RIOT", "--since", "2026-03-31", *OPTIONS), "bridge"),
        (("worth", "RIOT", "--rules", "all"), "rules"),
        (("worth", "RIOT", "--through"), "yardsticks"),
        (("priced-in", "RIOT", "--price", "13", *OPTIONS), "priced-in"),
        (("simulate", "RIOT", *OPTIONS), "simulate"),
    ],
)
def test_each_answer_bears_its_own_schema(
    arguments: tuple[str, ...], schema: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*arguments, "--form", "json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["schema"] == f"headframe.{schema}/1"
    jsonschema.validate(printed, answer_of(schema).json_schema())


def test_worth_prints_what_value_parts_returns(held_all: Worth, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["worth", "RIOT", *OPTIONS, "--form", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(json.dumps(held_all.to_json()))


def answers_to_why(answer: Answer) -> None:
    shown = [
        figure for figure in answer.figures() if figure.id.split(" ")[1].startswith(("worth_", "bridge", "priced"))
    ]
    assert shown
    for figure in shown:
        company, concept, period, *which = figure.id.split(" ")
        found = explain(VIEW, company, concept, period, " ".join(which)).figure
        assert isinstance(found, Figure), (figure.id, found)
        assert (found.value, found.interval, found.unit) == (figure.value, figure.interval, figure.unit), figure.id


def test_every_number_of_a_valuation_answers_to_why(held_all: Worth) -> None:
    answers_to_why(held_all)


def test_a_number_at_a_stated_price_answers_to_why() -> None:
    told = value_parts(VIEW, RIOT, HELD, price_usd=13.5, **SMALL)
    assert isinstance(told.value_over_price, Figure) and "at 13.5 USD" in told.value_over_price.id
    answers_to_why(told)


def test_a_number_under_a_scenario_answers_to_why() -> None:
    from headframe.vocabulary.scenarios import under_scenario

    answers_to_why(value_parts(VIEW, "RIOT", under_scenario(HELD, "no-tenants"), **SMALL))


def test_every_number_of_a_bridge_but_its_start_answers_to_why() -> None:
    told = bridge_worth(VIEW, "RIOT", date(2026, 3, 31), draw=FEW)
    answers_to_why(replace(told, start=told.end))


def test_the_start_of_a_bridge_says_on_which_day_to_ask() -> None:
    figure = bridge_worth(VIEW, "RIOT", date(2026, 3, 31), draw=FEW).start
    company, concept, period, *which = figure.id.split(" ")
    found = explain(VIEW, company, concept, period, " ".join(which)).figure
    assert isinstance(found, Missing) and "--as-of" in found.reason
    then = explain(VIEW.earlier(date(2026, 3, 31)), company, concept, period, " ".join(which)).figure
    assert isinstance(then, Figure) and then.value == figure.value


def test_what_is_priced_in_answers_to_why() -> None:
    paid = price_of(VIEW, RIOT, 13.5)
    answers_to_why(priced_in(VIEW, lambda held: build_miner(VIEW, "RIOT", held), HELD, paid, draw=FEW))


def test_every_number_of_a_simulation_answers_to_why() -> None:
    told = simulate_company(VIEW, "RIOT", HELD, paths=64, months=14, tail=0.1)
    ours = [figure for figure in told.figures() if figure.id.split(" ")[1].startswith("simulated_")]
    assert len(ours) > 20
    for figure in ours:
        company, concept, period, *which = figure.id.split(" ")
        found = explain(VIEW, company, concept, period, " ".join(which)).figure
        assert isinstance(found, Figure), (figure.id, found)
        assert (found.value, found.interval) == (figure.value, figure.interval)


def test_a_number_made_with_own_assumptions_says_which_verb_to_ask() -> None:
    own = HELD.with_changes({"ai.capex_usd_per_mw_it": 12e6})
    figure = value_parts(VIEW, "RIOT", own, **SMALL).drawn.value_per_share
    company, concept, period, *which = figure.id.split(" ")
    found = explain(VIEW, company, concept, period, " ".join(which)).figure
    assert isinstance(found, Missing) and "assumptions of your own" in found.reason


def test_two_numbers_never_share_an_id(held_all: Worth) -> None:
    values: dict[str, set[float]] = {}
    for told in (held_all, value_parts(VIEW, RIOT, HELD, price_usd=13.5, **SMALL)):
        for figure in told.figures():
            values.setdefault(figure.id, set()).add(round(figure.value, 9))
    assert {id: found for id, found in values.items() if len(found) > 1} == {}


@pytest.mark.parametrize(
    ("id", "verb"),
    [
        ("RIOT schedule_slice 2026-11-23 2201 BTC in 40 days by cost", "headframe schedule"),
        ("market world_price 2026-06 p50 500 paths 24 months seed 3 plain HB_WEST 0a1b", "headframe worlds"),
        ("market world_backtest 2025-12 price 12 crps", "headframe backtest"),
        ("RIOT worth_per_share 2026-05-31 best 64 paths 24 months seed 7 " + HELD.digest, "saved plan"),
        ("RIOT worth_per_share 2026-05-31 whatever", "as the verb prints it"),
    ],
)
def test_what_cannot_be_made_again_says_what_to_ask(id: str, verb: str) -> None:
    company, concept, period, *which = id.split(" ")
    found = explain(VIEW, company, concept, period, " ".join(which)).figure
    assert isinstance(found, Missing) and verb in found.reason


def test_a_number_of_the_plain_worlds_answers_to_why() -> None:
    from headframe.worlds.asked import Asked, asked_worlds

    told = asked_worlds(VIEW, Asked())
    for figure in (told.fans[0].points[0].p50, told.correlations[0].correlation):
        company, concept, period, *which = figure.id.split(" ")
        assert explain(VIEW, company, concept, period, " ".join(which)).figure == figure
