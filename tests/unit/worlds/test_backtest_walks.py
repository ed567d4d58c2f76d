"""The backtest month by month: the same forecasts as the table's, with what came."""

from __future__ import annotations

import pytest

from headframe.ground.period import Period
from headframe.record.record import Record
from headframe.vocabulary.figure import Badge
from headframe.worlds.backtest import Backtest, Target, backtest
from headframe.worlds.backtest_walks import WALKED_MONTHS
from headframe.worlds.history import history

VIEW = Record().view()


@pytest.fixture(scope="module")
def told() -> Backtest:
    return backtest(VIEW, "RIOT", paths=200)


def test_months_inside_the_band_are_the_tables_coverage(told: Backtest) -> None:
    lines = [*told.lines, *told.production]
    for walk in told.walks:
        line = next(each for each in lines if (each.target, each.months_ahead) == (walk.target, WALKED_MONTHS))
        inside = sum(point.inside for point in walk.points) / len(walk.points)
        assert inside == pytest.approx(line.coverage_80.value)


def test_what_came_is_the_months_average(told: Backtest) -> None:
    known = history(VIEW)
    by_month = dict(zip(map(str, known.months), known.price, strict=True))
    walk = next(each for each in told.walks if each.target is Target.PRICE)
    assert all(point.came.value == pytest.approx(by_month[point.month]) for point in walk.points)


def test_a_month_is_shown_a_year_after_the_forecast_was_made(told: Backtest) -> None:
    walk = told.walks[0]
    assert Period.parse(walk.points[0].month).end.year == 2020
    assert walk.points[-1].month == str(history(VIEW).months[-1])


def test_a_forecast_is_an_estimate_and_what_came_is_not(told: Backtest) -> None:
    point = told.walks[0].points[-1]
    assert point.forecast.badge is Badge.ESTIMATED
    assert point.came.badge is Badge.DERIVED
    assert point.forecast.interval.low < point.forecast.value < point.forecast.interval.high
