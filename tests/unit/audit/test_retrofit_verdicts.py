"""What a number that the record knows is called, and why."""

from __future__ import annotations

import pytest
from retrofit_sheets import checked

MONTHS = ["Sep-25", "Oct-25", "Nov-25", "Dec-25"]
HELD = [19287, 19324, 19368, 18005]


def held(*changed: tuple[int, float]) -> list[list[object]]:
    values: list[object] = [*HELD]
    for at, value in changed:
        values[at] = value
    return [[None, *MONTHS], ["BTC held", *values]]


@pytest.mark.parametrize(
    ("value", "verdict", "cause"),
    [
        (18005, "confirmed", ""),
        (18000, "rounded", ""),
        (18050, "differs", "digits in another order"),
        (18107, "differs", ""),
        (19368, "wrong_period", "this is the figure of 2025-11-30"),
        (-18005, "wrong_sign", "the record's figure has the other sign"),
        (18.005, "wrong_unit", "1,000 times too small: a unit or the decimal point slipped"),
        (180050, "wrong_unit", "10 times too large: a unit or the decimal point slipped"),
        (53822, "differs", "this is MARA's figure"),
    ],
)
def test_one_number_of_a_line(value: float, verdict: str, cause: str) -> None:
    found = checked(held((3, value)))["E2"]
    assert (found.verdict.value, found.cause) == (verdict, cause)


def test_a_restated_figure_is_stale() -> None:
    found = checked([[None, "4Q23", "1Q24", "2Q24"], ["Bitcoin mining revenue ($mm)", 63.6, 74.597, 55.8]])["C2"]
    assert (found.verdict.value, found.instead) == ("stale", 71.396)


def test_a_printing_known_to_be_wrong_says_why() -> None:
    found = checked([[None, "May-25", "Jun-25"], ["BTC produced", 514, 459]])["C2"]
    assert found.verdict.value == "differs" and "known to be wrong" in found.cause


def test_the_unrestricted_part_is_not_the_whole() -> None:
    found = checked([[None, "12/31/2022"], ["BTC held", 7815]], title="MARA")["B2"]
    assert found.verdict.value == "differs" and "unrestricted" in found.cause


def test_outflows_below_zero_are_a_habit_and_a_lone_one_above_it_is_not() -> None:
    found = checked([[None, *MONTHS], ["BTC sold", -465, -400, -383, 1818]])
    assert [found[cell].verdict.value for cell in ("B2", "E2")] == ["confirmed", "wrong_sign"]
    assert found["E2"].instead == -1818


def test_a_line_that_fits_nowhere_is_not_called_wrong() -> None:
    assert checked([[None, *MONTHS], ["BTC held", 1, 22, 333, 4444]]) == {}


def test_a_whole_row_shifted_by_a_month_is_called_so() -> None:
    found = checked([[None, *MONTHS], ["BTC held", *HELD[1:], 17_000]])
    assert {found[cell].verdict.value for cell in ("B2", "C2", "D2")} == {"wrong_period"}


def test_a_sum_of_months_is_checked_against_the_months() -> None:
    found = checked([[None, "4Q25"], ["BTC produced", 1325]])["B2"]
    assert found.verdict.value == "confirmed"
