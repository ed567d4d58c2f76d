"""How numbers are printed: unit, sign, badge, and no more digits than the source gave."""

from __future__ import annotations

from datetime import date

import pytest

from headframe.briefs.numbers import quantity, shown, times, tolerance
from headframe.briefs.sparkline import sparkline
from headframe.briefs.terminal import table, text_of
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.vocabulary.figure import Badge, Figure

HELD = Figure("X bitcoin_held 2025-12-31", 18005, Interval(18004.5, 18005.5), "BTC", Badge.REPORTED, date(2026, 1, 6))


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (18005, "BTC", "18,005"),
        (474.8, "BTC", "474.8"),
        (161600000, "USD", "$161.6M"),
        (1575742000, "USD", "$1.58B"),
        (88889, "USD/BTC", "$88,889"),
        (37.864, "USD/PH/day", "$37.86"),
        (0.042, "USD/kWh", "4.2 ¢/kWh"),
        (0.779, "ratio", "77.9 %"),
        (36.6, "EH/s", "36.6"),
        (5821, "MW", "5,821"),
        (375523033.4, "shares", "375,523,033"),
        (-1363, "BTC", "−1,363"),
        (0, "BTC", "0"),
    ],
)
def test_a_quantity_is_printed_with_the_precision_of_its_unit(value: float, unit: str, text: str) -> None:
    assert quantity(value, unit) == text


@pytest.mark.parametrize(("value", "text"), [(44, "+44"), (-5, "−5"), (0, "0")])
def test_a_difference_is_printed_with_its_sign(value: float, text: str) -> None:
    assert quantity(value, "BTC", signed=True) == text


@pytest.mark.parametrize("badge", Badge)
def test_a_figure_is_never_shown_without_its_badge(badge: Badge) -> None:
    figure = Figure(HELD.id, HELD.value, HELD.interval, HELD.unit, badge, HELD.known_at)
    assert shown(figure) == f"18,005 {badge.mark}"


def test_the_four_badges_look_different() -> None:
    assert len({badge.mark for badge in Badge}) == 4


def test_a_gap_is_a_dash_and_never_a_zero() -> None:
    assert shown(Missing("no source prints it")) == times(Missing("no source prints it")) == tolerance(None) == "–"


def test_a_tolerance_loses_no_half() -> None:
    assert (tolerance(2.0), tolerance(3.5)) == ("± 2", "± 3.5")


@pytest.mark.parametrize("width", [100, 86, 85, 60, 30])
def test_no_digit_of_a_number_is_cut_where_a_table_is_crowded(width: int) -> None:
    shares = "375,523,033 ○"
    text = text_of(table(("", *"abcdef"), [("project loan draws", *[shares] * 6)], width=width), width=width)
    assert "…" not in text
    assert sum(letter.isdigit() for letter in text) == 6 * 9


def test_a_flat_line_is_flat() -> None:
    assert len(set(sparkline([5, 5, 5]))) == 1


def test_a_line_rises_with_its_values() -> None:
    assert sparkline([1, 2, 3]) == "".join(sorted(sparkline([1, 2, 3])))


@pytest.mark.parametrize(("value", "text"), [(3.951, "3.95 ◐"), (-0.96, "−0.96 ◐"), (-0.001, "0.00 ◐")])
def test_a_multiple_below_nothing_has_the_minus_of_every_other_number(value: float, text: str) -> None:
    figure = Figure("X sold_over 2025", value, Interval.exact(value), "ratio", Badge.DERIVED, date(2026, 1, 6))
    assert times(figure) == text
