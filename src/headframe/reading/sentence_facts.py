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
    touches,
)
from headframe.reading.companies_in_text import company_of_number
from headframe.reading.cues import has_cue
from headframe.reading.found import Found, Passed
from headframe.reading.market import SALES
from headframe.reading.money import says_each
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
    dimension_of,
    place,
    quote,
    words_before,
)
from headframe.reading.sentence_doubts import asks, is_strangers, may_be_thousands, refusal
from headframe.reading.sentence_period import period_of, starting_day
from headframe.reading.spans_of_text import without_about
from headframe.vocabulary.concept import concept
from headframe.vocabulary.fact import Basis

NOT_SO = phrase("not_so")
JOINED_ON = phrase("joined_on")

NOTHING = phrase("nothing")
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
