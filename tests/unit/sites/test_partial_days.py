"""Partial dates are intervals of days; notes are known clause by clause."""

from __future__ import annotations

from datetime import date

import pytest

from headframe.ground.errors import UsageProblem
from headframe.record.dated_note import known_clauses
from headframe.record.partial_days import days_meant, last_known_day
from headframe.record.snapshot_stamp import COMPILED_ON


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2027-06", date(2027, 6, 1), date(2027, 6, 30)),
        ("2028-H1", date(2028, 1, 1), date(2028, 6, 30)),
        ("2027-mid", date(2027, 5, 1), date(2027, 8, 31)),
        ("2026-Q4/2027-Q1", date(2026, 10, 1), date(2027, 3, 31)),
        ("2025-H1/2026-H1", date(2025, 1, 1), date(2026, 6, 30)),
        ("2026-09-30", date(2026, 9, 30), date(2026, 9, 30)),
    ],
)
def test_a_partial_date_is_every_day_it_can_mean(text: str, first: date, last: date) -> None:
    assert (days_meant(text).first_day, days_meant(text).end) == (first, last)


@pytest.mark.parametrize("text", ["soon", "2027-H3", "1999-H1", "2027/2026", "2026/2027/2028", "2026-02-30"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(UsageProblem):
        days_meant(text)


def test_a_row_dated_by_its_year_is_known_no_later_than_the_tables() -> None:
    assert last_known_day(days_meant("2026")) == COMPILED_ON


def test_what_a_note_says_of_a_later_day_is_not_known_before() -> None:
    note = "+3%/yr; CB2 delivered 2026-03-31, a year late; sold by Aug 2026; ready Q4 2025; 22,528 GPUs"
    assert known_clauses(note, date(2024, 12, 23), date(2025, 12, 30)) == ("+3%/yr", "22,528 GPUs")
