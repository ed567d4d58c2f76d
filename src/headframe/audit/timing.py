"""Which of a sentence's times a number belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from headframe.audit.clock import Time
from headframe.audit.sentence import InHand, fitted, month_of
from headframe.audit.wording import wording
from headframe.ground.period import Period
from headframe.reading.periods import months_ending
from headframe.reading.quantities import Quantity
from headframe.vocabulary.concept import Kind as ConceptKind
from headframe.vocabulary.concept import concept as find_concept

LONGEST_GAP = 70
BEGINS_ANOTHER = re.compile(r"(?:,|;|–|—|\()?\s(?:and|but|while|whereas|after|when|before)\s|[;(]|,\s", re.IGNORECASE)
POSSESSED = re.compile(r"['’]s?\s(?:own |record |total of )?")
STARTS = re.compile(r"(?<!\w)(?:start|beginning|outset) of\s(?:the )?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class When:
    """The periods a number can be of, the likeliest first, and whether the sentence itself says so."""

    periods: tuple[Period, ...]
    is_said: bool
    is_open: bool = False
    """Whether the time has a bound that the text leaves to the reader: "since April", "over the past year"."""


def when_of(it: InHand, number: Quantity, concept: str, *, compared: bool) -> When:
    """Return the periods of a number.

    A time right behind it comes first, then the nearest one before it that serves no other number, then the
    sentence's only time, then what the text spoke of before.
    """
    is_flow = find_concept(concept).kind is not ConceptKind.STOCK
    times = [time for time in it.times if time.role == "at" and not (is_flow and time.kind == "opened")]
    time = _after(it, number, times, compared) or _before(it, number, times, compared)
    if time is None and len(times) == 1 and not compared and not _is_base(it, times[0]):
        time = None if _follows_compared(it, times[0], number) else times[0]
    bound = _since(it, number)
    if bound is not None and (time is None or time.start < number.start):
        spans = _spans_since(it, bound)
        if spans and find_concept(concept).kind is not ConceptKind.STOCK:
            return When(spans, False, is_open=True)
    if time is not None:
        periods = _closed(it, number, time, concept) or at_time(it, time, concept)
        to_date = _to_date(it, time, periods, concept)
        if periods:
            is_open = time.kind == "past" or bool(to_date)
            return When((*periods, *to_date), not is_open, is_open=is_open)
    if compared and times:
        return When((), False)
    carried = [month_of(period) if not period.is_day else period for period in it.told.clock.carried()]
    return When(_fitted_all(carried or [it.told.clock.month_before()], concept), False)


def _to_date(it: InHand, time: Time, periods: tuple[Period, ...], concept: str) -> tuple[Period, ...]:
    """Return the year to date where "year to date" or "by the end of September" may mean it of a flow."""
    if find_concept(concept).kind is ConceptKind.STOCK:
        return ()
    by = re.search(
        r"(?<!\w)(?:by|to|through|until) (?:the )?(?:end of )?(?:the )?$", it.text[max(0, time.start - 24) : time.start]
    )
    if not by and not any(other.kind in ("year_to_date", "this_year") for other in it.times):
        return ()
    return tuple(months_ending(period.end.year, period.end.month, period.end.month) for period in periods)


def _since(it: InHand, number: Quantity) -> Time | None:
    """Return the bound of "has sold 5,400 BTC since April", or None."""
    for time in it.times:
        if time.role != "since" or not time.meanings or number.unit == "percent":
            continue
        if re.search(r"(?<!\w)since\s(?:the |early |late |mid-|start of |beginning of )*$", it.text[: time.start]) and (
            time.end <= number.start or len(it.text[number.end : time.start]) <= 30
        ):
            return time
    return None


def _spans_since(it: InHand, bound: Time) -> tuple[Period, ...]:
    ends = [it.told.clock.month_before().end, *(period.end for period in it.told.clock.carried())]
    starts = [period.first_day for period in bound.meanings]
    spans = [Period.span(start, end) for start in starts for end in ends if start <= end]
    return tuple(dict.fromkeys(spans))


def _closed(it: InHand, number: Quantity, time: Time, concept: str) -> tuple[Period, ...]:
    """Return the year's last day for "began 2025 with 17,722 and ended it with 18,005"."""
    if (
        find_concept(concept).kind is not ConceptKind.STOCK
        or time.end > number.start
        or not re.fullmatch(r"20\d\d", time.text)
    ):
        return ()
    if not wording("ended_with").search(it.text[: number.start]):
        return ()
    return (Period.day(date(int(time.text), 12, 31)),)


def at_time(it: InHand, time: Time, concept: str) -> tuple[Period, ...]:
    """Return what a time means for a measure: "the start of November" is October's last day for a balance."""
    meanings = list(time.meanings)
    if STARTS.search(it.text[max(0, time.start - 20) : time.start]):
        meanings = [Period.day(period.first_day - timedelta(days=1)) for period in meanings]
    return _fitted_all(meanings, concept)


def _fitted_all(periods: list[Period], concept: str) -> tuple[Period, ...]:
    kept = [fitted(period, concept) or fitted(month_of(period), concept) for period in periods]
    return tuple(dict.fromkeys(period for period in kept if period is not None))


def _after(it: InHand, number: Quantity, times: list[Time], compared: bool) -> Time | None:
    for time in times:
        if time.start < number.end:
            continue
        gap = it.text[number.end : time.start]
        rivals = [
            n
            for n in it.numbers
            if number.end <= n.start and n.end <= time.start and n.unit in (number.unit, "", "BTC", "percent")
        ]
        if rivals or len(gap) > LONGEST_GAP or ";" in gap or re.search(r"[.!?]\s", gap):
            return None
        if not compared and _is_base(it, time):
            return None
        if time.is_relative and not compared and re.search(r"(?<!\w)(?:than|from|on|over|against|versus)(?!\w)", gap):
            return None
        joined = BEGINS_ANOTHER.search(gap)
        serves_next = any(time.end <= n.start and n.start - time.end <= 40 for n in it.numbers)
        if joined and serves_next and any(other.end <= number.start for other in times):
            return None
        return time
    return None


def _before(it: InHand, number: Quantity, times: list[Time], compared: bool) -> Time | None:
    before = [time for time in times if time.end <= number.start]
    if compared:
        near = [time for time in before if len(it.text[time.end : number.start].split()) <= 2]
        return near[-1] if near and not it.text[near[-1].end : number.start].strip().startswith(",") else None
    for time in reversed(before):
        if _is_base(it, time) or _serves_another(it, time, number):
            continue
        return time
    return None


def _is_base(it: InHand, time: Time) -> bool:
    """Whether a time is only what is compared with: "up from November", "than a year earlier"."""
    lead = it.text[max(0, time.start - 40) : time.start]
    compared = re.search(
        r"(?<!\w)(?:than|against|versus|vs\.?|compared (?:with|to)|over|above|below|on|from|that of)\s"
        r"(?:in |the |those of |that of )*$",
        lead,
    )
    if not compared or re.search(r"(?<!\w)from\s$", lead):
        return bool(compared) and not re.match(r"\s(?:to|through|until)\s", it.text[time.end : time.end + 10])
    return not re.search(r"(?:reported|said|published|announced|in)\s(?:on|over)\s$", lead) or time.is_relative


def _serves_another(it: InHand, time: Time, number: Quantity) -> bool:
    """Whether a time belongs to a compared number right before it: "up from 437 in October, it mined 428"."""
    for other in it.numbers:
        if other is not number and POSSESSED.fullmatch(it.text[time.end : other.start]) and is_compared(it, other):
            return True
        if other is number or other.end > time.start:
            continue
        gap = it.text[other.end : time.start]
        if len(gap.split()) <= 3 and "," not in gap and (is_compared(it, other) or time.is_relative):
            return True
        later = it.text[time.end : number.start]
        if len(gap.split()) <= 4 and "," not in gap and re.match(r"\s*to\s", later) and other.unit == number.unit:
            return True
        if (
            len(gap.split()) <= 2
            and "," not in gap
            and re.match(r"\s*(?:,? and|,|;|,? but)\s", later)
            and time.kind == "month"
        ):
            return _another_time_after(it, number)
    return False


def _follows_compared(it: InHand, time: Time, number: Quantity) -> bool:
    """Whether a time stands right behind a number that this one is compared with: "2 % below the 2,286 of 2025"."""
    return any(
        number.end <= other.start
        and other.end <= time.start
        and len(it.text[other.end : time.start].split()) <= 4
        and is_compared(it, other)
        for other in it.numbers
    )


def _another_time_after(it: InHand, number: Quantity) -> bool:
    return any(time.start >= number.end and time.role == "at" for time in it.times)


def is_compared(it: InHand, number: Quantity) -> bool:
    """Say whether a number is only what another is compared with."""
    return bool(wording("compared").search(it.text[max(0, number.start - 60) : number.start]))
