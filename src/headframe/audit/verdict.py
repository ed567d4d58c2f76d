"""Verdicts on claims, and the answer of an audit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.fact import Source
from headframe.vocabulary.figure import Figure


class Verdict(StrEnum):
    """What recomputing says of a claim."""

    RIGHT = "right"
    ROUNDED = "rounded"
    """Right to the digits that it keeps, or as far as its "about" goes."""
    WRONG_VALUE = "wrong_value"
    WRONG_PERIOD = "wrong_period"
    """The number is another period's."""
    WRONG_MEASURE = "wrong_measure"
    """The number is another measure's: proceeds called profit, a part called the whole."""
    WRONG_COMPANY = "wrong_company"
    CONTRADICTED = "contradicted"
    """What the words say is not so."""
    STALE = "stale"
    """It was so once; a later figure was known when the article was written."""
    UNSUPPORTED = "unsupported"
    """A cause or motive that no figure proves."""
    CANNOT_CHECK = "cannot_check"

    @property
    def family(self) -> str:
        """One of right, wrong, unsupported, cannot_check."""
        if self in (Verdict.RIGHT, Verdict.ROUNDED):
            return "right"
        return self.value if self in (Verdict.UNSUPPORTED, Verdict.CANNOT_CHECK) else "wrong"

    @property
    def mark(self) -> str:
        """The sign beside a claim."""
        return {"right": "✓", "wrong": "✗", "unsupported": "?", "cannot_check": "·"}[self.family]

    @property
    def words(self) -> str:
        """The verdict as a reader sees it."""
        return self.value.replace("_", " ")


class Kind(StrEnum):
    """What sort of thing is claimed."""

    LEVEL = "level"
    FLOW = "flow"
    PRICE = "price"
    CHANGE = "change"
    PERCENT = "percent"
    SHARE = "share"
    MULTIPLE = "multiple"
    RANKING = "ranking"
    FIRST_SINCE = "first_since"
    NONE = "none"
    BEHAVIOUR = "behaviour"
    MEASURE = "measure"
    """Which measure a number is of: profit or proceeds."""
    LEASE = "lease"
    MEGAWATTS = "megawatts"
    CAUSE = "cause"
    FORECAST = "forecast"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of an article and what the record says of it.

    Parameters
    ----------
    span : tuple of int
        Where it stands in the file, in characters.
    text : str
        Its words.
    company, concept, period
        What it was understood to be about; empty where that is open.
    stated : float or None
        The number claimed, in the unit of `ours` (a change of 3 % is 0.03).
    ours : Figure or Missing
        Our figure, which answers to `headframe why`, or why there is none.
    computed : float or None
        What was computed from `ours` and `also`, where the claim is about more than one figure.
    tolerance : float or None
        How far the claim may stand from ours, either way, in the unit of `stated`.
    corrected : str
        What it should say; empty where it need not change.
    reason : str
        Why the verdict is what it is.
    verdict_now : Verdict
        The verdict on what is known today rather than on the article's day.
    """

    span: tuple[int, int]
    text: str
    kind: Kind
    verdict: Verdict
    company: str | None
    concept: str
    period: Period | None
    stated: float | None
    ours: Figure | Missing
    also: tuple[Figure, ...]
    computed: float | None
    tolerance: float | None
    sources: tuple[Source, ...]
    corrected: str
    reason: str
    verdict_now: Verdict


@dataclass(frozen=True, kw_only=True)
class Audit(Answer):
    """An article's claims, in the order in which they stand."""

    verb: ClassVar[str] = "audit"

    document: str
    published_on: date | None
    judged_on: date
    """The day whose knowledge the verdicts rest on."""
    words: int
    summary: str
    right: int
    wrong: int
    unsupported: int
    cannot_check: int
    claims: tuple[Claim, ...]
    notes: tuple[str, ...] = ()
