"""Weighted least squares with exact rows, in closed form: numbers in, numbers out, no word of bitcoin.

Unknowns that the observations do not determine stay undetermined: a sum of unknowns has a value and a standard error
only where the observations fix it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from headframe.ground.errors import InputRefused

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NEGLIGIBLE = 1e-9
"""Singular values and leftovers below this share of the largest count as zero."""

Terms = Mapping[int, float]
"""A weighted sum of unknowns: index to weight."""


@dataclass(frozen=True, slots=True)
class Observation:
    """A weighted sum of unknowns, seen as `value` with standard deviation `sigma`; 0 means exact."""

    terms: Terms
    value: float
    sigma: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """The best value of a sum of unknowns, and its standard error."""

    value: float
    standard_error: float


class Fit:
    """The least-squares solution, asked for any sum of unknowns."""

    def __init__(self, solution: NDArray[np.float64], known: NDArray[np.float64], root: NDArray[np.float64]) -> None:
        self._solution = solution
        self._known = known
        self._root = root

    def estimate(self, terms: Terms) -> Estimate | None:
        """Return a sum's best value and standard error; None where the observations leave it open."""
        import numpy as np

        weights = np.zeros(len(self._solution))
        for index, weight in terms.items():
            weights[index] = weight
        inside = self._known.T @ weights
        left_open = np.linalg.norm(weights - self._known @ inside)
        if left_open > 1e-6 * max(1.0, float(np.linalg.norm(weights))):
            return None
        error = sqrt(max(0.0, float(np.sum((self._root.T @ weights) ** 2))))
        return Estimate(float(weights @ self._solution), error)


def fit(unknowns: int, observations: Sequence[Observation]) -> Fit:
    """Return the values that fit all observations best, each weighted by 1/sigma², exact ones exactly.

    Parameters
    ----------
    unknowns : int
        How many numbers are sought.
    observations : sequence of Observation
        Value and sigma in the unknowns' unit.

    Raises
    ------
    InputRefused
        Where exact observations contradict each other.

    Examples
    --------
    >>> seen = [Observation({0: 1}, 10.0, 1.0), Observation({1: 1}, 5.0, 1.0), Observation({0: 1, 1: 1}, 18.0, 0.0)]
    >>> round(fit(2, seen).estimate({0: 1}).value, 9)
    11.5
    """
    import numpy as np

    exact = [seen for seen in observations if seen.sigma == 0]
    loose = [seen for seen in observations if seen.sigma > 0]
    start, free = _exact_part(unknowns, exact)
    rows = _matrix(unknowns, loose, scaled=True)
    seen = np.array([each.value / each.sigma for each in loose])
    left, sizes, right = np.linalg.svd(rows @ free, full_matrices=False)
    kept = sizes > NEGLIGIBLE * (sizes[0] if len(sizes) else 1.0)
    directions = free @ right[kept].T
    weights = (left[:, kept].T @ (seen - rows @ start)) / sizes[kept]
    known = _orthonormal(np.hstack([_matrix(unknowns, exact).T, directions])) if exact else directions
    return Fit(start + directions @ weights, known, directions / sizes[kept])


def _exact_part(unknowns: int, exact: Sequence[Observation]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return one point on which every exact observation holds, and an orthonormal basis of all that it leaves free."""
    import numpy as np

    if not exact:
        return np.zeros(unknowns), np.eye(unknowns)
    rows = _matrix(unknowns, exact)
    values = np.array([each.value for each in exact])
    point = np.linalg.pinv(rows) @ values
    worst = float(np.max(np.abs(rows @ point - values)))
    if worst > 1e-6 * max(1.0, float(np.max(np.abs(values)))):
        raise InputRefused(
            "exact figures contradict each other",
            why=f"no values meet them all: {worst:.6g} is left over",
            next="give one of them the tolerance it was printed with",
        )
    _, sizes, right = np.linalg.svd(rows)
    rank = int(np.sum(sizes > NEGLIGIBLE * sizes[0]))
    return point, right[rank:].T


def _matrix(unknowns: int, observations: Sequence[Observation], *, scaled: bool = False) -> NDArray[np.float64]:
    import numpy as np

    rows = np.zeros((len(observations), unknowns))
    for row, seen in enumerate(observations):
        for index, weight in seen.terms.items():
            rows[row, index] = weight / seen.sigma if scaled else weight
    return rows


def _orthonormal(columns: NDArray[np.float64]) -> NDArray[np.float64]:
    import numpy as np

    if columns.size == 0:
        return columns
    left, sizes, _ = np.linalg.svd(columns, full_matrices=False)
    return left[:, sizes > NEGLIGIBLE * sizes[0]] if sizes[0] > 0 else left[:, :0]
