"""Abnormal returns around an event: what the market and bitcoin do not explain, by a model learned before it.

    r_t = a + b·market_t + Σ c_j·bitcoin_{t+j} + e_t,  j = −1, 0, 1

learned by least squares on the estimation window. The error of a cumulated abnormal return over L sessions is that of a
forecast: s²·(L + 1'X₀ (X'X)⁻¹ X₀'1), s² from the estimation window alone (MacKinlay, Journal of Economic Literature 35,
1997, 13-39; the correction after Salkever, Journal of Econometrics 4, 1976, 393-397).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class NormalReturn:
    """The model learned on an estimation window: coefficients (k,), noise variance, (X'X)⁻¹ (k, k), sessions."""

    coefficients: Floats
    variance: float
    inverse: Floats
    sessions: int

    @property
    def freedom(self) -> int:
        """Degrees of freedom of the noise variance."""
        return self.sessions - len(self.coefficients)


@dataclass(frozen=True, slots=True)
class Cumulated:
    """A cumulated abnormal return, its standard error, t statistic and two-sided p-value."""

    value: float
    error: float
    t: float
    p_value: float

    def band(self, critical: float) -> tuple[float, float]:
        """Return value ± critical × error."""
        return self.value - critical * self.error, self.value + critical * self.error


def learn_normal(y: Floats, x: Floats) -> NormalReturn:
    """Return the normal return's model by least squares.

    Parameters
    ----------
    y : array (T,)
        Returns of the share on the estimation window.
    x : array (T, k)
        A constant and the factors.

    Raises
    ------
    ValueError
        With no more sessions than coefficients, or factors that move as one.
    """
    if len(y) <= x.shape[1] or np.linalg.matrix_rank(x) < x.shape[1]:
        raise ValueError(f"{len(y)} sessions cannot settle {x.shape[1]} coefficients")
    inverse: Floats = np.asarray(np.linalg.inv(x.T @ x), dtype=np.float64)
    coefficients: Floats = inverse @ (x.T @ y)
    rest = y - x @ coefficients
    return NormalReturn(coefficients, float(rest @ rest) / (len(y) - x.shape[1]), inverse, len(y))


def cumulate(model: NormalReturn, y: Floats, x: Floats) -> Cumulated:
    """Return the cumulated abnormal return over a window.

    Parameters
    ----------
    model : NormalReturn
        Learned elsewhere.
    y : array (L,)
        Returns of the share in the window.
    x : array (L, k)
        A constant and the factors there.
    """
    from scipy.stats import t as student

    value = float(np.sum(y - x @ model.coefficients))
    along = x.sum(axis=0)
    error = float(np.sqrt(model.variance * (len(y) + along @ model.inverse @ along)))
    ratio = value / error if error > 0 else 0.0
    return Cumulated(value, error, ratio, float(2 * student.sf(abs(ratio), model.freedom)))
