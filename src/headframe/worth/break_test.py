"""Did betas break at a day the company chose? A Wald test around it, its reference law drawn by the bootstrap.

Betas before and after the day are estimated apart; the statistic asks whether bitcoin's and the basket's differ. Under
the null one set of betas holds throughout: its residuals are drawn again in blocks of random length that keep their
clusters together (Politis & Romano, Journal of the American Statistical Association 89, 1994, 1303-1313).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
LEAST_SIDE = 40
"""Fewer sessions than this on one side leave its betas open."""


@dataclass(frozen=True, slots=True)
class Break:
    """Change of each tested sum of betas, its 90 % half width, and the share of draws with a larger statistic.

    `before`, `after`, `change` and `half_width` are arrays (tests,).
    """

    before: Floats
    after: Floats
    change: Floats
    half_width: Floats
    statistic: float
    p_value: float
    steps_before: int
    steps_after: int


def break_at(
    y: Floats, x: Floats, at: int, sums: Floats, block: float, draws: int, random: np.random.Generator
) -> Break:
    """Return the test of a break after step `at`.

    Parameters
    ----------
    y : array (T,)
        Returns explained.
    x : array (T, k)
        Drivers, a constant among them.
    at : int
        How many steps come before the day; more than coefficients, and as many after.
    sums : array (tests, k)
        Which sums of betas are tested: a row of ones over bitcoin's lag, session and lead.
    block : float
        Mean length of the blocks drawn again [steps].
    draws : int
        How many times the null is drawn.
    random : numpy Generator
        Where the draws come from.

    Raises
    ------
    ValueError
        With no more steps on a side than coefficients.
    """
    if min(at, len(y) - at) <= x.shape[1]:
        raise ValueError(f"{at} steps before and {len(y) - at} after cannot settle {x.shape[1]} coefficients")
    sides = _Sides(x[:at], x[at:], sums)
    flat = np.linalg.lstsq(x, y, rcond=None)[0]
    rest = y - x @ flat
    made = (x @ flat)[None, :] + rest[_blocks(len(y), block, draws, random)]
    statistic, before, after = sides.statistic(y[None, :])
    drawn, low, high = sides.statistic(made)
    spread = np.quantile(np.abs(high - low), 0.90, axis=0)
    return Break(
        before=before[0],
        after=after[0],
        change=after[0] - before[0],
        half_width=spread,
        statistic=float(statistic[0]),
        p_value=float((1 + np.sum(drawn >= statistic[0])) / (draws + 1)),
        steps_before=at,
        steps_after=len(y) - at,
    )


class _Sides:
    """Least squares on each side of the day, for many samples at once."""

    def __init__(self, first: Floats, second: Floats, sums: Floats) -> None:
        self.x, self.sums = (first, second), sums
        self.solve = tuple(np.linalg.pinv(side) for side in self.x)
        self.inner = tuple(sums @ np.linalg.inv(side.T @ side) @ sums.T for side in self.x)

    def statistic(self, y: Floats) -> tuple[Floats, Floats, Floats]:
        """Return Wald statistics (draws,) and the tested sums before and after (draws, tests)."""
        cut = len(self.x[0])
        tested, spreads = [], []
        for side, solve, inner, part in zip(self.x, self.solve, self.inner, (y[:, :cut], y[:, cut:]), strict=True):
            betas = part @ solve.T
            rest = part - betas @ side.T
            noise = np.einsum("dt,dt->d", rest, rest) / (len(side) - side.shape[1])
            tested.append(betas @ self.sums.T)
            spreads.append(noise[:, None, None] * inner)
        change = tested[1] - tested[0]
        solved = np.linalg.solve(spreads[0] + spreads[1], change[:, :, None])[:, :, 0]
        return np.einsum("di,di->d", change, solved), tested[0], tested[1]


def _blocks(steps: int, block: float, draws: int, random: np.random.Generator) -> NDArray[np.int_]:
    """Return indices (draws, steps) of residuals drawn in blocks of geometric length, the end joined to the start."""
    starts = random.integers(0, steps, (draws, steps))
    fresh = random.random((draws, steps)) < 1 / block
    fresh[:, 0] = True
    offsets = np.arange(steps) - np.maximum.accumulate(np.where(fresh, np.arange(steps), 0), axis=1)
    first = np.take_along_axis(starts, np.arange(steps) - offsets, axis=1)
    return (first + offsets) % steps
