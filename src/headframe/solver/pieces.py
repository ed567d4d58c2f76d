"""A concave function of the states as the least of some linear pieces."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from headframe.ground.errors import InputRefused
from headframe.solver.arrays import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """min over k of `constants[k] + slopes[k] · states`.

    Parameters
    ----------
    constants : array, (K,)
        In the unit of the value.
    slopes : array, (K, S)
        What one unit of each state is worth, by piece.

    Examples
    --------
    >>> sold_off = Pieces.of((0.0, [3.0]), (20.0, [1.0]))
    >>> float(sold_off.at(np.array([[5.0], [40.0]]))[1])
    60.0
    """

    constants: Floats
    slopes: Floats

    def __post_init__(self) -> None:
        if self.constants.ndim != 1 or self.slopes.ndim != 2 or len(self.constants) != len(self.slopes):
            raise InputRefused("constants and slopes of the pieces do not fit", where="terminal value")
        if not len(self.constants) or not (np.isfinite(self.constants).all() and np.isfinite(self.slopes).all()):
            raise InputRefused("a terminal value needs at least one piece, all of it finite", where="terminal value")

    @classmethod
    def of(cls, *pieces: tuple[float, list[float]]) -> Pieces:
        """Return the least of (constant, slopes) pairs."""
        return cls(np.array([c for c, _ in pieces], float), np.array([list(s) for _, s in pieces], float))

    def at(self, states: Floats) -> Floats:
        """Return the value at states (n, S): (n,)."""
        return np.asarray((self.constants + states @ self.slopes.T).min(axis=1))

    def tangent(self, states: Floats) -> tuple[Floats, Floats]:
        """Return constants (n,) and slopes (n, S) of the piece that is least at each of the states (n, S)."""
        least = (self.constants + states @ self.slopes.T).argmin(axis=1)
        return self.constants[least], self.slopes[least]
