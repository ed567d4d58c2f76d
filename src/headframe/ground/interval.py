"""A number known only as far as it was printed: a closed interval, computed in ordinary floats."""

from __future__ import annotations

from dataclasses import dataclass

from headframe.ground.errors import InputRefused


@dataclass(frozen=True, slots=True)
class Interval:
    """All values a printed figure can stand for, `low` to `high`, in the figure's own unit.

    Examples
    --------
    >>> november = Interval(382.5, 383.5)
    >>> (november + Interval.exact(1818)).high
    2201.5
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise InputRefused(f"an interval cannot run from {self.low} down to {self.high}")

    @classmethod
    def exact(cls, value: float) -> Interval:
        """Return the interval that holds `value` alone."""
        return cls(value, value)

    @classmethod
    def around(cls, value: float, half_width: float) -> Interval:
        """Return `value` ± `half_width`."""
        return cls(value - half_width, value + half_width)

    @property
    def middle(self) -> float:
        """The midpoint."""
        return (self.low + self.high) / 2

    @property
    def half_width(self) -> float:
        """Half the distance from low to high: the tolerance this figure brings to a sum."""
        return (self.high - self.low) / 2

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low)

    def __mul__(self, other: Interval) -> Interval:
        corners = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(corners), max(corners))

    def __truediv__(self, other: Interval) -> Interval:
        if other.low <= 0 <= other.high:
            raise InputRefused("a figure that may be zero cannot divide another", why="the ratio has no bounds")
        corners = [a / b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(corners), max(corners))

    def scaled(self, factor: float) -> Interval:
        """Return the interval multiplied by an exact number."""
        ends = sorted((self.low * factor, self.high * factor))
        return Interval(ends[0], ends[1])

    def meets(self, other: Interval) -> bool:
        """Say whether one value could lie inside both.

        Two printings whose intervals only touch (15,680 and 15,679) do not meet: no number rounds to both.
        """
        if self == other:
            return True
        if self.low == self.high or other.low == other.high:
            return self.low <= other.high and other.low <= self.high
        return self.low < other.high and other.low < self.high

    def holds(self, value: float) -> bool:
        """Say whether `value` lies inside."""
        return self.low <= value <= self.high

    def intersection(self, other: Interval) -> Interval:
        """Return the values both can stand for; refused where there are none."""
        return Interval(max(self.low, other.low), min(self.high, other.high))

    def hull(self, other: Interval) -> Interval:
        """Return the smallest interval that holds both."""
        return Interval(min(self.low, other.low), max(self.high, other.high))
