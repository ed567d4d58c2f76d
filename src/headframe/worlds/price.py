"""Bitcoin's price: stated drift, volatility that comes and goes. Calibrated on month-end closes.

Changes of monthly averages would show too little risk: averaging takes away a third of a month's variance, though not
of a year's. So the volatility is that of closes, and the paths start from the last close.

References
----------
The variance's deviation is read off by a Kalman filter on log squared returns: Harvey, Ruiz and Shephard (1994),
Multivariate stochastic variance models, doi:10.2307/2297980; near-zero returns by the offset of Breidt and Carriquiry.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log, log1p, pi, sqrt

import numpy as np

from headframe.worlds.history import History
from headframe.worlds.memory import fading, mean_and_variance, widening, worth_months
from headframe.worlds.parameters import MONTH_YEARS, Floats

MEAN_OF_LOG_CHI_SQUARE = -1.2703628
"""Of one degree of freedom: digamma(1/2) + log 2."""
VARIANCE_OF_LOG_CHI_SQUARE = pi**2 / 2
OFFSET = 0.02
"""Share of the variance added to a squared return, so that a month without change does not count as endless calm."""
NORMAL_KURTOSIS = 3.0
LEAST_VARIANCE_OF_VARIANCE = 0.02
"""Below this the volatility is as good as constant, and the persistence has nothing to hold."""


@dataclass(frozen=True, slots=True, eq=False)
class PriceFit:
    """What the closes say of the price's law.

    Parameters
    ----------
    log_price : float
        The last close [log USD/BTC].
    volatility : float
        Root of the mean variance a year [1/sqrt(year)], widened for the months it rests on.
    variance_start, persistence, variance_volatility, variance_variance : float
        Of the log-variance deviation: now, share kept a month, shock, stationary variance.
    shocks, variance_shocks : float64 arrays, shape (N - 1,)
        Standardized returns and changes of log variance, for correlations.
    worth : float
        How many equally weighted months went in [months].
    """

    log_price: float
    volatility: float
    variance_start: float
    persistence: float
    variance_volatility: float
    variance_variance: float
    shocks: Floats
    variance_shocks: Floats
    worth: float


def fit_price(past: History, memory_half_life_months: float, variance_half_life_months: float) -> PriceFit:
    """Return the price's law from closes.

    Parameters
    ----------
    past : History
        Months known.
    memory_half_life_months : float
        In which a month of history comes to count half [months].
    variance_half_life_months : float
        In which half of a deviation of the variance has passed [months]: an assumption.

    Notes
    -----
    The variance of the log variance comes from the kurtosis of returns: 3 exp(var) for a log-normal variance.
    """
    returns = np.diff(np.log(past.close))
    weights = fading(len(returns), memory_half_life_months)
    mean, variance = mean_and_variance(returns, weights)
    worth = worth_months(weights)
    unit = (returns - mean) / sqrt(variance)
    kurtosis = float((weights * unit**4).sum() / weights.sum())
    spread = max(log(kurtosis / NORMAL_KURTOSIS), LEAST_VARIANCE_OF_VARIANCE) if kurtosis > 0 else 0.0
    kept = 0.5 ** (1 / variance_half_life_months)
    deviations = _filtered(unit, kept, spread)
    return PriceFit(
        log_price=log(past.close[-1]),
        volatility=sqrt(variance / MONTH_YEARS * widening(worth, 1)),
        variance_start=float(deviations[-1]),
        persistence=kept,
        variance_volatility=sqrt(spread * (1 - kept**2)),
        variance_variance=spread,
        shocks=unit,
        variance_shocks=np.diff(deviations, prepend=0.0),
        worth=worth,
    )


def log_drift(risk_free_rate_per_year: float, premium: float) -> float:
    """Return the continuously compounded drift a year: log(1 + risk-free rate) + premium [1/year]."""
    return log1p(risk_free_rate_per_year) + premium


def price_paths(
    log_price: float,
    volatility: float,
    variance: tuple[float, float, float, float],
    drift: Floats,
    shocks: tuple[Floats, Floats],
) -> Floats:
    """Return price paths [USD/BTC], shape (T, paths): one row a month after month 0.

    Parameters
    ----------
    log_price : float
        Where they start [log USD/BTC].
    volatility : float
        sigma_bar [1/sqrt(year)].
    variance : tuple of float
        Start, persistence, volatility and stationary variance of the log-variance deviation.
    drift : float64 array, shape (T,)
        Of each step [1/year].
    shocks : tuple of float64 arrays, shape (T, paths)
        Standard normals of price and of variance.
    """
    start, kept, shaken, stationary = variance
    level = np.full(shocks[0].shape[1], log_price)
    deviation = np.full(shocks[0].shape[1], start)
    rows = np.empty(shocks[0].shape)
    for at, rate in enumerate(drift):
        sigma = volatility * np.exp(deviation / 2 - stationary / 4)
        level = level + (rate - sigma**2 / 2) * MONTH_YEARS + sigma * sqrt(MONTH_YEARS) * shocks[0][at]
        deviation = kept * deviation + shaken * shocks[1][at]
        rows[at] = level
    return np.exp(rows)


def _filtered(unit: Floats, kept: float, spread: float) -> Floats:
    """Return the log-variance deviation after each return, by the Kalman filter on log squared returns."""
    squared = unit**2
    seen = np.log(squared + OFFSET) - OFFSET / (squared + OFFSET) - MEAN_OF_LOG_CHI_SQUARE + spread / 2
    state, doubt = 0.0, spread
    found = np.empty(len(unit))
    for at, value in enumerate(seen):
        gain = doubt / (doubt + VARIANCE_OF_LOG_CHI_SQUARE)
        found[at] = state + gain * (value - state)
        state, doubt = kept * found[at], kept**2 * doubt * (1 - gain) + spread * (1 - kept**2)
    return found


def volatility_now(fit: PriceFit) -> float:
    """Return the volatility at the start of the paths [1/sqrt(year)]."""
    return fit.volatility * exp(fit.variance_start / 2 - fit.variance_variance / 4)
