"""Why a number of a sentence is not to be taken for a fact: a target, a look-alike, a stranger's."""

from __future__ import annotations

import re

from headframe.reading.coin_wording import (
    label_before,
)
from headframe.reading.companies_in_text import companies_named, no_names
from headframe.reading.cues import refusal_of
from headframe.reading.dating import FUTURE_BEFORE
from headframe.reading.phrases import phrase
from headframe.reading.quantities import Quantity
from headframe.reading.sentence import (
    COMPARED,
    SentenceInHand,
    Taken,
)
from headframe.reading.spans_of_text import clause_around, without_about
from headframe.vocabulary.concept import Kind

STRANGER = re.compile(
    r"(?<![\w-])(?<![Tt]he )(?P<name>[A-Z][\w&’'-]+(?: [A-Z][\w&’'-]+){0,3})(?:,[^,;.]{1,40},)? "
    r"(?:also |then |has |had |says it |said it )?"
    r"(?:self-mined|mined|produced|sold|held|holds|owns|owned|earned|generated)(?!\w)"
)
PASSED_MARK = phrase("passed_mark")


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
