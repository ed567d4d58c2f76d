"""A document's sentences to facts, with what carries over from one sentence to the next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from headframe.reading.companies_in_text import company_after, without_digits_of_names, without_names
from headframe.reading.cues import cues, has_cue
from headframe.reading.dating import Calendar, is_dateline
from headframe.reading.found import Found, Passed, PriorValues
from headframe.reading.periods import When, whens
from headframe.reading.phrases import phrase
from headframe.reading.prose import Sentence, sentences
from headframe.reading.quantities import Quantity, quantities
from headframe.reading.sentence import FLOW_ROLES, Reader, SentenceInHand
from headframe.reading.sentence_facts import NOTHING, facts_of_sentence
from headframe.vocabulary.concept import Kind

MOST_SENTENCES = 1500
LONG_DOCUMENT = 60_000
NUMBER_OR_NONE = phrase("number_or_none")
MINING_WORDS = re.compile(r"BTC|bitcoin|EH/s|PH/s|exahash|hash ?rate|J/TH|kWh|биткоин|биткойн", re.IGNORECASE)
LOOKS_BACK = phrase("looks_back")
OPENS_WITH_TIME = re.compile(r"\W{0,2}(?:In|During|For|A|Ad|En|Em|Im|В)\s", re.IGNORECASE)


def facts_of_prose(
    text: str,
    calendar: Calendar,
    company: str | None,
    *,
    comma_decimals: bool,
    demand_response: bool,
    prior: PriorValues | None = None,
) -> tuple[list[Found], list[Passed]]:
    """Return the facts that sentences state, and the numbers that were refused with their reason."""
    speaks_of_coins = bool(re.search(r"bitcoin|BTC|биткоин", text, re.IGNORECASE))
    reader = Reader(calendar, company, comma_decimals, demand_response, speaks_of_coins, prior=prior)
    facts: list[Found] = []
    passed: list[Passed] = []
    paragraph = -1
    read, is_long = 0, len(text) > LONG_DOCUMENT
    for sentence in sentences(text):
        if not NUMBER_OR_NONE.search(sentence.text) or (is_long and not MINING_WORDS.search(sentence.text)):
            if not is_long:
                reader.carried = company_after(sentence.text, reader.carried)
            continue
        read += 1
        if read > MOST_SENTENCES:
            passed.append(
                Passed(
                    sentence.text[:80],
                    f"chars {sentence.start}",
                    "the document is too long: nothing is read from here on",
                )
            )
            break
        if sentence.paragraph != paragraph:
            reader.sale_age += sentence.paragraph - paragraph - 1
            reader.carried, reader.spoken_of, paragraph = None, None, sentence.paragraph
        if len(sentence.text) > 3000:
            passed.append(Passed(sentence.text[:80], f"chars {sentence.start}", "a sentence too long to be one"))
            continue
        for item in _of_sentence(sentence, reader):
            if isinstance(item, Found):
                facts.append(item)
            else:
                passed.append(item)
    return facts, passed


def _of_sentence(sentence: Sentence, reader: Reader) -> Iterator[Found | Passed]:
    text = sentence.text
    when_list = [w for w in whens(text) if not is_dateline(text, w)]
    found = quantities(without_digits_of_names(text), comma_decimals=reader.comma_decimals)
    numbers = [number for number in found if not _inside(number, when_list)]
    numbers = [_of_unit_before(text, _out_of_brackets(text, number)) for number in numbers]
    numbers = _from_to(text, _respectively(text, numbers))
    if not numbers and not NOTHING.search(text):
        _remember(sentence, reader, when_list)
        return
    yield from facts_of_sentence(
        SentenceInHand(sentence, reader, when_list, numbers, cues(without_names(text), *FLOW_ROLES))
    )
    _remember(sentence, reader, when_list)


def _remember(sentence: Sentence, reader: Reader, when_list: Sequence[When]) -> None:
    reader.sale_age = 0 if has_cue(sentence.text, "sold") else reader.sale_age + 1
    reader.carried = company_after(sentence.text, reader.carried)
    opening = when_list[0] if when_list else None
    if (
        opening is not None
        and opening.kind == "month"
        and OPENS_WITH_TIME.fullmatch(sentence.text[: opening.start])
        and sentence.text[opening.end : opening.end + 1] != ":"
        and not sentence.continues
        and not LOOKS_BACK.match(sentence.text[opening.end :])
    ):
        reader.spoken_of = opening
    days = [w for w in when_list if w.kind in {"day", "months"} and w.year]
    for when in days:
        period = reader.calendar.resolve(when, Kind.STOCK)
        reader.last_day = period.end if period else reader.last_day


def _inside(quantity: Quantity, when_list: Sequence[When]) -> bool:
    return any(quantity.start < when.end and when.start < quantity.end for when in when_list)


PAIRED = phrase("paired")


def _respectively(text: str, numbers: list[Quantity]) -> list[Quantity]:
    """Give the numbers of "BTC and ETH were 832 and 266, respectively" their coins."""
    pair = PAIRED.search(text)
    if not pair:
        return numbers
    bare = [n for n in numbers if not n.unit and not n.currency and n.start > pair.end()][:2]
    if len(bare) < 2 or not re.fullmatch(
        r"\s(?:and|y|e|und|и)\s(?:about |approximately )?", text[bare[0].end : bare[1].start]
    ):
        return numbers
    if re.search(r"\d", text[pair.end() : bare[0].start]):
        return numbers
    coins = ["ETH" if pair[name].lower().startswith("eth") else "BTC" for name in ("first", "second")]
    given = {id(number): coin for number, coin in zip(bare, coins, strict=True)}
    return [replace(number, unit=given[id(number)]) if id(number) in given else number for number in numbers]


UNIT_BEFORE = re.compile(r"(?:per|/)\s?(?P<unit>MWh|kWh)(?: (?:was|of|at|came to))?:?\s$")


def _of_unit_before(text: str, number: Quantity) -> Quantity:
    """Give the price of "energy cost per MWh $28.83" the unit that stands before it."""
    match = UNIT_BEFORE.search(text[: number.start])
    if not match or number.unit != "USD" or number.scale:
        return number
    return replace(number, unit=f"USD/{match['unit']}")


FROM = re.compile(r"(?<!\w)(?:from|da|dai|de|desde|von|с|со)\s(?:the |los |i |about |circa )?$", re.IGNORECASE)
TO = re.compile(r"\s(?:to|a|ad|auf|до|para|hasta|até)\s(?:about |circa |los |i )?", re.IGNORECASE)


def _from_to(text: str, numbers: list[Quantity]) -> list[Quantity]:
    """Give the first number of "from 10,427 to 10,928 BTC" the unit of the second."""
    given: dict[int, Quantity] = {}
    for first, second in pairwise(numbers):
        is_bare = not first.unit and not first.currency and second.unit in {"BTC", "EH/s", "PH/s"}
        if is_bare and FROM.search(text[: first.start]) and TO.fullmatch(text[first.end : second.start]):
            given[id(first)] = replace(first, unit=second.unit)
    return [given.get(id(number), number) for number in numbers]


def _out_of_brackets(text: str, number: Quantity) -> Quantity:
    """A number alone in brackets is a loss in a table; in a sentence it is an aside, unless its unit follows them."""
    if number.unit and text[number.end - 1] != ")":
        return number
    if not number.negative or number.currency or text[number.start - 1 : number.start] != "(":
        return number
    return replace(number, negative=False, end=number.end - (text[number.end - 1] == ")"))
