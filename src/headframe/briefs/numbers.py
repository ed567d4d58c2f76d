"""How figures are printed for a reader: unit, sign and badge, never more digits than the source gave."""

from __future__ import annotations

from datetime import date
from math import floor, log10

from headframe.ground.missing import Missing
from headframe.vocabulary.figure import Figure, plain

GAP = "–"
SMALL_COUNT = 100
"""Coins below this are shown with the hundredths that sources print."""
SCALES = ((1e9, "B"), (1e6, "M"), (1e3, "k"))


def shown(figure: Figure | Missing, *, signed: bool = False, badge: bool = True) -> str:
    """Return a figure as a brief prints it; a dash for a gap, whose reason stands below the table.

    Examples
    --------
    >>> shown(Missing("no source prints it"))
    '–'
    """
    if isinstance(figure, Missing):
        return GAP
    text = quantity(figure.value, figure.unit, signed=signed)
    return f"{text} {figure.badge.mark}" if badge else text


def times(figure: Figure | Missing) -> str:
    """Return a ratio as a multiple, "3.95 ◐"; what rounds to nothing has no sign."""
    if isinstance(figure, Missing):
        return GAP
    size = f"{abs(figure.value):.2f}"
    sign = "−" if figure.value < 0 and float(size) else ""
    return f"{sign}{size} {figure.badge.mark}"


def in_dollars(figure: Figure | Missing) -> str:
    """Return dollars, or dollars for one of something, in the largest scale, "$3.6M ◐"."""
    if isinstance(figure, Missing):
        return GAP
    sign = "−" if figure.value < 0 else ""
    return f"{sign}{dollars(abs(figure.value))} {figure.badge.mark}"


def over(figure: Figure | Missing) -> str:
    """Return a ratio as its distance from one, "+0.3 % ◐"."""
    if isinstance(figure, Missing):
        return GAP
    return f"{quantity(figure.value - 1, 'ratio', signed=True)} {figure.badge.mark}"


def quantity(value: float, unit: str, *, signed: bool = False) -> str:
    """Return a value with the sign and precision that its unit is printed with.

    Examples
    --------
    >>> quantity(198600000, "USD")
    '$198.6M'
    >>> quantity(-1363, "BTC", signed=True)
    '−1,363'
    >>> quantity(0.02, "ratio", signed=True)
    '+2.0 %'
    """
    size = _size(abs(value), unit)
    if not any(digit in size for digit in "123456789"):
        return size
    return ("−" if value < 0 else "+" if signed else "") + size


def _size(size: float, unit: str) -> str:
    if unit in ("USD", "USD/year", "USD/EH/s"):
        return dollars(size)
    if unit == "ratio":
        return f"{100 * size:.1f} %"
    if unit == "USD/kWh":
        return f"{100 * size:.1f} ¢/kWh"
    if unit in ("USD/BTC", "USD/MW"):
        return f"${size:,.0f}"
    if unit in ("USD/PH/day", "USD/MWh", "USD/share", "USD/kW-month"):
        return f"${size:,.2f}"
    if unit in ("BTC", "ETH") and size < SMALL_COUNT:
        return f"{size:,.2f}".rstrip("0").rstrip(".")
    if unit == "shares":
        return f"{size:,.0f}"
    if unit in ("BTC", "miners", "ETH", "days"):
        return f"{size:,.0f}" if abs(size - round(size)) < 0.05 else f"{size:,.1f}"
    return f"{size:,.4g}" if size < 10 else f"{size:,.1f}".removesuffix(".0")


def dollars(size: float) -> str:
    """Return an amount of dollars in the largest scale that leaves a digit before the point."""
    for scale, letter in SCALES:
        if size >= scale:
            digits = 2 if scale == 1e9 else 1
            return f"${size / scale:,.{digits}f}{letter}"
    return f"${size:,.0f}"


def bound(value: float, half_width: float) -> str:
    """Return an end of an interval with no more digits than its width gives meaning to.

    Examples
    --------
    >>> bound(19274.4663249, 2.5)
    '19,274.5'
    """
    if half_width <= 0:
        return f"{plain(value):,}"
    places = max(0, 1 - floor(log10(half_width)))
    text = f"{value:,.{min(places, 12)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def tolerance(half_width: float | None) -> str:
    """Return "± 2" as a brief prints a tolerance; a dash where there is none."""
    return GAP if half_width is None else f"± {half_width:,.1f}".removesuffix(".0")


def day(when: date | str) -> str:
    """Return a day in ISO form."""
    return when if isinstance(when, str) else when.isoformat()
