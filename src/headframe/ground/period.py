"""Days, months, quarters and years, stored as dates; labels are made for display."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import total_ordering

from headframe.ground.errors import UsageProblem

EARLIEST_YEAR, LATEST_YEAR = 2008, 2060
HOW_TO_WRITE = "write 2025-11 (a month), 2025-Q4, 2025, 2025-11-30 (a day), 2025-01/2025-09 or 2025-01-01/2025-09-30"


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """A day (`start` is None: a balance is true at its end) or a span of whole days, both ends included.

    Examples
    --------
    >>> Period.parse("2025-Q4").end
    datetime.date(2025, 12, 31)
    >>> Period.parse("2025-12-31").is_day
    True
    >>> str(Period.month(2025, 12))
    '2025-12'
    """

    start: date | None
    end: date

    def __post_init__(self) -> None:
        if self.start is not None and self.start > self.end:
            raise UsageProblem(f"a period cannot start on {self.start} and end on {self.end}", next="swap the two days")

    @classmethod
    def day(cls, day: date) -> Period:
        """Return the instant at the end of `day`."""
        return cls(None, day)

    @classmethod
    def span(cls, start: date, end: date) -> Period:
        """Return the days from `start` to `end`, both included."""
        return cls(start, end)

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        """Return one calendar month."""
        return cls(date(year, month, 1), month_end(year, month))

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Period:
        """Return one calendar quarter, 1 to 4."""
        return cls(date(year, 3 * quarter - 2, 1), month_end(year, 3 * quarter))

    @classmethod
    def year(cls, year: int) -> Period:
        """Return one calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read a label as printed by `str`.

        Raises
        ------
        UsageProblem
            Where the text is no period, or names a day that no calendar has.
        """
        text = text.strip()
        try:
            return cls._parse(text)
        except ValueError as error:
            raise UsageProblem(f"'{text[:40]}' is not a period", why=str(error), next=HOW_TO_WRITE) from error

    @classmethod
    def _parse(cls, text: str) -> Period:
        if "/" in text:
            start, end = (cls._parse(half) for half in text.split("/", 1))
            return cls(start.first_day, end.end)
        if match := re.fullmatch(r"(\d{4})-Q([1-4])", text):
            return cls.quarter(year_of(match[1]), int(match[2]))
        if match := re.fullmatch(r"(\d{4})-(\d{2})", text):
            return cls.month(year_of(match[1]), int(match[2]))
        if re.fullmatch(r"\d{4}", text):
            return cls.year(year_of(text))
        return cls(None, parse_day(text))

    @property
    def is_day(self) -> bool:
        """Whether this is an instant rather than a span."""
        return self.start is None

    @property
    def first_day(self) -> date:
        """The first day covered; a day's own date for an instant."""
        return self.start or self.end

    @property
    def days(self) -> int:
        """The number of days covered (1 for an instant)."""
        return (self.end - self.first_day).days + 1

    @property
    def is_month(self) -> bool:
        """Whether this is one whole calendar month."""
        return self.start is not None and self == Period.month(self.end.year, self.end.month)

    @property
    def is_quarter(self) -> bool:
        """Whether this is one whole calendar quarter."""
        return (
            self.start is not None
            and self.end.month % 3 == 0
            and self == Period.quarter(self.end.year, self.end.month // 3)
        )

    @property
    def is_year(self) -> bool:
        """Whether this is one whole calendar year."""
        return self.start is not None and self == Period.year(self.end.year)

    @property
    def is_whole_months(self) -> bool:
        """Whether the span starts on a month's first day and ends on a month's last."""
        return self.start is not None and self.start.day == 1 and self.end == month_end(self.end.year, self.end.month)

    def months(self) -> Iterator[Period]:
        """Yield the calendar months that the span touches, in order."""
        year, month = self.first_day.year, self.first_day.month
        while (year, month) <= (self.end.year, self.end.month):
            yield Period.month(year, month)
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)

    def covers(self, other: Period) -> bool:
        """Say whether every day of `other` is a day of this span."""
        return self.first_day <= other.first_day and other.end <= self.end

    def __str__(self) -> str:
        if self.start is None:
            return self.end.isoformat()
        if self.is_month:
            return f"{self.end:%Y-%m}"
        if self.is_quarter:
            return f"{self.end.year}-Q{self.end.month // 3}"
        if self.is_year:
            return str(self.end.year)
        return f"{self.start.isoformat()}/{self.end.isoformat()}"

    @property
    def by_months(self) -> str:
        """The label with a range of whole months written by its months, 2025-01/2025-09, as releases speak of it."""
        if "/" in str(self) and self.is_whole_months:
            return f"{self.first_day:%Y-%m}/{self.end:%Y-%m}"
        return str(self)

    def __lt__(self, other: Period) -> bool:
        return (self.end, self.first_day, self.start is not None) < (
            other.end,
            other.first_day,
            other.start is not None,
        )


def month_end(year: int, month: int) -> date:
    """Return a month's last day."""
    return date(year, month, calendar.monthrange(year, month)[1])


def day_before(day: date) -> date:
    """Return the day before `day`."""
    return day - timedelta(days=1)


def year_of(text: str) -> int:
    """Read a year, refusing those that no miner can have reported on."""
    year = int(text)
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise ValueError(f"the year {year} lies outside {EARLIEST_YEAR} to {LATEST_YEAR}")
    return year


def parse_day(text: str) -> date:
    """Read an ISO day such as 2025-11-30, with years that a record can hold."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise ValueError("days are written 2025-11-30")
    year_of(text[:4])
    return date.fromisoformat(text)
