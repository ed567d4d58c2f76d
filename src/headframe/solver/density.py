"""How likely a path is to end in the tail, step by step: chances whose mean never drifts.

With weight on the tail a plan is worth E[ξ · outcome] for the weights ξ = 1 − risk + risk / tail · (1 on the worst
`tail` of its own paths), and no more for any other weights between 1 − risk and 1 − risk + risk / tail of mean one
(Rockafellar and Uryasev 2000, doi:10.21314/JOR.2000.038). So weights that are settled beforehand, as a function of
what happens and not of what is chosen, bound what any plan is worth by a problem without risk: all that validity asks
is that the chance of the tail stays between 0 and 1 and has the mean `tail`.
"""

from __future__ import annotations

import numpy as np

from headframe.solver.arrays import Floats

STEPS, HALVINGS = 40, 12
ENOUGH = 1e-11
"""Error of a mean at which the chances are right."""
BISECTIONS = 60
LEAST_CURVATURE = 1e-13


def settled(weights: Floats, guesses: Floats, mean: Floats, kept: Floats, wanted: Floats) -> Floats:
    """Return chances near `guesses` whose mean is `mean` exactly, and, where it can be, with `kept` at `wanted`.

    Guesses are moved as little as possible in relative entropy: by what is linear in `kept`, in their log odds.

    Parameters
    ----------
    weights : array, (n, N)
        Probabilities of what can come next on each of n paths; each row sums to one.
    guesses : array, (n, N)
        Chances in (0, 1).
    mean : array, (n,)
        In [0, 1].
    kept : array, (n, N, K)
        What else must have the right mean when counted with the chances; K may be 0.
    wanted : array, (n, K)
        The right means.

    Returns
    -------
    array, (n, N)
        In [0, 1]. Where `kept` cannot be at `wanted`, only the mean is right.

    Examples
    --------
    >>> half = np.array([[0.5, 0.5]])
    >>> none = np.empty((1, 2, 0)), np.empty((1, 0))
    >>> settled(half, np.array([[0.5, 0.8]]), np.array([0.5]), *none).round(4)
    array([[0.3333, 0.6667]])
    """
    odds = np.log(guesses) - np.log1p(-guesses)
    size = np.sqrt(np.einsum("ni,nik->nk", weights, kept**2)) + np.finfo(float).tiny
    features = np.concatenate([np.ones((*guesses.shape, 1)), kept / size[:, None, :]], axis=2)
    aims = np.concatenate([mean[:, None], wanted / size], axis=1)
    leans = [_leaning(*path) for path in zip(weights, odds, features, aims, strict=True)] if kept.shape[2] else []
    for path, lean in enumerate(leans):
        odds[path] = odds[path] if lean is None else lean
    return _with_mean(weights, odds, mean)


def _leaning(weights: Floats, odds: Floats, features: Floats, aims: Floats) -> Floats | None:
    """Return log odds for which all means are right, by Newton's method on a convex function; None where none are."""
    theta = np.zeros(features.shape[1])
    lean = odds
    level = _height(weights, lean) - float(aims @ theta)
    for _ in range(STEPS):
        chances = _chances(lean)
        slope = (weights * chances) @ features - aims
        if np.abs(slope).max() <= ENOUGH:
            return lean
        curved = weights * chances * (1 - chances)
        curvature = (features * curved[:, None]).T @ features + LEAST_CURVATURE * np.eye(len(theta))
        step = -np.linalg.solve(curvature, slope)
        for halving in range(HALVINGS):
            tried = theta + step / 2**halving
            reached_lean = odds + features @ tried
            reached = _height(weights, reached_lean) - float(aims @ tried)
            if reached < level:
                break
        else:
            break
        theta, lean, level = tried, reached_lean, reached
    right = np.abs((weights * _chances(lean)) @ features - aims).max() <= np.sqrt(ENOUGH)
    return lean if right else None


def _with_mean(weights: Floats, odds: Floats, mean: Floats) -> Floats:
    """Return chances of log odds shifted by row, whose means are right to the last digits."""
    inside = (mean > 0) & (mean < 1)
    aim = np.where(inside, mean, 0.5)
    centre = np.log(aim) - np.log1p(-aim)
    low, high = centre - odds.max(axis=1), centre - odds.min(axis=1)
    for _ in range(BISECTIONS):
        middle = (low + high) / 2
        short = (weights * _chances(odds + middle[:, None])).sum(axis=1) < aim
        low, high = np.where(short, middle, low), np.where(short, high, middle)
    found = _chances(odds + middle[:, None])
    return np.where(inside[:, None], found, np.clip(mean, 0.0, 1.0)[:, None])


def _chances(odds: Floats) -> Floats:
    return np.asarray(0.5 * (1 + np.tanh(odds / 2)))


def _height(weights: Floats, odds: Floats) -> float:
    return float(weights @ np.logaddexp(0.0, odds))
