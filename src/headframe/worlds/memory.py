"""Weights that forget: recent months count more, by one half-life for every estimate."""

from __future__ import annotations

import numpy as np

from headframe.worlds.parameters import Floats

NORMAL_PER_MAD = 1.4826
"""Standard deviations in one median absolute deviation of a normal."""


def fading(count: int, half_life_months: float) -> Floats:
    """Return weights of `count` months, oldest first, the last one 1."""
    weights: Floats = 0.5 ** (np.arange(count - 1, -1, -1) / half_life_months)
    return weights


def worth_months(weights: Floats) -> float:
    """Return how many equally weighted months the weights are worth: (sum w)^2 / sum w^2 (Kish)."""
    return float(weights.sum() ** 2 / (weights**2).sum())


def mean_and_variance(values: Floats, weights: Floats) -> tuple[float, float]:
    """Return the weighted mean and the variance around it, unbiased for what the weights are worth."""
    mean = float((weights * values).sum() / weights.sum())
    worth = worth_months(weights)
    return mean, float((weights * (values - mean) ** 2).sum() / weights.sum() * worth / (worth - 1))


def widening(worth: float, estimated: int) -> float:
    """Return the factor on a variance that makes a normal band as wide as its estimate from few months deserves.

    The variance of Student's t with worth - estimated degrees of freedom over that of the normal: nu/(nu - 2). What is
    forecast differs from the fit by the shock and by the error of the fitted spread.
    """
    freedom = max(worth - estimated, 3.0)
    return freedom / (freedom - 2)
