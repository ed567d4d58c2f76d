"""The tools, driven by the SDK's own client: schemas, the verbs' own envelopes, refusals as answers."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import jsonschema
import pytest

from headframe.accounts.rollforward import reconcile
from headframe.briefs.brief import write_brief
from headframe.conduct.why import explain
from headframe.mcp.calls import STEPS
from headframe.mcp.desk import Desk
from headframe.mcp.schemas import input_schema, output_schema
from headframe.mcp.tools_table import TOOLS, Tool
from headframe.record.listing import list_facts
from headframe.record.record import Record

VIEW = Record().view()
ARTICLE = "2026-01-20. Riot sold 475 BTC in December 2025. It held 18,005 BTC at the end of December 2025."
CALLS: dict[str, dict[str, Any]] = {
    "brief": {"company": "RIOT"},
    "facts": {"company": "RIOT", "concept": "bitcoin_held"},
    "why": {"company": "RIOT", "concept": "bitcoin_held", "period": "2025-12-31"},
    "reconcile": {"company": "RIOT"},
    "audit": {"text": ARTICLE},
    "schedule": {"coins": 2201, "days": 40, "cash_by": "50e6@10d"},
    "forecast": {"company": "RIOT", "months": 6},
    "worth": {"company": "RIOT", "paths": 64, "months": 9, "policy": "hold-all"},
    "plan": {"company": "RIOT", "seconds": 5, "risk": 0.2},
    "companies": {},
    "concepts": {"name": "bitcoin_held"},
}
Call = Callable[..., Any]


def data(result: Any) -> dict[str, Any]:
    assert not result.isError, result.content[0].text
    found: dict[str, Any] = result.structuredContent
    return found


def refused(result: Any) -> dict[str, str]:
    assert result.isError
    assert set(result.structuredContent) == {"what", "where", "why", "next"}
    assert json.loads(result.content[0].text) == result.structuredContent
    found: dict[str, str] = result.structuredContent
    return found


def test_every_tool_is_called_in_these_tests() -> None:
    assert set(CALLS) == {tool.name for tool in TOOLS}


@pytest.fixture(scope="module")
def answered() -> dict[str, Any]:
    """What each tool answered, each asked once in this module: a plan takes a while."""
    return {}


@pytest.fixture
def answer(answered: dict[str, Any], call: Call) -> Callable[[str], Any]:
    """Return a tool's answer to its call above."""

    def of(name: str) -> Any:
        if name not in answered:
            answered[name] = call(name, **CALLS[name])
        return answered[name]

    return of


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
def test_a_tool_answers_in_its_own_schema(tool: Tool, answer: Callable[[str], Any]) -> None:
    result = answer(tool.name)
    jsonschema.validate(data(result), output_schema(tool))
    jsonschema.validate(data(result), tool.answers_with().json_schema())


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
def test_the_text_of_an_answer_is_its_json(tool: Tool, answer: Callable[[str], Any]) -> None:
    result = answer(tool.name)
    assert json.loads(result.content[0].text) == result.structuredContent


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
def test_every_figure_of_an_answer_has_badge_day_and_source_or_formula(
    tool: Tool, answer: Callable[[str], Any]
) -> None:
    for figure in figures_in(data(answer(tool.name))):
        assert {"badge", "known_at", "unit"} <= set(figure)
        assert figure.get("sources") or figure.get("formula"), figure["id"]


def figures_in(node: Any) -> list[dict[str, Any]]:
    if isinstance(node, dict):
        if "badge" in node and "id" in node:
            return [node]
        return [found for value in node.values() for found in figures_in(value)]
    return [found for value in node for found in figures_in(value)] if isinstance(node, list) else []


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
def test_the_schemas_of_a_tool_are_schemas(tool: Tool) -> None:
    jsonschema.Draft202012Validator.check_schema(input_schema(tool))
    jsonschema.Draft202012Validator.check_schema(output_schema(tool))
    assert all(schema["description"] for schema in input_schema(tool)["properties"].values())


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
def test_every_tool_takes_a_day(tool: Tool) -> None:
    assert "as_of" in input_schema(tool)["properties"]


def test_the_client_sees_every_tool_read_only_with_both_schemas(talk: Callable[..., Any]) -> None:
    tools = talk(lambda session: session.list_tools()).tools
    assert [tool.name for tool in tools] == [tool.name for tool in TOOLS]
    for tool in tools:
        assert tool.annotations.readOnlyHint is True
        assert tool.inputSchema["additionalProperties"] is False
        assert tool.outputSchema["properties"]["schema"]["const"].startswith("headframe.")


def test_why_is_the_verbs_own_envelope(call: Call) -> None:
    told = call("why", company="RIOT", concept="bitcoin_held", period="2025-12-31")
    assert data(told) == explain(VIEW, "RIOT", "bitcoin_held", "2025-12-31").to_json()


def test_facts_are_the_verbs_own_envelope(call: Call) -> None:
    told = call("facts", company="RIOT", concept="bitcoin_held")
    assert data(told) == list_facts(VIEW, "RIOT", "bitcoin_held").to_json()


def test_the_whole_roll_forward_is_the_verbs_own_envelope(call: Call) -> None:
    told = call("reconcile", company="RIOT", last=1000)
    assert data(told) == reconcile(VIEW, "RIOT").to_json()
    assert len(told.content) == 1


def test_what_was_left_out_is_said(call: Call) -> None:
    told = call("reconcile", company="RIOT")
    assert len(data(told)["data"]["steps"]) == STEPS
    assert "older rows left out" in told.content[1].text


def test_a_section_comes_with_all_its_rows(call: Call) -> None:
    told = data(call("brief", company="RIOT", section="holdings"))["data"]["sections"]
    assert [section["key"] for section in told] == ["holdings"]
    assert len(told[0]["rows"]) == len(write_brief(VIEW, "RIOT").section("holdings").rows)


def test_the_newest_figures_of_each_concept_are_kept(call: Call) -> None:
    rows = data(call("facts", company="RIOT", last=1))["data"]["facts"]
    assert len(rows) == len({row["concept"] for row in rows})


def test_a_day_shows_what_was_known_on_it(call: Call) -> None:
    told = call("why", company="RIOT", concept="bitcoin_held", period="2025-12-31", as_of="2026-01-05")
    assert "no source known by 2026-01-05" in data(told)["data"]["figure"]["missing"]


def test_a_server_of_a_day_answers_as_of_it() -> None:
    desk = Desk(Record(), date(2026, 1, 5))
    assert desk.reply("reconcile", {"company": "RIOT"}).data["as_of"] == "2026-01-05"
    assert desk.reply("reconcile", {"company": "RIOT", "as_of": "2025-12-31"}).data["as_of"] == "2025-12-31"


def test_an_article_is_judged_claim_by_claim(call: Call) -> None:
    claims = data(call("audit", text=ARTICLE))["data"]["claims"]
    assert [claim["verdict"] for claim in claims] == ["wrong_period", "right"]


def test_an_article_is_text_and_never_a_path(call: Call) -> None:
    told = data(call("audit", text="The file lies in ../shared/articles/d1.txt, said Riot."))
    assert told["data"]["words"] == 7


@pytest.mark.parametrize(
    "name, arguments, offered",
    [
        ("brief", {"company": "Riott Platforms"}, "RIOT"),
        ("why", {"company": "RIOT", "concept": "bitcoin_hold", "period": "2025-12-31"}, "bitcoin_held"),
        ("brief", {"compny": "RIOT"}, "did you mean company?"),
        ("reconsile", {"company": "RIOT"}, "did you mean reconcile?"),
        ("brief", {"company": "RIOT", "section": "holding"}, "did you mean holdings?"),
        ("schedule", {"coins": 5, "days": 3, "by": "luck"}, "cost, risk"),
    ],
)
def test_an_unknown_word_is_refused_with_the_nearest(
    name: str, arguments: dict[str, Any], offered: str, call: Call
) -> None:
    assert offered in refused(call(name, **arguments))["next"]


@pytest.mark.parametrize(
    "name, arguments, where",
    [
        ("brief", {}, "company"),
        ("brief", {"company": 7}, "company"),
        ("brief", {"company": "  "}, "company"),
        ("brief", {"company": "R" * 10_000}, "company"),
        ("brief", {"company": "RIOT", "price": -1}, "price"),
        ("brief", {"company": "RIOT", "price": True}, "price"),
        ("reconcile", {"company": "RIOT", "last": 0}, "last"),
        ("reconcile", {"company": "RIOT", "last": 2.5}, "last"),
        ("audit", {"text": "a" * 400_001}, "text"),
    ],
)
def test_an_argument_out_of_bounds_is_refused_by_name(
    name: str, arguments: dict[str, Any], where: str, call: Call
) -> None:
    assert refused(call(name, **arguments))["where"] == where


@pytest.mark.parametrize("day", ["soon", "2025-13", "2025-02-30", "0"])
def test_a_day_of_no_calendar_is_refused(day: str, call: Call) -> None:
    assert "2025-11-30" in refused(call("reconcile", company="RIOT", as_of=day))["next"]


def test_an_answer_too_long_is_refused_whole(call: Call) -> None:
    problem = refused(call("facts", company="RIOT"))
    assert "more than" in problem["what"]
    assert "one concept" in problem["next"]


def test_a_gap_in_the_record_is_a_refusal_with_a_way_on(call: Call) -> None:
    assert refused(call("brief", company="RIOT", as_of="2009-01-31"))["next"]


def test_a_bug_shows_no_internals(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret path")

    monkeypatch.setattr(Tool, "loaded", lambda _: broken)
    reply = Desk(Record()).reply("brief", {"company": "RIOT"})
    assert reply.refused
    assert "secret" not in reply.text
    assert "secret path" in capsys.readouterr().err


@pytest.mark.parametrize("last", [10**400, -(10**400), 1e999, float("nan")])
def test_a_number_larger_than_any_is_a_wrong_question_and_no_bug(last: float) -> None:
    reply = Desk(Record()).reply("reconcile", {"company": "RIOT", "last": last})
    assert reply.refused and "is no integer" in reply.text
