"""Audits under addresses that stay: the same for the same article, this browser's alone, gone after a while."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from headframe.record.origin import HERE as ORIGIN
from headframe.web.content import Content
from headframe.web.problem import Refused
from headframe.web.shelf import HOURS, MOST_BYTES, Shelf, word_of
from headframe.web.task import Task

ARTICLE = "2026-01-20. Riot sold 475 BTC in December 2025, its first sale since January 2024."
HERE = {"Origin": "http://127.0.0.1:8400"}
TASK = Task("audit", (("article", ARTICLE),), "", b"", 3, datetime(2026, 11, 22, tzinfo=UTC), ORIGIN)


def judged(client: TestClient) -> str:
    """Hand an article in, and return the address of its audit."""
    token = re.search(r'name="form_token" value="(\w+)"', client.get("/audit").text)
    assert token
    sent = client.post("/audit", data={"article": ARTICLE, "form_token": token[1]}, headers=HERE)
    assert sent.status_code == 303
    return str(sent.headers["location"])


def test_an_audit_has_an_address_that_stays(reader: TestClient) -> None:
    address = judged(reader)
    html = reader.get(address).text
    assert "2 wrong" in html
    assert f"kept for this browser for {HOURS} hours" in html
    assert judged(reader) == address


def test_its_data_lies_beside_it(reader: TestClient) -> None:
    address = judged(reader)
    told = reader.get(f"{address}.json").json()
    assert [claim["verdict"] for claim in told["data"]["claims"]] == ["wrong_period", "contradicted"]
    assert reader.get(f"{address}.csv").headers["content-type"].startswith("text/csv")
    assert reader.get(f"{address}.exe").status_code == 404


def test_it_is_nobody_elses(reader: TestClient) -> None:
    address = judged(reader)
    mine = dict(reader.cookies)
    reader.cookies.clear()
    assert reader.get(address).status_code == 410
    reader.cookies.update(mine)
    assert reader.get(address).status_code == 200


def test_it_is_gone_after_a_while() -> None:
    now = [0.0]
    shelf = Shelf(lambda: now[0])
    shelf.put("word", "one", TASK, Content(b"page"))
    assert shelf.find("word", "one").content.body == b"page"
    now[0] = 3600.0 * HOURS + 1
    with pytest.raises(Refused) as refused:
        shelf.find("word", "one")
    assert refused.value.status == 410


def test_many_of_them_push_the_oldest_out() -> None:
    shelf = Shelf()
    for number in range(4):
        shelf.put(str(number), "one", TASK, Content(b"x" * (MOST_BYTES // 3)))
    with pytest.raises(Refused):
        shelf.find("0", "one")
    assert shelf.find("3", "one")


def test_another_reader_or_position_has_another_address() -> None:
    assert word_of("one", TASK) == word_of("one", TASK)
    assert word_of("one", TASK) != word_of("two", TASK)


def test_an_audit_never_adds_to_the_record(own: TestClient) -> None:
    state = own.app.state.headframe  # type: ignore[attr-defined]
    before = state.record.position()
    assert own.get(judged(own)).status_code == 200
    assert state.record.position() == before
