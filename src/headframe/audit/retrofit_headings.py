"""Headings of rows and columns that name a period: Nov-25, Q4 2025, 4Q25, FY2024, 12/31/2025, and parts of one."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from headframe.ground.period import EARLIEST_YEAR, LATEST_YEAR, Period, month_end
from headframe.reading.dating import fitted
from headframe.reading.periods import fiscal_span, month_of, month_words, months_ending, whens
from headframe.vocabulary.concept import Kind


@dataclass(frozen=True, slots=True)
class Heading:
    """A period as a heading names it. `year` is None where only a month or a quarter stands there.

    Kinds: day month quarter half year months. `fiscal` says that the words do: FY25, fiscal 2025. `expected` marks an
    estimate: 2026E.
    """

    kind: str
    year: int | None
    month: int = 12
    day: int = 0
    count: int = 12
    fiscal: bool = False
    expected: bool = False

    @property
    def is_open(self) -> bool:
        """Whether the year must come from elsewhere."""
        return self.year is None

    @property
    def month_index(self) -> int:
        """Months since year 0, to measure the distance between headings."""
        return (self.year or 0) * 12 + self.month


MONTH = rf"(?P<month>{month_words()})"
YEAR = r"(?P<year>(?:19|20)\d\d)"
SHORT = r"(?P<short>[0-3]\d)"
ANY_YEAR = rf"(?:{YEAR}|{SHORT})"
GAP = r"[\s,.'’/–-]{0,3}"
FISCAL = r"(?P<fiscal>FY|F|fiscal(?: year)?)?"
FORMS = tuple(
    (kind, re.compile(form, re.IGNORECASE))
    for kind, form in (
        ("month", rf"{YEAR}[-/.](?P<mm>0[1-9]|1[0-2])"),
        ("month", rf"(?P<mm>0?[1-9]|1[0-2])/{YEAR}"),
        ("day", rf"{YEAR}[-/.](?P<mm>0?[1-9]|1[0-2])[-/.](?P<day>[0-3]?\d)(?:[T ]00:00(?::00)?)?"),
        ("day", rf"(?P<mm>0?[1-9]|1[0-2])/(?P<day>[0-3]?\d)/{ANY_YEAR}"),
        ("day", rf"(?P<day>[0-3]?\d)[\s-]{MONTH}[\s-]{ANY_YEAR}"),
        ("day", rf"{MONTH}[\s-](?P<day>[0-3]?\d)(?:st|nd|rd|th)?[\s,-]{{1,3}}{YEAR}"),
        ("month", rf"{MONTH}{GAP}{ANY_YEAR}"),
        ("quarter", rf"{FISCAL}Q(?P<q>[1-4]){GAP}(?:of )?(?P<fiscal2>FY|fiscal)?{GAP}{ANY_YEAR}"),
        ("quarter", rf"{FISCAL}(?P<q>[1-4])Q{GAP}(?P<fiscal2>FY|fiscal)?{GAP}{ANY_YEAR}"),
        ("quarter", rf"(?P<fiscal>FY)?{GAP}{YEAR}{GAP}Q(?P<q>[1-4])"),
        ("half", rf"(?:H(?P<h>[12])|(?P<h2>[12])H){GAP}(?P<fiscal>FY)?{ANY_YEAR}"),
        ("months", rf"(?P<count>[2-9]|1[01])M{GAP}{ANY_YEAR}"),
        ("year", rf"(?P<fiscal>FY|fiscal(?: year)?){GAP}{ANY_YEAR}"),
        ("year", rf"CY{GAP}{ANY_YEAR}"),
        ("year", rf"(?:calendar |full )?(?:year )?{YEAR}"),
        ("month", MONTH),
        ("quarter", rf"{FISCAL}(?:Q(?P<q>[1-4])|(?P<q2>[1-4])Q)"),
    )
)
LEADS = re.compile(
    r"^(?:as (?:of|at)|at|on|in|for|the|(?:month|quarter|year|period|fiscal year|fy)[- ]?(?:ended|ending|end)|"
    r"(?:month|quarter) of)\s+",
    re.IGNORECASE,
)
SPAN_ENDED = re.compile(
    r"(?P<count>three|six|nine|twelve|3|6|9|12)[- ]months?(?: period)? (?:ended|ending|to) (?P<rest>.+)", re.IGNORECASE
)
COUNTS = {"three": 3, "six": 6, "nine": 9, "twelve": 12}
TAIL = re.compile(r"\s*\(?(?:actuals?|reported|unaudited|audited|restated|act\.?)\)?$", re.IGNORECASE)
MARK = re.compile(r"(?<=[\dQq])\s?(?P<mark>[AaEeFfPpBb])$")
EXPECTED = re.compile(
    r"\s*\(?\b(?:est\.?|estimates?|forecast|fcst|proj\.?|projected|budget|guidance|consensus|plan)\)?$", re.IGNORECASE
)
LONGEST = 48


@lru_cache(maxsize=65_536)
def heading_of(text: str) -> Heading | None:
    """Return the period that a whole cell names, or None where it says anything else.

    Examples
    --------
    >>> heading_of("4Q25"), heading_of("2026E").expected
    (Heading(kind='quarter', year=2025, month=12, day=0, count=12, fiscal=False, expected=False), True)
    >>> heading_of("Three months ended Dec 31, 2025").kind
    'months'
    >>> heading_of("Riot 2025 plan") is None
    True
    """
    words = " ".join(text.split()).strip(" :*†")
    if not 1 < len(words) <= LONGEST:
        return None
    expected = False
    if match := EXPECTED.search(words):
        expected, words = True, words[: match.start()].strip()
    words = TAIL.sub("", words)
    if match := MARK.search(words):
        expected = expected or match["mark"].upper() != "A"
        words = words[: match.start()].strip()
    found = _named(words)
    return replace(found, expected=True) if found and expected else found


def _named(words: str) -> Heading | None:
    if match := SPAN_ENDED.fullmatch(words):
        ended = _named(match["rest"])
        count = COUNTS.get(match["count"].lower()) or int(match["count"])
        return replace(ended, kind="months", count=count) if ended and ended.kind in ("day", "month") else None
    while (shorter := LEADS.sub("", words)) != words:
        words = shorter
    for kind, form in FORMS:
        if (match := form.fullmatch(words)) and (found := _read(kind, match.groupdict())):
            return found
    return None


def _read(kind: str, groups: dict[str, str | None]) -> Heading | None:
    year = _year(groups)
    written = groups.get("year") or groups.get("short")
    if written and year is None:
        return None
    fiscal = bool(groups.get("fiscal") or groups.get("fiscal2"))
    month = 12
    if kind in ("day", "month"):
        named = groups.get("month")
        found = month_of(named) if named else int(groups["mm"] or 0)
        if not found or (named is not None and year is None and not named[0].isupper()):
            return None
        month = found
    elif kind == "quarter":
        month = 3 * int(groups.get("q") or groups.get("q2") or 0)
    elif kind == "months":
        count = int(groups["count"] or 0)
        return Heading(kind, year, count, count=count)
    elif kind == "half":
        month = 6 * int(groups.get("h") or groups.get("h2") or 0)
    day = int(groups.get("day") or 0)
    if kind == "day" and not (year and 1 <= day <= month_end(year, month).day):
        return None
    return Heading(kind, year, month, day, fiscal=fiscal)


def _year(groups: dict[str, str | None]) -> int | None:
    if full := groups.get("year"):
        return int(full) if EARLIEST_YEAR <= int(full) <= LATEST_YEAR else None
    if short := groups.get("short"):
        return 2000 + int(short) if 9 <= int(short) <= 35 else None
    return None


def heading_of_day(day: date, shown: str) -> Heading:
    """Return the heading that a real date makes: a month where it is shown as one, a year, else the day."""
    kind = shown if shown in ("month", "year") else "day"
    return Heading(kind, day.year, day.month if kind != "year" else 12, day.day)


def heading_of_number(number: float) -> Heading | None:
    """Return the year that a whole number between 2009 and 2035 may be."""
    is_year = number.is_integer() and 2009 <= number <= 2035
    return Heading("year", int(number)) if is_year else None


def heading_inside(text: str) -> Heading | None:
    """Return the one full period that a label or title mentions among other words, or None.

    Examples
    --------
    >>> heading_inside("Bitcoin held, December 31, 2025").kind
    'day'
    """
    found = [when for when in whens(text[:160]) if when.kind in ("day", "month", "quarter", "half", "months", "year")]
    if len(found) != 1 or not found[0].year:
        return None
    when = found[0]
    if not EARLIEST_YEAR <= (when.year or 0) <= LATEST_YEAR:
        return None
    if when.kind == "day" and not 1 <= (when.day or 0) <= month_end(when.year or 0, when.month or 1).day:
        return None
    return Heading(when.kind, when.year, when.month or 12, when.day or 0, when.count or 12, when.fiscal)


def period_of(
    heading: Heading, kind: Kind, *, fiscal_end: int = 12, is_fiscal: bool = False, spacing: int = 1
) -> Period | None:
    """Return the period that a heading means for a concept of `kind`.

    Parameters
    ----------
    heading : Heading
        What stands over the column or beside the row; None comes back where its year is open.
    kind : Kind
        A balance is wanted at the span's last day.
    fiscal_end : int
        The month in which the company's fiscal year ends.
    is_fiscal : bool
        Whether quarters and years without a mark are the company's own.
    spacing : int
        Months between neighbouring headings: what a bare day heads.

    Examples
    --------
    >>> str(period_of(Heading("quarter", 2025, 3), Kind.STOCK, fiscal_end=9, is_fiscal=True))
    '2024-12-31'
    """
    if heading.year is None:
        return None
    year, month = heading.year, heading.month
    own = fiscal_end if heading.fiscal or is_fiscal else 12
    if heading.kind == "day":
        return _of_day(date(year, month, heading.day), kind, spacing)
    if heading.kind == "month":
        return fitted(Period.month(year, month), kind)
    if heading.kind == "quarter":
        return fitted(fiscal_span(year, own, month // 3), kind)
    if heading.kind == "half":
        end = fiscal_span(year, own, month // 3).end
        return fitted(months_ending(end.year, end.month, 6), kind)
    if heading.kind == "months":
        return fitted(months_ending(year, month, heading.count), kind)
    return fitted(fiscal_span(year, own, None), kind)


def _of_day(day: date, kind: Kind, spacing: int) -> Period:
    if kind is Kind.STOCK:
        return Period.day(month_end(day.year, day.month) if day.day == 1 else day)
    return months_ending(day.year, day.month, spacing if spacing in (1, 3, 6, 12) else 1)
