"""Months counted from an opening."""

from __future__ import annotations

from headframe.ground.period import Period

MONTHS_PER_YEAR = 12


def month_number(month: Period, opening: Period) -> int:
    """Return how many months after `opening` the month of `month`'s first day lies: 0 for the opening itself.

    Examples
    --------
    >>> month_number(Period.month(2027, 2), Period.month(2026, 12))
    2
    """
    first, zero = month.first_day, opening.end
    return (first.year - zero.year) * MONTHS_PER_YEAR + first.month - zero.month


def month_after(month: Period, count: int) -> Period:
    """Return the calendar month `count` months after the one in which `month` ends.

    Examples
    --------
    >>> str(month_after(Period.month(2025, 12), 2))
    '2026-02'
    """
    index = month.end.year * MONTHS_PER_YEAR + month.end.month - 1 + count
    return Period.month(index // MONTHS_PER_YEAR, index % MONTHS_PER_YEAR + 1)
