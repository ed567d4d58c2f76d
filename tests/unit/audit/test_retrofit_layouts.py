"""Where retrofit finds company, concept, period and unit in a sheet."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from retrofit_sheets import checked, verdicts

HELD = {"2025-10": 19324, "2025-11": 19368, "2025-12": 18005}


@pytest.mark.parametrize(
    "heads",
    [
        ("2025-11", "2025-12"),
        ("Nov-25", "Dec-25"),
        ("Nov 2025", "Dec 2025"),
        ("November 2025A", "December 2025A"),
        ("11/30/2025", "12/31/2025"),
        ("30-Nov-25", "31-Dec-25"),
        ("As of November 30, 2025", "As of December 31, 2025"),
        (datetime(2025, 11, 30), datetime(2025, 12, 31)),
    ],
)
def test_months_over_columns_in_many_hands(heads: tuple[object, object]) -> None:
    found = verdicts([[None, *heads], ["BTC held", 19368, 18005], ["BTC sold", 383, 1818]])
    assert found == dict.fromkeys(("B2", "C2", "B3", "C3"), "confirmed")


@pytest.mark.parametrize("head", ["Q4 2025", "4Q25", "Q4'25", "2025Q4", "Three months ended Dec 31, 2025"])
def test_quarters_in_many_hands(head: str) -> None:
    found = checked([[None, head], ["BTC held", 18005], ["BTC sold", 2601]])
    assert (found["B2"].period, found["B3"].period) == ("2025-12-31", "2025-Q4")
    assert found["B3"].verdict.value == "confirmed"


def test_a_fiscal_year_is_the_companys_own() -> None:
    found = checked([[None, "FY2024"], ["BTC held", 8049]], title="CLSK")
    assert found["B2"].period == "2024-09-30"


def test_a_table_on_its_side() -> None:
    found = verdicts([["Month", "BTC held", "BTC sold"], ["2025-11", 19368, 383], ["2025-12", 18005, 1819]])
    assert found == {"B2": "confirmed", "C2": "confirmed", "B3": "confirmed", "C3": "differs"}


def test_years_over_months_in_merged_cells() -> None:
    def merge(sheet: Any) -> None:
        sheet.merge_cells("B1:C1")

    found = checked([[None, 2025, None], [None, "Nov", "Dec"], ["BTC held", 19368, 18005]], edit=merge)
    assert [found[cell].period for cell in ("B3", "C3")] == ["2025-11-30", "2025-12-31"]


def test_two_blocks_side_by_side_keep_their_companies() -> None:
    rows = [
        ["Riot", None, None, "MARA", None],
        [None, "Dec-25", None, None, "Dec-25"],
        ["BTC held", 18005, None, "BTC held", 53822],
    ]
    found = checked(rows, title="Both")
    assert [(found[cell].company, found[cell].verdict.value) for cell in ("B3", "E3")] == [
        ("RIOT", "confirmed"),
        ("MARA", "confirmed"),
    ]


def test_companies_over_columns() -> None:
    found = checked([["December 31, 2025", "RIOT", "MARA"], ["BTC held", 18005, 53822]], title="Comps")
    assert [found[cell].company for cell in ("B2", "C2")] == ["RIOT", "MARA"]


def test_two_companies_in_one_title_are_nobody() -> None:
    assert verdicts([["Riot vs MARA"], [None, "Dec-25"], ["BTC held", 18050]], title="Both") == {}


def test_an_opening_balance_is_the_day_before() -> None:
    found = checked([[None, "Dec-25"], ["BTC held, beginning of month", 19368]])
    assert (found["B2"].period, found["B2"].verdict.value) == ("2025-11-30", "confirmed")


def test_a_unit_in_the_label_goes_before_the_sheets() -> None:
    rows = [["($ in thousands)"], [None, "Nov-25", "Dec-25"], ["Net proceeds ($mm)", 37.0, 161.6]]
    assert checked(rows)["C3"].unit == "USD million"


def test_a_scale_nobody_states_is_read_from_the_line() -> None:
    found = checked([[None, "Oct-25", "Nov-25", "Dec-25"], ["Net proceeds", 46.0, 37.0, 161_600]])
    assert (found["D2"].verdict.value, found["D2"].instead) == ("wrong_unit", 161.6)


def test_cents_per_kilowatt_hour() -> None:
    found = checked([[None, "Sep-25", "Oct-25"], ["All-in power cost (c/kWh)", 4.2, 4.0]], every=True)
    assert {one.unit for one in found.values()} == {"cents/kWh"}


def test_a_number_kept_as_text_is_read() -> None:
    found = checked(
        [[None, "Nov-25", "Dec-25"], ["Net proceeds", "$37.0M", "$161.6M"], ["BTC held", "19,368", "18,050 BTC"]]
    )
    assert {cell: one.verdict.value for cell, one in found.items()} == {
        "B2": "confirmed",
        "C2": "confirmed",
        "B3": "confirmed",
        "C3": "differs",
    }


@pytest.mark.parametrize(
    "rows",
    [
        [[None, "Dec-25E"], ["BTC held", 18050]],
        [[None, "Dec-25"], ["BTC held, target", 18050]],
        [["Guidance"], [None, "Dec-25"], ["BTC held", 18050]],
        [[None, "Dec-25"], ["BTC held, % change", 18050]],
        [[None, "Dec-25"], ["BTC held per day", 18050]],
        [[None, "Total"], ["BTC held", 18050]],
        [[None, "Dec-25"], ["Employees", 18050]],
        [[None, "Dec-25"], ["BTC held, Rockdale", 18050]],
        [["Dec-25", None, "Nov-25"], ["Dec-25", "BTC held", 18050]],
    ],
)
def test_what_is_not_reported_or_not_clear_is_met_with_silence(rows: list[list[object]]) -> None:
    assert verdicts(rows) == {}


def test_all_lists_what_nothing_identifies_with_the_reason() -> None:
    found = checked([[None, "Dec-25E"], ["BTC held", 18050]], every=True)
    assert (found["B2"].verdict.value, found["B2"].cause) == ("unknown", "not reported: estimate")


def test_formulas_are_not_judged() -> None:
    assert verdicts([[None, "Nov-25", "Dec-25"], ["BTC held", 19368, "=B2-1"]]) == {"B2": "confirmed"}


@pytest.mark.parametrize("head", ["9M 2025", "9M25"])
def test_nine_months_are_no_year(head: str) -> None:
    found = checked([[None, "Q3 2025", head], ["BTC produced", 1406, 4362]])
    assert (found["C2"].period, found["C2"].verdict.value) == ("2025-01-01/2025-09-30", "confirmed")
