"""Totals that tie and totals that do not, as the sources print them."""

from __future__ import annotations

from functools import cache

import pytest

from headframe.accounts.balanced import balance
from headframe.accounts.tie_out import Parts, Tie, TieVerdict, tie_out
from headframe.record.record import Record

VIEW = Record().view()


@cache
def ties(company: str, concept: str) -> tuple[Tie, ...]:
    return tie_out(VIEW, company, concept).ties


def tie(company: str, concept: str, period: str, by: Parts = Parts.MONTHS) -> Tie:
    return next(each for each in ties(company, concept) if str(each.period) == period and each.by is by)


def test_riots_first_quarter_of_2025_is_527_470_and_533() -> None:
    found = tie("RIOT", "bitcoin_produced", "2025-Q1")
    assert (found.verdict, found.difference, found.tolerance) == (TieVerdict.TIES, 0, 2.0)


def test_core_scientifics_1114_against_1115_is_rounding() -> None:
    found = tie("CORZ", "bitcoin_produced", "2024-Q3")
    assert (found.verdict, found.difference) == (TieVerdict.TIES, 1)


@pytest.mark.parametrize(
    ("company", "concept", "period", "difference"),
    [
        ("CORZ", "bitcoin_sold", "2024-Q1", -159),
        ("RIOT", "bitcoin_produced", "2023-Q1", 5),
        ("RIOT", "bitcoin_produced", "2022-Q3", -5),
        ("RIOT", "bitcoin_produced", "2023", 7),
    ],
)
def test_totals_no_rounding_explains(company: str, concept: str, period: str, difference: int) -> None:
    found = tie(company, concept, period)
    assert (found.verdict, found.difference) == (TieVerdict.DOES_NOT_TIE, difference)


def test_riots_sales_of_the_first_half_of_2025_tie_with_may_implied_by_its_price() -> None:
    assert tie("RIOT", "bitcoin_sold", "2025-01-01/2025-06-30").verdict is TieVerdict.TIES


def test_a_month_nobody_printed_is_named() -> None:
    found = tie("RIOT", "bitcoin_sold", "2022")
    assert found.verdict is TieVerdict.CANNOT
    assert found.missing == ("2022-01", "2022-02", "2022-12")


def test_the_balanced_estimate_moves_riots_4300_most() -> None:
    move = balance(VIEW, "RIOT").moved_most[0]
    assert move.what == "bitcoin_sold 2026-Q2"
    assert move.best == pytest.approx(5878, abs=10)
    assert move.sigmas > 20


def test_the_balanced_estimate_finds_maras_january_2024() -> None:
    assert balance(VIEW, "MARA").moved_most[0].what == "coins no monthly line prints, 2024-01"
