"""How good a forecast was: coverage of its bands, its score, and how far either can be trusted.

References
----------
CRPS: Gneiting and Raftery (2007), Strictly proper scoring rules, doi:10.1198/016214506000001437, for samples and for
the normal; smaller is better, in the unit of what is forecast. Block bootstrap: Politis and Romano (1992), A circular
block-resampling procedure for stationary data, in Exploring the Limits of Bootstrap.
"""

from __future__ import annotations

from math import pi, sqrt

import numpy as np

from headframe.ground.streams import stream
from headframe.worlds.parameters import Floats

LEVELS = (0.5, 0.8, 0.95)
"""Bands whose coverage is counted."""
SHORTEST_BLOCK = 12
"""Neighbouring origins share the months they forecast: a block is as long as the horizon, a year at least [months]."""
RESAMPLES = 2000
CONFIDENCE = 0.95


def place_in(samples: Floats, truth: float) -> float:
    """Return the share of samples below the truth [ratio]: even on (0, 1) for an honest forecast."""
    return float((samples < truth).mean() + 0.5 * (samples == truth).mean())


def inside(places: Floats, level: float) -> Floats:
    """Return 1 where the truth lay inside the central band of a level, else 0."""
    within: Floats = (np.abs(places - 0.5) <= level / 2).astype(np.float64)
    return within


def crps_of_samples(samples: Floats, truth: float) -> float:
    """Return the continuous ranked probability score of a sample, E|X - truth| - E|X - X'|/2."""
    ordered = np.sort(samples)
    count = len(ordered)
    weights = 2 * np.arange(1, count + 1) - count - 1
    return float(np.abs(ordered - truth).mean() - (weights * ordered).sum() / count**2)


def crps_of_normal(mean: float, deviation: float, truth: float) -> float:
    """Return the score of a normal forecast, in closed form."""
    if deviation == 0:
        return abs(truth - mean)
    unit = (truth - mean) / deviation
    return deviation * (unit * (2 * _cumulative(unit) - 1) + 2 * _density(unit) - 1 / sqrt(pi))


def resampled(count: int, horizon: int, seed: int, name: str) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """Return positions of resampled origins, shape (RESAMPLES, count): blocks of neighbours, closed to a circle."""
    length = min(max(horizon, SHORTEST_BLOCK), count)
    starts = stream(seed, f"bootstrap {name}").integers(0, count, size=(RESAMPLES, -(-count // length)))
    positions = (starts[:, :, None] + np.arange(length)) % count
    return positions.reshape(RESAMPLES, -1)[:, :count]


def interval_of(values: Floats) -> tuple[float, float]:
    """Return the central interval of resampled values at `CONFIDENCE`."""
    tail = (1 - CONFIDENCE) / 2
    low, high = np.quantile(values, [tail, 1 - tail])
    return float(low), float(high)


def _density(unit: float) -> float:
    return float(np.exp(-(unit**2) / 2) / sqrt(2 * pi))


def _cumulative(unit: float) -> float:
    from math import erf

    return 0.5 * (1 + erf(unit / sqrt(2)))
