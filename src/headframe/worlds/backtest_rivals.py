"""Simple rivals of a forecast, each a normal in logs fitted on the same past."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

import numpy as np

from headframe.worlds.parameters import Floats

RECENT_MONTHS = 24


class Rival(StrEnum):
    """Who else forecasts."""

    DRIFT = "random walk with drift"
    """Mean and spread of all monthly changes known."""
    RECENT_DRIFT = "random walk, drift of two years"
    NO_CHANGE = "no change"
    """A random walk without drift."""
    TREND = "fitted trend"
    """A straight line in logs over all months known."""


@dataclass(frozen=True, slots=True)
class Normal:
    """A normal forecast in logs."""

    mean: float
    deviation: float


def forecast_of(rival: Rival, logs: Floats, horizon: int) -> Normal:
    """Return a rival's forecast.

    Parameters
    ----------
    rival : Rival
        Who.
    logs : float64 array, shape (N,)
        Log values of all months known, oldest first.
    horizon : int
        Months ahead.
    """
    if rival is Rival.TREND:
        return _trend(logs, horizon)
    steps = np.diff(logs)
    if rival is Rival.RECENT_DRIFT:
        steps = steps[-RECENT_MONTHS:]
    drift = 0.0 if rival is Rival.NO_CHANGE else float(steps.mean())
    spread = sqrt(float(((steps - drift) ** 2).sum() / (len(steps) - 1)))
    doubt = 0.0 if rival is Rival.NO_CHANGE else horizon**2 / len(steps)
    return Normal(float(logs[-1]) + drift * horizon, spread * sqrt(horizon + doubt))


def _trend(logs: Floats, horizon: int) -> Normal:
    time = np.arange(len(logs), dtype=float)
    centre, ahead = time.mean(), float(len(logs) - 1 + horizon)
    slope = float(((time - centre) * (logs - logs.mean())).sum() / ((time - centre) ** 2).sum())
    residuals = logs - logs.mean() - slope * (time - centre)
    variance = float((residuals**2).sum() / (len(logs) - 2))
    widened = 1 + 1 / len(logs) + (ahead - centre) ** 2 / float(((time - centre) ** 2).sum())
    return Normal(float(logs.mean() + slope * (ahead - centre)), sqrt(variance * widened))
