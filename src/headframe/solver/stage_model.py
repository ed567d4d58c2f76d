"""One stage at one node as a linear program that stays loaded: only the incoming states and the cuts change."""

from __future__ import annotations

from typing import NoReturn

import numpy as np

from headframe.solver.arrays import Floats, Whole
from headframe.solver.diagnose import what_would_give
from headframe.solver.failures import StageInfeasible, StageUnbounded, StageUnsolved
from headframe.solver.linear import EITHER, INFEASIBLE, OPTIMAL, UNBOUNDED, pass_rows, quiet_solver, solved
from headframe.solver.program import StageProgram
from headframe.solver.saved import lp_text

WHOLE_TOLERANCE = 1e-6
"""How far from a whole number a control may be and still count as one (HiGHS's own mip_feasibility_tolerance)."""


class StageModel:
    """Maximises the stage's reward + discount × future, where the future lies under every cut added so far.

    Parameters
    ----------
    program : StageProgram
        The stage's program; its incoming states become the constants of the rows.
    discount : float
        What a unit of future value is worth at this stage.
    future_high : float
        A value the future never exceeds, so that the first solves are bounded.
    stage, node : int
        Where it stands, for messages; node None off the lattice.
    cuts : tuple of arrays, optional
        Constants (M,) and slopes (M, S) of the first cuts.
    """

    def __init__(
        self,
        program: StageProgram,
        discount: float,
        future_high: float,
        stage: int,
        node: int | None,
        cuts: tuple[Floats, Floats] | None = None,
    ) -> None:
        self.program = program
        self._place = stage, node
        size = len(program.states)
        self._states = size
        self._incoming = program.incoming
        self._touched = np.flatnonzero(np.abs(self._incoming).sum(axis=1) > 0).astype(np.int32)
        self._entries = np.ascontiguousarray(self._incoming[self._touched])
        self._row_low, self._row_high = program.row_low[self._touched], program.row_high[self._touched]
        self._rows = len(program.rows)
        self._cost = np.r_[program.reward[size:], discount]
        self._low = np.r_[program.low, -np.inf]
        self._high = np.r_[program.high, future_high]
        self._cut_columns = np.r_[len(self._cost) - 1, np.arange(size)].astype(np.int32)
        self._whole = (size + program.whole).astype(np.int32)
        self._fixed = program.reward_constant
        self.cuts = 0
        self._settled_duals: Floats | None = None
        self.highs = quiet_solver()
        self._load(*(cuts or (np.empty(0), np.empty((0, size)))))

    def _load(self, constants: Floats, slopes: Floats) -> None:
        """Hand the program and some cuts to the solver afresh."""
        program, count = self.program, len(constants)
        owner = np.repeat(np.arange(self._rows), np.diff(program.starts))
        kept = program.columns >= self._states
        starts = np.searchsorted(owner[kept], np.arange(self._rows + 1))
        width = 1 + self._states
        cut_values = np.hstack([np.ones((count, 1)), -slopes]).ravel()
        pass_rows(
            self.highs,
            cost=self._cost,
            low=self._low,
            high=self._high,
            row_low=np.r_[program.row_low, np.full(count, -np.inf)],
            row_high=np.r_[program.row_high, constants],
            starts=np.r_[starts, starts[-1] + width * np.arange(1, count + 1)],
            columns=np.r_[program.columns[kept] - self._states, np.tile(self._cut_columns, count)],
            coefficients=np.r_[program.coefficients[kept], cut_values],
        )
        self.cuts = count

    def replace_cuts(self, constants: Floats, slopes: Floats) -> None:
        """Hold these cuts and no others: constants (M,), slopes (M, S)."""
        self._load(constants, slopes)

    def add_cuts(self, constants: Floats, slopes: Floats) -> None:
        """Add cuts: future ≤ constant + slope · outgoing states. Constants (M,), slopes (M, S)."""
        width = len(self._cut_columns)
        for constant, slope in zip(constants, slopes, strict=True):
            entries = np.empty(width)
            entries[0] = 1.0
            entries[1:] = -slope
            self.highs.addRow(-np.inf, constant, width, self._cut_columns, entries)
        self.cuts += len(constants)

    def solve(self, incoming: Floats) -> float:
        """Return the value from incoming states (S,), or raise what went wrong."""
        if len(self._touched):
            shift = self._entries @ incoming
            self.highs.changeRowsBounds(
                len(self._touched), self._touched, self._row_low - shift, self._row_high - shift
            )
        self._asked, self._settled_duals = incoming, None
        self.highs.run()
        if self.highs.getModelStatus() != OPTIMAL and not solved(self.highs):
            self._fail()
        here = float(self.program.reward[: self._states] @ incoming)
        return float(self.highs.getInfo().objective_function_value) + here + self._fixed

    def slope(self) -> Floats:
        """Return what one more unit of each incoming state would be worth, after `solve`: (S,)."""
        return np.asarray(self.program.reward[: self._states] - self._duals()[self._touched] @ self._entries)

    def prices(self) -> Floats:
        """Return what one more unit on the right of each row would be worth, after a choice: (R,)."""
        return self._duals()[: self._rows]

    def shares(self) -> Floats:
        """Return how much each cut counts in what the future is worth at the margin, after a choice: (M,), sum one."""
        found = np.maximum(self._duals()[self._rows :], 0.0)
        total = found.sum()
        if total <= 0:
            # The future lies at its bound and no cut says anything: the least counts, whichever it is.
            return np.full(len(found), 1 / max(len(found), 1))
        return np.asarray(found / total)

    def _duals(self) -> Floats:
        return np.array(self.highs.getSolution().row_dual) if self._settled_duals is None else self._settled_duals

    def chosen(self) -> Floats:
        """Return outgoing states and controls after `solve`, held within their bounds: (S + C,)."""
        found = np.array(self.highs.getSolution().col_value)[:-1]
        return np.asarray(np.clip(found, self.program.low, self.program.high))

    def choose_whole(self, incoming: Floats) -> tuple[float, Floats]:
        """Return the value and the choice with every whole-number control whole: the better of floor and ceiling.

        Controls are settled in their order, each by the cuts' opinion of both neighbours with the earlier ones held.
        """
        value = self.solve(incoming)
        chosen = self.chosen()
        if not len(self._whole):
            return value, chosen
        try:
            for column in self._whole:
                value, chosen = self._settle(int(column), incoming, value, chosen)
            duals = self._duals()
        finally:
            self._release()
        self._settled_duals = duals
        return value, chosen

    def _settle(self, column: int, incoming: Floats, value: float, chosen: Floats) -> tuple[float, Floats]:
        wanted = float(chosen[column])
        nearest = float(np.round(wanted))
        if abs(wanted - nearest) <= WHOLE_TOLERANCE:
            self.highs.changeColBounds(column, nearest, nearest)
            chosen[column] = nearest
            return value, chosen
        best: tuple[float, Floats, float, Floats] | None = None
        failed: StageInfeasible | None = None
        for whole in (float(np.floor(wanted)), float(np.ceil(wanted))):
            self.highs.changeColBounds(column, whole, whole)
            try:
                reached = self.solve(incoming)
            except StageInfeasible as failure:
                failed = failure
                continue
            if best is None or reached > best[0]:
                best = reached, self.chosen(), whole, self._duals()
        if best is None:
            assert failed is not None
            raise failed
        self.highs.changeColBounds(column, best[2], best[2])
        best[1][column] = best[2]
        self._settled_duals = best[3]
        return best[0], best[1]

    def _release(self) -> None:
        for column in self._whole:
            self.highs.changeColBounds(int(column), float(self._low[column]), float(self._high[column]))

    def hold(self, columns: Whole, low: Floats, high: Floats) -> None:
        """Narrow the bounds of controls (counted among the controls) until told otherwise."""
        for column, least, most in zip(self._states + columns, low, high, strict=True):
            self._low[column], self._high[column] = least, most
            self.highs.changeColBounds(int(column), float(least), float(most))

    def _fail(self) -> NoReturn:
        stage, node = self._place
        program, states = self.program, dict(zip(self.program.states, self._asked.tolist(), strict=True))
        saved = lp_text(program, self._asked)
        status = self.highs.getModelStatus()
        if status in (INFEASIBLE, EITHER, UNBOUNDED):
            gives = what_would_give(program, self._asked)
            if gives or status == INFEASIBLE:
                raise StageInfeasible(stage, node, states, gives, saved)
            raise StageUnbounded(stage, node, self._endless(), saved)
        raise StageUnsolved(stage, node, str(status), saved)

    def _endless(self) -> tuple[str, ...]:
        names = (*(f"{name}'" for name in self.program.states), *self.program.controls)
        worth = self._cost[:-1]
        return tuple(
            name
            for name, gain, low, high in zip(names, worth, self._low, self._high, strict=False)
            if (gain > 0 and np.isposinf(high)) or (gain < 0 and np.isneginf(low))
        )
