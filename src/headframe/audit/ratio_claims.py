"""Percentages, shares and multiples: one figure over another."""

from __future__ import annotations

import re
from datetime import timedelta

from headframe.audit.coins_changed import bases
from headframe.audit.cues import cues_of, named_by
from headframe.audit.judge import Asked
from headframe.audit.recomputed import Reading, level, quotient
from headframe.audit.sentence import InHand, Spoken, bound_before, bound_of, fitted, month_of
from headframe.audit.stated import Bound, Stated, stated, stated_number
from headframe.audit.timing import when_of
from headframe.audit.verdict import Kind
from headframe.audit.wording import wording
from headframe.ground.interval import Interval
from headframe.ground.period import Period
from headframe.reading.quantities import Quantity, quantities

WORDS = {
    word: number
    for number, word in enumerate(
        ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], start=2
    )
} | {"twice": 2, "double": 2, "triple": 3, "treble": 3, "quadruple": 4, "fifteen": 15, "twenty": 20}
HALVED = "halved"
VERBS = {"doubled": 2.0, "tripled": 3.0, "trebled": 3.0, "quadrupled": 4.0, "quintupled": 5.0, HALVED: 0.5}
PARTS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
}
PARTS |= {"tenth": 10}
COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4}
WHOLES = (
    (
        "bitcoin_held",
        re.compile(
            r"(?:holdings?|coins?|bitcoins?|BTC|stack|treasury|reserves?|stash|hoard|balance|total|position)", re.I
        ),
    ),
    (
        "bitcoin_produced",
        re.compile(r"(?:production|output|(?:what )?it (?:mined|produced)|mined|monthly production)", re.I),
    ),
    ("bitcoin_sold", re.compile(r"(?:sales?|sold)", re.I)),
)
ALMOST_BELOW, ABOUT_EITHER = 0.10, 0.08
NOT_OURS = re.compile(
    r"(?<!\w)(?:hash ?rate|difficulty|price of bitcoin|bitcoin(?:'s|’s)? price|bitcoin (?:fell|rose|dropped|"
    r"gained|lost|is|was)|"
    r"shares?|stock|yield|margin|interest|coupon|stake|premium|discount|uptime|utili[sz]ation|network|power|electricity)(?!\w)",
    re.IGNORECASE,
)


def ask_percent(it: InHand, number: Quantity) -> Asked | None:
    """Return the claim a percentage makes: a change against another period, or a share of a whole."""
    company, certain = it.company_at(number.start, number.end)
    place = (it.start + number.start, it.start + number.end)
    bound = bound_before(it.text, number.start)
    doubt = "the text leaves open what the percentage is of"
    before, after = it.text[max(0, number.start - 60) : number.start], it.text[number.end : number.end + 60]
    lead, tail = wording("change_before").search(before), wording("change_after").match(after)
    said = stated(number, bound, 0.01)
    clause = it.text[max(0, number.start - 70) : number.end + 50]
    if company is None or it.is_future(number.start) or NOT_OURS.search(clause):
        return Asked(*place, Kind.PERCENT, said, "percent", (), False, doubt)
    if share := wording("share_after").match(after):
        readings = _shares(it, number, company, after[share.end() : share.end() + 30])
        sure = certain and len(readings) == 1
        return Asked(*place, Kind.SHARE, said, "percent", readings, sure, doubt)
    if not lead and not tail:
        return Asked(*place, Kind.PERCENT, said, "percent", (), False, doubt)
    down = bool((lead and wording("downward").search(lead[0])) or (tail and wording("downward").search(tail[0])))
    near = before[-45:] if lead and lead[0].lower().startswith("by") else ""
    down = down or bool(wording("downward").search(near))
    up = any(wording("upward").search(words) for words in (lead[0] if lead else "", tail[0] if tail else "", near))
    said = stated(number, bound, 0.01, -1.0 if down else 1.0)
    readings, sure = _changes(it, number, company)
    sure = sure and up is not down
    return Asked(*place, Kind.PERCENT, said, "percent", readings, sure and certain, doubt)


def _changes(it: InHand, number: Quantity, company: str) -> tuple[tuple[Reading, ...], bool]:
    """Return the changes a percentage can be, and whether the text fixes both what changed and since when."""
    for family in ("coins", "money", "hash"):
        cues = cues_of(it.text, family)
        named = named_by(it.text, [cue for cue in cues if cue.weight < 0.75], number, it.numbers)
        spoken = it.told.last(family, 0)
        if named is None and spoken is None:
            continue
        concept = named.concept if named is not None and (spoken is None or named.cost < 4) else ""
        concept = concept or (spoken.concept if spoken else "")
        if concept in ("bitcoin_value", "net_loss"):
            return (), False
        when = when_of(it, number, concept, compared=False)
        periods = [reading.period for reading in spoken.readings if reading.period] if spoken else []
        own = when.periods if when.is_said or not periods else tuple(periods)
        looks_back = any(time.is_relative and time.end <= number.start for time in it.times)
        own = (*own, *it.told.clock.carried()) if looks_back else own
        own = tuple(dict.fromkeys(period for p in own if (period := fitted(p, concept)) is not None))
        readings = tuple(
            quotient(level(company, concept, period), level(company, concept, base), less_one=True)
            for period in own
            for base in bases(period, it.text[max(0, number.start - 20) :])
        )
        said = any(
            wording(name).search(it.text[number.end : number.end + 60]) for name in ("year_on_year", "month_on_month")
        )
        fixed = said or (when.is_said and not looks_back and not any(time.role == "since" for time in it.times))
        return readings, fixed and len(own) == 1 and len(readings) > 0 and _only_one(concept)
    return (), False


def _only_one(concept: str) -> bool:
    return concept in ("bitcoin_held", "bitcoin_produced", "bitcoin_sold")


def _shares(it: InHand, number: Quantity, company: str, whole_words: str) -> tuple[Reading, ...]:
    whole = next((name for name, pattern in WHOLES if pattern.match(whole_words.lstrip())), "")
    if not whole:
        return ()
    concept = _part_concept(it, number.start, number.end, whole)
    when = when_of(it, number, concept, compared=False)
    periods = _periods_of_parts(it, number.start, concept) or when.periods
    return tuple(_share(company, concept, whole, period) for period in periods)


def _periods_of_parts(it: InHand, start: int, concept: str) -> tuple[Period, ...]:
    """Return the periods of the numbers of a measure that this sentence, or else the one before, has given."""
    for back in (0, 1):
        spoken = [
            s
            for s in it.told.spoken
            if s.concept == concept and s.sentence == it.told.sentence - back and (back or s.end <= start)
        ]
        if spoken:
            return tuple(dict.fromkeys(r.period for s in spoken for r in s.readings if r.period))
    return ()


def _part_concept(it: InHand, start: int, end: int, whole: str) -> str:
    cues = [cue for cue in cues_of(it.text, "coins") if cue.concept != whole]
    fake = quantities("1 BTC")[0]
    number = Quantity(start, end, "1", fake.number, 0, "BTC", False)
    named = named_by(it.text, cues, number, [])
    if named is not None:
        return named.concept
    part = it.told.part_before(start, whole)
    if part is not None:
        return part.concept
    return {"bitcoin_held": "bitcoin_restricted", "bitcoin_produced": "bitcoin_sold"}.get(whole, "bitcoin_sold")


def _share(company: str, concept: str, whole: str, period: Period) -> Reading:
    top = fitted(period, concept) or month_of(period)
    if concept == "bitcoin_sold" and whole == "bitcoin_held" and not period.is_day:
        below = Period.day(period.first_day - timedelta(days=1))
    else:
        below = fitted(period, whole) or month_of(period)
    return quotient(level(company, concept, top), level(company, whole, below))


def ask_multiples(it: InHand) -> list[Asked]:
    """Return the claims of "four times its production", "tripled", "a fifth of its coins"."""
    return [*_times(it), *_verbs(it), *_fractions(it)]


def _times(it: InHand) -> list[Asked]:
    found = []
    for match in wording("multiple_times").finditer(it.text):
        tail = it.text[match.end() : match.end() + 40].lstrip()
        word = match["word"].lower()
        if word.isdigit() and not re.search(r"times|fold|\dx", match[0]):
            continue
        if word not in WORDS and not word[0].isdigit():
            continue
        if not re.search(r"times|fold|twice|double|triple|treble|quadruple|x\b", match[0], re.IGNORECASE):
            continue
        whole = re.match(r"(?:(?:its|the|that|their|what|month['’]s|monthly|own|of) )*", tail)
        name = next((n for n, p in WHOLES if whole and p.match(tail[whole.end() :])), "")
        if not name:
            continue
        company, _ = it.company_at(match.start(), match.end())
        part = it.told.part_before(match.start(), name) or _sale_spoken_of(it, match.start(), name)
        if company is None or part is None:
            continue
        times = (WORDS.get(word) or float(word)) + (0.5 if match["half"] else 0)
        readings = tuple(_share(company, part.concept, name, r.period) for r in part.readings if r.period is not None)
        said = _loose(times, match["bound"])
        found.append(
            _asked(
                it,
                match.start(),
                match.end() + len(whole[0] if whole else "") + 6,
                Kind.MULTIPLE,
                said,
                readings,
                "times",
            )
        )
    return found


def _sale_spoken_of(it: InHand, start: int, whole: str) -> Spoken | None:
    """Return the sale that "the sale" means, a few sentences back."""
    if whole == "bitcoin_sold" or not re.search(r"(?<!\w)(?:sales?|sold)(?!\w)", it.text[:start]):
        return None
    return next((s for s in reversed(it.told.spoken[-12:]) if s.concept == "bitcoin_sold"), None)


def _verbs(it: InHand) -> list[Asked]:
    found = []
    for match in wording("multiple_verb").finditer(it.text):
        company, certain = it.company_at(match.start(), match.end())
        if (
            company is None
            or it.is_future(match.start())
            or NOT_OURS.search(it.text[max(0, match.start() - 60) : match.start()])
        ):
            continue
        fake = Quantity(match.start(), match.end(), "1", quantities("1 BTC")[0].number, 0, "BTC", False)
        named = named_by(it.text, cues_of(it.text, "coins"), fake, [])
        if named is None:
            continue
        concept = named.concept
        periods = _ends(it, fake, concept)
        text = it.text[match.start() :]
        since = next((time for time in it.times if time.role == "since" and time.meanings), None)
        readings = tuple(
            quotient(level(company, concept, period), level(company, concept, base))
            for period in periods
            for base in ([fitted(p, concept) or p for p in since.meanings] if since else bases(period, text))
        )
        word = match["word"].lower()
        said = _shrunk(match["bound"]) if word == HALVED else _loose(VERBS[word], match["bound"])
        fixed = bool(
            wording("year_on_year").search(text) or since or when_of(it, fake, concept, compared=False).is_said
        )
        found.append(_asked(it, match.start(), match.end(), Kind.MULTIPLE, said, readings, "times", certain and fixed))
    return found


def _ends(it: InHand, fake: Quantity, concept: str) -> tuple[Period, ...]:
    """Return the end of a change: the later of two numbers just compared, else the time it was said of."""
    spoken = [s for s in it.told.spoken if s.concept == concept and s.sentence >= it.told.sentence - 2]
    days = sorted({r.period for s in spoken[-3:] for r in s.readings[:1] if r.period}, key=lambda p: p.end)
    when = when_of(it, fake, concept, compared=False)
    if when.is_said and not (days and when.periods[0].end < days[-1].end):
        return when.periods[:1]
    return (days[-1],) if days else when.periods[:1]


def _fractions(it: InHand) -> list[Asked]:
    found = []
    for match in wording("fraction").finditer(it.text):
        words = re.split(r"[- ]", match["word"].lower())
        part, count = PARTS.get(words[-1].removesuffix("s") if words[-1] != "half" else "half"), COUNTS.get(words[0], 1)
        if part is None:
            continue
        tail = it.text[match.end() :]
        owner = re.match(r"(?:(?:its|the|their|all|that|those|these|total|what|of|[A-Z]\w+['’]s) )+", tail)
        words_after = tail[owner.end() :] if owner else tail
        whole = next((name for name, pattern in WHOLES if pattern.match(words_after)), "")
        company, _ = it.company_at(match.start(), match.end())
        if not whole or company is None:
            continue
        concept = _part_concept(it, match.start(), match.end(), whole)
        fake = Quantity(match.start(), match.end(), "1", quantities("1 BTC")[0].number, 0, "BTC", False)
        when = when_of(it, fake, concept, compared=False)
        periods = _periods_of_parts(it, match.start(), concept)
        readings = tuple(_share(company, concept, whole, p) for p in (periods or when.periods))
        end = match.end() + (owner.end() if owner else 0) + len(re.match(r"\w*", words_after)[0])  # type: ignore[index]
        said = _loose(count / part, match["bound"])
        found.append(_asked(it, match.start(), end, Kind.SHARE, said, readings, "times", sure=bool(periods)))
    return found


def _loose(value: float, bound_words: str | None) -> Stated:
    """Return a number in words: plain ones are good to a few percent, "almost" reaches down, "more than" up."""
    bound = bound_of(bound_words)
    half = ABOUT_EITHER * value
    around = Interval.around(value, half)
    if bound is Bound.EXACT:
        return stated_number(value, half / 2, Bound.ABOUT)
    if bound is Bound.ABOUT and re.search(r"nearly|almost|just under", bound_words or "", re.IGNORECASE):
        return Stated(value, Interval(value * (1 - ALMOST_BELOW), value * 1.01), around, Bound.ABOUT)
    return Stated(value, around, around, bound)


def _shrunk(bound_words: str | None) -> Stated:
    """Return what "halved" leaves: "more than halved" is at most a half, "almost halved" a little more than one."""
    said = _loose(VERBS[HALVED], bound_words)
    turned = {Bound.AT_LEAST: Bound.AT_MOST, Bound.AT_MOST: Bound.AT_LEAST}.get(said.bound, said.bound)
    mirrored = Interval(2 * said.value - said.printed.high, 2 * said.value - said.printed.low)
    return Stated(said.value, mirrored, said.rounded, turned)


def _asked(
    it: InHand,
    start: int,
    end: int,
    kind: Kind,
    said: Stated,
    readings: tuple[Reading, ...],
    unit: str,
    sure: bool = True,
) -> Asked:
    end = min(end, len(it.text))
    return Asked(it.start + start, it.start + end, kind, said, unit, readings, sure and bool(readings))
