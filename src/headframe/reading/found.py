"""What reading finds in a document: facts with their words, and what it refused to take for one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from headframe.ground.interval import Interval
from headframe.ground.period import Period
from headframe.vocabulary.fact import Basis

PriorValues = Mapping[tuple[str, str, Period], float]
"""Values the record already holds, by (company, concept, period): they help to split digits that a mirror glued."""

DOUBT_BELOW = 0.8
"""A fact read with less confidence than this is handed over as doubtful and never appended by itself."""


@dataclass(frozen=True, slots=True)
class Found:
    """One number read from a document.

    `place` names where ("chars 120-164", "table 3 row 5 column 2", "ix id-17"); `rule` names how it was read;
    `confidence` lies in (0, 1]. `company` is a ticker, or None where the document does not say whose number it is.
    """

    company: str | None
    concept: str
    period: Period
    value: float
    interval: Interval
    unit: str
    quote: str
    place: str
    rule: str
    confidence: float
    basis: Basis = Basis.AS_DEFINED
    part: str = ""
    approximate: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Passed:
    """A number that looked like a fact and is none, with the reason: a target, a customer's coins, glued digits."""

    quote: str
    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """Everything read from one document."""

    kind: str
    digest: str
    company: str | None
    published_on: date | None
    facts: tuple[Found, ...] = ()
    doubtful: tuple[Found, ...] = ()
    passed: tuple[Passed, ...] = field(default=())
