"""Scores and intervals of forecasts, against closed forms."""

from __future__ import annotations

import numpy as np
import pytest

from headframe.worlds.backtest_compare import compared, scored
from headframe.worlds.backtest_rivals import Rival, forecast_of
from headframe.worlds.backtest_scores import crps_of_normal, crps_of_samples, inside, place_in, resampled


def test_the_score_of_a_sample_is_that_of_its_law() -> None:
    draws = np.random.default_rng(0).normal(1.0, 2.0, 200_000)
    assert crps_of_samples(draws, 2.5) == pytest.approx(crps_of_normal(1.0, 2.0, 2.5), rel=0.01)


def test_the_score_of_a_certain_forecast_is_its_miss() -> None:
    assert crps_of_normal(1.0, 0.0, 3.0) == 2.0
    assert crps_of_samples(np.full(10, 1.0), 3.0) == pytest.approx(2.0)


def test_the_score_of_a_standard_normal_at_its_centre() -> None:
    """2 x density(0) - 1/sqrt(pi) = 0.79788 - 0.56419."""
    assert crps_of_normal(0.0, 1.0, 0.0) == pytest.approx(0.23369, abs=1e-5)


def test_a_truth_is_inside_the_band_between_its_quantiles() -> None:
    samples = np.linspace(0, 1, 1001)
    places = np.array([place_in(samples, truth) for truth in (0.5, 0.89, 0.91)])
    assert inside(places, 0.8).tolist() == [1.0, 1.0, 0.0]


def test_blocks_keep_neighbours_together() -> None:
    again = resampled(60, 12, 1, "a test")
    assert again.shape == (2000, 60)
    assert ((np.diff(again[:, :12], axis=1) % 60) == 1).all()


def test_an_honest_forecast_covers_what_it_says() -> None:
    draws = np.random.default_rng(2)
    scores = [scored(np.exp(draws.normal(0, 1, 2000)), float(np.exp(draws.normal())), None, 3) for _ in range(600)]
    told = compared(scores, 3, 1, "honest")
    for level, found in zip((0.5, 0.8, 0.95), told.coverage, strict=True):
        assert found.low <= level <= found.high


def test_rivals_carry_on_what_they_believe() -> None:
    logs = np.arange(48) * 0.02
    assert forecast_of(Rival.NO_CHANGE, logs, 6).mean == pytest.approx(logs[-1])
    for rival in (Rival.DRIFT, Rival.RECENT_DRIFT, Rival.TREND):
        assert forecast_of(rival, logs, 6).mean == pytest.approx(logs[-1] + 0.12)
