"""A sentence to facts: each number gets a concept, a period and a company, or is refused with the reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from headframe.ground.interval import Interval
from headframe.ground.period import Period, day_before
from headframe.reading.coin_wording import (
    concept_of_bare_number,
    concept_of_coins,
    has_own_verb,
    in_brackets,
    inherited_concept,
    is_starting_point,
    label_before,
    touches,
)
from headframe.reading.companies_in_text import companies_named, company_of_number, no_names
from headframe.reading.cues import has_cue, refusal_of
from headframe.reading.dating import FUTURE_BEFORE
from headframe.reading.found import Found, Passed
from headframe.reading.market import SALES
from headframe.reading.money import says_each
from headframe.reading.periods import When, one_year_before
from headframe.reading.phrases import phrase
from headframe.reading.quantities import Quantity, quantities
from headframe.reading.rate_wording import (
    concept_of_bare_hash_rate,
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
    words_before,
)
from headframe.reading.spans_of_text import clause_around, without_about
from headframe.reading.timing import when_of
from headframe.vocabulary.concept import Kind, concept
from headframe.vocabulary.fact import Basis

NOT_SO = phrase("not_so")
JOINED_ON = phrase("joined_on")
LAST_MONTH = phrase("last_month")

OPENING = 2
"""How far from its sentence's first letter a word for time may stand to open it."""
STRANGER = re.compile(
    r"(?<![\w-])(?<![Tt]he )(?P<name>[A-Z][\w&’'-]+(?: [A-Z][\w&’'-]+){0,3})(?:,[^,;.]{1,40},)? "
    r"(?:also |then |has |had |says it |said it )?"
    r"(?:self-mined|mined|produced|sold|held|holds|owns|owned|earned|generated)(?!\w)"
)
PRESENT = re.compile(r"(?<!\w)(?:is|are|currently|presently)(?!\w)", re.IGNORECASE)
NOTHING = phrase("nothing")
PASSED_MARK = phrase("passed_mark")
OLD_AMOUNT = re.compile(
    r"(?<!\w)(?:down from|up from|against|versus|vs\.?|compared (?:with|to)|frente a|gegenüber|contro|против) "
    r"(?:about )?$",
    re.IGNORECASE,
)
REVENUE_FROM = re.compile(r"(?:revenues?|proceeds|sales?|income)(?: of)?[^.;]{0,25}\sfrom\s(?:the )?$", re.IGNORECASE)


def facts_of_sentence(it: SentenceInHand) -> Iterator[Found | Passed]:
    """Yield the facts and refusals of the sentence, left to right."""
    if zero := nothing_sold(it):
        yield zero
        none = NOTHING.search(it.text)
        it.cues = [cue for cue in it.cues if none is None or not none.start() <= cue.start < none.end()]
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
    compared = is_compared(it, quantity, before)
    taken = concept_of(it, quantity, dimension, compared)
    it.compared_before = quantity if compared and taken is not None else None
    taken = taken or as_recorded(it, quantity, dimension)
    if taken is None:
        return None
    dimension = dimension or dimension_of(concept(taken.concept).unit)
    if (start := is_starting_point(it, quantity)) and not taken.compared:
        taken = replace(taken, compared=True, rule="sentence: from this to that", confidence=0.85)
    if reason := refusal(it, quantity, dimension, before, taken):
        return Passed(quote(it, quantity), place(it, quantity), reason)
    it.tells_another = dimension in it.last and it.last[dimension].concept != taken.concept
    it.last.pop(dimension, None)
    it.last[dimension] = replace(taken, compared=False)
    it.last_value[dimension] = quantity.value or 1.0
    period = period_of(it, quantity, taken)
    if period is None and start and taken.concept not in SALES | {"bitcoin_produced"}:
        period = starting_day(it, concept(taken.concept).kind)
    if period is None:
        return Passed(quote(it, quantity), place(it, quantity), "the text does not say when")
    it.last_period[dimension] = period
    if not taken.compared:
        it.own_period[dimension] = period
    if dimension == "hash" and quantity.unit:
        it.reader.last_hash_unit = quantity.unit
    return fact_of(it, quantity, taken, period)


def starting_day(it: SentenceInHand, kind: Kind) -> Period | None:
    """Return when "from 7,362 BTC" was true: the eve of the span that the sentence names, else the month before."""
    spans = [span for w in it.whens if (span := it.reader.calendar.span(w)) is not None and not span.is_day]
    longer = [span for span in spans if not span.is_month]
    if longer:
        return Period.day(day_before(longer[0].first_day)) if kind is Kind.STOCK and len(it.whens) == 1 else None
    return it.reader.calendar.resolve(When(0, 0, "prior_month"), kind)


def is_compared(it: SentenceInHand, quantity: Quantity, before: str) -> bool:
    """Whether another number is measured against this one: "than May's 514", "against 450 in June and 370 in May"."""
    if dimension_of(quantity.unit) == "USD" and says_each(it.text, quantity):
        return False
    if COMPARED.search(without_about(before)):
        return not REVENUE_FROM.search(before)
    last = it.compared_before
    if last is None or quantity.unit not in (last.unit, "") or not JOINED_ON.search(before):
        return False
    return any(when.start >= quantity.end and touches(it, quantity, when) for when in it.whens[:8])


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
            taken = concept_of_dollars(it, quantity)
            is_old = taken is not None and taken.concept not in SALES and OLD_AMOUNT.search(it.text[: quantity.start])
            return replace(taken, compared=True) if taken is not None and is_old else taken
        case "shares":
            return concept_of_shares(it, quantity)
        case "":
            return concept_of_bare_hash_rate(it, quantity) or concept_of_bare_number(it, quantity, compared)
    return None


RECORDED = ("bitcoin_produced", "bitcoin_held", "bitcoin_sold")
LEAST_RECORDED = 100


def asks(text: str) -> bool:
    """Whether a sentence only asks."""
    return text.rstrip('"”’) ').endswith("?")


def may_be_thousands(quantity: Quantity) -> bool:
    """Whether a count such as "1.818 BTC" may be thousands grouped by a point, as half of Europe prints them."""
    return re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", quantity.digits) is not None


def is_strangers(it: SentenceInHand, quantity: Quantity) -> bool:
    """Whether a name that the record does not know acts right before a number: "Northfield mined 460 BTC"."""
    known = [(named.start, named.end) for named in companies_named(it.text)]
    acting = [m for m in STRANGER.finditer(it.text, 0, quantity.start) if m["name"].split()[0] not in no_names()]
    strange = [m for m in acting if not any(m.start("name") < end and start < m.end("name") for start, end in known)]
    return bool(strange) and not any(start > strange[-1].start() and end <= quantity.start for start, end in known)


def as_recorded(it: SentenceInHand, quantity: Quantity, dimension: str) -> Taken | None:
    """Read a number of coins that no word explains where the record holds it of this company and time."""
    if dimension != "coin" or quantity.scale or quantity.value < LEAST_RECORDED or not it.reader.prior:
        return None
    company, is_open = company_of_number(
        it.text, quantity.start, it.reader.carried, it.reader.company, continues=it.sentence.continues
    )
    if company is None or is_open:
        return None
    fitting = []
    for name in RECORDED:
        taken = Taken(name, 0.82, "sentence: as the record has it", False)
        period = period_of(it, quantity, taken)
        if period is not None and it.reader.prior.get((company, name, period)) == quantity.value:
            fitting.append(taken)
    return fitting[0] if len(fitting) == 1 else None


def refusal(it: SentenceInHand, quantity: Quantity, dimension: str, before: str, taken: Taken) -> str:
    """Return why a number must not be taken for a fact, or an empty text."""
    if it.is_target:
        return "a target or forecast"
    if names_a_look_alike(it, quantity):
        return "its label counts something else"
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


def names_a_look_alike(it: SentenceInHand, quantity: Quantity) -> bool:
    """Whether the label right before a number is known to mean none of our concepts: "Peak daily production: 29"."""
    label = label_before(it, quantity)
    return label is not None and not label.concept


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


def fact_of(it: SentenceInHand, quantity: Quantity, taken: Taken, period: Period | None) -> Found | None:
    """Return the fact of a number whose concept and period are known."""
    if period is None:
        return None
    named = concept(taken.concept)
    bare_unit = it.reader.last_hash_unit if named.unit == "EH/s" and not quantity.unit else named.unit
    unit = (
        quantity.unit
        if quantity.unit in COINS | HASH | EFFICIENCY | POWER | {"USD", "USD/BTC", "shares"}
        else bare_unit
    )
    if unit == "USD" and named.unit == "USD/BTC":
        unit = named.unit
    value, interval = replace(quantity, unit=unit).interval_in(named.unit)
    if taken.concept == "bitcoin_sold" and value == 0:
        interval = Interval(0.0, 0.0)
    start = it.sentence.start + quantity.start
    company, is_open = company_of_number(
        it.text, quantity.start, it.reader.carried, it.reader.company, continues=it.sentence.continues
    )
    is_open = is_open or asks(it.text) or is_strangers(it, quantity)
    is_open = is_open or (named.unit == "BTC" and may_be_thousands(quantity))
    site = site_spoken_of(it)
    if taken.concept == "bitcoin_sold" and value > 0:
        it.reader.last_sold = (value, period)
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
        confidence=min(taken.confidence, 0.7)
        if is_open or asks(it.text) or is_strangers(it, quantity)
        else taken.confidence,
        basis=Basis.PART if site else Basis.AS_DEFINED,
        part=site or ("" if taken.concept.startswith("hash") else taken.part),
        note=f"as {taken.part}" if taken.concept.startswith("hash") and taken.part else "",
        approximate=quantity.approximate,
    )
