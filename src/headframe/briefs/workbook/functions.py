"""What the functions and signs of a spreadsheet do, as far as the workbook uses them.

Spreadsheets take a difference that is no more than rounding of its terms for 0; so does this, or a cached value and a
recalculated one would differ by noise.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from math import exp, floor, fsum, log
from typing import Any

from headframe.ground.period import month_end

Value = Any
"""A number, a text, a truth, or a range as rows of these."""
NOISE = 2.0**-48
"""A difference below this share of its terms is rounding."""
DAY_ZERO = date(1899, 12, 30)
"""Day 0 of a spreadsheet's calendar, as its days count from March 1900 on."""


def serial(day: date) -> int:
    """Return a day as a spreadsheet counts it.

    Examples
    --------
    >>> serial(date(2026, 5, 31))
    46173
    """
    return (day - DAY_ZERO).days


def _add(a: float, b: float) -> float:
    found = a + b
    return 0.0 if abs(found) < NOISE * abs(a) else found


def _subtract(a: float, b: float) -> float:
    return _add(a, -b)


OPERATORS: Mapping[str, Callable[[Value, Value], Value]] = {
    "+": _add,
    "-": _subtract,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "^": lambda a, b: a**b,
    "=": lambda a, b: a == b,
    "<>": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
}


def _flat(arguments: tuple[Value, ...]) -> Iterator[Value]:
    for each in arguments:
        if isinstance(each, list):
            yield from _flat(tuple(each))
        else:
            yield each


def _index(rows: Value, row: float, column: float | None = None) -> Value:
    """Return one cell of a range; of a whole column where row is 0; of a single row or column, its n-th cell."""
    if column is None:
        flat = list(_flat((rows,)))
        return flat[int(row) - 1]
    if row == 0:
        return [[each[int(column) - 1]] for each in rows]
    return rows[int(row) - 1][int(column) - 1]


def _match(wanted: float, rows: Value, kind: float) -> int:
    """Return the place of the last value that is not above `wanted`, in a rising range."""
    assert kind == 1.0, "only rising ranges are searched"
    return bisect_right(list(_flat((rows,))), wanted)


def _day(number: float) -> date:
    return DAY_ZERO + timedelta(days=int(number))


def _month_end(number: float, months: float) -> int:
    start = _day(number)
    at = start.year * 12 + start.month - 1 + int(months)
    return serial(month_end(at // 12, at % 12 + 1))


FUNCTIONS: Mapping[str, Callable[..., Value]] = {
    "MAX": lambda *a: max(_flat(a)),
    "MIN": lambda *a: min(_flat(a)),
    "SUM": lambda *a: fsum(_flat(a)),
    "INT": floor,
    "EXP": exp,
    "LN": log,
    "ABS": abs,
    "AND": lambda *a: all(_flat(a)),
    "OR": lambda *a: any(_flat(a)),
    "INDEX": _index,
    "MATCH": _match,
    "ROUND": lambda x, digits: floor(x * 10 ** int(digits) + 0.5) / 10 ** int(digits),
    "DAY": lambda number: _day(number).day,
    "MONTH": lambda number: _day(number).month,
    "EOMONTH": _month_end,
}
