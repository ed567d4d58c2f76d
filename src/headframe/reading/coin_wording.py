"""How sentences name a number of coins: by a cue, in a list, by comparison, in brackets, or without a unit."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from headframe.reading.coins import CONCEPT_OF_ROLE, role_in_share, role_of_coins
from headframe.reading.companies_in_text import companies_named
from headframe.reading.labels import Label, label_of
from headframe.reading.periods import When
from headframe.reading.phrases import phrase
from headframe.reading.quantities import Quantity
from headframe.reading.sentence import LEFT_OVER, SentenceInHand, Taken
from headframe.reading.spans_of_text import bracket_of, cost_between, without_about
from headframe.reading.timing import when_of
from headframe.vocabulary.concept import Kind

GOES_TO = phrase("goes_to")
OF_THEM = phrase("of_them")

WITH = phrase("with")
END_OF = phrase("end_of")
FROM_MINING = phrase("from_mining")
FRAGMENT_LEAD = phrase("fragment_lead")
FRAGMENT_GROWTH = phrase("fragment_growth")
AND_ETHER = re.compile(r"\s(?:and|y|e|und|и) [\d.,]+ (?:ETH|ether)(?!\w)", re.IGNORECASE)
SOLD_FOR = phrase("sold_for")
VERB = phrase("verb")
AS_OF = re.compile(r"(?<!\w)(?:as of|as at|since|al|per|at) (?:the )?$", re.IGNORECASE)
KEPT = re.compile(r"held|vaults?|treasury|reserves?|in (?:custody|stock|hand)|on hand")
WAS_IT = re.compile(r"(?:waren es|war es|fueron|erano|eran|foram|было|it was|were|was)\s$", re.IGNORECASE)
MOVED = re.compile(r"(?<!\w)(?:fell|rose|dropped|climbed|grew|shrank|declined|slipped) to\s", re.IGNORECASE)
"""A level goes from one number to another: nobody says that of a month's production without naming it."""
OPENS_AS_BEFORE = re.compile(
    r"\W{0,2}(?:It|That|This|They) (?:was|is|were|stood at|came to|fell to|rose to)\s", re.IGNORECASE
)
"""A sentence about what the last one spoke of, whatever that was."""
IT_WAS = re.compile(r"(?:it|that|the (?:figure|number|total|count)) (?:was|came to|stood at|reached)\s$", re.IGNORECASE)


def concept_of_coins(it: SentenceInHand, quantity: Quantity, compared: bool) -> Taken | None:
    """Return what a number of coins counts in this sentence, or None where nothing says."""
    choice = role_of_coins(it.text, quantity, it.cues, it.numbers, it.whens)
    if FROM_MINING.match(it.text[quantity.end :]):
        return Taken("bitcoin_produced", 0.9, "sentence: from mining", compared)
    shared = role_in_share(it.text, quantity, it.cues, it.numbers)
    if shared == "none":
        return None
    if shared:
        return Taken(CONCEPT_OF_ROLE[shared], 0.9, f"sentence: {shared}, part of another number", compared)
    if not compared and SOLD_FOR.match(it.text[quantity.end :]) and (choice is None or choice.role == "produced"):
        beside = choice is not None and choice.cost <= 1.0 and not any(cue.role == "sold" for cue in it.cues)
        if not beside and not any(cue.role == "purchased" for cue in it.cues):
            return Taken("bitcoin_sold", 0.88, "sentence: coins for dollars", compared)
    own_when = when_of(it.text, quantity, it.whens, it.numbers, compared=compared)
    dated = own_when is not None and is_balance_day(it, own_when) and touches(it, quantity, own_when)
    if dated and (choice is None or choice.cost >= 3.0):
        return Taken("bitcoin_held", 0.86, "sentence: coins on a day", compared)
    if choice is None or choice.cost > 1.5:
        lead = it.text[: quantity.start]
        if WITH.search(lead) and any(mention.end >= len(WITH.sub("", lead)) - 3 for mention in companies_named(lead)):
            return Taken("bitcoin_held", 0.84, "sentence: a company with coins", compared)
    if (choice is not None and choice.cost <= 3.5) or (choice is not None and "coin" not in it.last):
        return Taken(
            CONCEPT_OF_ROLE[choice.role],
            max(0.8, 0.95 - 0.02 * choice.cost),
            f"sentence: {choice.role}",
            compared,
            part_of_coins(it, quantity),
        )
    if "coin" in it.last and goes_on(it, quantity):
        return replace(it.last["coin"], rule="sentence: list")
    if ahead := listed_ahead(it, quantity):
        return ahead
    if FRAGMENT_LEAD.fullmatch(it.text[: quantity.start]) and FRAGMENT_GROWTH.match(it.text[quantity.end :]):
        return Taken("bitcoin_produced", 0.8, "sentence: nothing but coins and their growth", compared)
    spans = own_when is not None and own_when.kind in {"year_to_date", "through", "this_year"}
    if (
        "coin" in it.last
        and own_when is not None
        and not (spans and it.last["coin"].concept in {"bitcoin_held", "bitcoin_restricted"})
    ):
        return replace(it.last["coin"], compared=compared, rule="sentence: list")
    if own_when is not None and touches(it, quantity, own_when):
        if it.sentence.continues and it.reader.last_coin and not (spans and it.reader.last_coin[0] == "bitcoin_held"):
            return Taken(it.reader.last_coin[0], 0.84, "sentence: list after a semicolon", compared)
        if is_balance_day(it, own_when):
            return Taken("bitcoin_held", 0.84, "sentence: coins on a day", compared)
        if OPENS_AS_BEFORE.match(it.text) and it.reader.last_coin:
            return Taken(it.reader.last_coin[0], 0.82, "sentence: what was spoken of", compared)
        other_cue = any(cue.role != "produced" and cue.end <= quantity.start for cue in it.cues)
        if other_cue or MOVED.search(it.text):
            return None
        if own_when.kind in {"month", "quarter", "months", "half", "year", "year_to_date", "through", "this_year"}:
            return Taken("bitcoin_produced", 0.82, "sentence: coins in a period", compared)
    return None


def concept_of_bare_number(it: SentenceInHand, quantity: Quantity, compared: bool) -> Taken | None:
    """Read a number without a unit: only beside a cue of coins, or in a list that goes on."""
    if quantity.currency or quantity.scale or not it.reader.mentions_coins:
        return None
    label = label_before(it, quantity)
    if label is not None and label.concept in CONCEPT_OF_ROLE.values() and not it.text[quantity.end :].strip(" .;"):
        return Taken(label.concept, 0.86, "sentence: labelled", compared, label.part)
    if beside := verb_beside(it, quantity):
        return Taken(CONCEPT_OF_ROLE[beside], 0.85, f"sentence: {beside}, no unit", compared)
    if not LEFT_OVER.match(it.text[quantity.end :]):
        return None
    is_whole = quantity.number == quantity.number.to_integral_value()
    if it.reader.last_coin and IT_WAS.search(it.text[: quantity.start]) and it.whens and it.whens[0].start <= 4:
        return Taken(it.reader.last_coin[0], 0.82, "sentence: it was", compared)
    is_sum = bool(it.whens) and it.whens[0].start <= 2 and it.whens[0].kind == "year_to_date"
    last = it.reader.last_coin[0] if it.reader.last_coin and "coin" not in it.last else ""
    if is_sum and last == "bitcoin_produced" and touches(it, quantity, it.whens[0]):
        return Taken("bitcoin_produced", 0.82, "sentence: year to date", False)
    choice = role_of_coins(it.text, quantity, it.cues, it.numbers, it.whens)
    own_when = when_of(it.text, quantity, it.whens, it.numbers, compared=compared)
    if choice is not None and choice.cue is not None and choice.cue.end <= quantity.start:
        around = it.text[max(0, choice.cue.start - 8) : quantity.start]
        names_coins = bool(re.search(r"bitcoin|BTC", around, re.IGNORECASE))
        if (choice.cost <= 1.3 and ((is_whole and quantity.number >= 10) or names_coins)) or (
            is_whole and names_coins and choice.cost <= 2.6 and own_when is not None
        ):
            return Taken(CONCEPT_OF_ROLE[choice.role], 0.84, f"sentence: {choice.role}, no unit", compared)
    earlier = it.last.get("coin")
    if not is_whole and (earlier is None or float(it.last_value["coin"]).is_integer()):
        return None
    if earlier is not None and goes_on(it, quantity):
        return replace(earlier, compared=False, rule="sentence: list without unit", confidence=0.84)
    if earlier is None and it.sentence.continues and it.reader.last_coin:
        earlier = Taken(it.reader.last_coin[0], 0.84, "", False)
    if own_when is not None and earlier is not None and touches(it, quantity, own_when):
        compared = compared or own_when.is_relative
        return replace(earlier, compared=compared, rule="sentence: list without unit", confidence=0.84)
    return None


LABELLED = re.compile(r"(?P<label>[^:.;()]{3,90}):\s(?:about |approximately |~)?$")


def label_before(it: SentenceInHand, quantity: Quantity) -> Label | None:
    """Return what the words before a number's colon mean as a label: "Bitcoin produced, calendar year 2023: 7,391"."""
    match = LABELLED.search(it.text[: quantity.start])
    return label_of(match["label"]) if match else None


def in_brackets(it: SentenceInHand, quantity: Quantity, dimension: str) -> Taken | None:
    """Read "(October: 602.6)" and "April (375)": the last concept at another time."""
    own = bracket_of(it.text, quantity.start, quantity.end)
    if own is None:
        return None
    inside = [w for w in it.whens if own[0] <= w.start and w.end <= own[1]]
    touching = [w for w in it.whens if it.text[w.end : own[0]] in {" (", " ["}]
    rest = it.text[own[0] : own[1]]
    for when in inside:
        rest = rest.replace(it.text[when.start : when.end], "")
    if not (inside or touching) or len(re.findall(r"[^\W\d]{3,}", rest)) > 3:
        return None
    inherited = inherited_concept(it, quantity, dimension)
    return (
        replace(inherited, compared=True, rule="sentence: in brackets", confidence=min(inherited.confidence, 0.86))
        if inherited
        else None
    )


def inherited_concept(it: SentenceInHand, quantity: Quantity, dimension: str) -> Taken | None:
    """Return the last reading that a number compared or listed can share."""
    if dimension:
        return it.last.get(dimension)
    if quantity.unit or quantity.scale or not (LEFT_OVER.match(it.text[quantity.end :])):
        return None
    for known in reversed(list(it.last)):
        if known in {"coin", "hash", "efficiency"} and 0.1 <= quantity.value / it.last_value[known] <= 10:
            return it.last[known]
        if known in {"coin", "hash", "efficiency"}:
            return None
    return None


def is_starting_point(it: SentenceInHand, quantity: Quantity) -> bool:
    """Whether the number is the first of "from 14.7 EH/s to 22 EH/s"."""
    if not re.search(
        r"(?<!\w)(?:from|da|dai|de|desde|von|с|со)\s$",
        without_about(it.text[max(0, quantity.start - 30) : quantity.start]),
        re.IGNORECASE,
    ):
        return False
    behind = it.text[quantity.end : quantity.end + 45]
    return bool(GOES_TO.match(behind))


def has_own_verb(it: SentenceInHand, quantity: Quantity, dimension: str) -> bool:
    """Whether a cue touches the number itself, so that it needs no borrowed one."""
    if dimension != "coin":
        return False
    choice = role_of_coins(it.text, quantity, it.cues, it.numbers, it.whens)
    return choice is not None and choice.cost <= 1.0 and not (choice.cue and choice.cue.end <= quantity.start)


def listed_ahead(it: SentenceInHand, quantity: Quantity) -> Taken | None:
    """Read "Argo 143 BTC, Bitdeer 462 BTC mined": items of a company and a number share the verb behind the last."""
    alike = [n for n in it.numbers if n.unit == quantity.unit and n.start >= quantity.start]
    lead = it.text[: quantity.start]
    if len(alike) < 2 or not any(named.end >= len(lead.rstrip()) for named in companies_named(lead)):
        return None
    for first, second in pairwise(alike):
        gap = it.text[first.end : second.start]
        named = list(companies_named(gap))
        if len(named) != 1 or not re.fullmatch(
            r"\W*(?:and|y|e|und|и)?\W*", gap[: named[0].start] + gap[named[0].end :]
        ):
            return None
    tail = it.text[alike[-1].end :]
    behind = [cue for cue in it.cues if cue.start >= alike[-1].end and cue.role in CONCEPT_OF_ROLE]
    if not behind or cost_between(tail, 0, behind[0].start - alike[-1].end, ()) > 1.0:
        return None
    return Taken(CONCEPT_OF_ROLE[behind[0].role], 0.84, "sentence: list before its verb", False)


def is_balance_day(it: SentenceInHand, when: When) -> bool:
    """Whether coins "on" a day are a balance: at a period's end, or a day that "as of" introduces."""
    if when.kind != "day":
        return when.at_end
    period = it.reader.calendar.resolve(when, Kind.STOCK)
    if period is not None and (period.end + timedelta(days=1)).day == 1:
        return True
    return bool(AS_OF.search(it.text[max(0, when.start - 12) : when.start]))


def goes_on(it: SentenceInHand, quantity: Quantity) -> bool:
    """Whether the number continues a list: "from 19,368 to 18,005 BTC", "MARA holds 44,893 BTC, Riot 17,722 BTC"."""
    alike = (quantity.unit, "") if quantity.unit else ("BTC", "")
    last = max((n.end for n in it.numbers if n.end <= quantity.start and n.unit in alike), default=-1)
    if last < 0:
        return False
    gap = it.text[last : quantity.start]
    if re.fullmatch(r"\s(?:to|a|ad|auf|до|para|hasta|até)\s(?:about |circa )?", gap, re.IGNORECASE):
        return True
    named = list(companies_named(gap))
    return (
        len(named) == 1
        and not re.search(r"\w", gap[: named[0].start].replace("and", ""))
        and not re.search(r"[^\W\d]{4}", gap[named[0].end :])
    )


def touches(it: SentenceInHand, quantity: Quantity, when: When) -> bool:
    """Whether nothing but small words, a company's name or a colon stands between a number and its time."""
    if when.start >= quantity.end:
        gap = it.text[quantity.end : when.start]
        gap = AND_ETHER.sub("", END_OF.sub("", gap) if when.at_end else gap)
        return cost_between(gap, 0, len(gap), ()) < 0.9
    gap = WAS_IT.sub("", it.text[when.end : quantity.start].lstrip(",: "))
    for named in companies_named(gap):
        gap = gap.replace(gap[named.start : named.end], "")
    return cost_between(gap, 0, len(gap), ()) < 0.9


def verb_beside(it: SentenceInHand, quantity: Quantity) -> str:
    """The role of a verb that touches a number without unit: "533.5 sold for", "self-mined 1,334", "967 pledged"."""
    before, after = it.text[: quantity.start], it.text[quantity.end :]
    for cue in it.cues:
        behind = cue.start >= quantity.end and OF_THEM.fullmatch(after[: cue.start - quantity.end])
        ahead = (
            cue.end <= quantity.start
            and re.fullmatch(r"\s(?:about |around |approximately |some )?", before[cue.end :])
            and LEFT_OVER.match(after)
        )
        kept = cue.role == "held" and re.fullmatch(
            r"\s(?:in (?:the |its )?)?", after[: max(0, cue.start - quantity.end)]
        )
        if kept and cue.start >= quantity.end and KEPT.fullmatch(cue.text) and quantity.number >= 5:
            return "held"
        if behind and cue.role in {"produced", "sold"} and VERB.fullmatch(cue.text):
            return cue.role
        listed = "coin" in it.last or (it.sentence.continues and it.reader.last_coin is not None)
        if behind and cue.role == "restricted" and listed:
            return cue.role
        if ahead and cue.role in {"produced", "sold"} and VERB.fullmatch(cue.text) and quantity.number >= 5:
            return cue.role
    return ""


def part_of_coins(it: SentenceInHand, quantity: Quantity) -> str:
    """Return the part of the holdings that the unit itself names."""
    return "unrestricted" if re.search(r"unrestricted|unencumbered", quantity.unit_text, re.IGNORECASE) else ""
