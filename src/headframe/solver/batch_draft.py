"""Writing a stage's programs for many drivers at once: the same rows and columns by name, with numbers for each.

Every number may be an array over the m drivers: written once, read m times.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from headframe.ground.errors import InputRefused
from headframe.solver.arrays import Floats
from headframe.solver.program import StageProgram

INF = float("inf")
PRIME = "'"
Number = float | Floats


class BatchDraft:
    """Programs of one stage for m drivers, in the writing.

    A state's name stands for what comes in, the name with a prime (`"stock'"`) for what goes out.

    Examples
    --------
    >>> draft = BatchDraft(("stock",), count=2)
    >>> draft.control("sold", high=6, reward=np.array([3.0, 4.0]))
    >>> draft.row("stock account", {"stock'": 1, "stock": -1, "sold": 1}, equals=0)
    >>> [float(program.reward[-1]) for program in draft.programs()]
    [3.0, 4.0]
    """

    def __init__(self, states: Sequence[str], count: int) -> None:
        self._states, self._count = tuple(states), count
        size = len(self._states)
        self._place = {name: at for at, name in enumerate(self._states)}
        self._place |= {name + PRIME: size + at for at, name in enumerate(self._states)}
        if len(self._place) != 2 * size:
            raise InputRefused("two states share a name", where=", ".join(self._states))
        self._controls: list[str] = []
        self._whole: list[int] = []
        self._low, self._high = [0.0] * size, [INF] * size
        self._reward: list[Number] = [0.0] * (2 * size)
        self._constant: Number = 0.0
        self._rows: list[str] = []
        self._starts: list[int] = [0]
        self._columns: list[int] = []
        self._coefficients: list[Number] = []
        self._row_low: list[Number] = []
        self._row_high: list[Number] = []

    def control(
        self, name: str, *, low: float = 0.0, high: float = INF, reward: Number = 0.0, whole: bool = False
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

    def worth(self, name: str, reward: Number) -> None:
        """Add to what a unit of a column is worth: a state, a state with a prime, or a control."""
        at = self._column(name)
        self._reward[at] = self._reward[at] + reward

    def worth_anyway(self, reward: Number) -> None:
        """Add to what the stage is worth whatever is chosen."""
        self._constant = self._constant + reward

    def row(
        self,
        name: str,
        terms: Mapping[str, Number],
        *,
        equals: Number | None = None,
        at_least: Number = -INF,
        at_most: Number = INF,
    ) -> None:
        """Add a constraint on a weighted sum of columns."""
        for column, coefficient in terms.items():
            if np.any(coefficient) if isinstance(coefficient, np.ndarray) else coefficient:
                self._columns.append(self._column(column))
                self._coefficients.append(coefficient)
        self._starts.append(len(self._columns))
        self._rows.append(name)
        self._row_low.append(at_least if equals is None else equals)
        self._row_high.append(at_most if equals is None else equals)

    def programs(self) -> list[StageProgram]:
        """Return the m programs."""
        starts, columns = np.array(self._starts, np.int64), np.array(self._columns, np.int64)
        low, high, whole = np.array(self._low), np.array(self._high), np.array(self._whole, np.int64)
        tables = (self._coefficients, self._row_low, self._row_high, self._reward, [self._constant])
        by_driver = [self._by_driver(table) for table in tables]
        names = self._states, tuple(self._controls), tuple(self._rows)
        return [
            StageProgram(
                *names,
                starts=starts,
                columns=columns,
                coefficients=coefficients,
                row_low=row_low,
                row_high=row_high,
                low=low,
                high=high,
                reward=reward,
                reward_constant=float(constant[0]),
                whole=whole,
            )
            for coefficients, row_low, row_high, reward, constant in zip(*by_driver, strict=True)
        ]

    def _by_driver(self, numbers: list[Number]) -> Floats:
        """Return numbers, each one for all drivers or one for each, by driver: (m, numbers)."""
        if not any(isinstance(number, np.ndarray) for number in numbers):
            return np.tile(np.array(numbers, float), (self._count, 1))
        found = np.empty((len(numbers), self._count))
        for at, number in enumerate(numbers):
            found[at] = number
        return np.ascontiguousarray(found.T)

    def _column(self, name: str) -> int:
        found = self._place.get(name)
        if found is None:
            raise InputRefused(
                f"{name!r} is no column of this program",
                where="a stage's program",
                why=f"its columns are {', '.join(self._place)}",
            )
        return found
