"""Reading a document for an answer: what is in it, with quotes and places; nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from headframe.intake.named_sites import with_named_sites
from headframe.intake.prior import prior_values
from headframe.reading.found import Found, Passed, ReadDocument
from headframe.reading.read import read_document
from headframe.record.view import View
from headframe.vocabulary.answer import Answer


@dataclass(frozen=True, slots=True)
class ReadFact:
    """One number found, as a plain value in the concept's unit."""

    company: str | None
    concept: str
    period: str
    """As the text speaks of it: 2025-12, 2025-Q4, a range of whole months as 2025-01/2025-09."""
    value: float
    low: float
    high: float
    unit: str
    quote: str
    place: str
    rule: str
    confidence: float
    basis: str
    approximate: bool
    note: str


@dataclass(frozen=True, kw_only=True)
class ReadAnswer(Answer):
    """The facts of one document."""

    verb: ClassVar[str] = "read"

    document: str
    kind: str
    digest: str
    published_on: date | None
    facts: tuple[ReadFact, ...]
    doubtful: tuple[ReadFact, ...]
    passed: tuple[Passed, ...]


def read_for(
    view: View, data: bytes, name: str, *, company: str | None = None, published_on: date | None = None
) -> ReadAnswer:
    """Return the facts of a document.

    Parameters
    ----------
    view : View
        What was known before: it helps to date a text without a year and to part digits that a mirror glued.
    data : bytes
        The document.
    name : str
        What to call it in the answer: the file's name.
    company : str, optional
        The ticker it is about; found in the text where not given.
    published_on : date, optional
        The day it was published; found in the text where not given.
    """
    found = read_document(data, company=company, published_on=published_on, prior=prior_values(view))
    return answer_of(view, found, name)


def answer_of(view: View, found: ReadDocument, name: str) -> ReadAnswer:
    """Return a document already read as an answer."""
    return ReadAnswer(
        made_from=view.made_from(found.company),
        document=name,
        kind=found.kind,
        digest=found.digest,
        published_on=found.published_on,
        facts=tuple(_plain(fact) for fact in with_named_sites(found.facts)),
        doubtful=tuple(_plain(fact) for fact in with_named_sites(found.doubtful)),
        passed=found.passed,
    )


def _plain(fact: Found) -> ReadFact:
    return ReadFact(
        company=fact.company,
        concept=fact.concept,
        period=fact.period.by_months,
        value=fact.value,
        low=fact.interval.low,
        high=fact.interval.high,
        unit=fact.unit,
        quote=fact.quote,
        place=fact.place,
        rule=fact.rule,
        confidence=fact.confidence,
        basis=fact.basis.value + (f": {fact.part}" if fact.part else ""),
        approximate=fact.approximate,
        note=fact.note,
    )
