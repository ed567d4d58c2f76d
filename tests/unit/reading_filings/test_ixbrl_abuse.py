"""Any bytes: read or refused, never a crash, a hang, a file opened or an entity expanded."""

from __future__ import annotations

import socket
import time
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_filing import context, page, table, tag

from headframe.ground.errors import HeadframeError
from headframe.reading.ixbrl import read_ixbrl

WHOLE = page(
    table(("", "Quantity"), ("Balance as of January 1, 2031", "7"), ("Balance as of June 30, 2031", "8"))
    + tag("us-gaap:Assets", "500", "day", id="f1"),
    context("day", "2031-06-30"),
)
PIECES = (
    "<ix:nonFraction", ' name="us-gaap:Assets"', ' scale="6"', ">", "</", "<tr><td>", "&amp;", "&#0;", "&x;", "<!--",
    "<![CDATA[", "</html>", "\x00", "contextRef='day'", "9999999999999999999", "(", "\u200b",
)  # fmt: skip
MARKUP = st.sampled_from([piece.encode() for piece in PIECES] + [b"\xff"])


def refused_or_read(data: bytes) -> None:
    try:
        read_ixbrl(data)
    except HeadframeError as refused:
        assert refused.what and refused.next


@given(st.binary(max_size=200))
@settings(max_examples=80, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    refused_or_read(data)


@given(st.integers(0, len(WHOLE)), st.lists(MARKUP, max_size=6))
@settings(max_examples=120, deadline=None)
def test_a_page_with_anything_spliced_in_is_read_or_refused(at: int, pieces: list[bytes]) -> None:
    refused_or_read(WHOLE[:at] + b"".join(pieces) + WHOLE[at:])


@given(st.text(max_size=12), st.sampled_from(["num-dot-decimal", "num-comma-decimal", "numwordsen", "fixed-zero", ""]))
@settings(max_examples=120, deadline=None)
def test_any_words_in_a_tag_are_a_number_or_passed(words: str, style: str) -> None:
    printed = words.replace("&", "").replace("<", "").replace(">", "")
    number = tag("us-gaap:Assets", printed, "day", format=f"ixt:{style}")
    refused_or_read(page(number, context("day", "2031-06-30")))


@pytest.mark.parametrize(
    "data",
    [
        page("<div>" * 100_000),
        page("<p>" + tag("us-gaap:Assets", "<b>" * 200 + "5" + "</b>" * 200, "day") * 300 + "</p>"),
        page("<table>" * 3_000 + "<tr><td>bitcoin quantity" * 200),
        page(tag("us-gaap:Assets", "9" * 2_000_000, "day"), context("day", "2031-06-30")),
        page("(" * 500_000 + tag("us-gaap:Assets", "5", "day"), context("day", "2031-06-30")),
        page("<table><tr>" + "<td colspan='999999999'>bitcoin</td>" * 50_000 + "</tr></table>"),
    ],
    ids=["deep", "nested tags", "nested tables", "long number", "many parentheses", "wide cells"],
)
def test_hostile_pages_are_done_with_in_time(data: bytes) -> None:
    started = time.monotonic()
    refused_or_read(data)
    assert time.monotonic() - started < 5


def test_nothing_is_opened_and_nobody_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("7777", "utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    outside = b'<!DOCTYPE html SYSTEM "http://127.0.0.1:9/x.dtd"><?xml-stylesheet href="http://127.0.0.1:9/"?>'
    include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{secret.as_uri()}" parse="text"/>'
    body = tag("us-gaap:Assets", include, "day")
    read = read_ixbrl(page(body, context("day", "2031-06-30")).replace(b"<?xml version='1.0'?>", outside))
    assert "7777" not in repr(read)


def test_memory_stays_within_ten_times_the_file() -> None:
    data = page(f"<table><tr><td>Assets</td><td>{tag('us-gaap:Assets', '500', 'day')}</td></tr></table>" * 4_000)
    tracemalloc.start()
    read_ixbrl(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10 * len(data)
