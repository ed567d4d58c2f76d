"""Deal files and rows that cannot be: refused with the field or row, exit code 3."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from headframe.cli.main import main
from headframe.ground.errors import InputRefused
from headframe.record.deals import deal_of_row
from headframe.record.promises import promise_of_row
from headframe.record.table_row import TableRow
from headframe.sites.deal_file import read_deal
from headframe.sites.deal_refused import DealRefused
from headframe.vocabulary.tables import packaged_rows

GOOD = {"name": '"a"', "basis": '"it"', "announced": "2026-01-16", "mw": "25", "term_years": "10"}
WRONG = [
    ({"mw": "-25"}, "mw"),
    ({"mw": "0"}, "mw"),
    ({"basis": '"net"'}, "basis"),
    ({"basis": None}, "basis"),
    ({"announced": None}, "announced"),
    ({"announced": '"2026-01-16"'}, "announced"),
    ({"delivered_on": "2025-12-31"}, "delivered_on"),
    ({"promised_for": "2025-12-31"}, "promised_for"),
    ({"gross_mw": "20"}, "it_mw"),
    ({"gross_mw": "40", "pue": "1.2"}, "pue"),
    ({"it_mw": "30"}, "mw"),
    ({"pue": "0.8"}, "pue"),
    ({"noi_margin": "1.2"}, "noi_margin"),
    ({"term_years": "-1"}, "term_years"),
    ({"term_years": "nan"}, "term_years"),
    ({"term_years": "inf"}, "term_years"),
    ({"term_years": '"ten"'}, "term_years"),
    ({"term_years": "true"}, "term_years"),
    ({"capex_usd_per_mw": "[8_000_000, 6_000_000]"}, "capex_usd_per_mw"),
    ({"capex_usd_per_mw": "[1, 2, 3]"}, "capex_usd_per_mw"),
    ({"rent_usd_per_kw": "100"}, "rent_usd_per_kw"),
    ({"company": '"RIOTT"'}, "company"),
]


def text_of(changes: dict[str, str | None]) -> str:
    lines = [f"{name} = {value}" for name, value in (GOOD | changes).items() if value is not None]
    return "\n".join(["[deal]", *lines])


@pytest.mark.parametrize(("changes", "field"), WRONG, ids=lambda part: str(part))
def test_an_impossible_deal_is_refused_by_its_field(changes: dict[str, str | None], field: str) -> None:
    with pytest.raises(DealRefused) as refused:
        read_deal(text_of(changes))
    assert field in {problem.field for problem in refused.value.problems}


def test_the_deal_without_a_fault_is_read() -> None:
    assert read_deal(text_of({})).numbers["it_mw"].value == 25


def test_an_unknown_field_offers_the_nearest() -> None:
    with pytest.raises(DealRefused) as refused:
        read_deal(text_of({"rent_usd_per_kw": "100"}))
    assert "rent_usd_per_kw_month" in refused.value.problems[0].next


def test_all_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(DealRefused) as refused:
        read_deal(text_of({"mw": "-1", "noi_margin": "2", "basis": '"x"'}))
    assert len(refused.value.problems) == 3


@pytest.mark.parametrize(
    "text",
    ["", "name = 3", "[deal", "[deal]\n[other]\nx = 1", "deal = 3", "[deal]\nmw = " + "9" * 5000, "x = " + "[" * 5000],
)
def test_what_is_no_deal_file_is_refused(text: str) -> None:
    with pytest.raises(DealRefused):
        read_deal(text)


def test_the_command_line_refuses_with_code_3_and_the_fields(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "deal.toml"
    file.write_text(text_of({"mw": "-25"}), "utf-8")
    assert main(["check-deal", str(file), "--form", "json"]) == 3
    assert json.loads(capsys.readouterr().err)["problems"][0]["field"] == "mw"


def test_a_file_that_is_not_there_is_a_usage_problem(tmp_path: Path) -> None:
    assert main(["check-deal", str(tmp_path / "none.toml")]) == 2


def promise_row(**changes: str) -> TableRow:
    return TableRow(
        "promises.csv", 57, next(iter(packaged_rows("headframe.record.snapshot", "promises.csv"))) | changes
    )


def deal_row(**changes: str) -> TableRow:
    return TableRow("deals.csv", 9, next(iter(packaged_rows("headframe.record.snapshot", "deals.csv"))) | changes)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("mw", "-5"),
        ("mw", "many"),
        ("basis", "net"),
        ("delivered_on", "2020-01-01"),
        ("promised_for", "2020"),
        ("promised_on", "soon"),
        ("company", "NOBODY"),
    ],
)
def test_a_promise_that_cannot_be_is_refused_with_row_and_column(column: str, value: str) -> None:
    with pytest.raises(InputRefused) as refused:
        promise_of_row(promise_row(**{column: value}))
    assert refused.value.where == f"promises.csv row 57, column {column}"


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("critical_it_mw", "-5"),
        ("critical_it_mw", "9999"),
        ("kind", "barter"),
        ("announced", ""),
        ("capex_usd", "1.2B"),
    ],
)
def test_a_deal_row_that_cannot_be_is_refused_with_row_and_column(column: str, value: str) -> None:
    with pytest.raises(InputRefused) as refused:
        deal_of_row(deal_row(**({"gross_mw": "400"} | {column: value})))
    assert refused.value.where == f"deals.csv row 9, column {column}"
