"""Digits that a mirror glued: taken apart where percentages and grouping leave one way, refused otherwise."""

from __future__ import annotations

import pytest

from headframe.reading.glued import resolved
from headframe.reading.read import read_document

MONTH_AND_YEAR = [(0, 1), (0, 2)]


def digits(run: str, values: int = 3, *, label_notes: bool | None = None) -> list[str | None]:
    cells, _ = resolved(run, MONTH_AND_YEAR if values == 3 else [], values, label_notes=label_notes)
    return [cell.digits if cell else None for cell in cells]


@pytest.mark.parametrize(
    ("run", "values"),
    [
        ("18,2047,8426,010 5%37%", ["8,204", "7,842", "6,010"]),
        ("410460318 -11%29%", ["410", "460", "318"]),
        ("$30,293$26,456$20,262 15%50%", ["30,293", "26,456", "20,262"]),
        ("141.7 EH/s241.2 EH/s225.0 EH/s 1%67%", ["41.7", "41.2", "25.0"]),
        ("3,5$6.4 million6$8.4 million$9.4 million -24%-32%", ["6.4", "8.4", "9.4"]),
        ("1 8,204 7,842 6,010 5% 37%", ["8,204", "7,842", "6,010"]),
    ],
)
def test_percentages_part_values_from_footnote_digits(run: str, values: list[str]) -> None:
    assert digits(run) == values


@pytest.mark.parametrize("run", ["18,9047,8426,010 5%37%", "450460318 -11%29%", "$39,293$26,456$20,262 15%50%"])
def test_a_perturbed_digit_that_no_percentage_fits_is_refused(run: str) -> None:
    assert digits(run) == [None, None, None]


def test_grouping_parts_a_footnote_where_no_percentage_is_printed() -> None:
    assert digits("3148", 1) == ["148"]


def test_a_number_that_may_carry_a_footnote_is_refused_without_evidence() -> None:
    assert digits("148", 1) == [None]


@pytest.mark.parametrize("run", ["512", "250", " 12", "8,204"])
def test_a_row_with_fewer_numbers_than_columns_is_not_cut_to_fill_them(run: str) -> None:
    cells, _ = resolved(run, [], 3)
    assert [cell.digits if cell else None for cell in cells] in ([None, None, None], [])


def test_a_run_that_only_three_values_use_up_is_parted() -> None:
    cells, _ = resolved("512488401", [], 3, label_notes=False)
    assert [cell.digits if cell else None for cell in cells] == ["512", "488", "401"]


def test_a_number_printed_elsewhere_settles_a_glued_one() -> None:
    text = "Cipher in May 2031\nIt mined 151 BTC.\nBTC Mined151BTC Held1,132\n"
    facts = {(fact.concept, fact.value) for fact in read_document(text.encode()).facts}
    assert ("bitcoin_held", 1132.0) in facts and ("bitcoin_produced", 151.0) in facts


def test_a_row_whose_printed_change_does_not_fit_is_doubtful() -> None:
    header = "Riot\nMetric | May 2031 | April 2031 | May 2030 | M/M | Y/Y\n"
    text = header + "Bitcoin Held | 8,904 | 7,842 | 6,010 | 5 % | 37 %\n"
    read = read_document(text.encode())
    assert read.facts == () and {fact.value for fact in read.doubtful} == {8904.0, 7842.0, 6010.0}
