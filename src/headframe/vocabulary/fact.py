"""Facts: one reported number each, with the interval it was rounded from, its source and the day it became known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from headframe.ground.interval import Interval
from headframe.ground.period import Period


class Witness(StrEnum):
    """Who says it, best first. A user's own fact ranks with the company."""

    FILING = "filing"
    COMPANY = "company"
    OWN = "own"
    RELEASE_COPY = "release_copy"
    FILING_SUMMARY = "filing_summary"
    PRESS = "press"
    SECOND_HAND = "second_hand"

    @property
    def rank(self) -> int:
        """0 for the best witness; larger is worse."""
        return WITNESS_RANK[self]


WITNESS_RANK = {
    Witness.FILING: 0,
    Witness.COMPANY: 1,
    Witness.OWN: 1,
    Witness.RELEASE_COPY: 2,
    Witness.FILING_SUMMARY: 3,
    Witness.PRESS: 4,
    Witness.SECOND_HAND: 5,
}


class Basis(StrEnum):
    """What the number counts, against the concept's definition."""

    AS_DEFINED = "as_defined"
    PART = "part"
    """One component: unrestricted coins only, one site, part of a period."""
    AVERAGE = "average"
    """An average printed where a balance belongs, or the reverse."""


class Standing(StrEnum):
    """How far the printing can be trusted, by its own words and the compiler's note."""

    STATED = "stated"
    APPROXIMATE = "approximate"
    PRELIMINARY = "preliminary"
    COMPUTED = "computed"
    """The source, or the compiler of the table, computed it from other figures."""
    DISPUTED = "disputed"
    """A check failed when it was taken in: an identity does not close, or it lies outside what is plausible."""
    UNRELIABLE = "unreliable"
    """Known to be wrong: a typo, the press's arithmetic, a tracker's stale copy. Never chosen."""


class KnownBy(StrEnum):
    """How we know the day on which a number became known."""

    PUBLISHED = "published"
    """The day the source was published."""
    END_OF_MONTH = "end_of_month"
    """The source gives a month: its last day."""
    END_OF_YEAR = "end_of_year"
    """The source gives a year: its last day."""
    FILING_RULE = "filing_rule"
    """No day: the last one on which such a filing is due (quarter + 40 days, year + 60)."""
    TYPED = "typed"
    """The day stated in the user's own file."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a number was printed."""

    witness: Witness
    title: str
    url: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One reported number. A fact is never overwritten; a restatement is one more fact (conventions §1).

    `value` and `interval` are in `unit`, which is the concept's own. `position` is the order in which the record took
    it in: 0 for the packaged snapshot.
    """

    company: str
    concept: str
    period: Period
    value: float
    interval: Interval
    unit: str
    known_at: date
    known_by: KnownBy
    source: Source
    basis: Basis = Basis.AS_DEFINED
    part: str = ""
    standing: Standing = Standing.STATED
    restated: bool = False
    quote: str = ""
    note: str = ""
    recorded_at: datetime | None = None
    position: int = 0

    @property
    def key(self) -> tuple[str, str, Period]:
        """What the number is about: company, concept, period."""
        return (self.company, self.concept, self.period)
