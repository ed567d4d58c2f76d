"""How much each node of a stage counts for drivers that lie between nodes.

These weights decide how good a policy is off the lattice, never whether a bound is valid.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from headframe.solver.arrays import Floats

SAME = 1e-12
"""Nodes whose values of a driver lie so close together, as a share of the largest, do not tell it apart."""


def node_weights(nodes: Floats, drivers: Floats, logs: NDArray[np.bool_]) -> Floats:
    """Return weights (m, nodes) of `drivers` (m, d) among `nodes` (n, d): not negative, each row sums to one.

    With one driver, linear between the two neighbours and constant beyond the ends. With several, by the inverse
    distance over the d + 2 nearest, such that a node's weight fades to nothing where it stops being among them
    (Franke and Nielson 1980, doi:10.1002/nme.1620151110).
    """
    if len(nodes) == 1:
        return np.ones((len(drivers), 1))
    centres, points = _standard(nodes, drivers, logs)
    if centres.shape[1] == 1:
        return _between(centres[:, 0], points[:, 0])
    return _nearby(centres, points)


def _standard(nodes: Floats, drivers: Floats, logs: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Return nodes and drivers with logarithms taken and each driver in units of the nodes' spread."""
    centres, points = nodes.astype(float), drivers.astype(float)
    centres[:, logs] = np.log(centres[:, logs])
    points[:, logs] = np.log(np.maximum(points[:, logs], np.finfo(float).tiny))
    # By their range: the deviation of equal numbers is rounding noise and not always zero.
    kept = np.ptp(centres, axis=0) > SAME * np.abs(centres).max(axis=0)
    spread = centres.std(axis=0)
    if not kept.any():
        return np.arange(len(nodes), dtype=float)[:, None], np.zeros((len(drivers), 1))
    return centres[:, kept] / spread[kept], points[:, kept] / spread[kept]


def _between(centres: Floats, points: Floats) -> Floats:
    order = np.argsort(centres, kind="stable")
    line = centres[order]
    inside = np.clip(points, line[0], line[-1])
    left = np.clip(np.searchsorted(line, inside, side="right") - 1, 0, len(line) - 2)
    width = line[left + 1] - line[left]
    share = np.where(width > 0, (inside - line[left]) / np.where(width > 0, width, 1.0), 0.0)
    weights = np.zeros((len(points), len(centres)))
    rows = np.arange(len(points))
    weights[rows, order[left]] = 1 - share
    weights[rows, order[left + 1]] += share
    return weights


def _nearby(centres: Floats, points: Floats) -> Floats:
    squares = (points**2).sum(axis=1)[:, None] + (centres**2).sum(axis=1) - 2 * points @ centres.T
    distance = np.sqrt(np.maximum(squares, 0.0)) + np.finfo(float).eps
    near = min(centres.shape[1] + 2, len(centres) - 1)
    reach = np.partition(distance, near, axis=1)[:, near, None]
    force = np.maximum(1 / distance - 1 / reach, 0.0) ** 2
    total = force.sum(axis=1, keepdims=True)
    nearest = np.eye(len(centres))[np.argmin(distance, axis=1)]
    return np.asarray(np.where(total > 0, force / np.where(total > 0, total, 1.0), nearest))
