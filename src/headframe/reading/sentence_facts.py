"""A sentence to facts: each number gets a concept, a period and a company, or is refused with the reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from headframe.ground.interval import Interval
from headframe.ground.period import Period
from headframe.reading.coin_wording import (
    concept_of_bare_number,
    concept_of_coins,
    has_own_verb,
    in_brackets,
    inherited_concept,
    is_starting_point,
)
from headframe.reading.companies_in_text import company_of_number
from headframe.reading.cues import has_cue, refusal_of
from headframe.reading.dating import FUTURE_BEFORE
from headframe.reading.found import Found, Passed
from headframe.reading.market import SALES
from headframe.reading.periods import When, one_year_before
from headframe.reading.phrases import phrase
from headframe.reading.quantities import Quantity, quantities
from headframe.reading.rate_wording import (
    concept_of_dollars,
    concept_of_hash_rate,
    concept_of_power,
    concept_of_shares,
    site_spoken_of,
)
from headframe.reading.sentence import (
    COINS,
    COMPARED,
    EFFICIENCY,
    HASH,
    POWER,
    SentenceInHand,
    Taken,
    as_needed,
    dimension_of,
    place,
    quote,
    without_about,
    words_before,
)
from headframe.reading.spans_of_text import clause_around
from headframe.reading.timing import when_of
from headframe.vocabulary.concept import Kind, concept
from headframe.vocabulary.fact import Basis

NOT_SO = phrase("not_so")

OPENING = 2
"""How far from its sentence's first letter a word for time may stand to open it."""
PRESENT = re.compile(r"(?<!\w)(?:is|are|currently|presently)(?!\w)", re.IGNORECASE)
NOTHING = phrase("nothing")
PASSED_MARK = phrase("passed_mark")
REVENUE_FROM = re.compile(r"(?:revenues?|proceeds|sales?|income)(?: of)?[^.;]{0,25}\sfrom\s(?:the )?$", re.IGNORECASE)


def facts_of_sentence(it: SentenceInHand) -> Iterator[Found | Passed]:
    """Yield the facts and refusals of the sentence, left to right."""
    if zero := nothing_sold(it):
        yield zero
    garbled = any(q.unit == "USD" and q.negative for q in it.numbers) and has_cue(it.text, "sold")
    for quantity in it.numbers:
        item = read_number(it, quantity)
        if isinstance(item, Found) and garbled and item.concept in SALES:
            item = replace(item, confidence=0.5, note="its sentence prints negative proceeds")
        if item is not None:
            yield item


def nothing_sold(it: SentenceInHand) -> Found | None:
    """Return the zero of "no bitcoin sold"."""
    match = NOTHING.search(it.text)
    if not match or it.is_target or NOT_SO.search(it.text):
        return None
    stand_in = Quantity(match.start(), match.end(), "0", quantities("0 BTC")[0].number, 0, "BTC", False)
    taken = Taken("bitcoin_sold", 0.85, "sentence: none sold", False)
    return fact_of(it, stand_in, taken, period_of(it, stand_in, taken))


def read_number(it: SentenceInHand, quantity: Quantity) -> Found | Passed | None:
    """Return the fact one number states, a refusal with its reason, or None for a number of something else."""
    dimension = dimension_of(quantity.unit)
    before = words_before(it, quantity)
    compared = bool(COMPARED.search(without_about(before))) and not REVENUE_FROM.search(before)
    taken = concept_of(it, quantity, dimension, compared)
    if taken is None:
        return None
    dimension = dimension or dimension_of(concept(taken.concept).unit)
    if (start := is_starting_point(it, quantity)) and not taken.compared:
        taken = replace(taken, compared=True, rule="sentence: from this to that", confidence=0.85)
    if reason := refusal(it, quantity, dimension, before, taken):
        return Passed(quote(it, quantity), place(it, quantity), reason)
    it.last.pop(dimension, None)
    it.last[dimension] = replace(taken, compared=False)
    it.last_value[dimension] = quantity.value or 1.0
    period = period_of(it, quantity, taken)
    if period is None and start and concept(taken.concept).kind is Kind.STOCK:
        period = it.reader.calendar.resolve(When(0, 0, "prior_month"), Kind.STOCK)
    if period is None:
        return Passed(quote(it, quantity), place(it, quantity), "the text does not say when")
    it.last_period[dimension] = period
    return fact_of(it, quantity, taken, period)


def concept_of(it: SentenceInHand, quantity: Quantity, dimension: str, compared: bool) -> Taken | None:
    """Return what a number measures, by its unit and the words around it."""
    if bracketed := in_brackets(it, quantity, dimension):
        return bracketed
    if (
        compared
        and not is_starting_point(it, quantity)
        and not has_own_verb(it, quantity, dimension)
        and (inherited := inherited_concept(it, quantity, dimension))
    ):
        return replace(
            inherited, compared=True, rule="sentence: compared with", confidence=min(inherited.confidence, 0.86)
        )
    match dimension:
        case "coin":
            return concept_of_coins(it, quantity, compared)
        case "hash":
            return concept_of_hash_rate(it, quantity)
        case "efficiency":
            return Taken("fleet_efficiency", 0.88, "sentence: efficiency", compared)
        case "power":
            return concept_of_power(it, quantity)
        case "USD":
            return concept_of_dollars(it, quantity)
        case "shares":
            return concept_of_shares(it, quantity)
        case "":
            return concept_of_bare_number(it, quantity, compared)
    return None


def refusal(it: SentenceInHand, quantity: Quantity, dimension: str, before: str, taken: Taken) -> str:
    """Return why a number must not be taken for a fact, or an empty text."""
    if it.is_target:
        return "a target or forecast"
    if (
        dimension == "coin"
        and quantity.approximate
        and quantity.number % 1000 == 0
        and PASSED_MARK.search(it.text[: quantity.start])
    ):
        return "a mark passed and no count"
    if dimension in {"hash", "efficiency"} and follows_a_deadline(it, quantity):
        return "a target or forecast"
    clause = clause_around(it.text, quantity.start, quantity.end)
    after = it.text[quantity.end : quantity.end + 60]
    reason = refusal_of(dimension, without_about(before), clause, after, it.text[: quantity.end])
    if taken.concept == "bitcoin_restricted" and reason in {"a part of another figure", "moved and no balance"}:
        return ""
    if taken.compared and reason == "a change and no level" and COMPARED.search(without_about(before)):
        return "" if not re.search(r"(?:by|of)\s$", before) else reason
    if (
        taken.concept == "bitcoin_sold"
        and reason == "a part of another figure"
        and re.search(r"of which\W{0,3}(?:\w+ ){0,2}$", before)
    ):
        return ""
    return reason


def follows_a_deadline(it: SentenceInHand, quantity: Quantity) -> bool:
    """Whether "by Q4 2022" of a time to come stands before the number, with none of its kind between."""
    default = it.reader.calendar.default
    for when in it.whens:
        between = any(n.unit == quantity.unit and when.end <= n.start < quantity.start for n in it.numbers)
        if (
            when.end > quantity.start
            or between
            or not FUTURE_BEFORE.search(it.text[max(0, when.start - 30) : when.start])
        ):
            continue
        period = it.reader.calendar.resolve(when, Kind.STOCK)
        if period is None or default is None or period.end > default.end:
            return True
    return False


def period_of(it: SentenceInHand, quantity: Quantity, taken: Taken) -> Period | None:
    """Return the period a number belongs to, or None where the text does not fix it."""
    kind = concept(taken.concept).kind
    calendar = it.reader.calendar
    when = when_of(it.text, quantity, it.whens, it.numbers, compared=taken.compared)
    if when is None:
        return None if taken.compared else default_period(it, quantity, taken)
    if when.kind == "year_ago" and not taken.compared and when.start > OPENING:
        return None
    against = it.last_period.get(dimension_of(concept(taken.concept).unit)) or calendar.default
    if taken.compared and when.kind == "year" and when.year and against is not None and not against.is_year:
        return as_needed(same_period_of(against, when.year), kind)
    is_due = bool(FUTURE_BEFORE.search(it.text[max(0, when.start - 30) : when.start]))
    if is_due and taken.concept == "hash_rate_deployed":
        return None
    period = calendar.resolve(when, kind, it.reader.last_day)
    if period is None and kind is not Kind.STOCK and when.kind in {"day", "same_day", "month_end", "period_end"}:
        return calendar.default
    return None if period is not None and lies_ahead(it, period) else period


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
    if it.reader.spoken_of is not None and (period := calendar.resolve(it.reader.spoken_of, kind)):
        return period
    return calendar.resolve(When(0, 0, "this_period"), kind)


def same_period_of(period: Period, year: int) -> Period:
    """Return the like period of an earlier year: a quarter "against $2.5 million in 2021" is that year's quarter."""
    for _ in range(max(0, min(5, period.end.year - year))):
        period = one_year_before(period)
    return period


def lies_ahead(it: SentenceInHand, period: Period) -> bool:
    """Say whether a period ends after the month of publication."""
    limit = it.reader.calendar.published_on
    return bool(limit and period.end > limit and (period.end.year, period.end.month) > (limit.year, limit.month))


def fact_of(it: SentenceInHand, quantity: Quantity, taken: Taken, period: Period | None) -> Found | None:
    """Return the fact of a number whose concept and period are known."""
    if period is None:
        return None
    named = concept(taken.concept)
    unit = (
        quantity.unit
        if quantity.unit in COINS | HASH | EFFICIENCY | POWER | {"USD", "USD/BTC", "shares"}
        else named.unit
    )
    if unit == "USD" and named.unit == "USD/BTC":
        unit = named.unit
    value, interval = replace(quantity, unit=unit).interval_in(named.unit)
    if taken.concept == "bitcoin_sold" and value == 0:
        interval = Interval(0.0, 0.0)
    start = it.sentence.start + quantity.start
    company, is_open = company_of_number(it.text, quantity.start, it.reader.carried, it.reader.company)
    site = site_spoken_of(it)
    if named.unit == "BTC":
        it.reader.last_coin = (taken.concept, start)
    return Found(
        company=company,
        concept=taken.concept,
        period=period,
        value=value,
        interval=interval,
        unit=named.unit,
        quote=quote(it, quantity),
        place=f"chars {start}-{it.sentence.start + quantity.end}",
        rule=taken.rule,
        confidence=min(taken.confidence, 0.7) if is_open else taken.confidence,
        basis=Basis.PART if site else Basis.AS_DEFINED,
        part=site or ("" if taken.concept.startswith("hash") else taken.part),
        note=f"as {taken.part}" if taken.concept.startswith("hash") and taken.part else "",
        approximate=quantity.approximate,
    )
