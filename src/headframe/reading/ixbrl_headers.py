"""The periods that stand above a table's columns: "Three Months Ended", "June 30,", "2025" make one."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date

from headframe.ground.period import Period, month_end
from headframe.reading.ixbrl_grid import Cell, Row

MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_name) if name}
DATE = re.compile(r"(?P<month>[A-Za-z]{3,9})\.?\s+(?P<day>[0-3]?\d)\s*,?\s*(?P<year>20\d\d)")
SPANS = {"three": 3, "six": 6, "nine": 9, "twelve": 12, "year": 12, "quarter": 3}
SPAN = re.compile(r"(?P<count>three|six|nine|twelve)\s+months\s+ended|(?P<year>year|quarter)s?\s+ended", re.IGNORECASE)
PERIOD_WORDS = re.compile(r"ended|as of|as at|20\d\d|\b(?:" + "|".join(MONTHS) + r")\b", re.IGNORECASE)


def is_header(row: Row) -> bool:
    """Say whether a row names periods over columns and prints no numbers."""
    beyond_label = row.cells[1:] if row.cells[0].start == 0 else row.cells
    return bool(beyond_label) and not row.numbers and any(PERIOD_WORDS.search(cell.text) for cell in beyond_label)


def period_over(cell: Cell, headers: Iterable[Row]) -> Period | None:
    """Return the period that the header rows, read downwards, name above a number's column."""
    above = [
        header.text
        for row in headers
        for header in row.cells
        if header.start <= cell.start < header.end and PERIOD_WORDS.search(header.text)
    ]
    return period_of_words(" ".join(above))


def period_of_words(words: str) -> Period | None:
    """Return the span or day that a header's words name; None where they name none.

    Examples
    --------
    >>> str(period_of_words("Three Months Ended June 30, 2031"))
    '2031-Q2'
    >>> str(period_of_words("As of December 31, 2031"))
    '2031-12-31'
    """
    day = day_of_words(words)
    if day is None:
        return None
    span = SPAN.search(words)
    if span is None:
        return Period.day(day)
    return Period.span(_start(day, SPANS[(span["count"] or span["year"]).casefold()]), day)


def day_of_words(words: str) -> date | None:
    """Return the day that words such as "Balance as of June 30, 2031" name."""
    found = DATE.search(words)
    if found is None or found["month"].casefold() not in MONTHS:
        return None
    year, month = int(found["year"]), MONTHS[found["month"].casefold()]
    day = int(found["day"])
    return date(year, month, day) if 1 <= day <= month_end(year, month).day else None


def _start(end: date, months: int) -> date:
    first = end.year * 12 + end.month - months
    return date(first // 12, first % 12 + 1, 1)
