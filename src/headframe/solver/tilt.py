"""Probabilities tilted as little as it takes for a mean to come out right (least relative entropy)."""

from __future__ import annotations

import numpy as np

from headframe.solver.arrays import Floats

STEPS = 60
ENOUGH = 1e-10
"""Difference of means, in units of the values' spread, at which a row is right."""
LEAST_CURVATURE = 1e-12


def tilted(rows: Floats, values: Floats, means: Floats) -> Floats:
    """Return rows p(j) ∝ rows(j) · exp(θ · values(j)) whose mean of `values` is `means`.

    Where a mean lies outside what the row's own nodes can give, the nearest that Newton's method reaches is returned:
    the remaining error is for the caller to tell.

    Parameters
    ----------
    rows : array, (nodes, next nodes)
        Probabilities, each row summing to one.
    values : array, (next nodes, k)
        What must have the right mean.
    means : array, (nodes, k)
        The right means.

    Examples
    --------
    >>> tilted(np.array([[0.5, 0.5]]), np.array([[0.0], [1.0]]), np.array([[0.25]])).round(6)
    array([[0.75, 0.25]])
    """
    spread = np.where(np.ptp(values, axis=0) > 0, values.std(axis=0), 1.0)
    centre = values.mean(axis=0)
    scaled, wanted = (values - centre) / spread, (means - centre) / spread
    return np.stack([_tilted_row(row, scaled, mean) for row, mean in zip(rows, wanted, strict=True)])


def _tilted_row(row: Floats, values: Floats, mean: Floats) -> Floats:
    shifted = values - mean
    theta = np.zeros(values.shape[1])
    tilt, level = _tilt(row, shifted, theta)
    for _ in range(STEPS):
        slope = tilt @ shifted
        if np.abs(slope).max() <= ENOUGH:
            break
        curvature = (shifted * tilt[:, None]).T @ shifted - np.outer(slope, slope)
        step = np.linalg.solve(curvature + LEAST_CURVATURE * np.eye(len(theta)), -slope)
        length = min(1.0, 5.0 / max(np.abs(step).max(), 1e-300))
        while length > 1e-8:
            tried, reached = _tilt(row, shifted, theta + length * step)
            if reached <= level:
                break
            length /= 2
        else:
            break
        theta, tilt, level = theta + length * step, tried, reached
    return tilt


def _tilt(row: Floats, shifted: Floats, theta: Floats) -> tuple[Floats, float]:
    """Return the tilted row and the convex function that its θ minimises: log Σ row · exp(θ · shifted)."""
    power = shifted @ theta
    top = power[row > 0].max()
    weight = row * np.exp(np.minimum(power - top, 0.0))
    total = weight.sum()
    return weight / total, float(top + np.log(total))
