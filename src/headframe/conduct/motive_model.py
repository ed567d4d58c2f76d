"""Penalised logistic regression towards a prior: P(forced) = 1 / (1 + exp(−Σ weight × signal)).

A weight is its prior times a factor; the logarithm of the factor is believed normal around 0 with standard deviation
ln 2: twice or half is one deviation away. So a weight keeps its sign, and the penalty follows from that belief, not
from the labels. There is no intercept: how many forced and strategic sales somebody collected says nothing about the
next one, and a sale without evidence has log odds 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import numpy as np
import numpy.typing as npt

SPREAD_OF_FACTOR = log(2.0)
STEPS, CLOSE_ENOUGH = 200, 1e-10
Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled sale: whose, its signals, and whether it was forced."""

    company: str
    row: tuple[float, ...]
    forced: bool


def fit_weights(
    examples: Sequence[Example],
    prior: Sequence[float],
    *,
    counts: Sequence[float] | None = None,
    centre: Sequence[float] | None = None,
) -> tuple[float, ...]:
    """Return the weights [log odds at a signal of 1] that maximise likelihood times prior.

    Parameters
    ----------
    examples : sequence of Example
        The sales to learn from.
    prior : sequence of float
        Weights before any label, all positive.
    counts : sequence of float, optional
        How often each example counts (a bootstrap's draw); once each by default.
    centre : sequence of float, optional
        Logarithm of the factor believed likeliest; 0 by default.

    Examples
    --------
    >>> up, down = Example("A", (1.0,), True), Example("B", (-1.0,), False)
    >>> fit_weights([up, down], [1.0])[0] > 1.0
    True
    """
    start = np.asarray(prior, dtype=np.float64)
    middle = np.zeros_like(start) if centre is None else np.asarray(centre, dtype=np.float64)
    if not examples:
        return tuple(float(w) for w in start * np.exp(middle))
    signals = np.array([example.row for example in examples], dtype=np.float64)
    sides = np.array([1.0 if example.forced else -1.0 for example in examples])
    times = np.ones(len(examples)) if counts is None else np.asarray(counts, dtype=np.float64)
    factor = _maximise(signals, sides, times, start, middle)
    return tuple(float(w) for w in start * np.exp(factor))


def _maximise(signals: Array, sides: Array, times: Array, prior: Array, middle: Array) -> Array:
    """Climb by Gauss–Newton steps, halved until they help."""
    factor, best = middle.copy(), _objective(middle, signals, sides, times, prior, middle)
    for _ in range(STEPS):
        weighted = signals * (prior * np.exp(factor))
        surprise = 1.0 / (1.0 + np.exp(sides * weighted.sum(axis=1)))
        slope = weighted.T @ (times * sides * surprise) - (factor - middle) / SPREAD_OF_FACTOR**2
        curve = weighted.T @ (weighted * (times * surprise * (1 - surprise))[:, None])
        curve[np.diag_indices_from(curve)] += 1 / SPREAD_OF_FACTOR**2
        step = np.linalg.solve(curve, slope)
        share = 1.0
        while share > 1e-6:
            value = _objective(factor + share * step, signals, sides, times, prior, middle)
            if value >= best:
                break
            share /= 2
        if share <= 1e-6 or value - best < CLOSE_ENOUGH:
            return factor
        factor, best = factor + share * step, value
    return factor


def _objective(factor: Array, signals: Array, sides: Array, times: Array, prior: Array, middle: Array) -> float:
    odds = (signals * (prior * np.exp(factor))).sum(axis=1)
    likelihood = -(times * np.logaddexp(0.0, -sides * odds)).sum()
    return float(likelihood - ((factor - middle) ** 2).sum() / (2 * SPREAD_OF_FACTOR**2))


def bootstrap_errors(examples: Sequence[Example], prior: Sequence[float], draws: int, seed: int) -> tuple[float, ...]:
    """Return the standard error of each weight: companies drawn anew, and the prior's centre with them.

    Each draw gives every company an exponential count (the Bayesian bootstrap: sales of one company stay together)
    and moves the centre of the belief by its own spread, so that the error of a weight that no label touches is the
    prior's, not zero.
    """
    companies = sorted({example.company for example in examples})
    found = []
    for draw in range(draws):
        stream = np.random.default_rng([seed, draw])
        often = dict(zip(companies, stream.exponential(size=len(companies)), strict=True))
        centre = stream.normal(0.0, SPREAD_OF_FACTOR, size=len(prior))
        counts = [float(often[example.company]) for example in examples]
        found.append(fit_weights(examples, prior, counts=counts, centre=[float(c) for c in centre]))
    spread = np.array(found).std(axis=0, ddof=1)
    return tuple(float(s) for s in spread)


def log_loss(odds: float, forced: bool) -> float:
    """Return −log of the probability given to what happened [nats]."""
    return float(np.logaddexp(0.0, -odds if forced else odds))
