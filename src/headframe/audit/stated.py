"""What an article states: a number with the digits it prints, and how firmly."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from headframe.ground.interval import Interval
from headframe.ground.printed import last_nonzero_place, last_place
from headframe.reading.quantities import Quantity

ABOUT_SHARE = 0.075
"""No "about" reaches further than this share of the number, however round it is."""
ROUND_SHARE = 0.02
"""A round number without "about" may stand for its neighbours this far off, no further."""


class Bound(StrEnum):
    """How firmly a number is stated."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


@dataclass(frozen=True, slots=True)
class Stated:
    """A number as claimed, in the unit of the measure it is compared with.

    `printed` is the interval of its digits, `rounded` that of the digits that are not zero.
    """

    value: float
    printed: Interval
    rounded: Interval
    bound: Bound = Bound.EXACT

    @property
    def digits_kept(self) -> float:
        """The tolerance that the printed digits leave, either way."""
        return self.printed.half_width

    @property
    def tolerance(self) -> float:
        """How far our figure may stand from it, either way."""
        return self.about.half_width if self.bound is Bound.ABOUT else self.digits_kept

    @property
    def about(self) -> Interval:
        """What "about" this number stands for: one unit of its last digit that is not zero, within reason."""
        half = min(2 * self.rounded.half_width, ABOUT_SHARE * abs(self.value))
        return Interval.around(self.value, max(half, self.digits_kept))


def stated(quantity: Quantity, bound: Bound, factor: float = 1.0, sign: float = 1.0) -> Stated:
    """Return what a quantity states, its number times `factor` and `sign`.

    Examples
    --------
    >>> from headframe.reading.quantities import quantities
    >>> stated(quantities("18,000 BTC")[0], Bound.EXACT).rounded
    Interval(low=17500.0, high=18500.0)
    """
    scale = 10.0**quantity.scale * factor
    value = float(quantity.number) * scale
    printed = float(last_place(quantity.number)) / 2 * scale
    rounded = float(max(last_nonzero_place(quantity.number), last_place(quantity.number))) / 2 * scale
    return Stated(sign * value, Interval.around(sign * value, printed), Interval.around(sign * value, rounded), bound)


def stated_number(value: float, half: float, bound: Bound) -> Stated:
    """Return what a number in words states, good to `half` either way."""
    around = Interval.around(value, half)
    return Stated(value, around, around, bound)
