"""A row of eight-level bars for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

BARS = "▁▂▃▄▅▆▇█"


def sparkline(values: Sequence[float]) -> str:
    """Return one bar a value, the lowest to the highest of them.

    Examples
    --------
    >>> sparkline([0, 1, 2])
    '▁▄█'
    """
    low, high = min(values), max(values)
    if high == low:
        return BARS[3] * len(values)
    return "".join(BARS[int((value - low) / (high - low) * (len(BARS) - 1))] for value in values)
