"""The worlds against what came, 2020 to 2026: what the issue of coverage asks, and no look ahead."""

from __future__ import annotations

import runpy
from pathlib import Path

import numpy as np
import pytest

from headframe.ground.missing import Missing
from headframe.record.record import Record
from headframe.vocabulary.assumptions import packaged_assumptions
from headframe.worlds.backtest import BacktestLine, Target, backtest
from headframe.worlds.backtest_origins import origin_at
from headframe.worlds.calibrate import calibrate
from headframe.worlds.history import history

ROOT = Path(__file__).resolve().parents[2]
VIEW = Record().view()
TOLD = backtest(VIEW, "RIOT")
LINES = {(line.target, line.months_ahead): line for line in TOLD.lines}
MUST_COVER = [
    (target, months)
    for target in (Target.NETWORK, Target.HASH_PRICE_GIVEN, Target.HASH_PRICE, Target.PRICE)
    for months in (3, 6, 12)
]


def line(target: Target, months: int) -> BacktestLine:
    return LINES[target, months]


@pytest.mark.parametrize(("target", "months"), MUST_COVER)
def test_the_interval_of_the_80_band_holds_80(target: Target, months: int) -> None:
    assert line(target, months).holds_80


def test_origins_run_from_the_end_of_2019_to_the_last_month_but_the_horizon() -> None:
    for months, origins, last in ((3, 75, "2026-02"), (6, 72, "2025-11"), (12, 66, "2025-05")):
        told = line(Target.NETWORK, months)
        assert (told.origins, told.first_origin, told.last_origin) == (origins, "2019-12", last)


def test_the_bands_without_the_ban_are_too_wide_and_the_answer_says_so() -> None:
    """China's ban stays in the shocks, so calm years fall inside the bands too often."""
    for months in (3, 6, 12):
        told = line(Target.NETWORK_CALM, months)
        assert told.coverage_80.interval.low > 0.8
        assert told in TOLD.misses


@pytest.mark.parametrize("months", [3, 6, 12])
def test_given_the_price_the_network_beats_a_random_walk_with_drift(months: int) -> None:
    against = {each.rival: each for each in line(Target.NETWORK, months).against}
    assert against["random walk with drift"].verdict == "better"
    assert against["fitted trend"].verdict == "better"


@pytest.mark.parametrize("months", [3, 6, 12])
def test_given_the_price_hash_price_beats_every_rival(months: int) -> None:
    assert {each.verdict for each in line(Target.HASH_PRICE_GIVEN, months).against} == {"better"}


@pytest.mark.parametrize(("months", "most"), [(3, 0.13), (6, 0.18), (12, 0.23)])
def test_without_the_ban_the_network_misses_by_less_than_a_fifth(months: int, most: float) -> None:
    assert line(Target.NETWORK_CALM, months).error.value < most


def test_nothing_is_worse_than_a_rival_beyond_chance() -> None:
    assert [each for told in TOLD.lines for each in told.against if each.verdict == "worse"] == []


def test_production_given_the_hash_rate_misses_by_about_the_network() -> None:
    assert not isinstance(TOLD.production, Missing)
    for told in TOLD.production:
        assert told.origins == 17
        assert told.error.value < 0.13
        assert told.coverage_80.value > 0.8


def test_an_origin_knows_what_a_view_of_its_day_knows() -> None:
    """No look ahead: the fits of an origin are those of a calibration on that day."""
    held = packaged_assumptions()
    whole = history(VIEW)
    for known in (100, 120, 140):
        origin = origin_at(whole.until(known), held)
        day = origin.past.months[-1].end
        world = calibrate(Record().view(day), held, 12)
        assert world.parameters.month0 == origin.past.months[-1]
        of = world.parameters
        assert of.price_volatility == pytest.approx(origin.price.volatility)
        assert of.network_log_margin == pytest.approx(origin.network.log_margin)
        assert of.network_volatility == pytest.approx(origin.network.volatility)
        assert of.fee_log_mean == pytest.approx(origin.fees.log_mean)


def test_an_earlier_view_tests_only_what_had_come_by_then() -> None:
    earlier = backtest(Record().view(VIEW.as_of.replace(year=2023, month=6, day=30)), paths=200)
    assert {told.last_origin for told in earlier.lines if told.months_ahead == 12} == {"2022-06"}
    assert all(figure.known_at.year <= 2023 for figure in earlier.figures())


def test_the_published_page_holds_these_bands_and_scores() -> None:
    """docs/why/backtest.md is made by docs/_make/backtest.py."""
    maker = runpy.run_path(str(ROOT / "docs" / "_make" / "backtest.py"))
    text = maker["PAGE"].read_text("utf-8")
    assert "".join(maker["_bands"](TOLD.lines)) in text
    assert "".join(maker["_scores"](TOLD)) in text


def test_the_backtest_repeats_for_a_seed() -> None:
    again = backtest(Record().view(), "RIOT")
    assert np.array_equal([figure.value for figure in again.figures()], [figure.value for figure in TOLD.figures()])
