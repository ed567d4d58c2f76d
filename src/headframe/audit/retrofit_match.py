"""Does a typed number stand for a figure: as printed, rounded, or only by its digits."""

from __future__ import annotations

from enum import IntEnum

from headframe.audit.retrofit_typed import Typed
from headframe.vocabulary.figure import Figure

NOISE = 1e-9
MOST_ROUNDED_AWAY = 0.02
"""A rounding that moves a figure by more than this is not called one: 400 for 383 differs."""
FEWEST_DIGITS = 3
"""Significant digits without which two equal numbers may be equal by chance."""


class Grade(IntEnum):
    """How well a number fits a figure."""

    NONE = 0
    ROUNDED = 1
    EXACT = 2


def is_close(number: float, other: float) -> bool:
    """Say whether two numbers differ by no more than the noise of floating point."""
    return abs(number - other) <= NOISE * max(abs(number), abs(other))


def grade(typed: Typed, factor: float, figure: Figure) -> Grade:
    """Return how well a typed number, times a signed factor to the figure's unit, fits the figure.

    Exact means that it lies in the interval which the printed figure was rounded from.
    """
    number = typed.value * factor
    if is_close(number, figure.value) or figure.interval.holds(number):
        return Grade.EXACT
    return Grade.ROUNDED if is_rounding(typed, factor, figure.value) else Grade.NONE


def is_rounding(typed: Typed, factor: float, value: float) -> bool:
    """Say whether a typed number is `value` with fewer digits, two of them at least."""
    off = abs(typed.value * factor - value)
    near = off <= typed.half_place * abs(factor) * (1 + NOISE) and off <= MOST_ROUNDED_AWAY * abs(value)
    return near and typed.significant >= 2


def has_digits_of(typed: Typed, factor: float, value: float) -> bool:
    """Say whether a number shows another's digits so far that chance is no explanation."""
    if typed.significant < FEWEST_DIGITS or not value:
        return False
    return is_close(typed.value * factor, value) or (
        is_rounding(typed, factor, value) and abs(typed.value * factor / value - 1) < 0.005
    )


def are_swapped(typed: Typed, factor: float, value: float) -> bool:
    """Say whether a number holds the figure's digits in another order: 17,712 and 17,271."""
    typed_digits, our_digits = _digits(typed.value * factor), _digits(value)
    return len(set(our_digits)) > 1 and typed_digits != our_digits and sorted(typed_digits) == sorted(our_digits)


def _digits(number: float) -> str:
    return f"{abs(number):.10g}".replace(".", "").lstrip("0")
