"""The last day on which a figure can have become known, where its source does not say (conventions §2).

A stated day is taken as it is; a stated month or year counts to its last day. Where nothing is stated, the filing rule
holds: a quarter is due 40 days after it ends, a fiscal year 60. A figure printed as a comparative is one year younger.
Never earlier than the day the period ended.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from headframe.ground.period import month_end
from headframe.vocabulary.fact import KnownBy

QUARTER_FILING_DAYS = 40
YEAR_FILING_DAYS = 60
COMPARATIVE = re.compile(r"year-ago|prior-year|prior year|year before|comparative|comparison|last year", re.IGNORECASE)


def known_day(printed: str, period_end: date, fiscal_month: int, note: str = "") -> tuple[date, KnownBy]:
    """Return the day a figure became known, and how we know.

    Parameters
    ----------
    printed : str
        The publication day as the table has it: 2026-01-07, 2026-01, 2026 or nothing.
    period_end : date
        The last day the figure speaks of.
    fiscal_month : int
        The month in which the company's fiscal year ends.
    note : str
        The compiler's note; words for a comparative make an undated figure a year younger.

    Examples
    --------
    >>> known_day("", date(2025, 9, 30), 12)[0]
    datetime.date(2025, 11, 9)
    """
    if len(printed) == 10:
        return max(date.fromisoformat(printed), period_end), KnownBy.PUBLISHED
    if len(printed) == 7:
        return max(month_end(int(printed[:4]), int(printed[5:])), period_end), KnownBy.END_OF_MONTH
    if len(printed) == 4:
        return max(date(int(printed), 12, 31), period_end), KnownBy.END_OF_YEAR
    later = 1 if COMPARATIVE.search(note) else 0
    return filing_due(_quarter_end(period_end, later), fiscal_month), KnownBy.FILING_RULE


def filing_due(period_end: date, fiscal_month: int) -> date:
    """Return the last day on which a filing about a period that ends on `period_end` is due."""
    days = YEAR_FILING_DAYS if period_end.month == fiscal_month else QUARTER_FILING_DAYS
    return period_end + timedelta(days=days)


def filing_named_due(filing: str) -> date | None:
    """Return the due day of a filing named like "RIOT 10-Q 2025-09-30"; None for a submission's number."""
    match = re.search(r"10-([QK]) (\d{4}-\d{2}-\d{2})$", filing)
    if match is None:
        return None
    days = YEAR_FILING_DAYS if match[1] == "K" else QUARTER_FILING_DAYS
    return date.fromisoformat(match[2]) + timedelta(days=days)


def submission_year_end(filing: str) -> date:
    """Return the last day of the year in a submission's number, "0001104659-26-004551" being of 2026."""
    match = re.search(r"\d{10}-(\d{2})-\d{6}", filing)
    if match is None:
        raise ValueError(f"{filing}: neither a form with its period nor a submission's number")
    return date(2000 + int(match[1]), 12, 31)


def _quarter_end(day: date, years_later: int) -> date:
    month = (day.month + 2) // 3 * 3
    return month_end(day.year + years_later, month)
