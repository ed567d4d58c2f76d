"""An article audited: every claim found, recomputed and judged, in the order in which they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from headframe.audit.article import Article
from headframe.audit.cause_claims import cause_claims
from headframe.audit.clock import Clock
from headframe.audit.coins_claims import ask_coins
from headframe.audit.heard import heard_in
from headframe.audit.judge import Asked, judge
from headframe.audit.money_claims import ask_money
from headframe.audit.other_claims import ask_lease, ask_operations
from headframe.audit.ratio_claims import ask_multiples, ask_percent
from headframe.audit.sentence import InHand, Told, take_in_hand
from headframe.audit.subject import Cast
from headframe.audit.table_claims import ask_table, tables
from headframe.audit.verdict import Audit, Claim, Verdict
from headframe.audit.word_claims import word_claims
from headframe.ground.missing import Missing
from headframe.ground.period import EARLIEST_YEAR
from headframe.reading.dating import calendar_of
from headframe.reading.language import language_of
from headframe.reading.periods import whens
from headframe.reading.prose import sentences
from headframe.reading.quantities import Quantity
from headframe.record.record import Record
from headframe.record.view import View

DAY = re.compile(r"(?<![\d-])(20\d\d-\d\d-\d\d)(?![\d-])")
HEAD = 400
REMEMBERED = 400
"""How many characters before a sentence may name the tenant it speaks of."""
LONGEST_SENTENCE = 3_000
SPOOFED = "marks that hide or turn characters, or digits of another script, stand in this sentence: read it with care"


def audit_text(record: Record, article: Article, *, document: str = "", as_of: date | None = None) -> Audit:
    """Audit an article against the record, as of its own day and as of now.

    Parameters
    ----------
    record : Record
        The facts to judge by.
    article : Article
        From `open_article`.
    document : str
        Its name, for the answer.
    as_of : date, optional
        The day whose knowledge counts; without it the day found in the article, else today.

    Returns
    -------
    Audit
        The claims with verdicts, our figures, tolerances, sources and corrections.

    Examples
    --------
    >>> from headframe.audit.article import open_article
    >>> text = b"2026-01-20. Riot sold 475 BTC in December 2025."
    >>> [claim.verdict.value for claim in audit_text(Record(), open_article(text)).claims]
    ['wrong_period']
    """
    now = record.view()
    published = article.published_on or published_day(article.text)
    day = as_of or published or now.as_of
    then = record.view(min(day, now.as_of))
    claims = tuple(_placed(article, claim) for claim in _in_order(_claims(article, then, now, day)))
    families = [claim.verdict.family for claim in claims]
    counts = {name: families.count(name) for name in ("right", "wrong", "unsupported", "cannot_check")}
    cast = Cast.of(article.text)
    return Audit(
        made_from=then.made_from(cast.main),
        document=document,
        published_on=published,
        judged_on=then.as_of,
        words=len(article.text.split()),
        summary=_summary(counts),
        claims=claims,
        notes=_notes(article, cast, published, as_of),
        **counts,
    )


def published_day(text: str) -> date | None:
    """Return the day an article bears: an ISO day in its head, else its dateline.

    Examples
    --------
    >>> published_day("Riot's spring (published 2025-07-10)")
    datetime.date(2025, 7, 10)
    """
    for match in DAY.finditer(text[:HEAD]):
        try:
            found = date.fromisoformat(match[1])
        except ValueError:
            continue
        if found.year > EARLIEST_YEAR:
            return found
    day = calendar_of(text[:3000], published_on=None).published_on
    if day is not None:
        return day
    tail = text[-300:]
    dated = [w for w in whens(text[:HEAD]) if w.kind == "day" and w.year and w.month and w.day]
    dated = [w for w in dated if not w.at_end] or [
        w
        for w in whens(tail)
        if w.kind == "day"
        and w.year
        and re.search(r"(?:[Pp]ublished|[Uu]pdated|[Pp]osted)\W*(?:on )?$", tail[: w.start])
    ]
    try:
        return date(dated[0].year or 0, dated[0].month or 0, dated[0].day or 0) if dated else None
    except ValueError:
        return None


def _claims(article: Article, then: View, now: View, day: date) -> Iterator[Claim]:
    told = Told(Clock(day), Cast.of(article.text))
    found_tables = tables(article.text)
    waiting = list(found_tables)
    for sentence in sentences(article.text):
        while waiting and waiting[0].start <= sentence.start:
            table = waiting.pop(0)
            yield from (judge(asked, then, now) for asked in ask_table(table, told))
        if any(table.start <= sentence.start < table.end for table in found_tables):
            continue
        text = article.text[sentence.start : sentence.start + len(sentence.text)].replace("\n", " ").replace("\t", " ")
        if len(text) > LONGEST_SENTENCE:
            continue
        it = take_in_hand(text, sentence.start, told)
        found = list(_of_sentence(it, then, now))
        end = sentence.start + len(text)
        if any(sentence.start <= place <= end for place in article.spoofed):
            found = [_doubted(claim) for claim in found]
        yield from found
        told.before = f"{told.before[-REMEMBERED:]} {text}"


def _of_sentence(it: InHand, then: View, now: View) -> Iterator[Claim]:
    yield from word_claims(it, then, now)
    heard = heard_in(it)
    for number in it.numbers:
        if it.is_taken(number.start, number.end):
            continue
        asked = _ask(it, number, then, now)
        if asked is not None:
            yield judge(replace(asked, heard=heard), then, now)
    for asked in ask_multiples(it):
        yield judge(asked, then, now)
    yield from cause_claims(it)


def _ask(it: InHand, number: Quantity, then: View, now: View) -> Asked | None:
    if number.unit in ("BTC", ""):
        return ask_coins(it, number)
    if number.unit == "percent":
        return ask_percent(it, number)
    if number.unit in ("EH/s", "PH/s", "J/TH", "cents/kWh", "USD/kWh", "USD/MWh"):
        return ask_operations(it, number)
    if number.unit in ("USD", "USD/BTC", "money"):
        return ask_money(it, number, now) or ask_lease(it, number, then, now)
    return ask_lease(it, number, then, now) if number.unit in ("MW", "GW", "years") else None


def _doubted(claim: Claim) -> Claim:
    gap = Missing(SPOOFED)
    return replace(
        claim,
        verdict=Verdict.CANNOT_CHECK,
        verdict_now=Verdict.CANNOT_CHECK,
        reason=SPOOFED,
        ours=gap,
        also=(),
        corrected="",
        computed=None,
        sources=(),
    )


def _in_order(claims: Iterator[Claim]) -> list[Claim]:
    return sorted(claims, key=lambda claim: claim.span)


def _placed(article: Article, claim: Claim) -> Claim:
    start, end = claim.span
    return replace(claim, span=article.span(start, end), text=" ".join(article.text[start:end].split()))


def _summary(counts: dict[str, int]) -> str:
    total = sum(counts.values())
    if not total:
        return "No claim that figures could be held against was found."
    words = f"{total} claims: {counts['right']} right, {counts['wrong']} wrong"
    return f"{words}, {counts['unsupported']} unsupported, {counts['cannot_check']} cannot be checked."


def _notes(article: Article, cast: Cast, published: date | None, as_of: date | None) -> tuple[str, ...]:
    notes = []
    if published is None and as_of is None:
        notes.append("The article bears no day: it was judged by what is known today. Give one with --as-of.")
    if cast.main is None:
        notes.append("It names no company that the record knows.")
    if article.spoofed:
        notes.append("It holds marks that hide or turn characters, or digits of another script.")
    if language_of(article.text) != "en":
        notes.append("The audit reads English; of other languages it understands little and accuses nobody.")
    return tuple(notes)
