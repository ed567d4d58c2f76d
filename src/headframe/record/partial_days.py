"""Partial dates of the packaged tables as the days they can mean: 2027-06, 2028-H1, 2027-mid, 2026-Q4/2027-Q1.

A half, a third of a year named in words ("early", "mid", "late") or a range is a span of whole days. A day nobody
printed in full can have become known no later than the last day it can mean, nor after the tables were compiled.
"""

from __future__ import annotations

import re
from datetime import date

from headframe.ground.errors import UsageProblem
from headframe.ground.period import Period, month_end, year_of
from headframe.record.snapshot_stamp import COMPILED_ON

MONTHS_MEANT = {"H1": (1, 6), "H2": (7, 12), "early": (1, 4), "mid": (5, 8), "late": (9, 12)}
HOW_TO_WRITE_DAYS = "write 2027-06-30, 2027-06, 2027-Q2, 2027-H1, 2027-mid, 2027 or two of them with / between"


def days_meant(text: str) -> Period:
    """Return the days that a partial date can mean; an instant where the day is printed in full.

    Raises
    ------
    UsageProblem
        Where the text is no date, or its second half ends before its first begins.

    Examples
    --------
    >>> str(days_meant("2028-H1"))
    '2028-01-01/2028-06-30'
    >>> str(days_meant("2026-Q4/2027-Q1"))
    '2026-10-01/2027-03-31'
    """
    halves = text.strip().split("/")
    if len(halves) > 2:
        raise UsageProblem(f"'{text[:40]}' is not a date", next=HOW_TO_WRITE_DAYS)
    if len(halves) == 2:
        return Period.span(days_meant(halves[0]).first_day, days_meant(halves[1]).end)
    if match := re.fullmatch(r"(\d{4})-(H1|H2|early|mid|late)", halves[0]):
        return _part_of_year(match[1], *MONTHS_MEANT[match[2]])
    return Period.parse(halves[0])


def last_known_day(days: Period) -> date:
    """Return the last day on which something that happened in `days` can have become known to the tables' compiler."""
    return min(days.end, COMPILED_ON)


def _part_of_year(year: str, first: int, last: int) -> Period:
    try:
        number = year_of(year)
    except ValueError as error:
        raise UsageProblem(f"{year} is not a year", why=str(error), next=HOW_TO_WRITE_DAYS) from error
    return Period.span(date(number, first, 1), month_end(number, last))
