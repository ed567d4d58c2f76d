"""Numbers of coins: mined, sold, held, bought, restricted; and what they rose or fell by."""

from __future__ import annotations

import re
from collections.abc import Iterator

from headframe.audit.coins_changed import ask_change, change_lead, month_earlier
from headframe.audit.coins_named import is_named_beside, is_no_count, name_of_coins
from headframe.audit.cues import SURE, Named, cues_of
from headframe.audit.judge import Asked
from headframe.audit.recomputed import level
from headframe.audit.sentence import InHand, Spoken, bound_before, fitted, month_of
from headframe.audit.stated import stated
from headframe.audit.timing import is_compared, when_of
from headframe.audit.verdict import Kind
from headframe.audit.wording import wording
from headframe.ground.period import Period, day_before
from headframe.reading.periods import one_year_before
from headframe.reading.quantities import Quantity
from headframe.vocabulary.concept import Kind as ConceptKind
from headframe.vocabulary.concept import concept as find_concept

WHAT_ELSE = "the text does not say what the number is of"


def ask_coins(it: InHand, number: Quantity) -> Asked | None:
    """Return the claim that a number of coins makes, or None for a number of something else."""
    cues = cues_of(it.text, "coins")
    named = name_of_coins(it, number, cues)
    if named is None and number.unit == "BTC" and change_lead(it, number):
        named = Named("bitcoin_held", SURE, True)
    if named is None:
        return _nothing_known(it, number) if number.unit == "BTC" else None
    if number.unit == "" and is_no_count(it, number, named):
        return None
    company, certain = it.company_at(number.start, number.end)
    if company is None:
        return _stranger(it, number)
    if it.is_future(number.start):
        return forecast(it, number)
    if (asked := ask_change(it, number, named, company, certain)) is not None:
        return asked
    return _level(it, number, named, company, certain)


def _level(it: InHand, number: Quantity, named: Named, company: str, certain: bool) -> Asked:
    compared = is_compared(it, number) and len([n for n in it.numbers if n.unit in ("BTC", "")]) > 1
    when = when_of(it, number, named.concept, compared=compared)
    periods, said = when.periods, when.is_said
    if not periods:
        sibling = it.told.last("coins", 0)
        periods = sibling_periods(sibling, named.concept, compared) if sibling else ()
        said = bool(sibling) and sibling is not None and named.concept != sibling.concept
    if compared and _FROM.search(it.text[: number.start]) and find_concept(named.concept).kind is ConceptKind.STOCK:
        periods, certain = tuple(dict.fromkeys([*periods, *_openings(it)])), False
    if re.search(r",? or\s(?:about |around |roughly |some )?$", it.text[max(0, number.start - 20) : number.start]):
        certain = False
    is_now = named.concept == "bitcoin_held" and not said and bool(_NOW.search(_around(it, number)))
    is_now = is_now or (
        named.concept == "bitcoin_held"
        and bool(re.search(r"(?<!\w)now (?:has|holds|owns)\s$", it.text[: number.start]))
    )
    if is_now:
        periods = (_latest(it, periods),)
    readings = tuple(level(company, named.concept, period) for period in periods)
    if not certain and readings:
        others = {cue.concept for cue in cues_of(it.text, "coins")} - {named.concept, "bitcoin_held"}
        same = [fitted(p, name) for name in sorted(others) for p in periods]
        readings += tuple(
            level(company, n, p) for n, p in zip([n for n in sorted(others) for _ in periods], same, strict=True) if p
        )
    sure = (
        certain
        and not when.is_open
        and named.accuses
        and named.cost <= SURE
        and bool(readings)
        and _is_whole(it, number)
    )
    it.told.spoken.append(
        Spoken(number.start, number.end, "coins", named.concept, readings, it.told.sentence, number.value)
    )
    flow = find_concept(named.concept).kind is ConceptKind.FLOW
    return Asked(
        it.start + number.start,
        it.start + number.end,
        Kind.FLOW if flow else Kind.LEVEL,
        stated(number, bound_before(it.text, number.start)),
        "BTC",
        readings,
        sure,
        is_now=is_now,
        is_named=is_named_beside(it, number, named),
        unique=not said,
    )


_NOW = wording("now_verb")
_FROM = re.compile(r"(?<!\w)from\s(?:about |around |roughly |just |nearly |almost |some )?$")


def _openings(it: InHand) -> Iterator[Period]:
    """Yield the days on which what was spoken of began: "its stack fell 13 % in the quarter, from 18,005 BTC"."""
    for period in it.told.clock.carried():
        yield month_earlier(period) if period.is_day else Period.day(day_before(period.first_day))


def _around(it: InHand, number: Quantity) -> str:
    return it.text[max(0, number.start - 30) : number.start]


def _latest(it: InHand, periods: tuple[Period, ...]) -> Period:
    """Return the last month end before the article's day, for "it now holds"."""
    return Period.day(it.told.clock.month_before().end)


def _is_whole(it: InHand, number: Quantity) -> bool:
    """Whether nothing makes the number a part, a rate or a site's: "at its Corsicana site", "a day"."""
    after = it.text[number.end : number.end + 30]
    if wording("monthly_rate").search(it.text):
        return False
    around = it.text[max(0, number.start - 60) : number.start].rjust(60) + it.text[number.start : number.end + 60]
    if re.match(r"\s?(?:a|per|each|every)\s(?:day|week|hour|EH|exahash|block)|\s?(?:more|fewer|less)(?!\w)", after):
        return False
    if re.search(
        r"(?<!\w)(?:plus|another|extra|additional|further|more|first|last|other)\s$|of which\s(?:about )?$", around[:60]
    ):
        return False
    return not wording("not_whole").search(around)


def sibling_periods(sibling: Spoken, concept: str, compared: bool) -> tuple[Period, ...]:
    """Return the periods of a number compared with one before it: the same for another measure, else what preceded."""
    own = [reading.period for reading in sibling.readings if reading.period is not None]
    stock = find_concept(concept).kind is ConceptKind.STOCK
    own = [Period.day(period.end) if stock else month_of(period) for period in own]
    if not compared or concept != sibling.concept:
        return tuple(dict.fromkeys(own))
    before = []
    for period in own:
        before += [month_earlier(period), one_year_before(period)]
    return tuple(dict.fromkeys(before))


def forecast(it: InHand, number: Quantity) -> Asked:
    """Return the claim of a number that speaks of what may come."""
    return _open(it, number, Kind.FORECAST, "it speaks of what may come, and no record can check that")


def _stranger(it: InHand, number: Quantity) -> Asked:
    return _open(it, number, Kind.OTHER, "it is not said of a company in the record")


def _nothing_known(it: InHand, number: Quantity) -> Asked:
    return _open(it, number, Kind.OTHER, WHAT_ELSE)


def _open(it: InHand, number: Quantity, kind: Kind, doubt: str) -> Asked:
    return Asked(
        it.start + number.start,
        it.start + number.end,
        kind,
        stated(number, bound_before(it.text, number.start)),
        number.unit,
        (),
        False,
        doubt,
    )
