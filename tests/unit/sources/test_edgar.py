"""EDGAR: the index of filings in all its pages, and each filing as one text."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from loopback_server import LoopbackServer, Reply

from headframe.ground.errors import HeadframeError, NetworkProblem, UsageProblem
from headframe.sources.door import Door
from headframe.sources.edgar import (
    EdgarPlaces,
    Filing,
    fetch_submission,
    index_url,
    list_filings,
    parse_index,
    submission_url,
)

CIK = "0001234567"
ROWS = [
    ("0001234567-31-000009", "2031-05-05", "8-K", "7.01,9.01", "update.htm", "2031-05-05"),
    ("0001234567-31-000008", "2031-05-04", "8-K", "5.02", "director.htm", "2031-05-04"),
    ("0001234567-31-000007", "2031-05-01", "10-Q", "", "q1.htm", "2031-03-31"),
    ("0001234567-31-000006", "2031-04-30", "4", "", "form4.xml", ""),
    ("0001234567-31-000005", "2031-03-20", "10-K/A", "", "k.htm", "2030-12-31"),
]
OLD_ROWS = [
    ("0001234567-30-000002", "2030-06-01", "6-K", "", "june.htm", "2030-05-31"),
    ("0001234567-29-000001", "2029-01-10", "8-K", "2.02", "old.htm", "2029-01-10"),
]
NAMES = ("accessionNumber", "filingDate", "form", "items", "primaryDocument", "reportDate")


def columns(rows: list[tuple[str, ...]]) -> dict[str, list[str]]:
    return {name: [row[place] for row in rows] for place, name in enumerate(NAMES)}


def index(older: list[dict[str, Any]] | None = None, **changes: Any) -> bytes:
    filings = {"recent": columns(ROWS), "files": older or []} | changes
    return json.dumps({"cik": "1234567", "name": "Northfield Mining Corp.", "filings": filings}).encode()


@pytest.fixture
def places(server: LoopbackServer) -> EdgarPlaces:
    page = {"name": f"CIK{CIK}-submissions-001.json", "filingCount": 2, "filingFrom": "2029-01-10"}
    server.answer(f"/submissions/CIK{CIK}.json", index([page | {"filingTo": "2030-06-01"}]))
    server.answer(f"/submissions/{page['name']}", json.dumps(columns(OLD_ROWS)).encode())
    return EdgarPlaces(data=server.base, archive=server.base + "/Archives")


def test_forms_with_figures_are_listed_oldest_first(open_door: Callable[..., Door], places: EdgarPlaces) -> None:
    found = list_filings(open_door(), CIK, since=date(2031, 1, 1), places=places)
    assert [filing.form for filing in found] == ["10-K/A", "10-Q", "8-K"]
    assert found[-1].items == ("7.01", "9.01")
    assert found[0].is_amendment


def test_older_pages_are_read_as_far_as_they_reach(open_door: Callable[..., Door], places: EdgarPlaces) -> None:
    found = list_filings(open_door(), CIK, since=date(2030, 1, 1), places=places)
    assert found[0].accession == "0001234567-30-000002"


def test_a_page_that_ends_before_the_wanted_day_is_not_fetched(
    open_door: Callable[..., Door], places: EdgarPlaces, server: LoopbackServer
) -> None:
    list_filings(open_door(), CIK, since=date(2030, 6, 2), places=places)
    assert len(server.asked) == 1


def test_a_filing_is_fetched_by_its_accession_number(
    open_door: Callable[..., Door], places: EdgarPlaces, server: LoopbackServer
) -> None:
    filing = list_filings(open_door(), CIK, since=date(2031, 5, 5), places=places)[0]
    server.answer("/Archives/edgar/data/1234567/000123456731000009/0001234567-31-000009.txt", b"<SEC-DOCUMENT>")
    assert fetch_submission(open_door(), filing, places) == b"<SEC-DOCUMENT>"


def test_an_interrupted_run_goes_on_where_it_stopped(
    open_door: Callable[..., Door], places: EdgarPlaces, server: LoopbackServer
) -> None:
    filings = list_filings(open_door(), CIK, since=date(2031, 1, 1), places=places)
    for filing in filings[:-1]:
        server.answer(submission_url(filing, places).removeprefix(server.base), filing.accession.encode())
    server.answer(submission_url(filings[-1], places).removeprefix(server.base), Reply(status=500), b"at last")
    door = open_door()
    for filing in filings[:-1]:
        fetch_submission(door, filing, places)
    before = len(server.asked)
    assert [fetch_submission(door, filing, places) for filing in filings][-1] == b"at last"
    assert len(server.asked) == before + 2


def test_addresses_are_secs_own() -> None:
    filing = Filing("0001167419", "0001104659-26-004551", "8-K", date(2026, 1, 16), None, (), "")
    assert index_url("1167419") == "https://data.sec.gov/submissions/CIK0001167419.json"
    assert submission_url(filing) == (
        "https://www.sec.gov/Archives/edgar/data/1167419/000110465926004551/0001104659-26-004551.txt"
    )


@pytest.mark.parametrize("cik", ["", "abc", "12/34", "../1", "12345678901"])
def test_what_is_no_key_is_refused(cik: str) -> None:
    with pytest.raises(UsageProblem, match="Central Index Key"):
        index_url(cik)


def test_columns_of_unlike_length_are_never_paired() -> None:
    uneven = columns(ROWS) | {"form": ["8-K"]}
    with pytest.raises(NetworkProblem, match="shape") as refused:
        parse_index(index(recent=uneven), CIK)
    assert "length" in refused.value.why


@pytest.mark.parametrize("name", ["../../etc/passwd", "https://example.org/x.json", "", 7])
def test_a_page_name_cannot_lead_elsewhere(name: object) -> None:
    with pytest.raises(NetworkProblem, match="shape"):
        parse_index(index([{"name": name, "filingFrom": "2029-01-01", "filingTo": "2030-01-01"}]), CIK)


LEAVES = st.none() | st.booleans() | st.integers() | st.text(max_size=5)
KEYS = st.sampled_from(["filings", "recent", "files", *NAMES])
OBJECTS = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=8,
)


@given(st.binary(max_size=60) | OBJECTS.map(lambda value: json.dumps(value).encode()))
@settings(max_examples=60, deadline=None)
def test_any_reply_is_read_or_refused(data: bytes) -> None:
    try:
        parse_index(data, CIK)
    except HeadframeError as refused:
        assert refused.next
