"""A value as the user printed it: its digits, its unit, and whether the concept can have such a value at all."""

from __future__ import annotations

import re
from decimal import Decimal

from headframe.ground.errors import InputRefused
from headframe.ground.interval import Interval
from headframe.ground.units import CONVERSIONS, UNITS, factor_between
from headframe.vocabulary.concept import Concept

NUMBER = re.compile(r"[+-]?(?:\d{1,18}|[1-9]\d{0,2}(?:,\d{3}){1,5})(?:\.\d{1,30})?", re.ASCII)
"""Commas in threes from the right: "1234,5" and "0,123" are decimal commas, and must not become thousands."""


def digits_of(text: str) -> str:
    """Return the digits of a number as printed, commas taken off.

    Examples
    --------
    >>> digits_of("18,005.0")
    '18005.0'
    """
    if not NUMBER.fullmatch(text):
        raise InputRefused(f"'{text[:40]}' is not a plain number", next="print it like 18,005 or 161.6")
    return text.replace(",", "")


def possible_value(digits: str, unit: str, concept: Concept) -> float:
    """Return a value in the concept's own unit.

    Raises
    ------
    InputRefused
        Where the concept cannot have such a value.
    """
    value = float(Decimal(digits) * factor_between(unit, concept.unit))
    if not concept.low <= value <= concept.high:
        raise InputRefused(
            f"{digits} {unit} lies outside what {concept.name} can be, {concept.low:,.12g} to {concept.high:,.12g} "
            f"{concept.unit}",
            next=f"check the digits, the sign and the unit: `headframe concepts {concept.name}`",
        )
    return value


def stated_interval(low: str, high: str, unit: str, concept: Concept) -> Interval:
    """Return the bounds that the user states, in the concept's own unit."""
    factor = factor_between(unit, concept.unit)
    return Interval(*(float(Decimal(digits_of(end)) * factor) for end in (low, high)))


def known_unit(unit: str, concept: Concept) -> str:
    """Return a unit that can be turned into the concept's, exactly as it is spelt.

    Raises
    ------
    InputRefused
        Where it cannot.
    """
    if unit in UNITS or any(unit in pair for pair in CONVERSIONS):
        factor_between(unit, concept.unit)
        return unit
    fitting = sorted({concept.unit} | {printed for printed, wanted in CONVERSIONS if wanted == concept.unit})
    raise InputRefused(f"'{unit[:40]}' is no unit of {concept.name}", next=f"one of {', '.join(fitting)}")
