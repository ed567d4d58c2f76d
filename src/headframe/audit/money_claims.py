"""Amounts of dollars: proceeds, cost, profit, price of a coin, revenue and other lines of the accounts."""

from __future__ import annotations

import re

from headframe.audit.coins_claims import forecast
from headframe.audit.cues import SURE, cues_of, named_by
from headframe.audit.judge import Asked, fit, number_text
from headframe.audit.ours import PROCEEDS, PURCHASE_COST, PURCHASED, SALE_PRICE
from headframe.audit.recomputed import Reading, Recomputed, level, product, quotient
from headframe.audit.sentence import InHand, Spoken, bound_before, month_of
from headframe.audit.stated import stated
from headframe.audit.timing import When, is_compared, when_of
from headframe.audit.verdict import Kind
from headframe.audit.wording import wording
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.reading.quantities import Quantity
from headframe.record.view import View

LEAST_COIN_PRICE, MOST_COIN_PRICE = 1_000, 400_000
"""Dollars a coin has been worth since 2013, and room above."""
SALE, PURCHASE = "sale", "purchase"
MARKET_PRICE = re.compile(
    r"(?<!\w)(?:bitcoin|BTC|the coin|the token|the cryptocurrency)(?:['’]s price)?(?: price)?\s"
    r"(?:\w+ly |also |had |has |then )*(?:average[ds]?|averaging|traded|trading|trades|closed|ended|fell|rose|"
    r"dropped|hit|"
    r"reached|touched|stood|was|changed hands|hovered|slipped|slid|peaked|climbed|price[ds]?|at|near)(?!\w)|"
    r"(?<!\w)(?:market|spot|bitcoin|BTC) price|price of (?:a )?bitcoin",
    re.IGNORECASE,
)
AVERAGED = re.compile(r"(?<!\w)averag(?:ed|ing|es|e)(?!\w)", re.IGNORECASE)
CLOSED = re.compile(r"(?<!\w)(?:closed|ended|finished|close|end of)(?!\w)", re.IGNORECASE)
NO_DEAL = re.compile(
    r"(?<!\w)(?:shares?|stock|market cap\w*|valuation|price target|option|loan|facility|credit|notes?|bonds?|"
    r"lease|land|acres|"
    r"campus|capex|data cent\w+|core and shell|build|contract|tenant|equity|ATM|hosting|settle\w*|lawsuit|"
    r"fund(?:ing|ed)?)(?!\w)",
    re.IGNORECASE,
)
NEGATIVE = frozenset({"net_loss"})


def ask_money(it: InHand, number: Quantity, now: View) -> Asked | None:
    """Return the claim an amount of dollars makes, or None where nothing says what it is of."""
    company, certain = it.company_at(number.start, number.end)
    if it.is_future(number.start):
        return forecast(it, number)
    if is_coin_price(it, number):
        return _price(it, number, company, certain)
    if company is None or number.unit == "money" or number.currency == "other":
        return None
    if (profit := _profit(it, number, company, now)) is not None:
        return profit
    cues = cues_of(it.text, "money")
    context = deal_context(it, number)
    usable = [cue for cue in cues if _allowed(cue.concept, context)]
    named = named_by(it.text, usable, number, it.numbers)
    concept, cost, accuses = (named.concept, named.cost, named.accuses) if named else ("", 99.0, False)
    if (not concept or cost > SURE) and context and not NO_DEAL.search(_clause(it, number)):
        concept, cost, accuses = (PROCEEDS if context == SALE else PURCHASE_COST), min(cost, SURE), True
    if not concept:
        return None
    if concept in (PROCEEDS, PURCHASE_COST) and number.scale == 0 and number.value <= MOST_COIN_PRICE:
        return _price(it, number, company, certain)
    if concept == "bitcoin_value":
        return _value(it, number, company) if it.told.last("coins", 1) else None
    return _amount(it, number, company, certain, concept, accuses and cost <= SURE)


def deal_context(it: InHand, number: Quantity) -> str:
    """Return whether a sale or a purchase of coins is being spoken of: by the nearest coins, else those before."""
    nearest = [
        spoken
        for spoken in it.told.spoken
        if spoken.family == "coins"
        and spoken.sentence == it.told.sentence
        and spoken.concept in ("bitcoin_sold", PURCHASED)
    ]
    if nearest:
        best = min(nearest, key=lambda spoken: abs(spoken.start - number.start))
        return SALE if best.concept == "bitcoin_sold" else PURCHASE
    cues = [cue for cue in cues_of(it.text, "coins") if cue.concept in ("bitcoin_sold", PURCHASED)]
    if cues and re.search(r"bitcoin|BTC|coins?", it.text, re.IGNORECASE):
        near = min(cues, key=lambda cue: abs(cue.start - number.start))
        return SALE if near.concept == "bitcoin_sold" else PURCHASE
    last = it.told.last("coins", 1)
    if last is not None and last.sentence < it.told.sentence:
        return {"bitcoin_sold": SALE, PURCHASED: PURCHASE}.get(last.concept, "")
    return ""


def _allowed(concept: str, context: str) -> bool:
    if concept == PROCEEDS:
        return context == SALE
    return context == PURCHASE if concept == PURCHASE_COST else True


def _amount(it: InHand, number: Quantity, company: str, certain: bool, concept: str, accuses: bool) -> Asked:
    sign = -1.0 if concept in NEGATIVE or number.negative else 1.0
    concept = {"net_loss": "net_income"}.get(concept, concept)
    when = when_of(it, number, concept, compared=is_compared(it, number))
    when = _deal_when(it, number, when) if concept in (PROCEEDS, PURCHASE_COST) else when
    readings = tuple(level(company, concept, period) for period in when.periods)
    if concept in ("revenue_total", "revenue_bitcoin_mining"):
        other = "revenue_bitcoin_mining" if concept == "revenue_total" else "revenue_total"
        accuses = accuses and all(not (p.is_month) for p in when.periods)
        if "mining" not in it.text[max(0, number.start - 60) : number.start]:
            readings += tuple(level(company, other, period) for period in when.periods)
    it.told.spoken.append(Spoken(number.start, number.end, "money", concept, readings, it.told.sentence, number.value))
    sold = concept in (PROCEEDS, PURCHASE_COST)
    sure = (
        certain and not when.is_open and accuses and bool(readings) and (when.is_said or sold or len(when.periods) <= 2)
    )
    if sold and re.search(r"gross|before fees|worth", _clause(it, number)):
        sure = False
    return Asked(
        it.start + number.start,
        it.start + number.end,
        Kind.FLOW if when.periods and not when.periods[0].is_day else Kind.LEVEL,
        stated(number, bound_before(it.text, number.start), sign=sign),
        "USD",
        readings,
        sure,
        unique=not when.is_said,
    )


def _deal_when(it: InHand, number: Quantity, when: When) -> When:
    """Return the days of the coins that an amount was paid for, where the sentence does not give it its own."""
    coins = [
        spoken
        for spoken in it.told.spoken
        if spoken.family == "coins"
        and spoken.sentence == it.told.sentence
        and spoken.concept in ("bitcoin_sold", PURCHASED)
    ]
    if when.is_said or not coins:
        return when
    near = min(coins, key=lambda spoken: abs(spoken.start - number.start))
    periods = tuple(reading.period for reading in near.readings if reading.period is not None)
    return When(periods or when.periods, bool(periods))


def _profit(it: InHand, number: Quantity, company: str, now: View) -> Asked | None:
    """Return the claim that an amount is a profit on coins sold: proceeds by that name are the wrong measure."""
    clause = _clause(it, number)
    if not wording("profit").search(clause) or wording("not_profit").search(clause):
        return None
    if re.search(r"(?<!\w)earned(?!\w)", clause) and not re.search(r"(?<!\w)(?:sales?|selling|sold)(?!\w)", clause):
        return None
    if not re.search(r"(?<!\w)(?:sales?|sell\w*|sold|liquidat\w+|offload\w+|dump\w+|bitcoin|coins)(?!\w)", it.text):
        return None
    when = _deal_when(it, number, when_of(it, number, PROCEEDS, compared=False))
    said = stated(number, bound_before(it.text, number.start))
    proceeds = tuple(level(company, PROCEEDS, period) for period in when.periods)
    place = (it.start + number.start, it.start + number.end)
    gains = tuple(level(company, "lots_realised_gain", period) for period in when.periods)
    for reading, gain in zip(proceeds, gains, strict=True):
        made = reading.compute(now)
        if isinstance(made, Recomputed) and fit(said, made.interval) is not None:
            ours = gain.compute(now)
            words = "these are net proceeds, and no profit"
            if not isinstance(ours, Missing):
                words += f": against cost (FIFO) the gain is {number_text(ours.value, 'USD')}"
            return Asked(*place, Kind.MEASURE, said, "USD", (reading,), True, if_other=words)
    return Asked(*place, Kind.MEASURE, said, "USD", gains, False, "profit depends on which coins were sold: see lots")


def _clause(it: InHand, number: Quantity) -> str:
    left = max(it.text.rfind(mark, 0, number.start) for mark in (";", ". ", ", and ", ", but ", ", while "))
    right = min(
        (at for mark in (";", ", and ", ", but ", ", when ", ", while ") if (at := it.text.find(mark, number.end)) > 0),
        default=len(it.text),
    )
    return it.text[max(0, left) : right]


def is_coin_price(it: InHand, number: Quantity) -> bool:
    """Say whether an amount is the price of one coin."""
    if number.unit == "USD/BTC":
        return LEAST_COIN_PRICE <= number.value <= MOST_COIN_PRICE
    if number.unit != "USD" or not LEAST_COIN_PRICE <= number.value <= MOST_COIN_PRICE or number.scale > 3:
        return False
    after, before = it.text[number.end : number.end + 24], it.text[max(0, number.start - 60) : number.start]
    if wording("per_mw").match(after) or wording("per_kw_month").match(after) or wording("per_share").match(after):
        return False
    if wording("each").match(after) or wording("average_before").search(before):
        return True
    if re.search(
        r"(?<!\w)(?:average|mean)(?: net| sale)? price [^$.;]{0,50}(?:was|were|came to|stood at|reached)\s$",
        it.text[: number.start],
    ):
        return True
    has_coins = any(other.unit == "BTC" for other in it.numbers) or bool(deal_context(it, number))
    return (bool(wording("at_before").search(before)) and has_coins) or bool(MARKET_PRICE.search(before))


def _price(it: InHand, number: Quantity, company: str | None, certain: bool) -> Asked | None:
    said = stated(number, bound_before(it.text, number.start))
    place = (it.start + number.start, it.start + number.end)
    clause = _clause(it, number)
    context = deal_context(it, number)
    market = MARKET_PRICE.search(clause[: max(0, len(clause))])
    if (
        re.search(
            r"(?<!\w)(?:cost (?:of|to)|costs?|break-?even|to mine|production cost|all-in|hash ?cost|cost basis)(?!\w)",
            clause,
        )
        and context != PURCHASE
    ):
        return Asked(
            *place, Kind.PRICE, said, "USD/BTC", (), False, "a cost per coin has many definitions: see margins"
        )
    if market and not _sale_words(clause):
        return _market(it, number, said_at=place)
    if company is None or not context:
        return Asked(*place, Kind.PRICE, said, "USD/BTC", (), False, "the text does not say which coins had this price")
    when = _deal_when(it, number, when_of(it, number, PROCEEDS, compared=is_compared(it, number)))
    readings = tuple(_price_of(company, context, period) for period in when.periods)
    it.told.spoken.append(
        Spoken(number.start, number.end, "price", SALE_PRICE, readings, it.told.sentence, number.value)
    )
    return Asked(
        *place,
        Kind.PRICE,
        said,
        "USD/BTC",
        readings,
        certain and not when.is_open and bool(readings),
        unique=not when.is_said,
    )


def _sale_words(clause: str) -> bool:
    return bool(
        re.search(r"(?<!\w)(?:sold|sell\w*|sales?|realised|realized|proceeds|bought|purchas\w+|paid)(?!\w)", clause)
    )


def _price_of(company: str, context: str, period: Period) -> Reading:
    if context == SALE:
        return level(company, SALE_PRICE, period)
    return quotient(level(company, PURCHASE_COST, period), level(company, PURCHASED, period))


def _market(it: InHand, number: Quantity, said_at: tuple[int, int]) -> Asked:
    """Return the claim of a market price: only months' averages and month-end closes are in the record."""
    clause = _clause(it, number)
    said = stated(number, bound_before(it.text, number.start))
    when = when_of(it, number, PROCEEDS, compared=is_compared(it, number))
    averaged, closed = bool(AVERAGED.search(clause)), bool(CLOSED.search(clause))
    readings: list[Reading] = []
    for period in when.periods:
        if averaged or not closed:
            readings.append(level("market", "bitcoin_price_month_average", month_of(period)))
        if not averaged:
            readings.append(level("market", "bitcoin_price_month_close", Period.day(month_of(period).end)))
    far = "the record holds months' averages and closes; sources of prices differ"
    return Asked(*said_at, Kind.PRICE, said, "USD/BTC", tuple(readings), False, far)


def _value(it: InHand, number: Quantity, company: str) -> Asked:
    """Return the claim of what coins are worth: coins times the price of the month's end, or of one in the sentence."""
    coins = it.told.last("coins", 1)
    said = stated(number, bound_before(it.text, number.start))
    readings: tuple[Reading, ...] = ()
    if coins is not None:
        readings = tuple(
            product(
                reading, level("market", "bitcoin_price_month_close", Period.day(reading.period.end)), "bitcoin_value"
            )
            for reading in coins.readings
            if reading.period is not None
        )
    place = (it.start + number.start, it.start + number.end)
    return Asked(*place, Kind.LEVEL, said, "USD", readings, False, "what coins are worth depends on the price taken")
