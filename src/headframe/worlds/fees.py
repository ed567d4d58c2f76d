"""Fees over subsidy: a log that returns to its mean, with spikes that pass within the month."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np

from headframe.worlds.history import History
from headframe.worlds.memory import NORMAL_PER_MAD, fading, widening, worth_months
from headframe.worlds.parameters import Floats

SPIKE_DEVIATIONS = 3.0
"""A month whose fees stand so many robust deviations over what the month before let expect is a spike."""
LEAST_REVERSION, MOST_REVERSION = 0.02, 1.0
"""Bounds on the monthly pull to the mean: below, the mean is not known; above, it would overshoot [1/month]."""


@dataclass(frozen=True, slots=True, eq=False)
class FeeFit:
    """What the months say of the law of fees.

    Parameters
    ----------
    log_mean, start : float
        Mean of the log ratio, and where it stands off it now, spikes taken out.
    reversion : float
        Share of a deviation gone a month [1/month].
    volatility : float
        Shock of a month [1/sqrt(month)], widened for the months it rests on.
    spike_probability : float
        A month [ratio]: (spikes + 1/2)/(months + 1).
    spike_log_size : float
        Mean log size of a spike; 0 where none was seen.
    spikes : tuple of int
        Positions of the months that were spikes.
    shocks : float64 array, shape (N - 1,)
        Standardized shocks, for correlations.
    worth : float
        How many equally weighted months went in [months].
    """

    log_mean: float
    start: float
    reversion: float
    volatility: float
    spike_probability: float
    spike_log_size: float
    spikes: tuple[int, ...]
    shocks: Floats
    worth: float


def fit_fees(past: History, memory_half_life_months: float) -> FeeFit:
    """Return the law of fees from the months known.

    Notes
    -----
    Spikes are told by their size over a first fit, taken out, and the rest is fitted again: weighted least squares of a
    month on the month before.
    """
    logs = np.log(past.fee_ratio)
    weights = fading(len(logs) - 1, memory_half_life_months)
    level, pull, residuals = _autoregression(logs, weights)
    limit = SPIKE_DEVIATIONS * NORMAL_PER_MAD * float(np.median(np.abs(residuals - np.median(residuals))))
    spikes = np.flatnonzero(residuals > limit) + 1
    size = float(residuals[spikes - 1].mean()) if len(spikes) else 0.0
    calm = logs.copy()
    calm[spikes] -= size
    level, pull, residuals = _autoregression(calm, weights)
    worth = worth_months(weights)
    variance = float((weights * residuals**2).sum() / weights.sum() * worth / (worth - 2))
    return FeeFit(
        log_mean=level,
        start=float(calm[-1] - level),
        reversion=pull,
        volatility=sqrt(variance * widening(worth, 2)),
        spike_probability=(len(spikes) + 0.5) / (len(residuals) + 1),
        spike_log_size=size,
        spikes=tuple(int(at) for at in spikes),
        shocks=residuals / sqrt(variance),
        worth=worth,
    )


def fee_paths(
    fit: tuple[float, float, float, float], spike: tuple[float, float], shocks: Floats, uniforms: Floats
) -> Floats:
    """Return paths of fees over subsidy [ratio], shape (T, paths).

    Parameters
    ----------
    fit : tuple of float
        Log mean, starting deviation, reversion and volatility.
    spike : tuple of float
        Probability a month and log size.
    shocks, uniforms : float64 arrays, shape (T, paths)
        Standard normals, and uniforms that decide on spikes.
    """
    mean, start, pull, volatility = fit
    deviation = np.full(shocks.shape[1], start)
    rows = np.empty(shocks.shape)
    for at in range(len(shocks)):
        deviation = deviation * (1 - pull) + volatility * shocks[at]
        rows[at] = mean + deviation + np.where(uniforms[at] < spike[0], spike[1], 0.0)
    return np.exp(rows)


def _autoregression(logs: Floats, weights: Floats) -> tuple[float, float, Floats]:
    """Return mean, pull and residuals of x' = x + pull (mean - x) by weighted least squares."""
    before, after = logs[:-1], logs[1:]
    centre = float((weights * before).sum() / weights.sum()), float((weights * after).sum() / weights.sum())
    spread = float((weights * (before - centre[0]) ** 2).sum())
    kept = float((weights * (before - centre[0]) * (after - centre[1])).sum()) / spread
    pull = min(max(1 - kept, LEAST_REVERSION), MOST_REVERSION)
    mean = (centre[1] - (1 - pull) * centre[0]) / pull
    mean = min(max(mean, float(logs.min())), float(logs.max()))
    return mean, pull, after - before - pull * (mean - before)
