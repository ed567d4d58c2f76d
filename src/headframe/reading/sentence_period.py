"""Which period a number of a sentence belongs to, or none where the text does not fix it."""

from __future__ import annotations

import re
from datetime import date, timedelta

from headframe.ground.period import Period, day_before
from headframe.reading.dating import FUTURE_BEFORE
from headframe.reading.periods import When, one_year_before
from headframe.reading.phrases import phrase
from headframe.reading.quantities import Quantity
from headframe.reading.sentence import (
    SentenceInHand,
    Taken,
    as_needed,
    dimension_of,
)
from headframe.reading.timing import when_of
from headframe.vocabulary.concept import Kind, concept

LAST_MONTH = phrase("last_month")
OPENING = 2
"""How far from its sentence's first letter a word for time may stand to open it."""
PRESENT = re.compile(r"(?<!\w)(?:is|are|currently|presently)(?!\w)", re.IGNORECASE)


def starting_day(it: SentenceInHand, kind: Kind) -> Period | None:
    """Return when "from 7,362 BTC" was true: the eve of the span that the sentence names, else the month before."""
    spans = [span for w in it.whens if (span := it.reader.calendar.span(w)) is not None and not span.is_day]
    longer = [span for span in spans if not span.is_month]
    if longer:
        return Period.day(day_before(longer[0].first_day)) if kind is Kind.STOCK and len(it.whens) == 1 else None
    return it.reader.calendar.resolve(When(0, 0, "prior_month"), kind)


def period_of(it: SentenceInHand, quantity: Quantity, taken: Taken) -> Period | None:
    """Return the period a number belongs to, or None where the text does not fix it."""
    kind = concept(taken.concept).kind
    calendar = it.reader.calendar
    when = when_of(it.text, quantity, it.whens, it.numbers, compared=taken.compared)
    if when is None and kind is Kind.STOCK and not taken.compared:
        when = only_balance_day(it)
    if when is None:
        return None if taken.compared and not it.tells_another else default_period(it, quantity, taken)
    if when.kind == "year_ago" and not taken.compared and when.start > OPENING:
        return None
    if when.kind == "prior_month" and not taken.compared and is_month_reported(it, when):
        return default_period(it, quantity, taken)
    against = it.last_period.get(dimension_of(concept(taken.concept).unit)) or calendar.default
    if taken.compared and when.kind == "year" and when.year and against is not None and not against.is_year:
        return as_needed(same_period_of(against, when.year), kind)
    if taken.compared and when.kind == "year_ago" and dimension_of(concept(taken.concept).unit) in it.last_period:
        own = it.own_period.get(dimension_of(concept(taken.concept).unit)) or calendar.default
        return own and as_needed(one_year_before(own), kind)
    opened_a_year_ago = it.whens[0].kind == "year_ago" and it.whens[0].start <= OPENING
    if opened_a_year_ago and when.kind in {"month", "quarter"} and when.year is None and not when.year_ago:
        then = calendar.resolve(when, kind)
        return one_year_before(then) if then is not None else None
    is_due = bool(FUTURE_BEFORE.search(it.text[max(0, when.start - 30) : when.start]))
    if is_due and taken.concept == "hash_rate_deployed":
        return None
    period = calendar.resolve(when, kind, day_spoken_of(it, when) or it.reader.last_day)
    if period is None and kind is not Kind.STOCK and when.kind in {"day", "same_day", "month_end", "period_end"}:
        return calendar.default
    return None if period is not None and lies_ahead(it, period) else period


def only_balance_day(it: SentenceInHand) -> When | None:
    """Return the one mention of time of a sentence, where it is the day of all its balances: "as of November 12"."""
    if len(it.whens) != 1 or it.whens[0].kind != "day" or not it.whens[0].at_end:
        return None
    return None if FUTURE_BEFORE.search(it.text[: it.whens[0].start]) else it.whens[0]


def day_spoken_of(it: SentenceInHand, when: When) -> date | None:
    """Return the last day that the sentence names before "at that date"."""
    if when.kind != "same_day":
        return None
    earlier = [w for w in it.whens if w.end <= when.start and w.kind in {"day", "months"}]
    period = it.reader.calendar.resolve(earlier[-1], Kind.STOCK) if earlier else None
    return period.end if period else None


def is_month_reported(it: SentenceInHand, when: When) -> bool:
    """Whether "last month" is the month reported on, seen from the day of writing, and not the one before it."""
    calendar = it.reader.calendar
    if calendar.default is None or not LAST_MONTH.fullmatch(it.text[when.start : when.end]):
        return False
    day = calendar.published_on
    return day is None or (day.year, day.month) != (calendar.default.end.year, calendar.default.end.month)


def default_period(it: SentenceInHand, quantity: Quantity, taken: Taken) -> Period | None:
    """Return the period of a number whose sentence names none: the month last spoken of, else the document's own.

    A release that says what the deployed hash rate *is* speaks of its own day.
    """
    calendar, kind = it.reader.calendar, concept(taken.concept).kind
    if calendar.default is None:
        return None
    is_now = bool(PRESENT.search(it.text[max(0, quantity.start - 70) : quantity.start]))
    if taken.concept == "hash_rate_deployed" and calendar.published_on and is_now:
        return Period.day(calendar.published_on)
    if is_overtaken(it):
        return None
    if it.reader.spoken_of is not None and (period := calendar.resolve(it.reader.spoken_of, kind)):
        return period
    return calendar.resolve(When(0, 0, "this_period"), kind)


def is_overtaken(it: SentenceInHand) -> bool:
    """Whether the text has gone on to a later month end than the period it opened with: a number may be of either."""
    default, last = it.reader.calendar.default, it.reader.last_day
    return (
        not it.whens
        and default is not None
        and last is not None
        and last > default.end
        and (last + timedelta(days=1)).day == 1
    )


def same_period_of(period: Period, year: int) -> Period:
    """Return the like period of an earlier year: a quarter "against $2.5 million in 2021" is that year's quarter."""
    for _ in range(max(0, min(5, period.end.year - year))):
        period = one_year_before(period)
    return period


def lies_ahead(it: SentenceInHand, period: Period) -> bool:
    """Say whether a period ends after the month of publication."""
    limit = it.reader.calendar.published_on
    return bool(limit and period.end > limit and (period.end.year, period.end.month) > (limit.year, limit.month))
