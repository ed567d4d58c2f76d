"""Column headers: which period each column holds, and which columns print changes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from headframe.ground.period import Period
from headframe.reading.dating import Calendar
from headframe.reading.periods import month_words, whens
from headframe.vocabulary.concept import Kind

NOTE = r"(?:\s{0,3}(?:\(\d\)|\d(?:,\d)?(?![\d.,%/])))?"
MONTH_YEAR = rf"{month_words()}[\s-]{{0,3}}(?:['’]?20\d\d|['’-]\d\d(?!\d)|(?:19|2\d|3[01])(?=\s*(?:[|\n]|$)))"
QUARTER_YEAR = (
    r"(?:(?:First|Second|Third|Fourth)\s(?:Quarter|Qtr\.?)|Q[1-4]|[1-4]Q)"
    r"[\s']{0,3}(?:of\s)?(?:FY\s?)?(?:20\d\d|\d\d(?!\d))"
)
OTHER_PERIOD = r"(?:FY|YTD|CY)\s?(?:20\d\d|\d\d(?!\d))"
FULL_DAY = rf"(?:\d{{1,2}}/\d{{1,2}}/20\d\d|{month_words()}\s{{1,3}}\d{{1,2}},\s{{0,3}}20\d\d)"
PERIOD = rf"(?:{FULL_DAY}|{MONTH_YEAR}|{QUARTER_YEAR}|{OTHER_PERIOD}){NOTE}"
CHANGE = (
    r"(?:Month[/-](?:over-)?Month|Year[/-](?:over-)?Year|Quarter[/-](?:over-)?Quarter|M/M|Y/Y|Q/Q|MoM|YoY|QoQ|M-o-M|Y-o-Y|"
    r"%\s?Change|Change\s?\(?%?\)?|%\s?[ΔΔ]|Variance|Var\.?|Comparison\s?\(%\))"
)
BETWEEN = r"[\s|]{0,40}"
START = r"(?:(?<![A-Za-z])|(?<=[a-z])(?=(?-i:[A-Z])))"
HEADER = re.compile(rf"{START}{PERIOD}(?:{BETWEEN}{PERIOD}){{1,11}}(?:{BETWEEN}{CHANGE}){{0,4}}", re.IGNORECASE)
FALSE_START = re.compile(rf"^{PERIOD}[^\S\n]*\n(?=[^\S\n]*\|[^\S\n|]*{PERIOD}[^\S\n]*\|)", re.IGNORECASE)
"""A title's own month on the line above the header: "Update for May 2023" over "| May 2023 | April 2023"."""
LONE_HEADER = re.compile(
    rf"(?<!\w)(?:Metrics?|KPIs?|Highlights|Results|Statistics)\s?\d?[\s|]{{1,20}}(?P<periods>{PERIOD})(?={BETWEEN}\n|\s*\|)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table: the periods in order, then for each change column the two periods it compares."""

    periods: tuple[Period, ...]
    changes: tuple[tuple[int, int] | None, ...]


def columns_of(header: str, calendar: Calendar) -> Columns | None:
    """Return the columns that a header prints, or None where one of its periods cannot be dated."""
    periods = []
    for match in re.finditer(PERIOD, header, re.IGNORECASE):
        text = re.sub(r"\s+", " ", match[0])
        text = re.sub(rf"^({month_words()}) (\d\d)$", r"\1 '\2", text, flags=re.IGNORECASE)
        text = re.sub(r"((?:20\d\d|['’-]\d\d))\s?(?:\(\d\)|\d(?:,\d)?)$", r"\1", text)
        found = whens(re.sub(r"\bQtr\.?", "quarter", text))
        period = calendar.resolve(found[0], Kind.FLOW) if found else None
        if found and found[0].kind == "day":
            period = month_ending_on(calendar.resolve(found[0], Kind.STOCK))
        if period is None:
            return None
        periods.append(period)
    changes = tuple(
        compared_by(match[0], periods)
        for match in re.finditer(CHANGE, header, re.IGNORECASE)
        if "omparison" not in match[0]
    )
    if re.search(FULL_DAY, header, re.IGNORECASE) and not are_monthly(periods):
        return None
    return Columns(tuple(periods), changes) if periods and len(set(periods)) == len(periods) else None


def month_ending_on(day: Period | None) -> Period | None:
    """Return the month that a header's day closes; a day within a month heads no column of a monthly table."""
    return next(day.months()) if day is not None and day.end == next(day.months()).end else None


def are_monthly(periods: Sequence[Period]) -> bool:
    """Say whether columns headed by days are a month or a year apart, so that they head months and not quarters."""
    return all(_months_apart(periods[0], other) in (1, 2, 12) for other in periods[1:]) and (
        len(periods) < 2 or 1 in {_months_apart(periods[0], other) for other in periods[1:]}
    )


def compared_by(header: str, periods: Sequence[Period]) -> tuple[int, int] | None:
    """Return the pair of columns that a change column compares, where its header says so."""
    first = periods[0]
    if re.match(r"M", header, re.IGNORECASE):
        wanted = [index for index, other in enumerate(periods[1:], 1) if _months_apart(first, other) == 1]
    elif re.match(r"Q", header, re.IGNORECASE):
        wanted = [index for index, other in enumerate(periods[1:], 1) if _months_apart(first, other) == 3]
    elif re.match(r"Y", header, re.IGNORECASE):
        wanted = [index for index, other in enumerate(periods[1:], 1) if _months_apart(first, other) == 12]
    else:
        wanted = [1] if len(periods) == 2 else []
    return (0, wanted[0]) if wanted else None


def _months_apart(later: Period, earlier: Period) -> int:
    return (later.end.year - earlier.end.year) * 12 + later.end.month - earlier.end.month
