"""A lattice: the chain of nodes on which the uncertain drivers are taken to move, stage by stage."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.random import Generator

from headframe.ground.errors import InputRefused
from headframe.solver.arrays import Floats, Whole
from headframe.solver.weights import node_weights

ROW_SUM_TOLERANCE = 1e-9
"""How far a row of probabilities may be from one: rounding of doubles, no more."""


@dataclass(frozen=True, eq=False)
class Lattice:
    """Nodes with their drivers' values at each stage, and the probabilities of moving between them.

    Parameters
    ----------
    drivers : tuple of str
        Names of the uncertain drivers, in the order of the columns of `values`.
    values : tuple of arrays, (nodes at the stage, drivers)
        One array for each stage and one more for the end, T + 1 in all. The first has one row: today is known.
    transitions : tuple of arrays, (nodes at the stage, nodes at the next)
        T arrays of probabilities; each row sums to one.
    multiplicative : tuple of str
        Drivers that are positive and move in proportion (prices): distances to nodes are taken in their logarithms.

    Errors
    ------
    InputRefused where a shape, a value or a probability cannot be right.

    Examples
    --------
    >>> coin = Lattice.of("price", [[100.0], [80.0, 125.0]], [[[0.5, 0.5]]])
    >>> coin.stages, coin.size(1)
    (1, 2)
    >>> coin.mean_next(0)
    array([[102.5]])
    """

    drivers: tuple[str, ...]
    values: tuple[Floats, ...]
    transitions: tuple[Floats, ...]
    multiplicative: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(self.values) != len(self.transitions) + 1 or not self.transitions:
            raise InputRefused(
                f"{len(self.values)} sets of nodes and {len(self.transitions)} sets of probabilities do not fit",
                where="lattice",
                why="each stage needs its nodes and the probabilities to the next, and the end needs its nodes",
            )
        if len(self.values[0]) != 1:
            raise InputRefused("the first stage of a lattice has one node", where="lattice", why="today is known")
        if strange := set(self.multiplicative) - set(self.drivers):
            raise InputRefused(f"{', '.join(sorted(strange))} is no driver of the lattice", where="lattice")
        for stage, found in enumerate(self.values):
            self._check_values(stage, found)
        for stage, rows in enumerate(self.transitions):
            self._check_rows(stage, rows)

    def _check_values(self, stage: int, found: Floats) -> None:
        where = f"lattice, stage {stage}"
        if found.ndim != 2 or found.shape[1] != len(self.drivers) or not len(found):
            raise InputRefused(f"nodes of shape {found.shape} do not fit {len(self.drivers)} drivers", where=where)
        if not np.isfinite(found).all():
            raise InputRefused("a node has a value that is no number", where=where)
        for name in self.multiplicative:
            if (found[:, self.drivers.index(name)] <= 0).any():
                raise InputRefused(f"{name} moves in proportion but is not positive at a node", where=where)

    def _check_rows(self, stage: int, rows: Floats) -> None:
        where = f"lattice, from stage {stage} to {stage + 1}"
        if rows.shape != (self.size(stage), self.size(stage + 1)):
            wanted = (self.size(stage), self.size(stage + 1))
            raise InputRefused(f"probabilities of shape {rows.shape} do not fit {wanted}", where=where)
        if not np.isfinite(rows).all() or (rows < 0).any():
            raise InputRefused("a probability is negative or no number", where=where)
        sums = rows.sum(axis=1)
        worst = int(np.argmax(np.abs(sums - 1)))
        if abs(sums[worst] - 1) > ROW_SUM_TOLERANCE:
            raise InputRefused(
                f"the probabilities from node {worst} sum to {sums[worst]:.9g}",
                where=where,
                why="what can happen next must add up to one",
                next="divide the row by its sum, or find the node that was left out",
            )

    @classmethod
    def of(
        cls, driver: str, values: list[list[float]], transitions: list[list[list[float]]], *, positive: bool = False
    ) -> Lattice:
        """Return a lattice of one driver from plain lists."""
        return cls(
            drivers=(driver,),
            values=tuple(np.asarray(row, float)[:, None] for row in values),
            transitions=tuple(np.asarray(rows, float) for rows in transitions),
            multiplicative=(driver,) if positive else (),
        )

    @property
    def stages(self) -> int:
        """How many stages have a decision."""
        return len(self.transitions)

    def size(self, stage: int) -> int:
        """How many nodes a stage has; `stages` asks for the end."""
        return len(self.values[stage])

    @cached_property
    def certain_moves(self) -> tuple[tuple[int, int, int], ...]:
        """Moves (stage, node, next node) of probability one although the next stage has several nodes.

        Such a node has forgotten its uncertainty. Where a row was counted from few paths it is an artefact; where it is
        meant (a contract that ends for good) it is right. Seen here so that it is never there unnoticed.
        """
        found = []
        for stage, rows in enumerate(self.transitions):
            if rows.shape[1] > 1:
                found += [(stage, int(i), int(j)) for i, j in np.argwhere(rows >= 1 - ROW_SUM_TOLERANCE)]
        return tuple(found)

    def mean_next(self, stage: int) -> Floats:
        """Return the expected drivers of the next stage from each node: (nodes, drivers)."""
        return np.asarray(self.transitions[stage] @ self.values[stage + 1])

    def sample(self, count: int, generator: Generator) -> Whole:
        """Return `count` paths of node numbers: (count, stages + 1)."""
        nodes = np.zeros((count, self.stages + 1), np.int64)
        draws = generator.random((count, self.stages))
        for stage, rows in enumerate(self.transitions):
            steps = np.cumsum(rows, axis=1)[nodes[:, stage]]
            reached = (draws[:, stage, None] > steps).sum(axis=1)
            nodes[:, stage + 1] = np.minimum(reached, rows.shape[1] - 1)
        return nodes

    def weights(self, stage: int, drivers: Floats) -> Floats:
        """Return how much each node of a stage counts for given drivers: (m, nodes), rows sum to one.

        Parameters
        ----------
        stage : int
            0 to `stages`.
        drivers : array, (m, drivers)
            Values that need not be any node's.
        """
        logs = [name in self.multiplicative for name in self.drivers]
        return node_weights(self.values[stage], drivers, np.array(logs))
