"""Writing one quarter's programs for many drivers at once: the same rows and columns, with numbers for each.

As `headframe.solver.draft.Draft`, but every number may be an array over the m drivers: written once, read m times.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from headframe.ground.errors import InputRefused
from headframe.solver.arrays import Floats
from headframe.solver.draft import INF, PRIME
from headframe.solver.program import StageProgram

Number = float | Floats


class BatchDraft:
    """Programs of one stage for m drivers, in the writing.

    A state's name stands for what comes in, the name with a prime (`"stock'"`) for what goes out.

    Examples
    --------
    >>> draft = BatchDraft(("stock",), 2)
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
        self._controls: list[str] = []
        self._whole: list[int] = []
        self._low, self._high = [0.0] * size, [INF] * size
        self._reward: list[Floats] = [np.zeros(count) for _ in range(2 * size)]
        self._constant = np.zeros(count)
        self._rows: list[str] = []
        self._starts: list[int] = [0]
        self._columns: list[int] = []
        self._coefficients: list[Floats] = []
        self._row_low: list[Floats] = []
        self._row_high: list[Floats] = []

    def control(
        self, name: str, *, low: float = 0.0, high: float = INF, reward: Number = 0.0, whole: bool = False
    ) -> None:
        """Add something to choose, with its bounds and what a unit of it is worth."""
        if name in self._place:
            raise InputRefused(f"{name!r} is there twice", where="a quarter's program")
        if whole:
            self._whole.append(len(self._controls))
        self._place[name] = len(self._reward)
        self._controls.append(name)
        self._low.append(low)
        self._high.append(high)
        self._reward.append(self._spread(reward))

    def carry(self, state: str, *, low: float = 0.0, high: float = INF) -> None:
        """Set the bounds of what is carried out of the stage; without it, not negative."""
        at = self._place[state]
        self._low[at], self._high[at] = low, high

    def worth(self, name: str, reward: Number) -> None:
        """Add to what a unit of a column is worth."""
        self._reward[self._place[name]] = self._reward[self._place[name]] + self._spread(reward)

    def worth_anyway(self, reward: Number) -> None:
        """Add to what the stage is worth whatever is chosen."""
        self._constant = self._constant + self._spread(reward)

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
            numbers = self._spread(coefficient)
            if numbers.any():
                self._columns.append(self._place[column])
                self._coefficients.append(numbers)
        self._starts.append(len(self._columns))
        self._rows.append(name)
        self._row_low.append(self._spread(at_least if equals is None else equals))
        self._row_high.append(self._spread(at_most if equals is None else equals))

    def programs(self) -> list[StageProgram]:
        """Return the m programs."""
        starts, columns = np.array(self._starts, np.int64), np.array(self._columns, np.int64)
        low, high, whole = np.array(self._low), np.array(self._high), np.array(self._whole, np.int64)
        tables = (self._coefficients, self._row_low, self._row_high, self._reward)
        by_driver = [np.ascontiguousarray(np.array(table).T) for table in tables]
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
                reward_constant=float(constant),
                whole=whole,
            )
            for coefficients, row_low, row_high, reward, constant in zip(*by_driver, self._constant, strict=True)
        ]

    def _spread(self, number: Number) -> Floats:
        return np.broadcast_to(np.asarray(number, float), (self._count,))
