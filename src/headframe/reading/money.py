"""What an amount of dollars is: sale proceeds, price a coin, cash, power credits or revenue."""

from __future__ import annotations

import re
from collections.abc import Sequence

from headframe.reading.cues import Cue, cues, has_cue
from headframe.reading.phrases import phrase
from headframe.reading.quantities import Quantity
from headframe.reading.spans_of_text import cost_between

SOLD_DIRECTLY = phrase("sold_directly")
OTHER_PROCEEDS = phrase("other_proceeds")
VALUE_OF_HOLDINGS = phrase("value_of_holdings")
NOT_CASH = phrase("not_cash")
AND_BITCOIN = phrase("and_bitcoin")
REVENUE = phrase("revenue")
ONE_REVENUE = phrase("one_revenue")

SOLD_AT = phrase("sold_at")
IN_ALL = phrase("in_all")
OTHER_SALE = phrase("other_sale")
SMALLEST_PRICE, LARGEST_PRICE = 3_000.0, 400_000.0
SMALLEST_PROCEEDS = 50_000.0
OTHER_PRICE = phrase("other_price")


def concept_of_money(
    text: str, quantity: Quantity, sale_before: bool, demand_response: bool
) -> tuple[str, float] | None:
    """Return concept and confidence for a dollar amount of one sentence, or None.

    Parameters
    ----------
    text : str
        The sentence.
    quantity : Quantity
        The amount in it.
    sale_before : bool
        Whether the sentence before told of a sale of coins.
    demand_response : bool
        Whether the document counts demand response credits apart from power credits.
    """
    sale_here = _sale(text, quantity) or sale_before
    if quantity.unit == "USD/BTC" or says_each(text, quantity):
        return _price(text, quantity, sale_here)
    for check in (_credits, _cash):
        if found := check(text, quantity, demand_response):
            return found
    if sale_here and quantity.value >= SMALLEST_PROCEEDS and (found := _proceeds(text, quantity)):
        return found
    return _revenue(text, quantity)


def _sale(text: str, quantity: Quantity) -> bool:
    return has_cue(text, "sold") or bool(re.search(r"(?<!\w)proceeds(?!\w)", text, re.IGNORECASE))


def _near(text: str, quantity: Quantity, found: Sequence[Cue], before: float, after: float) -> Cue | None:
    for cue in found:
        if cue.end <= quantity.start and cost_between(text, cue.end, quantity.start, ()) <= before:
            return cue
        if cue.start >= quantity.end and cost_between(text, quantity.end, cue.start, ()) <= after:
            return cue
    return None


def says_each(text: str, quantity: Quantity) -> bool:
    """Whether an amount is the price of one coin: "$88,870 each"."""
    if quantity.scale or not SMALLEST_PRICE <= quantity.value <= LARGEST_PRICE:
        return False
    if _near(text, quantity, cues(text, "price_each"), 4.5, 1.6) is not None:
        return True
    return bool(SOLD_AT.search(text[max(0, quantity.start - 60) : quantity.start]))


def _price(text: str, quantity: Quantity, sale_here: bool) -> tuple[str, float] | None:
    if not sale_here or quantity.scale or not SMALLEST_PRICE <= quantity.value <= LARGEST_PRICE:
        return None
    lead = text[max(0, quantity.start - 60) : quantity.start]
    lead = re.split(r"[;.]\s|sold|sale", lead, flags=re.IGNORECASE)[-1]
    tail = text[quantity.end : quantity.end + 25]
    if OTHER_PRICE.search(lead) or OTHER_PRICE.search(tail):
        return None
    return "bitcoin_sale_average_net_price", 0.88


def _credits(text: str, quantity: Quantity, demand_response: bool) -> tuple[str, float] | None:
    if quantity.value < 10_000:
        return None
    listed = cues(text, "credits_total", "credits_demand", "credits")
    if {cue.role for cue in listed if cue.end <= quantity.start} >= {"credits_demand", "credits"} and IN_ALL.search(
        text[: quantity.start]
    ):
        return "power_credits_total", 0.86
    best: tuple[float, Cue] | None = None
    for cue in listed:
        before = cue.end <= quantity.start
        gap = (cue.end, quantity.start) if before else (quantity.end, cue.start)
        if gap[0] > gap[1] or "$" in text[gap[0] : gap[1]]:
            continue
        cost = cost_between(text, *gap, ())
        if cost <= 4.5 and (best is None or cost < best[0]):
            best = (cost, cue)
    if best is None:
        return None
    role = best[1].role
    if role == "credits_demand":
        return "demand_response_credits", 0.9
    if role == "credits" and demand_response:
        return "power_curtailment_credits", 0.88
    return "power_credits_total", 0.88


def _cash(text: str, quantity: Quantity, demand_response: bool) -> tuple[str, float] | None:
    cue = _near(text, quantity, cues(text, "cash"), 2.1, 2.1)
    if cue is None or quantity.value < 100_000:
        return None
    around = text[max(0, min(cue.start, quantity.start) - 25) : max(cue.end, quantity.end) + 25]
    between = text[min(cue.end, quantity.end) : max(cue.start, quantity.start)]
    if NOT_CASH.search(around) and not re.search(r"unrestricted cash", around, re.IGNORECASE):
        return None
    tail = text[max(cue.end, quantity.end) :]
    if AND_BITCOIN.match(tail) and quantity.end > cue.end:
        return None
    if "$" in between or "," in between:
        return None
    return "cash", 0.86


def _proceeds(text: str, quantity: Quantity) -> tuple[str, float] | None:
    lead = text[: quantity.start]
    clause = re.split(r"[;.]\s", lead)[-1]
    cue = _near(text, quantity, cues(text, "proceeds"), 3.2, 2.0)
    bracket = SOLD_DIRECTLY.search(lead)
    if cue is None and not bracket:
        return None
    if OTHER_PROCEEDS.search(clause) or OTHER_SALE.search(clause):
        return None
    if has_cue(text, "credits") and not _sale(text, quantity):
        return None
    if cue is not None and cue.text == "worth" and not re.search(r"sold|sale|selling|vend", clause, re.IGNORECASE):
        return None
    if VALUE_OF_HOLDINGS.search(clause):
        return None
    return "bitcoin_sale_net_proceeds", 0.88 if not bracket else 0.82


def _revenue(text: str, quantity: Quantity) -> tuple[str, float] | None:
    lead = text[max(0, quantity.start - 60) : quantity.start]
    if match := REVENUE.search(lead):
        before = lead[: match.start()]
        if ONE_REVENUE.search(before):
            mining = re.search(r"(?:bitcoin |self-)?mining\s?$", before, re.IGNORECASE)
            return ("revenue_bitcoin_mining", 0.84) if mining else None
        return "revenue_total", 0.84
    return None
