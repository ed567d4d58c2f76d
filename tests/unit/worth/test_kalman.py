"""Betas that drift: the filter, the smoother and their bands against exact sums and simulated truth."""

from __future__ import annotations

import numpy as np
import pytest

from headframe.worth.kalman import PRIOR_VARIANCE, Walk, drawn, filtered, fit_walk, smoothed, weighted_walks

NINETY = 1.6448536269514722


def simulated(seed: int, steps: int, deviations: tuple[float, float], noise: float = 0.03):
    random = np.random.default_rng(seed)
    x = np.column_stack([np.ones(steps), random.normal(0, 0.03, steps), random.normal(0, 0.02, steps)])
    walk = random.standard_normal((steps, 3)) * np.array([0.0, *deviations])
    betas = np.array([0.0, 1.0, 0.5]) + np.cumsum(walk, axis=0)
    return np.einsum("tk,tk->t", x, betas) + random.normal(0, noise, steps), x, betas


def exact_posterior(y: np.ndarray, x: np.ndarray, walk: Walk) -> tuple[np.ndarray, np.ndarray]:
    """Return mean and covariance of all coefficients given all observations, by one large linear solve."""
    steps, k = x.shape
    prior = np.zeros((steps * k, steps * k))
    for i in range(steps):
        for j in range(steps):
            prior[i * k : i * k + k, j * k : j * k + k] = np.eye(k) * PRIOR_VARIANCE + np.diag(walk.q) * (min(i, j) + 1)
    seen = np.zeros((steps, steps * k))
    for i in range(steps):
        seen[i, i * k : i * k + k] = x[i]
    gain = prior @ seen.T @ np.linalg.inv(seen @ prior @ seen.T + walk.s2 * np.eye(steps))
    return (gain @ y).reshape(steps, k), prior - gain @ seen @ prior


def test_the_smoother_is_the_exact_posterior() -> None:
    y, x, _ = simulated(1, 12, (0.3, 0.2))
    walk = Walk(np.array([0.0, 0.09, 0.04]), 9e-4, 0.0)
    mean, covariance = exact_posterior(y, x, walk)
    path = smoothed(y, x, [(walk, 1.0)])
    assert np.allclose(path.mean, mean, atol=1e-6)
    assert np.allclose(path.covariance[5], covariance[15:18, 15:18], atol=1e-5)


def test_a_walk_that_stands_still_is_least_squares() -> None:
    y, x, _ = simulated(2, 400, (0.0, 0.0))
    walk = Walk(np.zeros(3), 9e-4, 0.0)
    assert np.allclose(filtered(y, x, [(walk, 1.0)]).mean[-1], np.linalg.lstsq(x, y, rcond=None)[0], atol=1e-3)


def test_filtered_and_smoothed_agree_on_the_last_day_and_on_no_other() -> None:
    y, x, _ = simulated(3, 200, (0.05, 0.05))
    walks = weighted_walks(y, x, [-1, 0, 1])
    early, late = filtered(y, x, walks), smoothed(y, x, walks)
    assert np.allclose(early.mean[-1], late.mean[-1])
    assert not np.allclose(early.mean[100], late.mean[100], atol=1e-3)


def test_the_filter_of_a_day_does_not_change_with_what_follows() -> None:
    y, x, _ = simulated(4, 200, (0.05, 0.05))
    walk = [(Walk(np.array([0.0, 1e-3, 1e-3]), 9e-4, 0.0), 1.0)]
    assert np.allclose(filtered(y, x, walk).mean[:120], filtered(y[:120], x[:120], walk).mean)


@pytest.mark.parametrize("deviations", [(0.02, 0.03), (0.05, 0.005), (0.03, 0.05)])
def test_bands_of_ninety_percent_cover_ninety_percent_of_the_truth(deviations: tuple[float, float]) -> None:
    inside = []
    for seed in range(24):
        y, x, betas = simulated(100 + seed, 600, deviations)
        path = smoothed(y, x, weighted_walks(y, x, [-1, 0, 1]))
        spread = NINETY * np.sqrt(np.einsum("tkk->tk", path.covariance))
        inside.append(np.abs(path.mean - betas)[60:, 1:] < spread[60:, 1:])
    assert 0.85 <= np.mean(inside) <= 0.95


def test_bands_at_the_peak_of_the_likelihood_alone_are_too_narrow() -> None:
    inside = []
    for seed in range(24):
        y, x, betas = simulated(100 + seed, 600, (0.02, 0.03))
        path = smoothed(y, x, [(fit_walk(y, x, [-1, 0, 1]), 1.0)])
        spread = NINETY * np.sqrt(np.einsum("tkk->tk", path.covariance))
        inside.append(np.abs(path.mean - betas)[60:, 1:] < spread[60:, 1:])
    assert np.mean(inside) < 0.85


def test_the_fit_finds_a_large_walk() -> None:
    y, x, _ = simulated(7, 3000, (0.06, 0.0))
    walk = fit_walk(y, x, [-1, 0, 1])
    assert walk.s2 == pytest.approx(9e-4, rel=0.1)
    assert np.sqrt(walk.q[1]) == pytest.approx(0.06, rel=0.35)
    assert walk.q[0] == 0.0


def test_draws_have_the_smoothers_mean_and_spread() -> None:
    y, x, _ = simulated(8, 150, (0.05, 0.05))
    walks = weighted_walks(y, x, [-1, 0, 1])
    paths, late = drawn(y, x, walks, 600, np.random.default_rng(1)), smoothed(y, x, walks)
    deviation = np.sqrt(np.einsum("tkk->tk", late.covariance))
    assert np.abs(paths.mean(axis=0) - late.mean).max() < 0.25 * deviation.max()
    assert paths.std(axis=0)[75] == pytest.approx(deviation[75], rel=0.15)
