"""What retrofit promises: planted errors found, no false alarms, silence on other people's numbers."""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.retrofit_books import KINDS, big_book, planted_book, unrelated_book

from headframe.audit.retrofit import retrofit_workbook
from headframe.audit.retrofit_verdict import CellVerdict
from headframe.record.record import Record

VIEW = Record().view()
SAID = {
    "sign": {CellVerdict.WRONG_SIGN},
    "thousands": {CellVerdict.WRONG_UNIT},
    "decimal": {CellVerdict.WRONG_UNIT},
    "stale": {CellVerdict.STALE},
}
BOOKS = [planted_book(VIEW, seed) for seed in range(3)]
ANSWERS = [retrofit_workbook(VIEW, data, "model.xlsx") for data, _ in BOOKS]


def test_the_workbooks_hold_what_the_promise_speaks_of() -> None:
    for _, hard in BOOKS:
        planted = Counter(one.planted for one in hard if one.planted)
        assert len(hard) == 200 and planted.total() == 30 and set(planted) == set(KINDS)


def test_at_least_95_of_100_planted_errors_are_found() -> None:
    found = [finds(answer) >= {one} for answer, (_, hard) in zip(ANSWERS, BOOKS, strict=True) for one in wrong(hard)]
    assert sum(found) >= 0.95 * len(found)


def test_at_most_2_of_100_right_numbers_are_called_wrong() -> None:
    alarms = sum(len(finds(answer) - wrong(hard)) for answer, (_, hard) in zip(ANSWERS, BOOKS, strict=True))
    assert alarms <= 0.02 * sum(len(hard) - len(wrong(hard)) for _, hard in BOOKS)


@pytest.mark.parametrize("kind", sorted(SAID))
def test_the_verdict_names_the_kind_of_error(kind: str) -> None:
    for answer, (_, hard) in zip(ANSWERS, BOOKS, strict=True):
        verdicts = {(found.sheet, found.cell): found.verdict for found in answer.findings}
        assert {verdicts[one.sheet, one.cell] for one in hard if one.planted == kind} <= SAID[kind]


def test_what_to_put_instead_is_the_number_that_was_there() -> None:
    clean, _ = planted_book(VIEW, 0, errors=0)
    right = {(f.sheet, f.cell): f.value for f in retrofit_workbook(VIEW, clean, "model.xlsx").findings}
    for found in ANSWERS[0].errors():
        assert found.instead == pytest.approx(right[found.sheet, found.cell], rel=1e-9)


@pytest.mark.parametrize("seed", range(3))
def test_other_peoples_numbers_are_met_with_silence(seed: int) -> None:
    assert retrofit_workbook(VIEW, unrelated_book(seed), "plan.xlsx").findings == ()


@pytest.mark.parametrize("seed", range(3))
def test_random_numbers_in_a_miners_own_workbook_are_met_with_silence(seed: int) -> None:
    assert retrofit_workbook(VIEW, unrelated_book(seed), "RIOT plan.xlsx").errors() == ()


def test_an_earlier_day_knows_no_later_figure() -> None:
    data, _ = planted_book(VIEW, 0)
    early = Record().view(VIEW.as_of.replace(year=2025, month=7, day=1))
    for found in retrofit_workbook(early, data, "model.xlsx").figures():
        assert found.known_at <= early.as_of


def test_a_million_cells_take_bounded_time() -> None:
    data = big_book(1_000_000)
    start = time.perf_counter()
    answer = retrofit_workbook(VIEW, data, "RIOT.xlsx")
    assert time.perf_counter() - start < 60
    assert any("the rest was not read" in note for note in answer.notes)


def wrong(hard: list[object]) -> set[tuple[str, str]]:
    return {(one.sheet, one.cell) for one in hard if one.planted}  # type: ignore[attr-defined]


def finds(answer: object) -> set[tuple[str, str]]:
    return {(found.sheet, found.cell) for found in answer.errors()}  # type: ignore[attr-defined]
