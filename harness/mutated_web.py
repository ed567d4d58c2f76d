"""Mutated questions to the page and to the assistant's door: addresses, query strings, JSON bodies."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from harness.mutated_kinds import Kind
from headframe.ground.errors import UsageProblem
from headframe.record.record import Record

if TYPE_CHECKING:
    from starlette.testclient import TestClient

ADDRESSES = (
    "/c/RIOT?as_of=2026-01-31",
    "/c/RIOT/reconcile.json?as_of=2025-12-31",
    "/c/MARA/facts.csv?concept=bitcoin_held&as_of=2025-11",
    "/why?id=RIOT+bitcoin_held+2025-12-31&as_of=2026-01-31",
    "/peers?over_time=yes",
    "/alerts?since=2026-05-01",
    "/static/headframe.css",
    "/documents/3",
)
CALLS = (
    {"tool": "why", "arguments": {"company": "RIOT", "concept": "bitcoin_held", "period": "2025-12-31"}},
    {"tool": "reconcile", "arguments": {"company": "RIOT", "last": 3}},
    {"tool": "facts", "arguments": {"company": "MARA", "concept": "bitcoin_held", "last": 4}},
)
LONGEST_ADDRESS = 8_000


@cache
def _browser() -> TestClient:
    from starlette.testclient import TestClient

    from headframe.web.app import make_app
    from headframe.web.kitchen import InThread
    from headframe.web.settings import WebSettings

    record, base = Record(), "http://127.0.0.1:8400"
    app = make_app(record, WebSettings(warms=False), InThread(record))
    browser = TestClient(app, base_url=base, follow_redirects=False, raise_server_exceptions=False)
    browser.__enter__()
    return browser


def _asked(data: bytes) -> str:
    """Ask the page; a failure of the server's own is what is looked for."""
    import httpx

    address = "/" + data[:LONGEST_ADDRESS].decode("utf-8", "replace").lstrip("/")
    try:
        told = _browser().get(address)
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise UsageProblem("no client sends this") from error
    if 400 <= told.status_code < 500:
        raise UsageProblem("refused by the page")
    if told.status_code >= 500:
        raise RuntimeError(f"status {told.status_code} at {address[:200]}")
    if b"NaN" in told.content and told.headers.get("content-type", "").startswith("application/json"):
        return "a number that is none in a page's data"
    return ""


@cache
def _desk() -> Any:
    from headframe.mcp.desk import Desk

    return Desk(Record())


def _called(data: bytes) -> str:
    """Call a tool of the assistant's door with a mutated body."""
    try:
        body = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise UsageProblem("no JSON") from error
    if not isinstance(body, dict) or not isinstance(body.get("arguments"), dict):
        raise UsageProblem("no call")
    reply = _desk().reply(str(body.get("tool")), body["arguments"])
    if reply.refused and "a bug in the tool" in reply.text:
        raise RuntimeError(str(body)[:300])
    if reply.refused:
        raise UsageProblem("refused by the door")
    return "a number that is none in an answer" if "NaN" in reply.text else ""


WEB_KINDS: dict[str, Kind] = {
    "address": Kind(lambda: [text.encode() for text in ADDRESSES], _asked),
    "call": Kind(lambda: [json.dumps(call).encode() for call in CALLS], _called),
}
