"""The compiled steps of the filter and the smoother: one observation at a time, no inverse."""

from __future__ import annotations

import numba
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@numba.njit(cache=True)
def filter_steps(
    y: Floats, x: Floats, q: Floats, s2: float, prior: float
) -> tuple[Floats, Floats, Floats, Floats, Floats, Floats]:
    """Return filtered means (T, k), covariances (T, k, k), both ahead of each step, misses and variances (T,)."""
    steps, k = x.shape
    mean, covariance = np.zeros(k), np.zeros((k, k))
    for i in range(k):
        covariance[i, i] = prior
    means, covariances = np.empty((steps, k)), np.empty((steps, k, k))
    ahead, spread = np.empty((steps, k)), np.empty((steps, k, k))
    misses, variances = np.empty(steps), np.empty(steps)
    gain = np.empty(k)
    for t in range(steps):
        for i in range(k):
            covariance[i, i] += q[i]
        ahead[t] = mean
        spread[t] = covariance
        miss, variance = y[t], s2
        for i in range(k):
            miss -= x[t, i] * mean[i]
            gain[i] = 0.0
            for j in range(k):
                gain[i] += covariance[i, j] * x[t, j]
            variance += x[t, i] * gain[i]
        for i in range(k):
            mean[i] += gain[i] * miss / variance
            for j in range(k):
                covariance[i, j] = spread[t, i, j] - gain[i] * gain[j] / variance
        means[t] = mean
        covariances[t] = covariance
        misses[t] = miss
        variances[t] = variance
    return means, covariances, ahead, spread, misses, variances


@numba.njit(cache=True)
def likelihood_steps(y: Floats, x: Floats, q: Floats, prior: float, skipped: int) -> tuple[float, float, float]:
    """Return Σ miss²/variance, Σ log variance and how many steps counted, for noise of variance 1."""
    steps, k = x.shape
    mean, covariance = np.zeros(k), np.zeros((k, k))
    for i in range(k):
        covariance[i, i] = prior
    total, logs, gain = 0.0, 0.0, np.empty(k)
    for t in range(steps):
        miss, variance = y[t], 1.0
        for i in range(k):
            covariance[i, i] += q[i]
        for i in range(k):
            miss -= x[t, i] * mean[i]
            gain[i] = 0.0
            for j in range(k):
                gain[i] += covariance[i, j] * x[t, j]
            variance += x[t, i] * gain[i]
        for i in range(k):
            mean[i] += gain[i] * miss / variance
            for j in range(k):
                covariance[i, j] -= gain[i] * gain[j] / variance
        if t >= skipped:
            total += miss * miss / variance
            logs += np.log(variance)
    return total, logs, float(steps - skipped)


@numba.njit(cache=True)
def smooth_steps(x: Floats, ahead: Floats, spread: Floats, misses: Floats, variances: Floats) -> tuple[Floats, Floats]:
    """Return smoothed means (T, k) and covariances (T, k, k)."""
    steps, k = x.shape
    means, covariances = np.empty((steps, k)), np.empty((steps, k, k))
    r, n = np.zeros(k), np.zeros((k, k))
    for t in range(steps - 1, -1, -1):
        gain = np.zeros(k)
        for i in range(k):
            for j in range(k):
                gain[i] += spread[t, i, j] * x[t, j]
        step = np.eye(k)
        for i in range(k):
            for j in range(k):
                step[i, j] -= gain[i] * x[t, j] / variances[t]
        back = np.zeros(k)
        for i in range(k):
            back[i] = x[t, i] * misses[t] / variances[t]
            for j in range(k):
                back[i] += step[j, i] * r[j]
        r = back
        n = step.T @ n @ step
        for i in range(k):
            for j in range(k):
                n[i, j] += x[t, i] * x[t, j] / variances[t]
        means[t] = ahead[t] + spread[t] @ r
        covariances[t] = spread[t] - spread[t] @ n @ spread[t]
    return means, covariances
