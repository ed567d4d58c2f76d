"""The cuts on the value at one stage: for each state tried, one linear bound at every node."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from headframe.solver.arrays import Floats


@dataclass(slots=True)
class Pool:
    """Cuts on the value at a stage: value at node j ≤ `constants[m, j]` + `slopes[m, j]` · states, for each trial m.

    `after_constants` and `after_slopes` are the same averaged with the probabilities from each node of the stage
    before: what the future is worth seen from there.
    """

    rows: Floats
    """Probabilities from the stage before: (nodes before, nodes)."""
    constants: Floats
    slopes: Floats
    points: Floats
    after_constants: Floats
    after_slopes: Floats

    @classmethod
    def empty(cls, rows: Floats, states: int) -> Pool:
        """Return a pool without cuts."""
        before, nodes = rows.shape
        return cls(
            rows,
            np.empty((0, nodes)),
            np.empty((0, nodes, states)),
            np.empty((0, states)),
            np.empty((0, before)),
            np.empty((0, before, states)),
        )

    def copy(self) -> Pool:
        """Return a pool that goes its own way; the arrays are never written into, so they are shared."""
        return replace(self)

    def __len__(self) -> int:
        return len(self.constants)

    def add(self, constants: Floats, slopes: Floats, points: Floats) -> None:
        """Add trials: constants (k, nodes), slopes (k, nodes, S), points (k, S)."""
        self.constants = np.concatenate([self.constants, constants])
        self.slopes = np.concatenate([self.slopes, slopes])
        self.points = np.concatenate([self.points, points])
        self.after_constants = np.concatenate([self.after_constants, constants @ self.rows.T])
        self.after_slopes = np.concatenate([self.after_slopes, np.einsum("ij,kjs->kis", self.rows, slopes)])

    def after(self, states: Floats) -> Floats:
        """Return what the future is worth from each node before, by the cuts, at states (n, S): (n, nodes before)."""
        return np.asarray((np.einsum("mis,ns->nmi", self.after_slopes, states) + self.after_constants).min(axis=1))

    def seen_before(self, constants: Floats, slopes: Floats, points: Floats) -> Floats:
        """Return what tangents say at their points of the future from the nodes before: (k, nodes before)."""
        return np.asarray((constants + np.einsum("kns,ks->kn", slopes, points)) @ self.rows.T)

    def keep(self, trials: NDArray[np.bool_]) -> None:
        """Drop every trial but these."""
        self.constants, self.slopes, self.points = self.constants[trials], self.slopes[trials], self.points[trials]
        self.after_constants, self.after_slopes = self.after_constants[trials], self.after_slopes[trials]

    def tangents(self, states: Floats) -> tuple[Floats, Floats]:
        """Return constants (n, nodes) and slopes (n, nodes, S) of the least cut at states (n, S)."""
        trials, nodes, size = self.slopes.shape
        values = states @ self.slopes.reshape(trials * nodes, size).T
        least = (values.reshape(len(states), trials, nodes) + self.constants).argmin(axis=1)
        column = np.arange(nodes)
        return self.constants[least, column], self.slopes[least, column]


def least_somewhere(constants: Floats, slopes: Floats, points: Floats) -> NDArray[np.bool_]:
    """Say which cuts are the least at one of the points at least, column by column: (trials, columns).

    Level-one selection (de Matos, Philpott, Finardi 2015, doi:10.1016/j.cam.2015.04.048). Cuts that go are least
    nowhere anybody has been; dropping one only loosens a bound that stays valid.
    """
    trials, columns = constants.shape
    chosen = np.zeros((trials, columns), bool)
    for column in range(columns):
        values = points @ slopes[:, column].T + constants[:, column]
        chosen[np.unique(values.argmin(axis=1)), column] = True
    return chosen
