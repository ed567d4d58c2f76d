"""Power: the month's level drifts around its season, and each month's hours have the shape of a known year.

Levels. A month's mean stands off the median of its calendar month over the known years; the part of that which lasts is
x, the rest is in the shapes. x is read from how months hang together, log deviations cut at a factor of e so that the
storm of February 2021, which no later month remembers, does not pass for a lasting level.

Shapes. See `headframe.worlds.power_shapes`. Drawing a known year carries that year's level too, so the drawn levels
spread a little wider than the past's: by the variance of x. Six years are too few to claim less.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from headframe.ground.errors import NotEnoughData
from headframe.worlds.parameters import Floats
from headframe.worlds.power_table import PowerMonth

CUT = 1.0
"""Log deviations beyond this are cut for the lasting part [log]."""
LAGS = np.arange(1, 7)
PERSISTENCES = np.linspace(0.3, 0.98, 137)
LEAST_MONTHS = 24


@dataclass(frozen=True, slots=True, eq=False)
class PowerFit:
    """What the months say of the lasting deviation of power's level.

    Parameters
    ----------
    start : float
        x in the last known month [log].
    reversion : float
        Share gone a month [1/month].
    volatility, variance : float
        Shock a month and stationary variance [log].
    season : float64 array, shape (12,)
        Mean of each calendar month over the known years [USD/MWh].
    shocks : float64 array, shape (N - 1,)
        Standardized changes, for correlations.
    months : int
        How many went in [months].
    """

    start: float
    reversion: float
    volatility: float
    variance: float
    season: Floats
    shocks: Floats
    months: int


def fit_power(known: Sequence[PowerMonth]) -> PowerFit:
    """Return the law of power's level from a hub's months.

    Raises
    ------
    NotEnoughData
        Where fewer than two years are known: the season cannot be told from the level.

    Notes
    -----
    The autocovariances of lags 1 to 6 are fitted by variance x persistence^lag; the months' own scatter is left out.
    """
    if len(known) < LEAST_MONTHS:
        raise NotEnoughData(
            f"{len(known)} months of power prices were known",
            where="power_price_quantiles.csv",
            why=f"{LEAST_MONTHS} are needed to tell the season from the level",
            next="ask as of 2022 or later",
        )
    means = np.array([each.quantiles.mean_usd_per_mwh for each in known])
    calendar = np.array([each.month.end.month - 1 for each in known])
    logs = np.log(means)
    usual = np.array([np.median(logs[calendar == month]) for month in range(12)])
    off = np.clip(logs - usual[calendar], -CUT, CUT)
    variance, kept = _lasting(off)
    states = _filtered(off, variance, kept, float((off**2).mean()))
    changes = states[1:] - kept * states[:-1]
    return PowerFit(
        start=float(states[-1]),
        reversion=1 - kept,
        volatility=sqrt(variance * (1 - kept**2)),
        variance=variance,
        season=np.array([means[calendar == month].mean() for month in range(12)]),
        shocks=changes / max(float(changes.std()), 1e-9),
        months=len(known),
    )


def scaled_to(fit: PowerFit, start: float, forward: Floats) -> Floats:
    """Return what exp(x - variance/2) must be multiplied by, so that its mean is `forward` in every month [USD/MWh].

    Parameters
    ----------
    fit : PowerFit
        The law.
    start : float
        x in month 0.
    forward : float64 array, shape (T + 1,)
        Forward prices, month 0 first [USD/MWh].
    """
    steps = np.arange(len(forward))
    kept = (1 - fit.reversion) ** steps
    spread = fit.variance * (1 - kept**2)
    scaled: Floats = forward * np.exp(fit.variance / 2 - start * kept - spread / 2)
    return scaled


def power_paths(level: Floats, law: tuple[float, float, float, float], shocks: Floats) -> Floats:
    """Return paths of the month's level [USD/MWh], shape (T, paths).

    Parameters
    ----------
    level : float64 array, shape (T,)
        What exp(x - variance/2) multiplies [USD/MWh].
    law : tuple of float
        Start, reversion, volatility and stationary variance of x.
    shocks : float64 array, shape (T, paths)
        Standard normals.
    """
    start, pull, volatility, variance = law
    state = np.full(shocks.shape[1], start)
    rows = np.empty(shocks.shape)
    for at in range(len(shocks)):
        state = state * (1 - pull) + volatility * shocks[at]
        rows[at] = level[at] * np.exp(state - variance / 2)
    return rows


def _lasting(off: Floats) -> tuple[float, float]:
    """Return variance and persistence of the lasting part, by least squares on autocovariances."""
    seen = np.array([float((off[lag:] * off[:-lag]).mean()) for lag in LAGS])
    shapes = PERSISTENCES[:, None] ** LAGS[None, :]
    sizes = np.maximum((shapes * seen).sum(1) / (shapes**2).sum(1), 1e-4)
    misses = ((seen - sizes[:, None] * shapes) ** 2).sum(1)
    best = int(misses.argmin())
    return min(float(sizes[best]), float((off**2).mean())), float(PERSISTENCES[best])


def _filtered(off: Floats, variance: float, kept: float, whole: float) -> Floats:
    """Return the lasting part after each month, by the Kalman filter."""
    noise = max(whole - variance, 1e-4)
    state, doubt = 0.0, variance
    found = np.empty(len(off))
    for at, value in enumerate(off.tolist()):
        gain = doubt / (doubt + noise)
        state += gain * (value - state)
        found[at] = state
        state, doubt = kept * state, kept**2 * doubt * (1 - gain) + variance * (1 - kept**2)
    return found
