"""Betas that drift: a regression whose coefficients walk at random, filtered, smoothed, and fitted by likelihood.

    y_t = x_t' b_t + e_t,  e_t ~ N(0, s²);    b_t = b_{t−1} + w_t,  w_t ~ N(0, diag(q))

One observation a step needs no inverse: the filter divides by a number, and the smoother runs the recursions of
de Jong for r and N backwards (Durbin & Koopman, Time Series Analysis by State Space Methods, 2nd ed., 2012, §4.4;
the draws are their simulation smoother, §4.9). The start is diffuse: a wide prior, and as many observations as there
are coefficients do not count in the likelihood.

The likelihood of q is often flat down to zero, so bands at its peak alone are too narrow (0.80 where 0.90 is meant, in
simulations). Bands here are averaged over the walks of a grid, each weighted by its likelihood and an even prior on the
step's standard deviation (after Hamilton, Journal of Econometrics 33, 1986, 387-397).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from headframe.worth.kalman_steps import filter_steps, likelihood_steps, smooth_steps

Floats = NDArray[np.float64]
PRIOR_VARIANCE = 100.0
"""Of each coefficient at the start: ten times as wide as any beta."""
SMALLEST, LARGEST = 1e-10, 25.0
"""Bounds of the walk's variance over the noise's, where the likelihood is flat."""
STARTS = (-4.0, -7.0)
"""Natural logarithms of q/s² from which the search starts."""
LEVELS = tuple(float(level) for level in np.geomspace(0.003, 5.0, 9))
"""Standard deviations of a step over the noise's at which walks are weighed."""
SLIGHT, MOST_WALKS = 2e-3, 60
"""Walks of less than this share of the weight are left out, and all beyond so many."""


@dataclass(frozen=True, slots=True)
class Walk:
    """A fitted walk: variances of each coefficient's step `q` [(k,)], of the noise `s2`, and the log likelihood."""

    q: Floats
    s2: float
    log_likelihood: float


@dataclass(frozen=True, slots=True)
class Path:
    """Coefficients through time: means (T, k) and covariances (T, k, k)."""

    mean: Floats
    covariance: Floats


def fit_walk(y: Floats, x: Floats, groups: Sequence[int]) -> Walk:
    """Return the variances of greatest likelihood.

    Parameters
    ----------
    y : array (T,)
        What is explained.
    x : array (T, k)
        What explains it.
    groups : sequence of k integers
        Coefficients of one group share a variance; those of group −1 stay constant.

    Returns
    -------
    Walk
        The search is over ratios q/s²: the noise variance follows from them in closed form.
    """
    from scipy.optimize import minimize

    kinds = sorted({group for group in groups if group >= 0})
    if not kinds:
        likelihood, s2 = _profiled(y, x, np.zeros(len(groups)))
        return Walk(np.zeros(len(groups)), s2, likelihood)

    def negative(logs: Floats) -> float:
        return -_profiled(y, x, _ratios(logs, groups, kinds))[0]

    bounds = [(float(np.log(SMALLEST)), float(np.log(LARGEST)))] * len(kinds)
    searches = [minimize(negative, np.full(len(kinds), start), method="L-BFGS-B", bounds=bounds) for start in STARTS]
    best = min(searches, key=lambda found: float(found.fun))
    ratios = _ratios(best.x, groups, kinds)
    likelihood, s2 = _profiled(y, x, ratios)
    return Walk(ratios * s2, s2, likelihood)


def weighted_walks(y: Floats, x: Floats, groups: Sequence[int]) -> tuple[tuple[Walk, float], ...]:
    """Return the walks that the data leave open, the likeliest first, with weights that add up to 1.

    Parameters are those of `fit_walk`, whose walk is the first.
    """
    best = fit_walk(y, x, groups)
    kinds = sorted({group for group in groups if group >= 0})
    found = [(best, 1.0)] if not kinds else []
    for levels in product(LEVELS, repeat=len(kinds)):
        ratios = _ratios(np.log(np.square(levels)), groups, kinds)
        likelihood, s2 = _profiled(y, x, ratios)
        weight = float(np.exp(likelihood - best.log_likelihood) * np.prod(levels))
        found.append((Walk(ratios * s2, s2, likelihood), weight))
    found.sort(key=lambda each: -each[1])
    total = sum(weight for _, weight in found)
    kept = [each for each in found if each[1] > SLIGHT * total][:MOST_WALKS]
    whole = sum(weight for _, weight in kept)
    return tuple((walk, weight / whole) for walk, weight in kept)


def filtered(y: Floats, x: Floats, walks: Sequence[tuple[Walk, float]]) -> Path:
    """Return coefficients given observations up to and with each step, averaged over weighted walks."""
    paths = (filter_steps(y, x, walk.q, walk.s2, PRIOR_VARIANCE)[:2] for walk, _ in walks)
    return _mixed([Path(*path) for path in paths], [weight for _, weight in walks])


def smoothed(y: Floats, x: Floats, walks: Sequence[tuple[Walk, float]]) -> Path:
    """Return coefficients given all observations, averaged over weighted walks."""
    return _mixed([_smoothed(y, x, walk) for walk, _ in walks], [weight for _, weight in walks])


def _smoothed(y: Floats, x: Floats, walk: Walk) -> Path:
    _, _, ahead, spread, miss, variance = filter_steps(y, x, walk.q, walk.s2, PRIOR_VARIANCE)
    return Path(*smooth_steps(x, ahead, spread, miss, variance))


def _mixed(paths: Sequence[Path], weights: Sequence[float]) -> Path:
    """Return mean and covariance of a mixture: the parts' covariance and how far their means lie apart."""
    mean = sum((weight * path.mean for path, weight in zip(paths, weights, strict=True)), np.zeros_like(paths[0].mean))
    covariance = np.zeros_like(paths[0].covariance)
    for path, weight in zip(paths, weights, strict=True):
        apart = path.mean - mean
        covariance += weight * (path.covariance + apart[:, :, None] * apart[:, None, :])
    return Path(mean, covariance)


def drawn(y: Floats, x: Floats, walks: Sequence[tuple[Walk, float]], draws: int, random: np.random.Generator) -> Floats:
    """Return paths of coefficients drawn given all observations: (draws, T, k)."""
    counts = random.multinomial(draws, [weight for _, weight in walks])
    parts = [_drawn(y, x, walk, int(n), random) for (walk, _), n in zip(walks, counts, strict=True) if n]
    return np.concatenate(parts)


def _drawn(y: Floats, x: Floats, walk: Walk, draws: int, random: np.random.Generator) -> Floats:
    centre = _smoothed(y, x, walk).mean
    made = np.empty((draws, *x.shape))
    for index in range(draws):
        steps = random.standard_normal(x.shape) * np.sqrt(walk.q)
        steps[0] += random.standard_normal(x.shape[1]) * np.sqrt(PRIOR_VARIANCE)
        path = np.cumsum(steps, axis=0)
        seen = np.einsum("tk,tk->t", x, path) + random.standard_normal(len(y)) * np.sqrt(walk.s2)
        made[index] = centre + path - _smoothed(seen, x, walk).mean
    return made


def _ratios(logs: Floats, groups: Sequence[int], kinds: Sequence[int]) -> Floats:
    values = np.exp(logs)
    return np.array([0.0 if group < 0 else values[kinds.index(group)] for group in groups])


def _profiled(y: Floats, x: Floats, ratios: Floats) -> tuple[float, float]:
    """Return the log likelihood at the best noise variance for these ratios, and that variance."""
    scale = float(np.var(y)) or 1.0
    total, logs, counted = likelihood_steps(y, x, ratios, PRIOR_VARIANCE / scale, x.shape[1])
    s2 = total / counted
    return -0.5 * (counted * (np.log(2 * np.pi * s2) + 1) + logs), s2
