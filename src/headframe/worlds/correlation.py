"""One correlation matrix of the monthly shocks: estimated, shrunk towards independence, and positive definite.

References
----------
The share of shrinkage is that of Schaefer and Strimmer (2005), doi:10.2202/1544-6115.1175: the less the months agree on
a correlation, the closer it is drawn to zero.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from headframe.ground.errors import InputRefused
from headframe.worlds.parameters import DRIVERS, Floats

LEAST_EIGENVALUE = 1e-6
LEAST_SHARED_MONTHS = 12
"""Two drivers known together in fewer months are taken as independent."""
ROUNDING = 1e-9


def shock_correlation(
    shocks: Mapping[str, Floats], stated: Mapping[tuple[str, str], float], behind: Mapping[str, int] | None = None
) -> tuple[Floats, float]:
    """Return the correlation of the drivers' shocks, shape (6, 6), and the share of shrinkage [ratio].

    Parameters
    ----------
    shocks : mapping from driver to float64 array
        Standardized shocks; lengths may differ, and a driver may be absent.
    stated : mapping from two drivers to float
        Correlations that are assumptions, for drivers whose shocks nobody knows by the month [ratio].
    behind : mapping from driver to int, optional
        How many months before the others a driver's shocks end [months].
    """
    size = len(DRIVERS)
    shocks = _ending_together(shocks, behind or {})
    raw, share = np.eye(size), _shrinkage(shocks)
    for row in range(size):
        for column in range(row):
            pair = DRIVERS[row], DRIVERS[column]
            found = _stated(pair, stated)
            if found is None:
                found = (1 - share) * _correlation(shocks, *pair)
            raw[row, column] = raw[column, row] = found
    return positive_definite(raw), share


def positive_definite(matrix: Floats) -> Floats:
    """Return the nearest matrix with unit diagonal whose eigenvalues are at least `LEAST_EIGENVALUE`."""
    values, vectors = np.linalg.eigh(matrix)
    if values.min() >= LEAST_EIGENVALUE:
        return matrix
    mended = vectors @ np.diag(np.maximum(values, LEAST_EIGENVALUE)) @ vectors.T
    scale = np.sqrt(np.diag(mended))
    unit: Floats = mended / np.outer(scale, scale)
    return unit


def checked_correlation(matrix: Sequence[Sequence[float]], names: Sequence[str], where: str) -> Floats:
    """Return a user's correlation matrix in the order of `DRIVERS`, or refuse it.

    Parameters
    ----------
    matrix : sequence of sequences of float
        One row a driver [ratio].
    names : sequence of str
        Which drivers the rows and columns are, each once.
    where : str
        The file, for the message.

    Raises
    ------
    InputRefused
        Where a driver is missing, a number is none, it is not symmetric, its diagonal is not 1, or it is not positive
        definite: then the least eigenvalue is named, and how far to shrink.

    Examples
    --------
    >>> bad = [[1.0, 0.9, -0.9], [0.9, 1.0, 0.9], [-0.9, 0.9, 1.0]]
    >>> whole = [[1.0 if r == c else 0.0 for c in range(6)] for r in range(6)]
    >>> for r in range(3):
    ...     whole[r][:3] = bad[r]
    >>> try:
    ...     checked_correlation(whole, DRIVERS, "mine.csv")
    ... except InputRefused as problem:
    ...     print(problem.what)
    the correlations are not positive definite: least eigenvalue -0.8
    """
    if sorted(names) != sorted(DRIVERS):
        raise InputRefused(
            f"the correlations name {', '.join(names)}", where=where, next=f"one row each: {', '.join(DRIVERS)}"
        )
    given = np.array(matrix, dtype=float)
    _check_entries(given, names, where)
    order = [list(names).index(driver) for driver in DRIVERS]
    sorted_: Floats = given[np.ix_(order, order)]
    least = float(np.linalg.eigvalsh(sorted_).min())
    if least < LEAST_EIGENVALUE:
        share = (LEAST_EIGENVALUE - least) / (1 - least)
        raise InputRefused(
            f"the correlations are not positive definite: least eigenvalue {least:.4g}",
            where=where,
            why="no drivers can move together in this way: some mix of them would have a negative variance",
            next=f"multiply every off-diagonal entry by {np.floor((1 - share) * 1000) / 1000:.3f} or less",
        )
    return sorted_


def _check_entries(given: Floats, names: Sequence[str], where: str) -> None:
    size = len(DRIVERS)
    if given.shape != (size, size):
        raise InputRefused(f"the correlations are {given.shape}, not ({size}, {size})", where=where, next="give all")
    for row in range(size):
        for column in range(size):
            value, place = given[row, column], f"{where}, row {names[row]}, column {names[column]}"
            wanted = 1.0 if row == column else value
            if not np.isfinite(value) or abs(value) > 1 or abs(value - wanted) > ROUNDING:
                raise InputRefused(
                    f"{value} is no correlation", where=place, next="between -1 and 1, and 1 on the diagonal"
                )
            if abs(value - given[column, row]) > ROUNDING:
                raise InputRefused(
                    f"{value} here, {given[column, row]} on the other side", where=place, next="make it symmetric"
                )


def lower_triangle(matrix: Floats) -> Floats:
    """Return the Cholesky factor of a positive definite matrix."""
    return np.linalg.cholesky(matrix).astype(np.float64)


def _ending_together(shocks: Mapping[str, Floats], behind: Mapping[str, int]) -> dict[str, Floats]:
    """Return the shocks with unknown months at the end of those that end early, so that all end together."""
    late = {name: np.full(count, np.nan) for name, count in behind.items() if count > 0}
    return {name: np.concatenate([series, late[name]]) if name in late else series for name, series in shocks.items()}


def _stated(pair: tuple[str, str], stated: Mapping[tuple[str, str], float]) -> float | None:
    return stated.get(pair, stated.get((pair[1], pair[0])))


def _shared(shocks: Mapping[str, Floats], one: str, other: str) -> tuple[Floats, Floats] | None:
    """Return the two series over their shared last months, standardized; None where too few are shared."""
    if one not in shocks or other not in shocks:
        return None
    count = min(len(shocks[one]), len(shocks[other]))
    both = np.stack([shocks[one][-count:], shocks[other][-count:]])
    pair = both[:, ~np.isnan(both).any(axis=0)]
    if pair.shape[1] < LEAST_SHARED_MONTHS or (pair.std(axis=1) == 0).any():
        return None
    return _standardized(pair[0]), _standardized(pair[1])


def _standardized(series: Floats) -> Floats:
    unit: Floats = (series - series.mean()) / series.std()
    return unit


def _correlation(shocks: Mapping[str, Floats], one: str, other: str) -> float:
    pair = _shared(shocks, one, other)
    return float((pair[0] * pair[1]).mean()) if pair is not None else 0.0


def _shrinkage(shocks: Mapping[str, Floats]) -> float:
    """Return the share by which correlations are drawn to zero: sum of their variances over sum of their squares."""
    doubt, size = 0.0, 0.0
    for row, one in enumerate(DRIVERS):
        for other in DRIVERS[:row]:
            pair = _shared(shocks, one, other)
            if pair is not None:
                products = pair[0] * pair[1]
                doubt += float(products.var(ddof=1) / len(products))
                size += float(products.mean() ** 2)
    return min(doubt / size, 1.0) if size > 0 else 1.0
