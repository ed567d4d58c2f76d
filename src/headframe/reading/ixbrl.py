"""Inline XBRL filings to facts: tagged numbers, each by the rule that says what its filer means by the tag.

Only a number whose tag, members and unit the table knows becomes a fact. A coin count that fits no rule is handed
over as passed, with the reason: filers count ether, machines and collateral under the same tag as their treasury.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from headframe.ground.period import Period
from headframe.reading.found import DOUBT_BELOW, Found, Passed, ReadDocument
from headframe.reading.ixbrl_company import company_of_page
from headframe.reading.ixbrl_document import breaks_off, parse_page
from headframe.reading.ixbrl_plain import read_plain_tables
from headframe.reading.ixbrl_tagged import QUOTE_LENGTH, Tagged, TaggedPage
from headframe.reading.ixbrl_tags import TagRule, is_known_tag, plain_unit, rules_for
from headframe.vocabulary.concept import Kind, concept

KIND = "ixbrl"
SURE = 0.99
UNPROVEN = 0.6
"""A generic tag for a count, at a company whose use of it nobody has checked."""
CONTRADICTED = 0.5
UNTAGGED = 9
"""The rank of a table without tags: it speaks where no tag does."""


def read_ixbrl(data: bytes, *, company: str | None = None, published_on: date | None = None) -> ReadDocument:
    """Read the facts that an inline XBRL page (10-Q, 10-K) tags.

    Parameters
    ----------
    data : bytes
        The page as EDGAR serves it.
    company : str, optional
        The ticker to use where the page does not say whose it is; a page that does is believed.
    published_on : date, optional
        The day of filing, where a submission's header states it. The page itself does not.

    Returns
    -------
    ReadDocument
        Facts; doubtful ones (two printings that no number rounds to, a count of unknown use); and what was passed.

    Raises
    ------
    InputRefused
        Where the bytes hold no page: too many, no markup, entities of their own.
    """
    root = parse_page(data)
    page = TaggedPage.of(root)
    ticker = company_of_page(root) or company
    read = [fact_of(number, ticker) for number in page.numbers]
    read += [
        Stated(found, UNTAGGED) if isinstance(found, Found) else found for found in read_plain_tables(root, ticker)
    ]
    facts = agreed([stated for stated in read if isinstance(stated, Stated)])
    passed = [*page.unread, *(reason for reason in read if isinstance(reason, Passed))]
    if breaks_off(data):
        passed.append(Passed("", "end of the page", "the page breaks off: what stood behind its end was not read"))
    return ReadDocument(
        kind=KIND,
        digest=hashlib.sha256(data).hexdigest(),
        company=ticker,
        published_on=published_on,
        facts=tuple(fact for fact in facts if fact.confidence >= DOUBT_BELOW),
        doubtful=tuple(fact for fact in facts if fact.confidence < DOUBT_BELOW),
        passed=tuple(dict.fromkeys(passed)),
    )


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact and the rank of the tag that states it."""

    fact: Found
    rank: int


def fact_of(number: Tagged, company: str | None) -> Stated | Passed | None:
    """Return the fact that a tagged number states, or why a number under a known tag states none."""
    rules = rules_for(number.tag, company)
    if not rules:
        if not is_known_tag(number.tag) or not _counts_something(number):
            return None
        return _passed(number, f"no rule says what {company or 'an unknown company'} counts under this tag")
    fitting = [rule for rule in rules if rule.members == number.context.members]
    if not fitting:
        return _passed(number, _why_members(number)) if rules[0].counts_coins else None
    rule = next((rule for rule in fitting if rule.takes_unit(number.unit)), None)
    if rule is None:
        return _passed(number, f"counted in {number.unit or 'no unit'}, which is not the concept's")
    if (concept(rule.concept).kind is Kind.STOCK) != number.period.is_day:
        return _passed(number, f"a {concept(rule.concept).kind} cannot be stated for {number.period}")
    return Stated(_found(number, rule, company), rule.rank)


def _found(number: Tagged, rule: TagRule, company: str | None) -> Found:
    value, interval = rule.value(number)
    confidence, note = _confidence(value, rule)
    return Found(
        company=company,
        concept=rule.concept,
        period=number.period,
        value=value,
        interval=interval,
        unit=concept(rule.concept).unit,
        quote=number.quote(),
        place=number.place,
        rule=f"ixbrl {number.tag}",
        confidence=confidence,
        note=note,
    )


def _confidence(value: float, rule: TagRule) -> tuple[float, str]:
    known = concept(rule.concept)
    if not known.low <= value <= known.high:
        return CONTRADICTED, f"outside {known.low:g} to {known.high:g}, where {rule.concept} can lie"
    if rule.counts_coins and not rule.company:
        return UNPROVEN, rule.note
    return SURE, ""


def _counts_something(number: Tagged) -> bool:
    return plain_unit(number.unit) not in ("usd", "shares", "usd/shares", "pure")


def _why_members(number: Tagged) -> str:
    named = " and ".join(number.context.members)
    return f"not the company's coins: narrowed to {named}" if named else "the rule asks for a member that is not there"


def _passed(number: Tagged, reason: str) -> Passed:
    return Passed(f"{number.tag} {number.text} | {number.quote()}"[:QUOTE_LENGTH], number.place, reason)


def agreed(stated: Iterable[Stated]) -> list[Found]:
    """Return one fact for each (concept, period, part) that a page prints many times, the most precise printing.

    Where two printings are not roundings of one number, all distinct ones are kept and none is sure.
    """
    printings: dict[tuple[str, Period, str], list[Stated]] = {}
    for one in stated:
        printings.setdefault((one.fact.concept, one.fact.period, one.fact.part), []).append(one)
    kept: list[Found] = []
    for same in printings.values():
        first = min(one.rank for one in same)
        facts = sorted((one.fact for one in same if one.rank == first), key=lambda fact: fact.interval.half_width)
        meet = all(fact.interval.meets(facts[0].interval) for fact in facts)
        kept.extend(facts[:1] if meet else _contradicting(facts))
    return kept


def _contradicting(same: list[Found]) -> list[Found]:
    distinct = {fact.value: fact for fact in reversed(same)}
    values = sorted(distinct)
    return [
        replace(
            fact,
            confidence=CONTRADICTED,
            note="the filing itself also prints " + ", ".join(f"{other:g}" for other in values if other != fact.value),
        )
        for fact in distinct.values()
    ]
