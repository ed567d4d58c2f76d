"""Labels completed, and lists by address: what a caller needs to ask without guessing."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from mcp import ClientSession, McpError
from mcp.types import ResourceTemplateReference
from pydantic import AnyUrl

from headframe.mcp.server import TEMPLATE

Talk = Callable[..., Any]
FACTS = ResourceTemplateReference(type="ref/resource", uri=TEMPLATE)


def completed(talk: Talk, name: str, start: str, company: str = "") -> list[str]:
    known = {"company": company} if company else None
    found: list[str] = talk(
        lambda session: session.complete(FACTS, {"name": name, "value": start}, known)
    ).completion.values
    return found


def test_a_company_is_completed_to_its_ticker(talk: Talk) -> None:
    assert completed(talk, "company", "riot")[0] == "RIOT"
    assert "MARA" in completed(talk, "company", "Marathon")


def test_a_concept_is_completed_among_those_the_company_prints(talk: Talk) -> None:
    assert completed(talk, "concept", "bitcoin_h", "RIOT")[0] == "bitcoin_held"
    assert "motive_log_odds" not in completed(talk, "concept", "", "RIOT")


def test_a_slip_offers_what_comes_near(talk: Talk) -> None:
    assert "bitcoin_held" in completed(talk, "concept", "bitcon_held", "RIOT")


def test_a_completion_holds_no_more_than_the_protocol_allows(talk: Talk) -> None:
    assert 0 < len(completed(talk, "concept", "")) <= 100


def test_another_argument_has_no_completion(talk: Talk) -> None:
    assert completed(talk, "period", "2025") == []


def test_lists_and_facts_are_read_by_address(talk: Talk) -> None:
    resources = talk(lambda session: session.list_resources()).resources
    assert {str(one.uri) for one in resources} == {"headframe://companies", "headframe://concepts"}
    held = talk(lambda session: session.read_resource(AnyUrl("headframe://facts/RIOT/bitcoin_held")))
    assert json.loads(held.contents[0].text)["schema"] == "headframe.facts/1"


def test_the_template_is_listed(talk: Talk) -> None:
    assert talk(lambda session: session.list_resource_templates()).resourceTemplates[0].uriTemplate == TEMPLATE


@pytest.mark.parametrize(
    "address",
    [
        "headframe://files/etc/passwd",
        "headframe://facts/..%2F..%2Fetc/passwd",
        "headframe://facts/RIOT",
        "file:///etc/passwd",
        "headframe://facts/RIOT/bitcoin_held/more",
    ],
)
def test_no_address_leads_to_a_file(talk: Talk, address: str) -> None:
    async def refused(session: ClientSession) -> McpError:
        with pytest.raises(McpError) as caught:
            await session.read_resource(AnyUrl(address))
        return caught.value

    assert set(talk(refused).error.data) == {"what", "where", "why", "next"}
