"""What many requests and many seconds of memory come to: percentiles, and whether memory is flat."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

LEAST_SAMPLES = 8
"""Two a quarter: fewer say nothing of first and last."""
FLAT_GROWTH = 0.05
"""Memory is flat where the median of the last quarter lies at most this share above that of the first."""


@dataclass(frozen=True, slots=True)
class Memory:
    """Memory over time [MiB]: the medians of the first and last quarter, the most, and the slope [MiB/hour]."""

    first: float
    last: float
    most: float
    slope: float

    @property
    def is_flat(self) -> bool:
        """Whether the last quarter lies no more than `FLAT_GROWTH` above the first."""
        return self.last <= self.first * (1 + FLAT_GROWTH)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that at least a share of all are not above (nearest rank).

    Raises
    ------
    ValueError
        Where there are no values, or the share is none.
    """
    if not values or not 0 < share <= 1:
        raise ValueError(f"no percentile {share} of {len(values)} values")
    return sorted(values)[math.ceil(share * len(values)) - 1]


def memory_of(samples: Sequence[tuple[float, float]]) -> Memory:
    """Return what samples of (second, MiB) come to; the slope is that of the least squares.

    Raises
    ------
    ValueError
        Where there are too few.
    """
    if len(samples) < LEAST_SAMPLES:
        raise ValueError(f"{len(samples)} samples of memory are too few to say whether it is flat")
    sizes = [size for _, size in samples]
    quarter = len(sizes) // 4
    return Memory(median(sizes[:quarter]), median(sizes[-quarter:]), max(sizes), 3600 * _slope(samples))


def _slope(samples: Sequence[tuple[float, float]]) -> float:
    middle = sum(second for second, _ in samples) / len(samples)
    level = sum(size for _, size in samples) / len(samples)
    spread = sum((second - middle) ** 2 for second, _ in samples)
    return sum((second - middle) * (size - level) for second, size in samples) / spread if spread else 0.0
