"""A sample mean, and what can be said of the expectation behind it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from headframe.solver.arrays import Floats


@dataclass(frozen=True, slots=True)
class Estimate:
    """A sample mean with its standard error, from `count` independent paths.

    Examples
    --------
    >>> some = Estimate.of(np.array([1.0, 2.0, 3.0]))
    >>> some.mean, round(some.at_least(0.95), 3)
    (2.0, 0.314)
    """

    mean: float
    error: float
    count: int

    @classmethod
    def of(cls, sample: Floats) -> Estimate:
        """Return the mean of a sample (n,), n at least 2."""
        return cls(float(sample.mean()), float(sample.std(ddof=1) / np.sqrt(len(sample))), len(sample))

    def at_least(self, confidence: float) -> float:
        """Return what the expectation exceeds with one-sided confidence (Student's t)."""
        return self.mean - self._quantile(confidence) * self.error

    def at_most(self, confidence: float) -> float:
        """Return what the expectation stays below with one-sided confidence (Student's t)."""
        return self.mean + self._quantile(confidence) * self.error

    def _quantile(self, confidence: float) -> float:
        from scipy.special import stdtrit

        return float(stdtrit(self.count - 1, confidence))
