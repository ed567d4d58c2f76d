"""How sentences name hash rates, power prices, dollars and shares."""

from __future__ import annotations

import re
from dataclasses import replace

from headframe.reading.coin_wording import touches
from headframe.reading.companies_in_text import companies_named
from headframe.reading.cues import cues, has_cue
from headframe.reading.market import NARROW, price_fits
from headframe.reading.money import SMALLEST_PROCEEDS, concept_of_money
from headframe.reading.phrases import phrase
from headframe.reading.quantities import Quantity
from headframe.reading.sentence import FLOW_ROLES, LEFT_OVER, SentenceInHand, Taken
from headframe.reading.spans_of_text import clause_around
from headframe.reading.timing import when_of

BASIS_WORD = phrase("basis_word")
OTHER_POWER_PRICE = phrase("other_power_price")
COMPANY_WITH = phrase("company_with")

SITE_SUBJECT = phrase("site_subject")
NOT_OF_A_SALE = phrase("not_of_a_sale")
OF_MACHINES = re.compile(r"^\s?(?:worth )?of (?:\w+ ){0,2}(?:machines|miners|rigs)", re.IGNORECASE)
FRAGMENT_LEAD = phrase("fragment_lead")
FRAGMENT_TAIL = phrase("fragment_tail")
LISTED = re.compile(r"(?: \([^()]{0,40}\)|\))?, ")
BARE_HASH_TAIL = phrase("bare_hash_tail")
BARE_HASH_LEAD = phrase("bare_hash_lead")


def concept_of_hash_rate(it: SentenceInHand, quantity: Quantity) -> Taken | None:
    """Return whether a hash rate is the average or the deployed one, or None where nothing says."""
    floor = max(
        (other.end for other in it.numbers if other.unit == quantity.unit and other.end <= quantity.start), default=0
    )
    ceiling = min(
        (other.start for other in it.numbers if other.unit == quantity.unit and other.start >= quantity.end),
        default=len(it.text),
    )
    lead, tail = it.text[floor : quantity.start], it.text[quantity.end : ceiling]
    tail = OF_MACHINES.sub("", re.split(r"[,;:(]", tail)[0])
    own = it.text[quantity.start : quantity.end]
    named = has_cue(lead[-110:], "hash") and not re.search(r"(?<!\w)capacity(?!\w)[^.]*$", lead[-20:])
    dated = when_of(it.text, quantity, it.whens, it.numbers, compared=False) is not None
    sure = 0.85 + 0.05 * named + 0.04 * dated
    clause = re.split(r"[,;]\s", lead)[-1]
    lead = clause if has_cue(clause, "hash") or has_cue(clause, "deployed") else lead
    if has_cue(lead[-110:], "average") or has_cue(tail[:60], "average"):
        if (
            has_cue(lead + tail, "hash")
            or has_cue(lead + tail, "deployed")
            or has_cue(lead[-22:], "average")
            or has_cue(tail[:14], "average")
        ):
            return Taken("hash_rate_operating_average", sure, "sentence: average hash rate", False)
        return None
    if has_cue(lead + " " + tail, "hash") or has_cue(lead + " " + tail, "deployed") or has_cue(own, "deployed"):
        return Taken(
            "hash_rate_deployed", sure, "sentence: hash rate", False, basis_word(it, lead[-60:] + " | " + tail[:40])
        )
    if any(True for _ in companies_named(lead)) and COMPANY_WITH.search(lead):
        return Taken("hash_rate_deployed", 0.84, "sentence: a company's hash rate", False)
    own_when = when_of(it.text, quantity, it.whens, it.numbers, compared=False)
    if own_when is not None and (own_when.at_end or own_when.kind == "day") and touches(it, quantity, own_when):
        return Taken("hash_rate_deployed", 0.84, "sentence: hash rate on a day", False)
    ahead = [n for n in it.numbers if n.end <= quantity.start]
    listed = (
        bool(ahead)
        and ahead[-1].unit in {"BTC", "BTC/day"}
        and LISTED.fullmatch(it.text[ahead[-1].end : quantity.start])
    )
    if (listed or FRAGMENT_LEAD.fullmatch(it.text[: quantity.start])) and FRAGMENT_TAIL.match(it.text[quantity.end :]):
        return Taken("hash_rate_deployed", 0.82, "sentence: nothing but a hash rate", False)
    if "hash" in it.last:
        return replace(it.last["hash"], rule="sentence: list", confidence=0.82)
    return None


def concept_of_bare_hash_rate(it: SentenceInHand, quantity: Quantity) -> Taken | None:
    """Read a hash rate without its unit where the text gave one before: "average operating hash rate 22.3"."""
    if (
        not it.reader.last_hash_unit
        or quantity.currency
        or quantity.scale
        or not (LEFT_OVER.match(it.text[quantity.end :]) or BARE_HASH_TAIL.match(it.text[quantity.end :]))
    ):
        return None
    lead = it.text[: quantity.start]
    tail = BARE_HASH_TAIL.match(it.text[quantity.end :])
    if "." not in quantity.digits or not (tail or BARE_HASH_LEAD.search(lead)):
        return None
    if "hash" not in it.last and not has_cue(lead[-60:], "hash"):
        return None
    return concept_of_hash_rate(it, replace(quantity, unit=it.reader.last_hash_unit))


def site_spoken_of(it: SentenceInHand) -> str:
    """The site a sentence speaks of where it opens with a name that is no company's: "Canal Flats averaged"."""
    match = SITE_SUBJECT.match(it.text)
    if (
        not match
        or any(True for _ in companies_named(match["site"]))
        or cues(match["site"], *FLOW_ROLES, "hash", "deployed", "average")
    ):
        return ""
    return match["site"]


def basis_word(it: SentenceInHand, around: str) -> str:
    """The word that says which hash rate it is: installed, operational, energized ..."""
    match = BASIS_WORD.search(around)
    return match[1].lower() if match else ""


def concept_of_power(it: SentenceInHand, quantity: Quantity) -> Taken | None:
    """Return the all-in power cost, or None where the price is a contract's or a market's."""
    if not has_cue(it.text, "power_cost"):
        return None
    if OTHER_POWER_PRICE.search(it.text):
        return None
    return Taken("power_cost_all_in", 0.86, "sentence: power cost", False)


def concept_of_dollars(it: SentenceInHand, quantity: Quantity) -> Taken | None:
    """Return what an amount of dollars is, or None."""
    of_sold_coins = "coin" in it.last and it.last["coin"].concept == "bitcoin_sold"
    sale_before = it.reader.sale_age <= 1 or of_sold_coins
    chosen = concept_of_money(it.text, quantity, sale_before, it.reader.demand_response)
    if chosen is None:
        return of_the_sale(it, quantity) if of_sold_coins else None
    return Taken(chosen[0], chosen[1], "sentence: money", False)


def of_the_sale(it: SentenceInHand, quantity: Quantity) -> Taken | None:
    """Read an amount that no word explains where it is what the coins just sold must have brought."""
    ahead = max((n.end for n in it.numbers if n.end <= quantity.start), default=0)
    clause = clause_around(it.text, quantity.start, quantity.end) + it.text[ahead : quantity.start]
    if it.reader.last_sold is None or quantity.unit != "USD" or NOT_OF_A_SALE.search(clause):
        return None
    coins, period = it.reader.last_sold
    if quantity.value >= SMALLEST_PROCEEDS and price_fits(quantity.value / coins, period, NARROW):
        return Taken("bitcoin_sale_net_proceeds", 0.83, "sentence: what the sale must have brought", False)
    return None


def concept_of_shares(it: SentenceInHand, quantity: Quantity) -> Taken | None:
    """Return the shares outstanding, or None where they are authorised, issued or diluted."""
    if (
        quantity.value >= 1_000_000
        and has_cue(it.text, "share_count")
        and not re.search(r"authori[sz]ed|issued (?:under|in|through)|ATM|diluted", it.text, re.IGNORECASE)
    ):
        return Taken("shares_outstanding", 0.86, "sentence: shares outstanding", False)
    return None
