"""Peers as a page: wide enough for a terminal, gaps as gaps, pictures that can be drawn."""

from __future__ import annotations

import json
from datetime import date

import jsonschema
import pytest

from headframe.briefs.charts import svg_of
from headframe.briefs.page import page_text
from headframe.briefs.peer_charts import bubble_chart, pivot_chart
from headframe.briefs.sections.peers import peers_pages, peers_section
from headframe.briefs.sections.watch import watch_section
from headframe.cli.main import main
from headframe.conduct.peers import Peers, compare_peers
from headframe.record.record import Record

VIEW = Record().view()
TOLD = compare_peers(VIEW, over_time=True)


def test_no_line_is_wider_than_the_terminal() -> None:
    assert max(map(len, page_text(TOLD, "peers", *peers_pages(TOLD)).splitlines())) <= 100


def test_no_heading_or_cell_is_cut_short() -> None:
    assert "…" not in page_text(TOLD, "peers", *peers_pages(TOLD))


def test_the_answer_keeps_its_schema() -> None:
    jsonschema.validate(TOLD.to_json(), Peers.json_schema())


def test_the_command_line_adds_no_computation(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["peers", "--weights", "leased=2,revenue=1", "--form", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == compare_peers(VIEW, {"leased": 2, "revenue": 1}).to_json()


def test_the_industry_is_there_only_where_asked_for() -> None:
    assert compare_peers(VIEW).industry == ()


@pytest.mark.parametrize("chart", [pivot_chart, bubble_chart])
def test_pictures_are_drawn(chart: object) -> None:
    made = chart(TOLD)  # type: ignore[operator]
    assert svg_of(made).startswith("<svg")


def test_before_anything_was_leased_there_is_no_bubble() -> None:
    assert bubble_chart(compare_peers(Record().view(date(2023, 1, 31)))) is None


def test_a_brief_says_where_its_company_stands() -> None:
    section = peers_section(VIEW, "RIOT")
    assert section is not None
    assert section.rows[0][3] == "4 of 8, highest first, first MARA"


def test_a_company_of_which_nothing_is_printed_has_no_place() -> None:
    assert peers_section(VIEW, "NVDA") is None


def test_a_brief_of_a_quiet_month_has_no_watch() -> None:
    assert watch_section(VIEW, "ARBK") is None


def test_before_anything_was_printed_there_is_not_enough_data(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["peers", "--as-of", "2013-01-01"]) == 4
    assert "2013-01-01" in capsys.readouterr().err
