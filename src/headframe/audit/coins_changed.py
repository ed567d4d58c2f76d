"""Changes of coins that an article tells: by how much, from when, and against what."""

from __future__ import annotations

import re
from datetime import timedelta

from headframe.audit.cues import Named
from headframe.audit.judge import Asked
from headframe.audit.recomputed import Reading, difference, level
from headframe.audit.sentence import InHand, bound_before, fitted
from headframe.audit.stated import stated
from headframe.audit.timing import when_of
from headframe.audit.verdict import Kind
from headframe.audit.wording import wording
from headframe.ground.period import Period
from headframe.reading.periods import months_ending, one_year_before, shift_months
from headframe.reading.quantities import Quantity


def month_earlier(period: Period) -> Period:
    """Return the like period a month before; a day's is the end of the month before."""
    if period.is_day:
        return Period.day(months_ending(*shift_months(period.end.year, period.end.month, -1), 1).end)
    months = max(1, len(list(period.months())))
    return months_ending(*shift_months(period.end.year, period.end.month, -months), months)


def ask_change(it: InHand, number: Quantity, named: Named, company: str, certain: bool) -> Asked | None:
    """Return the claim of "rose by 44 BTC" or "added 44 BTC to its holdings", or None."""
    before = it.text[max(0, number.start - 60) : number.start]
    lead = change_lead(it, number)
    added = wording("added_to").match(it.text[number.end :]) and re.search(
        r"(?:added|adding|adds|add)\s(?:\w+ )?$", before
    )
    if not lead and not added:
        return None
    if lead and re.search(r"(?:sold|mined|produced|held|bought)\s*$", before):
        return None
    concept = named.concept if lead else "bitcoin_held"
    if concept in ("bitcoin_purchased",):
        concept = "bitcoin_held"
    when = when_of(it, number, concept, compared=False)
    periods = when.periods
    sign = -1.0 if lead and wording("downward").search(lead[0]) else 1.0
    if lead and re.match(r"by", lead[0]) and wording("downward").search(it.text[: number.start].rsplit(",", 1)[-1]):
        sign = -1.0
    spoken = [fitted(period, concept) for period in it.told.clock.carried()]
    every = dict.fromkeys([*periods, *(period for period in spoken if period is not None)])
    readings = tuple(change for period in every for change in changes(company, concept, period, it.text))
    words = f"{lead[0] if lead else ''} {before[-45:]}"
    certain = certain and bool(wording("upward").search(words)) is (sign > 0)
    sure = certain and when.is_said and concept == "bitcoin_held" and len(periods) == 1 and bool(lead)
    return Asked(
        it.start + number.start,
        it.start + number.end,
        Kind.CHANGE,
        stated(number, bound_before(it.text, number.start), sign=sign),
        "BTC",
        readings,
        sure and not names_a_base(it),
        "the text leaves open over which time it changed",
    )


def change_lead(it: InHand, number: Quantity) -> re.Match[str] | None:
    """Return the words that make a number a change: "rose by" before it, or before a percentage that it restates."""
    lead = wording("change_before").search(it.text[max(0, number.start - 60) : number.start])
    if lead is not None or not re.search(r"(?:, or|\(|, that is,?)\s$", it.text[: number.start]):
        return lead
    percents = [n for n in it.numbers if n.unit == "percent" and n.end <= number.start and number.start - n.end <= 60]
    if not percents:
        return None
    return wording("change_before").search(it.text[max(0, percents[-1].start - 60) : percents[-1].start])


def names_a_base(it: InHand) -> bool:
    """Whether a sentence says against what it measures a change."""
    return any(wording(name).search(it.text) for name in ("year_on_year", "quarter_on_quarter")) or any(
        time.role == "since" for time in it.times
    )


def changes(company: str, concept: str, period: Period, text: str) -> list[Reading]:
    """Return a measure's changes to a period from those it can be compared with, the likeliest first."""
    return [difference(level(company, concept, period), level(company, concept, base)) for base in bases(period, text)]


def bases(period: Period, text: str) -> list[Period]:
    """Return the periods a change to `period` can start from, by the text's own words, the likeliest first."""
    year, month = one_year_before(period), month_earlier(period)
    quarter = quarter_earlier(period)
    said = [
        base
        for name, base in (("year_on_year", year), ("month_on_month", month), ("quarter_on_quarter", quarter))
        if wording(name).search(text)
    ]
    start = Period.day(period.end.replace(month=1, day=1) - timedelta(days=1))
    rest = [month, year, quarter, *([start] if period.is_day else [])]
    return list(dict.fromkeys([*said, *rest]))


def quarter_earlier(period: Period) -> Period:
    """Return the like period a quarter before; a day's is the end of that month."""
    if period.is_day:
        return Period.day(months_ending(*shift_months(period.end.year, period.end.month, -3), 1).end)
    months = max(1, len(list(period.months())))
    return months_ending(*shift_months(period.end.year, period.end.month, -3), months)
