"""Which constraint cannot be met, and by how much: the stage's rows and bounds made elastic, alone and together."""

from __future__ import annotations

from typing import Any

import numpy as np

from headframe.solver.arrays import Floats
from headframe.solver.failures import Relaxation
from headframe.solver.linear import pass_rows, quiet_solver, solved
from headframe.solver.program import StageProgram

SLACK_TOLERANCE = 1e-7
"""What HiGHS itself lets a row be violated by (primal feasibility tolerance)."""


def what_would_give(program: StageProgram, incoming: Floats) -> tuple[Relaxation, ...]:
    """Return each row or bound whose giving way alone would be enough, the least first; else the least set together.

    Parameters
    ----------
    program : StageProgram
        A stage's program that has no feasible choice.
    incoming : array, (S,)
        The states it was asked from.
    """
    elastic = _Elastic(program, incoming)
    alone = [(name, elastic.least([at])) for at, name in enumerate(elastic.names)]
    found = [Relaxation(name, float(by[0]), True) for name, by in alone if by is not None and by[0] > SLACK_TOLERANCE]
    if found:
        return tuple(sorted(found, key=lambda relaxation: relaxation.by))
    every = list(range(len(elastic.names)))
    together = elastic.least(every)
    if together is None:
        return ()
    return tuple(
        Relaxation(elastic.names[at], float(by), False)
        for at, by in zip(every, together, strict=True)
        if by > SLACK_TOLERANCE
    )


class _Elastic:
    """The program with every finite row and column bound as a row of its own that a slack can break."""

    def __init__(self, program: StageProgram, incoming: Floats) -> None:
        matrix = program.dense()
        states = len(program.states)
        shift = matrix[:, :states] @ incoming
        bounded = np.flatnonzero(np.isfinite(program.low) | np.isfinite(program.high))
        self._matrix = np.vstack([matrix[:, states:], np.eye(len(program.low))[bounded]])
        self._low = np.r_[program.row_low - shift, program.low[bounded]]
        self._high = np.r_[program.row_high - shift, program.high[bounded]]
        columns = (*(f"{name} carried out" for name in program.states), *program.controls)
        self.names = (*program.rows, *(columns[at] for at in bounded))

    def least(self, loose: list[int]) -> Floats | None:
        """Return the least violations (by sum) of the `loose` rows with all others kept; None where that is no help."""
        rows, columns = self._matrix.shape
        slack = np.zeros((rows, 2 * len(loose)))
        for at, row in enumerate(loose):
            slack[row, 2 * at], slack[row, 2 * at + 1] = 1.0, -1.0
        whole = np.hstack([self._matrix, slack])
        count = 2 * len(loose)
        highs = _model(whole, self._low, self._high, columns, count)
        if not solved(highs):
            return None
        used = np.array(highs.getSolution().col_value)[columns:]
        return np.asarray(used.reshape(len(loose), 2).sum(axis=1))


def _model(matrix: Floats, row_low: Floats, row_high: Floats, free: int, slacks: int) -> Any:
    highs = quiet_solver(presolve="on")
    owner, column = np.nonzero(matrix)
    starts = np.searchsorted(owner, np.arange(len(matrix) + 1))
    pass_rows(
        highs,
        cost=np.r_[np.zeros(free), -np.ones(slacks)],
        low=np.r_[np.full(free, -np.inf), np.zeros(slacks)],
        high=np.full(free + slacks, np.inf),
        row_low=row_low,
        row_high=row_high,
        starts=starts,
        columns=column,
        coefficients=matrix[owner, column],
    )
    return highs
