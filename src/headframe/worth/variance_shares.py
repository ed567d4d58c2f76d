"""How much of a share's variance each driver explains: every order of adding the drivers, averaged.

With betas b and the drivers' covariance C, drivers in a set S explain v(S) = c_S' C_SS⁻¹ c_S, c = C b. A driver's
share is what it adds to v, averaged over all orders, over all variance (Lindeman, Merenda & Gold, Introduction to
Bivariate and Multivariate Analysis, 1980; the Shapley value of v). Shares are never negative and add up, however the
drivers correlate.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import factorial

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def forgetting_covariance(x: Floats, half_life: float, burn_in: int) -> Floats:
    """Return the drivers' covariance up to and with each step, older steps weighing less: (T, k, k).

    Parameters
    ----------
    x : array (T, k)
        Returns of the drivers.
    half_life : float
        Steps after which a return weighs half.
    burn_in : int
        Steps whose plain mean the first covariances start from.
    """
    keep = 0.5 ** (1 / half_life)
    squares = x[:, :, None] * x[:, None, :]
    made = np.empty_like(squares)
    level = squares[:burn_in].mean(axis=0)
    for t in range(len(x)):
        level = keep * level + (1 - keep) * squares[t] if t >= burn_in else level
        made[t] = level
    return made


def shares_of_variance(betas: Floats, covariance: Floats, noise: float | Floats, groups: Sequence[slice]) -> Floats:
    """Return each driver's share of the variance, and what none explains: (..., drivers + 1).

    Parameters
    ----------
    betas : array (..., k)
        Coefficients of the drivers' returns.
    covariance : array (..., k, k)
        Of those returns; broadcast against `betas`.
    noise : float or array (...)
        Variance that no driver explains.
    groups : sequence of slices
        Which coefficients belong to one driver.

    Examples
    --------
    Two drivers that do not correlate, betas 1 and 2, equal variances, no noise:

    >>> shares_of_variance(np.array([1.0, 2.0]), np.eye(2), 0.0, (slice(0, 1), slice(1, 2))).tolist()
    [0.2, 0.8, 0.0]
    """
    towards = np.einsum("...ij,...j->...i", covariance, betas)
    total = np.einsum("...i,...i->...", towards, betas) + noise
    members = [np.arange(betas.shape[-1])[group] for group in groups]
    count = len(groups)
    explained = {
        chosen: _explained(towards, covariance, members, chosen)
        for size in range(count + 1)
        for chosen in combinations(range(count), size)
    }
    added = [_average_gain(driver, explained, count) / total for driver in range(count)]
    return np.stack([*added, np.broadcast_to(noise / total, total.shape)], axis=-1)


def _explained(
    towards: Floats, covariance: Floats, members: Sequence[NDArray[np.int_]], chosen: tuple[int, ...]
) -> Floats:
    if not chosen:
        return np.zeros(towards.shape[:-1])
    at = np.concatenate([members[driver] for driver in chosen])
    part, inner = towards[..., at], covariance[..., at[:, None], at]
    solved = np.linalg.solve(np.broadcast_to(inner, (*part.shape, len(at))), part[..., None])[..., 0]
    gain: Floats = np.einsum("...i,...i->...", part, solved)
    return gain


def _average_gain(driver: int, explained: dict[tuple[int, ...], Floats], count: int) -> Floats:
    gains = []
    for chosen, value in explained.items():
        if driver not in chosen:
            weight = factorial(len(chosen)) * factorial(count - len(chosen) - 1) / factorial(count)
            gains.append(weight * (explained[tuple(sorted((*chosen, driver)))] - value))
    total: Floats = np.sum(gains, axis=0)
    return total
