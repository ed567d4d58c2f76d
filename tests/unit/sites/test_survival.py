"""Kaplan–Meier against a textbook, and what censoring and cancelling mean."""

from __future__ import annotations

import pytest

from headframe.ground.missing import Missing
from headframe.sites.survival import Observation, kaplan_meier

# Freireich et al. 1963, weeks in remission under 6-MP; + is censored. Kalbfleisch and Prentice 2002, table 1.1.
CAME = (6, 6, 6, 7, 10, 13, 16, 22, 23)
STILL_OUT = (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)
WEEKS = [*(Observation(0, week, True) for week in CAME), *(Observation(0, week, False) for week in STILL_OUT)]


@pytest.mark.parametrize(
    ("week", "share"), [(6, 0.857), (7, 0.807), (10, 0.753), (13, 0.690), (16, 0.627), (22, 0.538), (23, 0.448)]
)
def test_the_curve_is_the_textbooks(week: float, share: float) -> None:
    assert kaplan_meier(WEEKS).at(week)[0] == pytest.approx(share, abs=5e-4)


def test_the_band_is_the_textbooks_at_ten_weeks() -> None:
    # survival::survfit(conf.type = "log-log") prints 0.503 to 0.889
    assert kaplan_meier(WEEKS).at(10)[1:] == pytest.approx((0.503, 0.889), abs=1e-3)


def test_the_median_is_the_textbooks() -> None:
    assert kaplan_meier(WEEKS).quantile(0.5) == 23


def test_without_censoring_the_curve_is_the_share_still_out() -> None:
    assert kaplan_meier([Observation(-1, day, True) for day in (1, 2, 3, 4)]).undelivered == (0.75, 0.5, 0.25, 0.0)


def test_a_quantile_beyond_the_last_delivery_is_a_gap() -> None:
    assert isinstance(kaplan_meier(WEEKS).quantile(0.9), Missing)


def test_a_promise_not_yet_made_is_not_at_risk() -> None:
    late = Observation(5, 10, True)
    assert kaplan_meier([Observation(-1, 1, True), late]).at_risk == (1, 1)


def test_nothing_promised_gives_a_curve_that_says_nothing() -> None:
    assert kaplan_meier([]).at(0) == (1.0, 1.0, 1.0)


def test_when_nobody_is_left_the_band_does_not_shrink_to_a_point() -> None:
    curve = kaplan_meier([Observation(-1, 1, True), Observation(-1, 2, True)])
    assert curve.high[-1] > 0


def test_beyond_the_longest_watch_the_curve_says_nothing() -> None:
    assert isinstance(kaplan_meier(WEEKS).at(36), Missing)
