"""A user's own curves from CSV: price paths, and forwards of bitcoin, power and hash price by month.

A file of forwards has the column `month` (2026-06) and any of `bitcoin_usd_per_btc`, `power_usd_per_mwh` and
`hash_price_usd_per_ph_day`. A price path has `month` and `price_usd_per_btc`. Months follow one another without
a gap, start by the month after the last known one, and reach the horizon; a refusal names row, column and the fix.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isfinite

import numpy as np

from headframe.ground.errors import HeadframeError, InputRefused
from headframe.ground.period import Period
from headframe.worlds.parameters import Floats

PRICE_PATH = "price_usd_per_btc"
BITCOIN, POWER, HASH_PRICE = "bitcoin_usd_per_btc", "power_usd_per_mwh", "hash_price_usd_per_ph_day"
MONTH = "month"


@dataclass(frozen=True, slots=True, eq=False)
class Curves:
    """What a file said: the months, and a value a month under each name; `where` is the file."""

    where: str
    months: tuple[Period, ...]
    values: dict[str, Floats]


def read_curves(text: str, where: str, columns: Sequence[str]) -> Curves:
    r"""Read a CSV of monthly values.

    Parameters
    ----------
    text : str
        The file's text.
    where : str
        The file's name, for messages.
    columns : sequence of str
        Which columns are understood; at least one must be there.

    Raises
    ------
    InputRefused
        For a cell that is no positive number (NaN, blank, text, zero or below), a month that is none, twice, out of
        order or missing in between, an unknown column, or no row.

    Examples
    --------
    >>> try:
    ...     read_curves("month,price_usd_per_btc\n2026-06,70000\n2026-07,nan\n", "mine.csv", [PRICE_PATH])
    ... except InputRefused as problem:
    ...     print(problem.where)
    mine.csv, row 3, column price_usd_per_btc
    """
    reader = csv.DictReader(io.StringIO(text, newline=""))
    named = [name.strip() for name in reader.fieldnames or []]
    _check_columns(named, columns, where)
    reader.fieldnames = named
    rows = list(enumerate(reader, start=2))
    if not rows:
        raise InputRefused("the file has no rows", where=where, next=f"one row a month: {','.join(named)}")
    months = tuple(_month(row.get(MONTH), f"{where}, row {number}, column {MONTH}") for number, row in rows)
    _check_order(months, where)
    values = {
        name: np.array([_positive(row.get(name), f"{where}, row {number}, column {name}") for number, row in rows])
        for name in named
        if name != MONTH
    }
    return Curves(where, months, values)


def _check_columns(named: Sequence[str], columns: Sequence[str], where: str) -> None:
    unknown = [name for name in named if name not in (*columns, MONTH)]
    if MONTH not in named or unknown or len(set(named)) < len(named) or len(named) < 2:
        what = f"column {unknown[0]!r} is not understood" if unknown else "a column is missing or named twice"
        raise InputRefused(what, where=f"{where}, row 1", next=f"{MONTH} and any of {', '.join(columns)}")


def _month(text: str | None, where: str) -> Period:
    try:
        month = Period.parse(text or "")
    except HeadframeError as problem:
        raise InputRefused(f"{text!r} is no month", where=where, next="write 2026-06") from problem
    if not month.is_month:
        raise InputRefused(f"{text!r} is no month", where=where, next="write 2026-06")
    return month


def _check_order(months: Sequence[Period], where: str) -> None:
    for row, (before, month) in enumerate(pairwise(months), start=3):
        wanted = Period.month(before.end.year + before.end.month // 12, before.end.month % 12 + 1)
        if month != wanted:
            word = "a gap" if month > wanted else "out of order"
            raise InputRefused(
                f"{month} follows {before}: {word}",
                where=f"{where}, row {row}, column {MONTH}",
                why="a month that nobody gave would have to be made up",
                next=f"{wanted} comes here, each month once",
            )


def _positive(text: str | None, where: str) -> float:
    try:
        value = float((text or "").strip())
    except ValueError:
        value = float("nan")
    if not (isfinite(value) and value > 0):
        raise InputRefused(
            f"{(text or '').strip()!r} is no positive number",
            where=where,
            why="one bad month would spoil every path after it, quietly",
            next="give a number above zero, without blanks",
        )
    return value


def read_correlation(text: str, where: str) -> tuple[list[str], list[list[float]]]:
    """Read a CSV of correlations: a first row and a first column of driver names, numbers between.

    Raises
    ------
    InputRefused
        For rows of unequal length, other names down than across, or a cell that is no number.
    """
    rows = [row for row in csv.reader(io.StringIO(text, newline="")) if any(cell.strip() for cell in row)]
    names = [cell.strip() for cell in rows[0][1:]] if rows else []
    if [row[0].strip() for row in rows[1:]] != names:
        raise InputRefused("the names down differ from those across", where=where, next="the same order both ways")
    numbers = []
    for line, row in enumerate(rows[1:], start=2):
        if len(row) != len(names) + 1:
            raise InputRefused(f"{len(row)} cells", where=f"{where}, row {line}", next=f"{len(names) + 1} cells a row")
        places = [f"{where}, row {line}, column {name}" for name in names]
        numbers.append([_number(cell, place) for cell, place in zip(row[1:], places, strict=True)])
    return names, numbers


def _number(text: str, where: str) -> float:
    try:
        return float(text)
    except ValueError as error:
        raise InputRefused(f"{text!r} is no number", where=where, next="a correlation between -1 and 1") from error
