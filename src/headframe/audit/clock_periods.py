"""Periods that words for time name beside another: the same month of a year, the eve, the like one later."""

from __future__ import annotations

from datetime import date, timedelta

from headframe.ground.period import EARLIEST_YEAR, Period, month_end
from headframe.reading.periods import When, months_ending, one_year_before, shift_months


def nearest_years(reference: Period, month: int, last: int) -> list[int]:
    """Return the year in which a month lies nearest to a period spoken of."""
    years = [y for y in (reference.end.year - 1, reference.end.year, reference.end.year + 1) if y <= last]
    index = reference.end.year * 12 + reference.end.month
    return sorted(years, key=lambda y: (abs(y * 12 + month - index), -y))[:1]


def in_year(period: Period, year: int) -> Period:
    """Return the like days of another year: "the same quarter of 2024"."""
    for _ in range(max(0, min(10, period.end.year - year))):
        period = one_year_before(period)
    return period


def day_of(year: int, month: int, day: int) -> Period:
    """Return a day; the last of its month where the month has none of that number."""
    last = month_end(year, month).day
    return Period.day(date(year, month, max(1, min(day, last))))


def periods_beside(when: When, anchor: Period, words: str, published: date) -> list[Period]:
    """Return the periods that words such as "the month before" or "a year earlier" name beside one."""
    end = anchor.end
    if when.kind == "prior_month":
        if words.startswith("last month"):
            return [months_ending(*shift_months(published.year, published.month, -1), 1)]
        return [months_ending(*shift_months(end.year, end.month, -1), 1)]
    if when.kind == "prior_quarter":
        return [months_ending(*shift_months(end.year, (end.month + 2) // 3 * 3, -3), 3)]
    if when.kind == "year_ago":
        if "last year" in words and "same" not in words:
            return [Period.year(published.year - 1), one_year_before(anchor)]
        return [one_year_before(anchor)] if end.year > EARLIEST_YEAR else []
    if when.kind.endswith("_end"):
        if "year" in words:
            ends = [date(year, 12, 31) for year in (end.year, end.year - 1)]
            return [Period.day(day) for day in ends if day <= published][:1]
        if "quarter" in words:
            return [Period.day(Period.quarter(end.year, (end.month + 2) // 3).end)]
        return [Period.day(month_end(end.year, end.month))]
    if when.kind in {"this_year", "year_to_date"}:
        ytd = months_ending(end.year, end.month, end.month)
        before = shift_months(published.year, published.month, -1)
        latest = months_ending(*before, before[1])
        return [ytd, latest, Period.year(end.year)] if when.kind == "year_to_date" else [Period.year(end.year), ytd]
    if when.kind == "same_day":
        return [Period.day(end)]
    if when.kind.startswith("this_"):
        if "quarter" in words and not anchor.is_quarter:
            return [Period.quarter(end.year, (end.month + 2) // 3)]
        if "month" in words and not anchor.is_month:
            return [Period.month(end.year, end.month)]
        return [anchor]
    return []


def eve_of(day: date, words: str) -> Period:
    """Return the last day before the year, quarter or month that `day` lies in."""
    month = 1 if words.endswith("year") else (day.month - 1) // 3 * 3 + 1 if words.endswith("quarter") else day.month
    return Period.day(day.replace(month=month, day=1) - timedelta(days=1))


def like_period_later(anchor: Period, words: str, count: int) -> Period:
    """Return the like period `count` months, quarters or years after one; before it where `count` is negative."""
    months = count * (12 if "year" in words else 3 if "quarter" in words else 1)
    year, month = shift_months(anchor.end.year, anchor.end.month, months)
    if anchor.is_day:
        return Period.day(month_end(year, month))
    return months_ending(year, month, max(1, len(list(anchor.months()))))


def parts_of(day: date) -> tuple[int, int, int]:
    """Return year, month and day."""
    return day.year, day.month, day.day
