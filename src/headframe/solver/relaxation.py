"""What foresight could gain along one path when it pays for what it knows: an upper bound, on average.

Brown, Smith, Sun 2010, doi:10.1287/opre.1090.0796; penalties from gradients of the value: Brown and Smith 2014,
doi:10.1287/opre.2014.1296.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from headframe.ground.errors import HeadframeError
from headframe.solver.arrays import Floats
from headframe.solver.linear import pass_rows, quiet_solver, solved
from headframe.solver.pieces import Pieces
from headframe.solver.program import StageProgram


def foresight(
    programs: Sequence[StageProgram], penalties: Floats, end: Pieces, start: Floats, to_today: Floats
) -> float:
    """Return the best value along a path that is known in advance: see `Foresight`."""
    return Foresight(programs, penalties, end, start, to_today).best()


class Foresight:
    """The best value along a path that is known in advance, less penalties on what is carried out.

    Whole-number controls are relaxed, which only raises the bound.

    Parameters
    ----------
    programs : sequence of StageProgram
        Of the path's stages, T of them.
    penalties : array, (T, S)
        In today's value for a unit of each state carried out of each stage; of zero mean given what was known then.
    end : Pieces
        The terminal value at the path's end.
    start : array, (S,)
        States today.
    to_today : array, (T + 1,)
        Discount factors to today.
    """

    def __init__(
        self, programs: Sequence[StageProgram], penalties: Floats, end: Pieces, start: Floats, to_today: Floats
    ) -> None:
        size = len(start)
        widths = [len(program.low) for program in programs]
        offsets = np.r_[0, np.cumsum(widths)]
        cost, low, high = np.zeros(offsets[-1] + 1), np.full(offsets[-1] + 1, -np.inf), np.full(offsets[-1] + 1, np.inf)
        counts, columns, coefficients, row_low, row_high = [], [], [], [], []
        constant = 0.0
        for stage, program in enumerate(programs):
            here = slice(offsets[stage], offsets[stage + 1])
            low[here], high[here] = program.low, program.high
            cost[here] += to_today[stage] * program.reward[size:]
            cost[offsets[stage] : offsets[stage] + size] -= penalties[stage]
            constant += to_today[stage] * program.reward_constant
            owner = np.repeat(np.arange(len(program.rows)), np.diff(program.starts))
            shift = np.zeros(len(program.rows))
            kept = np.ones(len(owner), bool)
            if stage == 0:
                kept = program.columns >= size
                shift = program.incoming @ start
                constant += to_today[0] * float(program.reward[:size] @ start)
            else:
                before = offsets[stage - 1]
                cost[before : before + size] += to_today[stage] * program.reward[:size]
            found = program.columns[kept]
            back = offsets[stage - 1] if stage else 0
            columns.append(np.where(found < size, back + found, offsets[stage] + found - size))
            coefficients.append(program.coefficients[kept])
            counts.append(np.bincount(owner[kept], minlength=len(program.rows)))
            row_low.append(program.row_low - shift)
            row_high.append(program.row_high - shift)
        last, value = offsets[-2], offsets[-1]
        cost[value] = to_today[-1]
        pieces = len(end.constants)
        columns.append(np.tile(np.r_[value, last + np.arange(size)], pieces))
        coefficients.append(np.hstack([np.ones((pieces, 1)), -end.slopes]).ravel())
        counts.append(np.full(pieces, 1 + size))
        row_low.append(np.full(pieces, -np.inf))
        row_high.append(end.constants)
        highs = quiet_solver(presolve="on")
        pass_rows(
            highs,
            cost=cost,
            low=low,
            high=high,
            row_low=np.concatenate(row_low),
            row_high=np.concatenate(row_high),
            starts=np.r_[0, np.cumsum(np.concatenate(counts))],
            columns=np.concatenate(columns),
            coefficients=np.concatenate(coefficients),
        )
        self._highs, self._constant = highs, constant

    def best(self) -> float:
        """Return the best value."""
        if not solved(self._highs):
            raise HeadframeError(
                f"the problem with foresight ended with {self._highs.getModelStatus()}",
                where="information relaxation",
                why="along a path that the plan could follow, a solution exists; without an end, a bound is lacking",
                next="bound every column that is worth something",
            )
        return float(self._highs.getInfo().objective_function_value) + self._constant
