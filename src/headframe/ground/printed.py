"""From printed digits to the interval they were rounded from (conventions §7).

"$161.6 million" stands for 161.55 to 161.65 million; "18,005" for 18,004.5 to 18,005.5.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from headframe.ground.errors import InputRefused
from headframe.ground.interval import Interval

PLAIN_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3}){1,5}|[0-9]{1,18})(?:\.[0-9]{1,15})?")


def number_of(digits: str) -> Decimal:
    """Return the number that `digits` print, with commas as thousands marks.

    Raises
    ------
    InputRefused
        Where the text is no plain number, or its groups are not of three digits.

    Examples
    --------
    >>> number_of("18,005")
    Decimal('18005')
    """
    text = digits.strip()
    if not PLAIN_NUMBER.fullmatch(text):
        raise InputRefused(f"'{digits[:40]}' is not a plain number", next="print it like 18,005 or 161.6")
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation as error:  # pragma: no cover - the pattern admits only numbers
        raise InputRefused(f"'{digits[:40]}' is not a number") from error


def last_place(number: Decimal) -> Decimal:
    """Return the unit of the last printed digit: 0.1 for 161.6, 1 for 18005."""
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int):
        raise InputRefused(f"{number} is not a finite number")
    return Decimal(1).scaleb(exponent)


def last_nonzero_place(number: Decimal) -> Decimal:
    """Return the unit of the last digit that is not zero: 100 for 4300, 1 for 0."""
    return last_place(number.normalize()) if number else Decimal(1)


def interval_of_digits(digits: str, *, scale: int = 0, approximate: bool = False) -> Interval:
    """Return the interval that a printed figure was rounded from.

    Parameters
    ----------
    digits : str
        The digits as printed, without unit: "161.6", "18,005".
    scale : int
        The power of ten behind the word after them: 6 for "161.6 million".
    approximate : bool
        Whether the text says "about", "roughly", "more than": such a figure is good to one unit of its last digit
        that is not zero, either way ("about 4,300" is 4,200 to 4,400).

    Examples
    --------
    >>> interval_of_digits("161.6", scale=6)
    Interval(low=161550000.0, high=161650000.0)
    >>> interval_of_digits("4,300", approximate=True)
    Interval(low=4200.0, high=4400.0)
    """
    number = number_of(digits)
    half = last_nonzero_place(number) if approximate else last_place(number) / 2
    factor = Decimal(1).scaleb(scale)
    return Interval(float((number - half) * factor), float((number + half) * factor))


def interval_of_full_dollars(number: Decimal, *, approximate: bool = False) -> Interval:
    """Return the interval of a dollar amount that a table holds in full, its printed decimals lost.

    Releases print millions ("$37.0 million") and billions; the table holds 37000000. The widest printing that could
    have led there is taken: the last digit that is not zero, but no coarser than a million below a billion and a
    hundred million above. So 37000000 stands for 36.5 to 37.5 million: too wide rather than too narrow.

    Examples
    --------
    >>> interval_of_full_dollars(Decimal(37000000))
    Interval(low=36500000.0, high=37500000.0)
    >>> interval_of_full_dollars(Decimal(131802000))
    Interval(low=131801500.0, high=131802500.0)
    """
    coarsest = Decimal(10**8) if abs(number) >= 10**9 else Decimal(10**6)
    if abs(number) < 10**6:
        coarsest = Decimal(1000)
    place = min(last_nonzero_place(number), coarsest)
    half = place if approximate else place / 2
    return Interval(float(number - half), float(number + half)) if number else Interval(0.0, 0.0)
