"""The drivers' model of one company: betas that drift, shares of variance through time, and who leads since when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from headframe.ground.streams import stream
from headframe.vocabulary.assumptions import Assumptions
from headframe.worth.kalman import Path, Walk, drawn, filtered, smoothed, weighted_walks
from headframe.worth.market_returns import Returns
from headframe.worth.variance_shares import forgetting_covariance, shares_of_variance

Floats = NDArray[np.float64]
DRIVERS = ("bitcoin", "AI basket", "market")
OWN = "own news"
DRAWS = 400
SESSIONS_A_MONTH = 21


@dataclass(frozen=True, slots=True)
class DriverModel:
    """A fitted model. T steps, k coefficients (constant, bitcoin's, basket, market), D drivers.

    Parameters
    ----------
    filtered, smoothed : Path
        Coefficients by what was known to each step, and by everything.
    sums : array (D, k)
        Which coefficients add up to a driver's beta.
    shares : array (T, D + 1)
        Each driver's share of variance by smoothed betas, and what none explains.
    drawn_shares : array (draws, T', D + 1)
        The same of drawn paths, on every step of `grid`.
    grid : array (T',)
        Steps on which paths are looked at.
    """

    returns: Returns
    walks: tuple[tuple[Walk, float], ...]
    filtered: Path
    smoothed: Path
    sums: Floats
    shares: Floats
    shares_filtered: Floats
    drawn_shares: Floats
    grid: NDArray[np.int_]

    def beta(self, path: Path, driver: int, step: int) -> tuple[float, float]:
        """Return a driver's beta at a step and its standard deviation."""
        weights = self.sums[driver]
        return float(weights @ path.mean[step]), float(np.sqrt(weights @ path.covariance[step] @ weights))


@dataclass(frozen=True, slots=True)
class Lead:
    """Which driver explains most at the end, since which step; earliest and latest step in 9 of 10 draws."""

    driver: int
    since: int
    earliest: int
    latest: int
    certainty: float
    """Share of draws in which it explains most at the end."""


def fit_drivers(returns: Returns, assumptions: Assumptions, seed: int, draws: int = DRAWS) -> DriverModel:
    """Return the model fitted to a company's returns.

    Parameters
    ----------
    returns : Returns
        Of the company and its drivers.
    assumptions : Assumptions
        Holds the half-life of the drivers' covariance.
    seed : int
        Of the draws.
    draws : int
        How many paths of betas are drawn.
    """
    x, sums, groups = design(returns)
    y = returns.share
    walks = weighted_walks(y, x, groups)
    early, late = filtered(y, x, walks), smoothed(y, x, walks)
    covariance = _covariance(returns, x, assumptions)
    noise = sum(weight * walk.s2 for walk, weight in walks)
    slices = _slices(sums)
    grid = np.arange((len(y) - 1) % _stride(returns), len(y), _stride(returns))
    paths = drawn(y, x, walks, draws, stream(seed, f"driver betas of {returns.company}"))[:, grid, 1:]
    return DriverModel(
        returns=returns,
        walks=walks,
        filtered=early,
        smoothed=late,
        sums=sums,
        shares=shares_of_variance(late.mean[:, 1:], covariance, noise, slices),
        shares_filtered=shares_of_variance(early.mean[:, 1:], covariance, noise, slices),
        drawn_shares=shares_of_variance(paths, covariance[grid], noise, slices),
        grid=grid,
    )


def design(returns: Returns) -> tuple[Floats, Floats, list[int]]:
    """Return the regressors (T, k), which of them add up to a driver's beta (D, k), and their groups for the walk."""
    lags = returns.bitcoin.shape[1]
    x = np.column_stack([np.ones(len(returns.share)), returns.bitcoin, returns.basket, returns.market])
    sums = np.zeros((len(DRIVERS), x.shape[1]))
    sums[0, 1 : 1 + lags], sums[1, 1 + lags], sums[2, 2 + lags] = 1.0, 1.0, 1.0
    return x, sums, [-1, *([0] * lags), 1, 2]


def lead_of(model: DriverModel, broken_by_sessions: float) -> Lead:
    """Return which driver leads at the end, and since when it did without a spell longer than `broken_by_sessions`."""
    steps = broken_by_sessions / (1 if model.returns.daily else SESSIONS_A_MONTH)
    patience = max(1, round(steps / _stride(model.returns)))
    means = model.drawn_shares[:, :, : len(DRIVERS)].mean(axis=0)
    leader = int(np.argmax(means[-1]))
    since = led_since(means, leader, patience)
    each = [path for path in model.drawn_shares[:, :, : len(DRIVERS)] if int(np.argmax(path[-1])) == leader]
    starts = [led_since(path, leader, patience) for path in each]
    earliest, latest = np.quantile(starts, (0.05, 0.95), method="nearest") if starts else (since, since)
    certainty = len(each) / len(model.drawn_shares)
    at = [int(model.grid[int(step)]) for step in (since, min(earliest, since), max(latest, since))]
    return Lead(leader, at[0], at[1], at[2], certainty)


def led_since(shares: Floats, leader: int, patience: int) -> int:
    """Return the first step of the last stretch that `leader` led, spells of up to `patience` steps bridged.

    Examples
    --------
    >>> led_since(np.array([[0.1, 0.4], [0.5, 0.2], [0.2, 0.3], [0.6, 0.2], [0.6, 0.1]]), 0, 1)
    1
    """
    leads = np.argmax(shares, axis=1) == leader
    start = len(leads) - 1
    lost = 0
    for step in range(len(leads) - 1, -1, -1):
        if leads[step]:
            start, lost = step, 0
        else:
            lost += 1
            if lost > patience:
                break
    return start


def _stride(returns: Returns) -> int:
    return 5 if returns.daily else 1


def _covariance(returns: Returns, x: Floats, assumptions: Assumptions) -> Floats:
    half_life = assumptions.value("worth.covariance_half_life_sessions")
    steps = half_life if returns.daily else half_life / SESSIONS_A_MONTH
    steps = max(steps, 6.0)
    return forgetting_covariance(x[:, 1:], steps, burn_in=min(len(x), max(12, int(steps))))


def _slices(sums: Floats) -> Sequence[slice]:
    """Return each driver's coefficients without the constant."""
    found = [np.flatnonzero(row) for row in sums]
    return [slice(int(at[0]) - 1, int(at[-1])) for at in found]
