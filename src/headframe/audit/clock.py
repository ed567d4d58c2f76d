"""What an article's words for time mean: each mention resolved against its day and what it spoke of before.

A mention can have several plausible meanings ("in March", of two years): all are returned, the likeliest first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest

from headframe.audit.clock_periods import (
    day_of,
    eve_of,
    in_year,
    like_period_later,
    nearest_years,
    parts_of,
    periods_beside,
)
from headframe.audit.wording import wording
from headframe.ground.period import EARLIEST_YEAR, LATEST_YEAR, Period, month_end
from headframe.reading.periods import COUNTS, When, months_ending, shift_months, whens

NUMBERS = {"two": 2, "three": 3, "four": 4, "both": 2}
JOINS = re.compile(r"(?:,? and|,? &|,? plus)\s(?:in )?$|^(?:,? and|,? &|,? plus)\s(?:in )?$", re.IGNORECASE)
CLOSES_YEAR = re.compile(r"(?<!\w)(?:closed|ended|finished|exited|rang out|out)\s(?:the )?(?:year )?$", re.IGNORECASE)
AFTER_COMPARED = re.compile(
    r"(?<!\w)(?:from|than|against|versus|vs\.?|compared (?:with|to)|after|over|on|above|below)\s(?:the |its |a |"
    r"about )*"
    r"[$\d][\d.,]*(?:\s\w+){0,2}\s(?:(?:in|of|at|for|on|at the end of|as of|during|sold in|mined in)\s)?"
    r"(?:the )?(?:(?:same|corresponding|comparable|year-ago) (?:month|quarter|period|time) (?:of|in) )?$",
    re.IGNORECASE,
)
SAME_OF = re.compile(
    r"(?<!\w)(?:same|corresponding|comparable) (?:month|quarter|period|time) (?:of|in)\s$", re.IGNORECASE
)
IN_THE_FIRST = re.compile(r"(?<!\w)in the (first|second|third|fourth)(?=[.,;]|\s(?:and|but)\s|$)", re.IGNORECASE)
ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4}
OPENS_YEAR = re.compile(
    r"(?<!\w)(?:began|started|entered|opened|(?:start|beginning|outset) of)\s(?:the )?(?:year )?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Time:
    """One mention of time in a sentence, with its plausible meanings.

    `role` is "at", or "since" for a bound ("since", "until"), or "said" for the day of a statement.
    """

    start: int
    end: int
    text: str
    kind: str
    meanings: tuple[Period, ...]
    role: str = "at"
    is_year_named: bool = False

    @property
    def is_relative(self) -> bool:
        """Whether it is understood only beside another period."""
        return self.kind in {"prior_month", "prior_quarter", "year_ago"}


@dataclass(slots=True)
class Clock:
    """The article's day, and the periods it spoke of so far."""

    published: date
    last: tuple[Period, ...] = ()
    """What the last mention meant, comparisons included."""
    main: tuple[Period, ...] = ()
    """What the last mention meant that was no mere comparison."""
    months: list[Period] = field(default_factory=list)
    first: tuple[Period, ...] = ()
    """What the first mention meant: the article's own period."""
    year_named: int | None = None

    def times(self, text: str) -> list[Time]:
        """Return the mentions of time in a sentence, resolved, and remember them."""
        found: list[Time] = []
        for when in whens_and_extras(text):
            time = self._time(text, when, found)
            if time is not None:
                found.append(time)
                self._remember(time, text)
        return paired_times(text, found)

    def carried(self) -> tuple[Period, ...]:
        """Return the periods that a sentence without any may speak of, the likeliest first."""
        return tuple(dict.fromkeys((*self.main, *self.last, *self.first)))

    def month_before(self) -> Period:
        """Return the last month that was over on the article's day."""
        return months_ending(*shift_months(self.published.year, self.published.month, -1), 1)

    def _time(self, text: str, when: When, before: list[Time]) -> Time | None:
        role = role_of(text, when)
        if when.kind == "day" and (when.year, when.month, when.day) == parts_of(self.published):
            role = "said"
        here = [time for time in before if time.role == "at" and time.meanings and time.kind != "opened"]
        reference = here[-1].meanings if here else (self.main or self.last)
        if when.kind == "together":
            meanings = self._together(when.count)
        elif when.kind == "past":
            meanings = self._past(when.count)
        elif when.kind in ("opened", "later", "earlier"):
            meanings = self._from(when, text[when.start : when.end].lower(), reference)
        else:
            year = next((time.meanings[0].end.year for time in reversed(here) if time.is_year_named), None)
            meanings = self._meanings(text, when, reference, year)
        if not meanings and role == "at":
            return None
        return Time(when.start, when.end, text[when.start : when.end], when.kind, meanings, role, when.year is not None)

    def _remember(self, time: Time, text: str) -> None:
        if time.role != "at" or not time.meanings or time.kind == "opened":
            return
        if not self.first:
            self.first = time.meanings
        self.last = time.meanings
        before = text[max(0, time.start - 70) : time.start]
        spans = time.kind == "months" and bool(re.search(r"(?<!\w)from\s$", before, re.IGNORECASE))
        compared = not spans and bool(wording("compared").search(before[-40:]) or AFTER_COMPARED.search(before))
        if not time.is_relative and not compared:
            self.main = time.meanings
        if time.is_year_named:
            self.year_named = time.meanings[0].end.year
        one = time.meanings[0]
        month = Period.month(one.end.year, one.end.month)
        if (one.is_month or one.is_day) and time.kind in ("month", "day"):
            self.months = [other for other in self.months if other != month] + [month]

    def _past(self, count: int) -> tuple[Period, ...]:
        """Return the last `count` months, seen from the article's day and from what it spoke of."""
        ends = [self.month_before().end, *(period.end for period in self.carried())]
        months = [(end.year, end.month) for end in ends]
        spans = [months_ending(*month, count) for month in months]
        return tuple(dict.fromkeys([*spans, *(months_ending(*shift_months(*month, -1), count) for month in months)]))

    def _from(self, when: When, words: str, reference: tuple[Period, ...]) -> tuple[Period, ...]:
        """Return the day before "began the year", and what lies "six months earlier", or later, than what was told."""
        found: list[Period] = []
        for anchor in reference or (self.month_before(),):
            if when.kind != "opened":
                found.append(like_period_later(anchor, words, when.count if when.kind == "later" else -when.count))
            else:
                found += [eve_of(end, words) for end in (anchor.end, self.published)]
        return tuple(dict.fromkeys(period for period in found if period.end <= self.published))

    def _together(self, count: int) -> tuple[Period, ...]:
        chosen = sorted(self.months[-count:])
        if len(chosen) < count:
            return ()
        span = Period.span(chosen[0].first_day, chosen[-1].end)
        return (span,) if len(list(span.months())) == count else ()

    def _meanings(self, text: str, when: When, reference: tuple[Period, ...], year: int | None) -> tuple[Period, ...]:
        before = text[max(0, when.start - 30) : when.start]
        if when.kind == "day":
            return tuple(day_of(y, when.month or 0, when.day or 0) for y in self._years(when, year, reference) if y)
        if when.kind == "month" and when.month:
            return tuple(Period.month(y, when.month) for y in self._years(when, year, reference))
        if when.kind == "quarter" and when.month:
            return tuple(Period.quarter(y, when.month // 3) for y in self._years(when, year, reference))
        if when.kind in {"months", "half", "through"} and when.month:
            count = when.count or when.month
            return tuple(months_ending(y, when.month, count) for y in self._years(when, year, reference))
        if when.kind == "year" and when.year and SAME_OF.search(before) and reference:
            return tuple(in_year(period, when.year) for period in reference[:1])
        if when.kind == "year" and when.year:
            if CLOSES_YEAR.search(before) or when.at_end:
                return (Period.day(date(when.year, 12, 31)),)
            if OPENS_YEAR.search(before):
                return (Period.day(date(when.year - 1, 12, 31)),)
            return (Period.year(when.year),)
        return tuple(dict.fromkeys(self._relative(text, when, reference)))

    def _relative(self, text: str, when: When, reference: tuple[Period, ...]) -> list[Period]:
        words = text[when.start : when.end].lower()
        anchors = list(reference) or [self.month_before()]
        if when.kind.startswith("this_"):
            anchors = list(dict.fromkeys([*anchors, *self.carried()]))
        found: list[Period] = []
        for anchor in anchors:
            found += periods_beside(when, anchor, words, self.published)
        return [period for period in found if period.end <= month_end(self.published.year, self.published.month)]

    def _years(self, when: When, year: int | None, reference: tuple[Period, ...]) -> list[int]:
        """Return the years a mention can be of: its own, its sentence's, the text's, or the last before the article."""
        if when.year:
            return [when.year - 1 if when.year_ago else when.year] if EARLIEST_YEAR <= when.year <= LATEST_YEAR else []
        month = when.month or 1
        last = self.published.year if month <= self.published.month else self.published.year - 1
        if when.kind in ("quarter", "half", "months") and month == self.published.month:
            last = self.published.year
        if when.year_ago:
            return [last - 1]
        spoken = [year] if year else [period.end.year for period in reference]
        fitting = [y for y in spoken if y <= last]
        if year:
            return list(dict.fromkeys([*fitting, last]))
        near = [y for period in reference for y in nearest_years(period, month, last)]
        return list(dict.fromkeys([*near, *fitting, last]))


def role_of(text: str, when: When) -> str:
    """Return what a time does: "since" for a bound, "said" for the day of a statement, else "at"."""
    before = text[max(0, when.start - 40) : when.start]
    if wording("since").search(before) and not re.search(r"before\s$", before):
        return "since"
    if wording("said_on").search(before) and when.kind == "day":
        return "said"
    return "at"


def whens_and_extras(text: str) -> list[When]:
    """Return the reading room's mentions and this room's own: "the two months together"."""
    extra = []
    for match in wording("together").finditer(text):
        count = NUMBERS.get((match["count"] or "both").lower(), 2)
        extra.append(When(match.start(), match.end(), "together", count=count))
    if re.search(r"quarter", text, re.IGNORECASE):
        extra += [
            When(m.start(), m.end(), "quarter", month=3 * ORDER[m[1].lower()]) for m in IN_THE_FIRST.finditer(text)
        ]
    for match in wording("past_months").finditer(text):
        word = (match["count"] or "twelve").lower()
        count = COUNTS.get(word) or (int(word) if word.isdigit() else 12)
        extra.append(When(match.start(), match.end(), "past", count=max(1, min(count, 36))))
    for match in wording("other_time").finditer(text):
        word, back = (match["count"] or "a").lower(), (match["way"] or "later").lower() != "later"
        if back and word in ("a", "one"):
            continue
        count = COUNTS.get(word) or (int(word) if word.isdigit() else 1)
        extra.append(When(match.start(), match.end(), "earlier" if back else "later", count=count))
    extra += [When(match.start(), match.end(), "opened") for match in wording("opened_span").finditer(text)]
    own = [w for w in whens(text) if not any(w.start < e.end and e.start < w.end for e in extra)]
    ordered = sorted([*own, *extra], key=lambda when: when.start)
    return [
        when
        for when, after in zip_longest(ordered, ordered[1:])
        if not (when.kind.startswith("this_") and after and text[when.end : after.start] == " of ")
    ]


def paired_times(text: str, times: list[Time]) -> list[Time]:
    """Add to "November and December" the span of both, ahead of each alone."""
    paired = list(times)
    for place in range(len(times) - 1):
        one, two = times[place], times[place + 1]
        if one.kind != "month" or two.kind != "month" or not JOINS.match(text[one.end : two.start]):
            continue
        first, second = one.meanings[0], two.meanings[0]
        if first > second:
            first = Period.month(second.end.year, first.end.month)
        if first < second:
            span = Period.span(first.first_day, second.end)
            both = (span, second, first)
            paired[place] = Time(one.start, two.end, text[one.start : two.end], "pair", both, one.role, True)
            paired[place + 1] = paired[place]
    return list(dict.fromkeys(paired))
