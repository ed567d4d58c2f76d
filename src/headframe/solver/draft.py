"""Writing a stage's program by names: states, states with a prime for what is carried out, and controls."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from headframe.ground.errors import InputRefused
from headframe.solver.program import StageProgram

INF = float("inf")
PRIME = "'"


class Draft:
    """A stage's program in the writing.

    A state's name stands for what comes in, the name with a prime (`"stock'"`) for what goes out.

    Examples
    --------
    >>> draft = Draft(states=("stock",))
    >>> draft.control("bought", high=10, reward=-2.0)
    >>> draft.control("sold", high=6, reward=3.0)
    >>> draft.row("stock account", {"stock'": 1, "stock": -1, "bought": -1, "sold": 1}, equals=0)
    >>> draft.program().rows
    ('stock account',)
    """

    def __init__(self, states: Sequence[str]) -> None:
        self._states = tuple(states)
        size = len(self._states)
        self._place = {name: at for at, name in enumerate(self._states)}
        self._place |= {name + PRIME: size + at for at, name in enumerate(self._states)}
        self._controls: list[str] = []
        self._whole: list[int] = []
        self._low, self._high = [0.0] * size, [INF] * size
        self._reward = [0.0] * (2 * size)
        self._constant = 0.0
        self._rows: list[str] = []
        self._starts: list[int] = [0]
        self._columns: list[int] = []
        self._coefficients: list[float] = []
        self._row_low: list[float] = []
        self._row_high: list[float] = []
        if len(self._place) != 2 * size:
            raise InputRefused("two states share a name", where=", ".join(self._states))

    def control(
        self, name: str, *, low: float = 0.0, high: float = INF, reward: float = 0.0, whole: bool = False
    ) -> None:
        """Add something to choose, with its bounds and what a unit of it is worth."""
        if name in self._place:
            raise InputRefused(f"{name!r} is there twice", where="a stage's program")
        if whole:
            self._whole.append(len(self._controls))
        self._place[name] = len(self._reward)
        self._controls.append(name)
        self._low.append(low)
        self._high.append(high)
        self._reward.append(reward)

    def carry(self, state: str, *, low: float = 0.0, high: float = INF) -> None:
        """Set the bounds of what is carried out of the stage; without it, not negative."""
        at = self._column(state)
        self._low[at], self._high[at] = low, high

    def worth(self, name: str, reward: float) -> None:
        """Add to what a unit of a column is worth: a state, a state with a prime, or a control."""
        self._reward[self._column(name)] += reward

    def worth_anyway(self, reward: float) -> None:
        """Add to what the stage is worth whatever is chosen."""
        self._constant += reward

    def row(
        self,
        name: str,
        terms: Mapping[str, float],
        *,
        equals: float | None = None,
        at_least: float = -INF,
        at_most: float = INF,
    ) -> None:
        """Add a constraint on a weighted sum of columns."""
        for column, coefficient in terms.items():
            if coefficient:
                self._columns.append(self._column(column))
                self._coefficients.append(float(coefficient))
        self._starts.append(len(self._columns))
        self._rows.append(name)
        self._row_low.append(at_least if equals is None else equals)
        self._row_high.append(at_most if equals is None else equals)

    def program(self) -> StageProgram:
        """Return what was written."""
        return StageProgram(
            states=self._states,
            controls=tuple(self._controls),
            rows=tuple(self._rows),
            starts=np.array(self._starts, np.int64),
            columns=np.array(self._columns, np.int64),
            coefficients=np.array(self._coefficients, float),
            row_low=np.array(self._row_low, float),
            row_high=np.array(self._row_high, float),
            low=np.array(self._low, float),
            high=np.array(self._high, float),
            reward=np.array(self._reward, float),
            reward_constant=self._constant,
            whole=np.array(self._whole, np.int64),
        )

    def _column(self, name: str) -> int:
        found = self._place.get(name)
        if found is None:
            raise InputRefused(
                f"{name!r} is no column of this program",
                where="a stage's program",
                why=f"its columns are {', '.join(self._place)}",
            )
        return found
