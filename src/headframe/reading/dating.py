"""When a document was written, which period it reports on, and what its words for time then mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from headframe.ground.period import Period, month_end
from headframe.reading.periods import When, fiscal_span, months_ending, one_year_before, shift_months, whens
from headframe.reading.phrases import phrase
from headframe.vocabulary.concept import Kind

DATELINE = phrase("dateline")
DATE_LABEL = phrase("date_label")
SAID_ON = phrase("said_on")
UPDATE_AFTER = re.compile(
    r"^\s(?:update|release|report|statement|announcement|press release|filing|8-K)", re.IGNORECASE
)
FUTURE_BEFORE = phrase("future_before")
PAST_BEFORE = phrase("past_before")
LAST_MONTH = phrase("last_month")
BRACKETED_NUMBER = re.compile(r"\([\d.,]+(?: BTC| bitcoins?)? (?:in|of|en|im|a|em) $")
FORM = re.compile(r"(?<!\w)(?:6|8|10|20)-[KQF](?!\w)", re.IGNORECASE)
PLACE = re.compile(r"(?:[A-Z][\w.]*(?: [A-Z][\w.]*){0,3},\s){1,3}")
"""The place that a dateline opens with: "Castle Rock, Texas, "."""
HEAD_LENGTH = 1500


@dataclass(frozen=True, slots=True)
class Calendar:
    """The document's own calendar: its publication day, the period it reports on, and the fiscal year's end month.

    `default` is None where the text never says which period it is about; `year_known` is False where months stand
    without any year, and only outside evidence can date them.
    """

    default: Period | None
    published_on: date | None
    year_known: bool
    fiscal_end: int = 12

    def resolve(self, when: When, kind: Kind, last_day: date | None = None) -> Period | None:
        """Return the period that `when` names for a concept of `kind`, or None where the text does not fix it."""
        period = self.span(when, last_day)
        return fitted(period, kind) if period else None

    def span(self, when: When, last_day: date | None = None) -> Period | None:
        """Return the days that `when` names, whatever is counted, or None where the text does not fix them."""
        default = self.default
        if when.kind == "day":
            return self._day(when)
        if when.kind == "month":
            year = when.year or self._year_for(when.month or 0, when.year_ago)
            return Period.month(year, when.month or 1) if year else None
        if when.kind == "quarter":
            return self._quarter(when)
        if when.kind in {"months", "half"}:
            year = when.year or self._year_for(when.month or 0, False)
            return months_ending(year, when.month or 12, when.count) if year else None
        if when.kind == "year" and when.year:
            return fiscal_span(when.year, self.fiscal_end if when.fiscal else 12, None)
        if when.kind == "through":
            year = when.year or self._year_for(when.month or 0, False)
            return months_ending(year, when.month or 1, when.month or 1) if year else None
        if default is None:
            return None
        return self._relative(when, default, last_day)

    def _relative(self, when: When, default: Period, last_day: date | None) -> Period | None:
        if when.kind == "year_to_date":
            if when.year and when.year != default.end.year:
                return Period.year(when.year) if when.year < default.end.year else None
            return months_ending(default.end.year, default.end.month, default.end.month)
        if when.kind == "same_day":
            return Period.day(last_day) if last_day else None
        if when.kind == "prior_month" and default.is_month:
            return months_ending(*shift_months(default.end.year, default.end.month, -1), 1)
        if when.kind == "prior_quarter" and default.is_quarter:
            return months_ending(*shift_months(default.end.year, default.end.month, -3), 3)
        if when.kind == "year_ago":
            return one_year_before(default)
        if when.kind == "this_quarter":
            return Period.quarter(default.end.year, default.end.month // 3) if default.end.month % 3 == 0 else None
        if when.kind in {"month_end", "period_end"}:
            return Period.day(default.end)
        if when.kind == "year_end":
            return Period.day(default.end) if default.end.month in {12, self.fiscal_end} else None
        if when.kind == "this_fiscal_year":
            return months_ending(
                default.end.year, default.end.month, (default.end.month - self.fiscal_end - 1) % 12 + 1
            )
        if when.kind == "this_year":
            if default.end.month == 12 or default.is_year:
                return Period.year(default.end.year)
            return months_ending(default.end.year, default.end.month, default.end.month)
        return default if when.kind == "this_period" else None

    def _day(self, when: When) -> Period | None:
        year = when.year or self._year_for(when.month or 0, False)
        try:
            return Period.day(date(year, when.month or 0, when.day or 0)) if year else None
        except ValueError:
            return None

    def _quarter(self, when: When) -> Period | None:
        quarter = (when.month or 3) // 3
        if when.fiscal and self.fiscal_end != 12:
            return fiscal_span(when.year, self.fiscal_end, quarter) if when.year else None
        year = when.year or self._year_for(when.month or 0, when.year_ago)
        return Period.quarter(year, quarter) if year else None

    def _year_for(self, month: int, year_ago: bool) -> int | None:
        """Return the year of a month printed without one: the last such month, seen from the period reported on."""
        limit = self.published_on or (self.default.end if self.default else None)
        if limit is None or not month:
            return None
        slack = 0 if self.published_on else 1
        year = limit.year + (limit.month + slack - month) // 12
        return year - 1 if year_ago else year


def fitted(period: Period, kind: Kind) -> Period | None:
    """Return `period` as a concept of `kind` needs it: a balance's last day, a flow's whole months."""
    if kind is Kind.STOCK:
        return Period.day(period.end)
    if not period.is_day:
        return period
    return None


def calendar_of(
    text: str, *, published_on: date | None, fiscal_end: int = 12, assume_year: int | None = None
) -> Calendar:
    """Return the calendar of a document, from its head and its first words for time.

    Parameters
    ----------
    text : str
        The whole document.
    published_on : date, optional
        The day it was published, where the caller knows it.
    fiscal_end : int
        The month in which the company's fiscal year ends.
    assume_year : int, optional
        The year to try for a text that prints none.
    """
    head = text[:HEAD_LENGTH]
    found = whens(head)
    if len(text) > HEAD_LENGTH and not any(w.kind in {"month", "quarter", "months", "year", "half"} for w in found):
        found = whens(text[: 20 * HEAD_LENGTH])
    datelines = [w for w in found if is_dateline(head, w)]
    published = published_on or _full_date(datelines)
    spoken = [w for w in found if w not in datelines and not FUTURE_BEFORE.search(text[max(0, w.start - 30) : w.start])]
    year = _year_of_document(spoken, published)
    if year is None and assume_year is not None:
        return _assumed(spoken, text, assume_year, fiscal_end)
    bare = Calendar(None, published, year is not None, fiscal_end)
    default = _first_period(spoken, text, year, bare)
    return Calendar(default, published, year is not None, fiscal_end)


def is_dateline(text: str, when: When) -> bool:
    """Say whether a mention of time is the day of publication rather than of anything reported."""
    if when.kind != "day":
        return False
    before, after = text[max(0, when.start - 40) : when.start], text[when.end : when.end + 90]
    if DATE_LABEL.search(before) or UPDATE_AFTER.match(after) or SAID_ON.search(before):
        return True
    if when.at_end:
        return False
    line_start = text.rfind("\n", 0, when.start) + 1
    opens = when.start - line_start <= 45 and not re.search(r"\d", text[line_start : when.start])
    rest = text[when.end : text.find("\n", when.end) if text.find("\n", when.end) >= 0 else len(text)]
    alone = not rest.strip(" .,|") and "\n" in text[when.end :] and not text[line_start : when.start].strip(" -•|")
    heading = "\n" in text[when.end :] and not rest.strip(" .,|") and when.start - line_start <= 80
    lead = FORM.sub("", text[line_start : when.start])
    heads = when.start < 80 and line_start == 0 and bool(re.match(r"[.:]\s|,?\s[-–—·•|]", after))
    heads = heads or (line_start == 0 and bool(PLACE.fullmatch(lead)) and bool(re.match(r"\s[A-Z]", after)))
    full = when.year is not None and not re.search(r"\d", lead)
    return bool((opens and DATELINE.match(after)) or alone or (full and (heading or heads)))


def _full_date(datelines: Sequence[When]) -> date | None:
    for when in datelines:
        if when.year and when.month and when.day:
            try:
                return date(when.year, when.month, when.day)
            except ValueError:
                continue
    return None


def _assumed(spoken: Sequence[When], text: str, year: int, fiscal_end: int) -> Calendar:
    """Return the calendar of a text without a year, as if it were of `year`."""
    named = [w for w in spoken if w.kind in {"month", "quarter", "day"} and w.month and not w.year_ago]
    plain = [w for w in named if not PAST_BEFORE.search(text[max(0, w.start - 30) : w.start])]
    if not plain:
        return Calendar(None, None, False, fiscal_end)
    first = plain[0]
    month = first.month or 1
    default = Period.quarter(year, month // 3) if first.kind == "quarter" else Period.month(year, month)
    return Calendar(default, None, False, fiscal_end)


def _year_of_document(spoken: Sequence[When], published: date | None) -> int | None:
    """Return a year that some mention of the document fixes, whichever mention it is."""
    if published:
        return published.year
    years = [w.year for w in spoken if w.year]
    return years[0] if years else None


def _first_period(spoken: Sequence[When], text: str, year: int | None, calendar: Calendar) -> Period | None:
    """Return the first period the document speaks of, leaving out what it only compares with."""
    candidates = [
        w for w in spoken if w.kind in {"month", "quarter", "months", "half", "year", "day"} and not w.year_ago
    ]
    plain = [w for w in candidates if not _is_compared(text[max(0, w.start - 30) : w.start])]
    said_last = any(w.kind == "prior_month" and LAST_MONTH.fullmatch(text[w.start : w.end]) for w in spoken)
    if not plain and said_last and calendar.published_on is not None:
        return months_ending(*shift_months(calendar.published_on.year, calendar.published_on.month, -1), 1)
    for when in (plain or candidates)[:6]:
        if when.fiscal and not when.year:
            continue
        if when.kind == "year" and len(plain) > 1 and any(w.kind in {"month", "quarter"} for w in plain[1:4]):
            continue
        dated = when.year or calendar.published_on
        span = calendar.span(when) if dated else _beside(when, candidates, text)
        if span is not None:
            return _month_of_day(span)
    return None


def _is_compared(lead: str) -> bool:
    """Whether the words before a mention make it what another period is compared with."""
    return bool(PAST_BEFORE.search(lead) or BRACKETED_NUMBER.search(lead))


def _beside(when: When, candidates: Sequence[When], text: str) -> Period | None:
    """Date a month without a year by the nearest month of the document that has one."""
    dated = [w for w in candidates if w.year and w.month and w.kind in {"month", "day", "quarter"}]
    years = [w for w in candidates if w.year]
    if when.month is None or not years:
        return None
    alike = [w.year or 0 for w in dated if w.month == when.month and w.kind == when.kind]
    if len(set(alike)) > 1:
        year = max(alike)
    elif not dated:
        year = years[0].year or 0
    else:
        other = dated[0]
        compared = _is_compared(text[max(0, other.start - 30) : other.start])
        year = other.year or 0
        if other.month == when.month and compared:
            year += 1
        elif other.month and when.month - other.month > 6 and not compared:
            year -= 1
        elif other.month and other.month - when.month > 6:
            year += 1
    if when.kind == "quarter":
        return Period.quarter(year, when.month // 3)
    return Period.month(year, when.month)


def _month_of_day(span: Period) -> Period:
    return Period.span(span.end.replace(day=1), month_end(span.end.year, span.end.month)) if span.is_day else span
