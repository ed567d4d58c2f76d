"""Numbers of coins: mined, sold, held, bought, restricted; and what they rose or fell by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from headframe.audit.cues import SURE, Cue, Named, cues_of, named_by
from headframe.audit.judge import Asked
from headframe.audit.recomputed import Reading, difference, level
from headframe.audit.sentence import InHand, Spoken, bound_before, fitted, month_of
from headframe.audit.stated import stated
from headframe.audit.timing import is_compared, when_of
from headframe.audit.verdict import Kind
from headframe.audit.wording import wording
from headframe.ground.period import Period, day_before
from headframe.reading.periods import months_ending, one_year_before, shift_months
from headframe.reading.quantities import Quantity
from headframe.vocabulary.concept import Kind as ConceptKind
from headframe.vocabulary.concept import concept as find_concept

NARROWER = frozenset({"bitcoin_restricted", "bitcoin_free"})
NARROW_WITHIN = 2.6
"""A word that narrows "holdings" stands no further from the number than this."""
BARE_WITHIN = 2.6
"""A number without a unit counts coins only where the word that says so stands this near."""
ALONE_WITHIN = 1.3
"""A cue this near names a number even where a balance's day follows it."""
LONGEST_CHANGE = 60
"""Characters between a change and the number it ends in."""
WHAT_ELSE = "the text does not say what the number is of"


def ask_coins(it: InHand, number: Quantity) -> Asked | None:
    """Return the claim that a number of coins makes, or None for a number of something else."""
    cues = cues_of(it.text, "coins")
    named = _named(it, number, cues)
    if named is None and number.unit == "BTC" and _change_lead(it, number):
        named = Named("bitcoin_held", SURE, True)
    if named is None:
        return _nothing_known(it, number) if number.unit == "BTC" else None
    if number.unit == "" and _is_no_count(it, number, named):
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
        is_named=_is_named(it, number, named),
        unique=not said,
    )


_NOW = wording("now_verb")
_FROM = re.compile(r"(?<!\w)from\s(?:about |around |roughly |just |nearly |almost |some )?$")


def _openings(it: InHand) -> Iterator[Period]:
    """Yield the days on which what was spoken of began: "its stack fell 13 % in the quarter, from 18,005 BTC"."""
    for period in it.told.clock.carried():
        yield _month_earlier(period) if period.is_day else Period.day(day_before(period.first_day))


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
        before += [_month_earlier(period), one_year_before(period)]
    return tuple(dict.fromkeys(before))


def _month_earlier(period: Period) -> Period:
    if period.is_day:
        return Period.day(months_ending(*shift_months(period.end.year, period.end.month, -1), 1).end)
    months = max(1, len(list(period.months())))
    return months_ending(*shift_months(period.end.year, period.end.month, -months), months)


def _named(it: InHand, number: Quantity, cues: list[Cue]) -> Named | None:
    named = named_by(it.text, cues, number, it.numbers)
    narrow = named_by(it.text, [cue for cue in cues if cue.concept in NARROWER], number, it.numbers)
    if named is not None and named.concept == "bitcoin_held" and narrow is not None and narrow.cost <= NARROW_WITHIN:
        return narrow
    before = it.told.last("coins", 0)
    if before is not None and (named is None or named.cost > 2) and _follows_a_name(it, number):
        return Named(before.concept, 1.0, True)
    if (named is None or named.cost > ALONE_WITHIN) and number.unit == "BTC" and _at_an_end(it, number):
        return Named("bitcoin_held", 1.5, True)
    links = is_compared(it, number) or bool(_TO.search(it.text[max(0, number.start - 20) : number.start]))
    if links and before is not None and (named is None or named.cost > 1.9):
        return Named(before.concept, 0.5, True)
    if (named is None or named.cost > 1.9) and (changed := _ends_a_change(it, number, cues)):
        return changed
    if (named is None or named.cost > ALONE_WITHIN) and before is not None and _goes_on(it, before, number):
        return Named(before.concept, 1.0, True)
    if named is None and number.unit == "BTC":
        carried = it.told.last("coins", 1)
        if carried is not None and not cues:
            return Named(carried.concept, SURE, True)
    return named


def _ends_a_change(it: InHand, number: Quantity, cues: list[Cue]) -> Named | None:
    """Return what "fell by 1,363 BTC to 18,005 BTC" and "dropped 11 % in December, to 460 BTC" are numbers of."""
    ahead = [n for n in it.numbers if n.unit in ("BTC", "percent") and n.end <= number.start]
    if number.unit not in ("BTC", "") or not ahead or not _change_lead(it, ahead[-1]):
        return None
    gap = it.text[ahead[-1].end : number.start]
    if len(gap) > LONGEST_CHANGE or re.search(r"[;(]|\sfrom\s", gap) or not _TO.search(gap):
        return None
    return named_by(it.text[: ahead[-1].start], cues, ahead[-1], it.numbers)


def _goes_on(it: InHand, before: Spoken, number: Quantity) -> bool:
    """Whether a list goes on with the next time: "October with 19,324 BTC and November with 19,368 BTC"."""
    between = [n for n in it.numbers if before.end <= n.start and n.end <= number.start]
    gap = list(it.text[before.end : number.start])
    for time in it.times:
        if before.end <= time.start and time.end <= number.start:
            gap[time.start - before.end : time.end - before.end] = " " * (time.end - time.start)
    words = "".join(gap).split()
    return not between and {"and", "with"} <= set(words) <= {"and", "with", "in", "at", "it", "the", "end", "of"}


def _is_named(it: InHand, number: Quantity, named: Named) -> bool:
    """Whether the very word for what a number was taken to be of stands right beside it: "mined 406 bitcoin"."""
    beside = named_by(it.text, cues_of(it.text, "coins"), number, it.numbers)
    return beside is not None and beside.concept == named.concept and beside.cost <= ALONE_WITHIN


def _follows_a_name(it: InHand, number: Quantity) -> bool:
    """Whether a company's name stands right before a number: "MARA held 52,850 BTC, Riot 19,287"."""
    return any(s.ticker and not s.is_pronoun and 0 <= number.start - s.end <= 2 for s in it.subjects)


def _at_an_end(it: InHand, number: Quantity) -> bool:
    """Whether a balance's day stands right behind a number: "13,099 bitcoin at the end of December"."""
    gap = re.compile(r"\s(?:at|as of|on|by)\s(?:the )?(?:end of |close of )?(?:the )?")
    match = gap.match(it.text, number.end)
    ends = match is not None and ("end" in match[0] or "as of" in match[0] or "close" in match[0])
    return bool(match) and any(
        time.role == "at" and (time.kind.endswith("_end") or ends) and 0 <= time.start - number.end <= len(match[0])  # type: ignore[index]
        for time in it.times
    )


_TO = re.compile(r"(?<!\w)to\s(?:about |around |roughly |just |nearly |almost )?$")


def _is_no_count(it: InHand, number: Quantity, named: Named) -> bool:
    after = it.text[number.end : number.end + 24]
    before = it.text[max(0, number.start - 12) : number.start]
    if (
        number.unit_text
        or wording("not_coins_after").match(after)
        or re.search(r"[#/$€£-]\s?$|(?:No\.|Item|Form)\s$", before)
    ):
        return True
    if re.match(r"-[A-Za-z]|\s?(?:[A-Z][a-z]+ (?:site|campus))", after):
        return True
    return named.cost > BARE_WITHIN or number.value < 10 or number.scale != 0


def ask_change(it: InHand, number: Quantity, named: Named, company: str, certain: bool) -> Asked | None:
    """Return the claim of "rose by 44 BTC" or "added 44 BTC to its holdings", or None."""
    before = it.text[max(0, number.start - 60) : number.start]
    lead = _change_lead(it, number)
    added = wording("added_to").match(it.text[number.end :]) and re.search(
        r"(?:added|adding|adds|add)\s(?:\w+ )?$", before
    )
    if not lead and not added:
        return None
    if lead and re.search(r"(?:sold|mined|produced|held|bought)\s*$", before):
        return None
    concept = named.concept if lead else "bitcoin_held"
    if concept in ("bitcoin_purchased",):
        concept = "bitcoin_held"
    when = when_of(it, number, concept, compared=False)
    periods = when.periods
    sign = -1.0 if lead and wording("downward").search(lead[0]) else 1.0
    if lead and re.match(r"by", lead[0]) and wording("downward").search(it.text[: number.start].rsplit(",", 1)[-1]):
        sign = -1.0
    spoken = [fitted(period, concept) for period in it.told.clock.carried()]
    every = dict.fromkeys([*periods, *(period for period in spoken if period is not None)])
    readings = tuple(change for period in every for change in changes(company, concept, period, it.text))
    words = f"{lead[0] if lead else ''} {before[-45:]}"
    certain = certain and bool(wording("upward").search(words)) is (sign > 0)
    sure = certain and when.is_said and concept == "bitcoin_held" and len(periods) == 1 and bool(lead)
    return Asked(
        it.start + number.start,
        it.start + number.end,
        Kind.CHANGE,
        stated(number, bound_before(it.text, number.start), sign=sign),
        "BTC",
        readings,
        sure and not _names_a_base(it),
        "the text leaves open over which time it changed",
    )


def _change_lead(it: InHand, number: Quantity) -> re.Match[str] | None:
    """Return the words that make a number a change: "rose by" before it, or before a percentage that it restates."""
    lead = wording("change_before").search(it.text[max(0, number.start - 60) : number.start])
    if lead is not None or not re.search(r"(?:, or|\(|, that is,?)\s$", it.text[: number.start]):
        return lead
    percents = [n for n in it.numbers if n.unit == "percent" and n.end <= number.start and number.start - n.end <= 60]
    if not percents:
        return None
    return wording("change_before").search(it.text[max(0, percents[-1].start - 60) : percents[-1].start])


def _names_a_base(it: InHand) -> bool:
    return any(wording(name).search(it.text) for name in ("year_on_year", "quarter_on_quarter")) or any(
        time.role == "since" for time in it.times
    )


def changes(company: str, concept: str, period: Period, text: str) -> list[Reading]:
    """Return a measure's changes to a period from those it can be compared with, the likeliest first."""
    return [difference(level(company, concept, period), level(company, concept, base)) for base in bases(period, text)]


def bases(period: Period, text: str) -> list[Period]:
    """Return the periods a change to `period` can start from, by the text's own words, the likeliest first."""
    year, month = one_year_before(period), _month_earlier(period)
    quarter = _quarter_earlier(period)
    said = [
        base
        for name, base in (("year_on_year", year), ("month_on_month", month), ("quarter_on_quarter", quarter))
        if wording(name).search(text)
    ]
    start = Period.day(period.end.replace(month=1, day=1) - timedelta(days=1))
    rest = [month, year, quarter, *([start] if period.is_day else [])]
    return list(dict.fromkeys([*said, *rest]))


def _quarter_earlier(period: Period) -> Period:
    if period.is_day:
        return Period.day(months_ending(*shift_months(period.end.year, period.end.month, -3), 1).end)
    months = max(1, len(list(period.months())))
    return months_ending(*shift_months(period.end.year, period.end.month, -3), months)


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
