"""Several nodes of a stage in one linear program: they share nothing, so each gets its own answer from one solve.

A call of the solver costs far more than the one or two simplex steps that a change of states asks for. Side by side,
the nodes pay for it once.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from headframe.solver.arrays import Floats
from headframe.solver.linear import OPTIMAL, pass_rows, quiet_solver, solved
from headframe.solver.program import StageProgram


class StageBlock:
    """Programs of one stage at several nodes, asked from the same incoming states.

    Parameters
    ----------
    programs : sequence of StageProgram
        One for each node.
    discount, future_high : float
        See `StageModel`.
    """

    def __init__(self, programs: Sequence[StageProgram], discount: float, future_high: float) -> None:
        self._programs, size = tuple(programs), len(programs[0].states)
        self._states = size
        self._widths = np.array([len(program.low) + 1 for program in programs])
        self._offsets = np.r_[0, np.cumsum(self._widths)]
        self._rows = np.array([len(program.rows) for program in programs])
        incoming = np.vstack([program.incoming for program in programs])
        self._touched = np.flatnonzero(np.abs(incoming).sum(axis=1) > 0).astype(np.int32)
        self._entries = np.ascontiguousarray(incoming[self._touched])
        owner = np.repeat(np.arange(len(programs)), self._rows)[self._touched]
        self._first_of_owner = np.searchsorted(owner, np.arange(len(programs)))
        self._all_touched = bool((np.bincount(owner, minlength=len(programs)) > 0).all())
        self._owner = owner
        self._row_low = np.concatenate([program.row_low for program in programs])
        self._row_high = np.concatenate([program.row_high for program in programs])
        self._low_touched, self._high_touched = self._row_low[self._touched], self._row_high[self._touched]
        self._cost = np.concatenate([np.r_[program.reward[size:], discount] for program in programs])
        self._low = np.concatenate([np.r_[program.low, -np.inf] for program in programs])
        self._high = np.concatenate([np.r_[program.high, future_high] for program in programs])
        self._here = np.array([program.reward[:size] for program in programs])
        self._fixed = np.array([program.reward_constant for program in programs])
        self._cut_columns = np.array(
            [
                np.r_[after - 1, first + np.arange(size)]
                for first, after in zip(self._offsets, self._offsets[1:], strict=False)
            ]
        )
        self._highs = quiet_solver()

    def replace_cuts(self, constants: Floats, slopes: Floats, chosen: NDArray[np.bool_]) -> None:
        """Hold these cuts and no others: constants (M, nodes), slopes (M, nodes, S), of which `chosen` (M, nodes)."""
        starts, columns, coefficients = self._base()
        trial, node = np.nonzero(chosen)
        width = 1 + self._states
        count = len(trial)
        pass_rows(
            self._highs,
            cost=self._cost,
            low=self._low,
            high=self._high,
            row_low=np.r_[self._row_low, np.full(count, -np.inf)],
            row_high=np.r_[self._row_high, constants[trial, node]],
            starts=np.r_[starts, starts[-1] + width * np.arange(1, count + 1)],
            columns=np.r_[columns, self._cut_columns[node].ravel()],
            coefficients=np.r_[coefficients, _cut_entries(slopes[trial, node]).ravel()],
        )

    def add_cuts(self, constants: Floats, slopes: Floats) -> None:
        """Add a cut of every node for each trial: constants (M, nodes), slopes (M, nodes, S)."""
        trials, nodes = constants.shape
        width, count = 1 + self._states, trials * nodes
        self._highs.addRows(
            count,
            np.full(count, -np.inf),
            constants.ravel(),
            count * width,
            np.arange(0, count * width, width, dtype=np.int32),
            np.tile(self._cut_columns.ravel(), trials).astype(np.int32),
            _cut_entries(slopes.reshape(count, -1)).ravel(),
        )

    def tangents(self, incoming: Floats) -> tuple[Floats, Floats] | None:
        """Return constants (nodes,) and slopes (nodes, S) of the values' tangents at states (S,).

        None where the solver finds no optimum: some node has none, and asking one by one will tell which.
        """
        shift = self._entries @ incoming
        self._highs.changeRowsBounds(
            len(self._touched), self._touched, self._low_touched - shift, self._high_touched - shift
        )
        self._highs.run()
        if self._highs.getModelStatus() != OPTIMAL and not solved(self._highs):
            return None
        solution = self._highs.getSolution()
        gained = self._cost * np.array(solution.col_value)
        values = np.add.reduceat(gained, self._offsets[:-1]) + self._here @ incoming + self._fixed
        priced = np.array(solution.row_dual)[self._touched, None] * self._entries
        slopes = self._here - self._by_node(priced)
        return values - slopes @ incoming, slopes

    def _by_node(self, priced: Floats) -> Floats:
        if self._all_touched:
            return np.asarray(np.add.reduceat(priced, self._first_of_owner, axis=0))
        summed = np.zeros((len(self._programs), self._states))
        np.add.at(summed, self._owner, priced)
        return summed

    def _base(self) -> tuple[NDArray[np.int64], NDArray[np.int64], Floats]:
        """Return the programs' own rows over outgoing states and controls."""
        counts, columns, coefficients = [], [], []
        for program, offset in zip(self._programs, self._offsets, strict=False):
            kept = program.columns >= self._states
            owner = np.repeat(np.arange(len(program.rows)), np.diff(program.starts))[kept]
            counts.append(np.bincount(owner, minlength=len(program.rows)))
            columns.append(offset + program.columns[kept] - self._states)
            coefficients.append(program.coefficients[kept])
        return np.r_[0, np.cumsum(np.concatenate(counts))], np.concatenate(columns), np.concatenate(coefficients)


def _cut_entries(slopes: Floats) -> Floats:
    return np.hstack([np.ones((len(slopes), 1)), -slopes])
