"""The linear program of one stage at given drivers: what is carried in, what is chosen, what is carried out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from headframe.ground.errors import InputRefused
from headframe.solver.arrays import Floats, Whole


@dataclass(frozen=True, slots=True, eq=False)
class StageProgram:
    """One stage's linear program, maximised: columns are the incoming states, the outgoing states, then the controls.

    Usually written with `Draft`, by names.

    Parameters
    ----------
    states : tuple of str
        Names of the states, the same at every stage of a problem; S of them.
    controls : tuple of str
        Names of what is chosen at this stage; C of them.
    rows : tuple of str
        Names of the constraints, so that a price or a failure can be told in words; R of them.
    starts, columns, coefficients : arrays
        The constraint matrix by rows (compressed): row r has entries `starts[r]:starts[r + 1]`; 2S + C columns.
    row_low, row_high : arrays, (R,)
        Bounds of the rows; infinite where there is none.
    low, high : arrays, (S + C,)
        Bounds of the outgoing states and of the controls.
    reward : array, (2S + C,)
        What a unit of each column is worth at this stage, before discounting.
    reward_constant : float
        What the stage is worth whatever is chosen.
    whole : array of int
        Controls that come in whole numbers, counted from zero among the controls. Their bounds must be finite.
    """

    states: tuple[str, ...]
    controls: tuple[str, ...]
    rows: tuple[str, ...]
    starts: Whole
    columns: Whole
    coefficients: Floats
    row_low: Floats
    row_high: Floats
    low: Floats
    high: Floats
    reward: Floats
    reward_constant: float
    whole: Whole

    def __post_init__(self) -> None:
        states, controls, rows = len(self.states), len(self.controls), len(self.rows)
        self._expect(self.starts.shape == (rows + 1,), "the starts of the rows")
        self._expect(self.row_low.shape == self.row_high.shape == (rows,), "the bounds of the rows")
        self._expect(self.low.shape == self.high.shape == (states + controls,), "the bounds of the columns")
        self._expect(self.reward.shape == (2 * states + controls,), "the rewards")
        self._expect(bool(np.isfinite(self.coefficients).all() and np.isfinite(self.reward).all()), "the numbers")
        for names, low, high in (
            (self.rows, self.row_low, self.row_high),
            ((*self.states, *self.controls), self.low, self.high),
        ):
            crossed = np.flatnonzero(~(low <= high))
            if len(crossed):
                at = int(crossed[0])
                raise InputRefused(f"{names[at]} has bounds {low[at]:g} to {high[at]:g}", where="a stage's program")
        bounds = self.low[states + self.whole], self.high[states + self.whole]
        self._expect(bool(np.isfinite(bounds).all()), "the bounds of whole-number controls")

    @staticmethod
    def _expect(holds: bool, what: str) -> None:
        if not holds:
            raise InputRefused(f"{what} do not fit the program's names or are not finite", where="a stage's program")

    @property
    def incoming(self) -> Floats:
        """The matrix of the rows over the incoming states: (R, S)."""
        dense = self.dense()
        return dense[:, : len(self.states)]

    def dense(self) -> Floats:
        """Return the whole constraint matrix: (R, 2S + C)."""
        matrix = np.zeros((len(self.rows), 2 * len(self.states) + len(self.controls)))
        owner = np.repeat(np.arange(len(self.rows)), np.diff(self.starts))
        np.add.at(matrix, (owner, self.columns), self.coefficients)
        return matrix

    def value_of(self, incoming: Floats, chosen: Floats) -> float:
        """Return the stage's reward for incoming states (S,) and chosen columns (S + C,)."""
        split = len(self.states)
        return float(self.reward[:split] @ incoming + self.reward[split:] @ chosen + self.reward_constant)
