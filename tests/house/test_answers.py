"""What every verb promises: one envelope, its schema, and nothing computed on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import jsonschema
import pytest

from headframe.accounts.backcast import backcast
from headframe.accounts.balanced import balance
from headframe.accounts.encumbrance import encumbrance
from headframe.accounts.lots import value_lots
from headframe.accounts.lots_queue import Method
from headframe.accounts.margins import weigh_margins
from headframe.accounts.rollforward import reconcile
from headframe.accounts.tie_out import tie_out
from headframe.briefs.brief import write_brief
from headframe.cli.answers_table import ANSWERS, answer_of
from headframe.cli.main import main
from headframe.conduct.funding import bound_funding
from headframe.conduct.motive import weigh_motive
from headframe.conduct.shifts import find_shifts
from headframe.economics.forecast import forecast
from headframe.economics.simulated import simulate_company
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.planning.hindsight import hindsight
from headframe.planning.plan_question import PlanQuestion
from headframe.planning.schedule import schedule_block
from headframe.record.record import Record
from headframe.record.view import View
from headframe.sites.megawatts import count_megawatts
from headframe.sites.register import lease_register
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.assumptions import packaged_assumptions
from headframe.vocabulary.company import companies
from headframe.vocabulary.figure import Figure
from headframe.worlds.asked import Asked, asked_worlds
from headframe.worlds.backtest import backtest
from headframe.worth.drivers import find_drivers
from headframe.worth.owners import find_owners
from headframe.worth.why import explain
from headframe.worth.worth import value_parts

VIEW = Record().view()
BY_COMPANY: dict[str, Callable[[View, str], Answer]] = {
    "brief": write_brief,
    "reconcile": reconcile,
    "lots": value_lots,
    "margins": weigh_margins,
    "backcast": backcast,
    "balanced": balance,
    "tie-out": tie_out,
    "encumbrance": encumbrance,
    "shifts": find_shifts,
    "motive": weigh_motive,
    "funding": bound_funding,
    "megawatts": count_megawatts,
    "leases": lease_register,
    "drivers": find_drivers,
    "owners": find_owners,
}
FEW = ("--paths", "64", "--months", "9")
REPORTING = sorted(ticker for ticker in companies() if VIEW.facts(ticker))


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    assert main([*arguments, "--form", "json"]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


@pytest.mark.parametrize("verb", sorted(BY_COMPANY))
@pytest.mark.parametrize("company", REPORTING)
def test_every_company_gets_an_answer_in_the_published_schema(verb: str, company: str) -> None:
    answer = BY_COMPANY[verb](VIEW, company)
    jsonschema.validate(answer.to_json(), answer_of(verb).json_schema())


@pytest.mark.parametrize("verb", sorted(BY_COMPANY))
def test_the_command_line_adds_no_computation(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, verb, "RIOT") == BY_COMPANY[verb](VIEW, "RIOT").to_json()


def test_why_prints_what_explain_returns(capsys: pytest.CaptureFixture[str]) -> None:
    answer = explain(VIEW, "RIOT", "bitcoin_held", "2025-12-31")
    jsonschema.validate(answer.to_json(), answer_of("why").json_schema())
    assert printed(capsys, "why", "RIOT", "bitcoin_held", "2025-12-31") == answer.to_json()


def test_why_takes_the_words_of_an_id(capsys: pytest.CaptureFixture[str]) -> None:
    answer = explain(VIEW, "RIOT", "sg_and_a", "2025-Q3", "in cash")
    jsonschema.validate(answer.to_json(), answer_of("why").json_schema())
    assert printed(capsys, "why", "RIOT", "sg_and_a", "2025-Q3", "in", "cash") == answer.to_json()


def test_schedule_prints_what_schedule_block_returns(capsys: pytest.CaptureFixture[str]) -> None:
    answer = schedule_block(VIEW, 2201, 40)
    jsonschema.validate(answer.to_json(), answer_of("schedule").json_schema())
    assert printed(capsys, "schedule", "2201", "--days", "40") == answer.to_json()


def test_worlds_prints_what_asked_worlds_returns(capsys: pytest.CaptureFixture[str]) -> None:
    answer = asked_worlds(VIEW, Asked(months=12, paths=200))
    jsonschema.validate(answer.to_json(), answer_of("worlds").json_schema())
    assert printed(capsys, "worlds", "--months", "12", "--paths", "200") == answer.to_json()


def test_backtest_prints_what_backtest_returns(capsys: pytest.CaptureFixture[str]) -> None:
    answer = backtest(VIEW, "RIOT", paths=200)
    jsonschema.validate(answer.to_json(), answer_of("backtest").json_schema())
    assert printed(capsys, "backtest", "--company", "RIOT", "--paths", "200") == answer.to_json()


AHEAD: dict[str, tuple[Callable[[str], Answer], tuple[str, ...]]] = {
    "forecast": (lambda company: forecast(VIEW, company, months=9), ("--months", "9")),
    "simulate": (lambda company: simulate_company(VIEW, company, paths=64, months=9), FEW),
    "worth": (lambda company: value_parts(VIEW, company, paths=64, months=9), (*FEW, "--policy", "hold-all")),
}
CARRIED = ("CLSK", "MARA", "RIOT")
"""Companies whose every needed field is known."""


@pytest.mark.parametrize("verb", sorted(AHEAD))
@pytest.mark.parametrize("company", CARRIED)
def test_what_looks_ahead_prints_what_its_function_returns(
    verb: str, company: str, capsys: pytest.CaptureFixture[str]
) -> None:
    make, options = AHEAD[verb]
    answer = make(company)
    jsonschema.validate(answer.to_json(), answer_of(verb).json_schema())
    assert printed(capsys, verb, company, *options) == json.loads(json.dumps(answer.to_json()))
    for figure in answer.figures():
        assert figure.unit and (figure.sources or figure.formula), figure.id


@pytest.mark.parametrize("verb", sorted(AHEAD))
def test_every_number_that_looks_ahead_answers_to_why(verb: str) -> None:
    for figure in AHEAD[verb][0]("RIOT").figures():
        if figure.id.split(" ")[1].startswith(("forecast_", "simulated_", "worth_")):
            assert same_number(explained_as(figure.id), figure), figure.id


@pytest.mark.parametrize("verb", ["runs", "assumptions"])
def test_listings_print_their_schema(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    jsonschema.validate(printed(capsys, verb), answer_of(verb).json_schema())


def test_hindsight_prints_what_hindsight_returns(capsys: pytest.CaptureFixture[str]) -> None:
    question = PlanQuestion(quarters=2, nodes=2, trials=2)
    answer = hindsight(VIEW, "RIOT", packaged_assumptions(), date(2026, 3, 31), question)
    jsonschema.validate(answer.to_json(), answer_of("hindsight").json_schema())
    small = ("--quarters", "2", "--nodes", "2", "--trials", "2")
    assert printed(capsys, "hindsight", "RIOT", "--from", "2026-03-31", *small) == answer.to_json()


@pytest.mark.parametrize("verb", sorted(ANSWERS))
def test_the_class_of_an_answer_bears_its_verbs_name(verb: str) -> None:
    assert answer_of(verb).verb == verb


@pytest.mark.parametrize("verb", sorted(ANSWERS))
def test_a_schema_is_a_schema(verb: str) -> None:
    jsonschema.Draft202012Validator.check_schema(answer_of(verb).json_schema())


@pytest.mark.parametrize("verb", sorted(BY_COMPANY))
def test_every_figure_has_unit_badge_and_source_or_formula(verb: str) -> None:
    for figure in BY_COMPANY[verb](VIEW, "RIOT").figures():
        assert figure.unit
        assert figure.sources or figure.formula, figure.id


@pytest.mark.parametrize("verb", sorted(BY_COMPANY))
def test_no_answer_knows_more_than_its_day(verb: str) -> None:
    view = Record().view(VIEW.as_of.replace(year=2025, month=11, day=10))
    for figure in BY_COMPANY[verb](view, "RIOT").figures():
        assert figure.known_at <= view.as_of, figure.id


def test_a_frame_has_a_row_for_each_figure_and_gap() -> None:
    answer = reconcile(VIEW, "RIOT")
    frame = answer.frame()
    assert frame.filter(frame["missing"].is_null()).height == len(list(answer.figures()))


@pytest.mark.parametrize("company", ["BTBT", "CLSK", "GLXY", "MARA", "RIOT"])
def test_every_number_of_every_verb_answers_to_why(company: str) -> None:
    explained = {id: explained_as(id) for id in {figure.id for figure in shown_of(company)}}
    unanswered = {id for id, found in explained.items() if isinstance(found, Missing)}
    assert unanswered == set()
    assert {figure.id for figure in shown_of(company) if not same_number(explained[figure.id], figure)} == set()


def test_a_number_at_a_stated_price_answers_to_why() -> None:
    for figure in weigh_margins(VIEW, "RIOT", 90_000).figures():
        found = explained_as(figure.id)
        assert same_number(found, figure), figure.id


def test_the_lots_of_a_span_answer_to_why() -> None:
    span = Period.parse("2025-11-01/2025-12-31")
    for method in Method:
        for figure in value_lots(VIEW, "RIOT", span, method).figures():
            assert same_number(explained_as(figure.id), figure), figure.id


def shown_of(company: str) -> list[Figure]:
    """Return every figure that the verbs show of a company, inputs not among them."""
    answers: list[Answer] = [verb(VIEW, company) for verb in BY_COMPANY.values()]
    answers += [value_lots(VIEW, company, method=method) for method in Method]
    return [figure for answer in answers for figure in answer.figures()]


def explained_as(id: str) -> Figure | Missing:
    company, concept, period, *which = id.split(" ")
    return explain(VIEW, company, concept, period, " ".join(which)).figure


def same_number(found: Figure | Missing, shown: Figure) -> bool:
    return isinstance(found, Figure) and (found.value, found.interval, found.unit) == (
        shown.value,
        shown.interval,
        shown.unit,
    )
