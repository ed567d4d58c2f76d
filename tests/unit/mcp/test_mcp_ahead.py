"""The tools that look ahead: the verbs' own answers, ids that `why` knows, bounds on time, and refusals."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from headframe.economics.forecast import forecast
from headframe.economics.rules import rule_named
from headframe.ground.runs import RunStore
from headframe.mcp.ahead import assumptions_asked
from headframe.mcp.desk import Desk, Reply
from headframe.mcp.kept import Kept
from headframe.mcp.tools_table import TOOLS
from headframe.planning.plan_store import KIND
from headframe.record.record import Record
from headframe.worth.worth import value_parts

RECORD = Record()
FEW: dict[str, Any] = {"company": "RIOT", "paths": 64, "months": 9, "policy": "hold-all"}
SHORT: dict[str, Any] = {"company": "RIOT", "seconds": 5}
Figures = list[dict[str, Any]]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def desk(cache: Path) -> Desk:
    return Desk(RECORD, None, cache)


@pytest.fixture(scope="module")
def planned(desk: Desk) -> Reply:
    return desk.reply("plan", SHORT)


def figures_in(node: Any) -> Figures:
    if isinstance(node, dict):
        return [node] if "badge" in node and "id" in node else [x for v in node.values() for x in figures_in(v)]
    return [x for v in node for x in figures_in(v)] if isinstance(node, list) else []


def why(desk: Desk, id: str) -> dict[str, Any]:
    """Return what `why` says of a figure by its id."""
    company, concept, period, *words = id.split(" ")
    asked = {"company": company, "concept": concept, "period": period}
    reply = desk.reply("why", asked | ({"which": " ".join(words)} if words else {}))
    assert not reply.refused, reply.text
    found: dict[str, Any] = reply.data["data"]["figure"]
    return found


def test_a_forecast_is_the_verbs_own_envelope(desk: Desk) -> None:
    told = desk.reply("forecast", {"company": "RIOT", "months": 6, "set": "ai.capex_usd_per_mw_it=10e6"})
    held = assumptions_asked("base", "ai.capex_usd_per_mw_it=10e6")
    assert told.data == forecast(RECORD.view(), "RIOT", held, 6).to_json()


def test_a_value_is_the_verbs_own_envelope(desk: Desk) -> None:
    held = assumptions_asked("base", "")
    rule = rule_named("hold-all", held)
    whole = value_parts(RECORD.view(), "RIOT", held, policy="hold-all", rule=rule, paths=64, months=9)
    assert desk.reply("worth", FEW).data == whole.to_json()


def test_every_line_of_a_forecast_answers_to_why_and_what_it_starts_from_bears_its_source(desk: Desk) -> None:
    found = figures_in(desk.reply("forecast", {"company": "RIOT", "months": 3}).data)
    told = [one for one in found if one["id"].split(" ")[1].startswith("forecast_")]
    assert told
    assert all(one.get("sources") or one.get("formula") for one in found)
    assert {one["id"] for one in told if why(desk, one["id"]).get("value") != one["value"]} == set()


def test_every_number_of_a_value_answers_to_why(desk: Desk) -> None:
    told = figures_in(desk.reply("worth", FEW).data)
    assert told
    assert {one["id"] for one in told if why(desk, one["id"]).get("value") != one["value"]} == set()


def test_every_number_of_a_plan_answers_to_why_or_says_which_call_makes_it_again(desk: Desk, planned: Reply) -> None:
    told = figures_in(planned.data)
    assert told
    for one in told:
        found = why(desk, one["id"])
        assert found.get("value") == one["value"] or "headframe plan RIOT" in found["missing"], one["id"]


def test_a_plan_comes_with_both_bounds_in_order(planned: Reply) -> None:
    proof = planned.data["data"]["certificate"]
    assert proof["lower"]["value"] <= proof["upper"]["value"]


def test_a_plan_is_kept_and_the_same_question_goes_on_from_it(desk: Desk, planned: Reply, cache: Path) -> None:
    assert not planned.refused
    runs = [run for run in RunStore(cache / "runs").runs() if run.kind == KIND]
    assert len(runs) == 1
    again = desk.reply("plan", SHORT)
    learned, resumed = (each.data["data"]["steps"] for each in (planned, again))
    assert resumed[0]["upper"] <= learned[-1]["upper"] * (1 + 1e-9)


def test_every_tool_that_takes_long_has_a_bound_on_its_time() -> None:
    bounds = {one.name: one for tool in TOOLS if tool.keeps_runs for one in tool.takes}
    assert all(bounds[name].most is not None for name in ("seconds", "paths", "months"))


@pytest.mark.parametrize(
    "tool, arguments, said",
    [
        ("plan", {"company": "RIOT", "seconds": 1e6}, "seconds"),
        ("plan", {"company": "RIOT", "risk": 1.5}, "risk"),
        ("plan", {"company": "RIOT", "scenario": "bast"}, "base"),
        ("plan", {"company": "RIOT", "set": "ai.capex"}, "="),
        ("worth", {"company": "RIOT", "paths": 10**9}, "paths"),
        ("worth", {"company": "RIOT", "policy": "luck"}, "sell-to-fund"),
        ("forecast", {"company": "RIOT", "months": 600}, "months"),
        ("forecast", {"company": "RIOT", "set": "ai.capex_usd_per_mw=1"}, "ai.capex_usd_per_mw_it"),
        ("forecast", {"company": "my-miner.toml"}, "company"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(tool: str, arguments: dict[str, Any], said: str, desk: Desk) -> None:
    reply = desk.reply(tool, arguments)
    assert reply.refused
    assert set(reply.data) == {"what", "where", "why", "next"}
    assert said in reply.text


def test_without_a_folder_of_the_users_what_was_kept_goes_with_the_session() -> None:
    kept = Kept()
    folder = kept.folder
    assert folder.is_dir()
    del kept
    assert not folder.exists()
