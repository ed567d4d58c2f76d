"""One sentence of an article, ready to be asked about: its numbers, times and subjects."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from headframe.audit.clock import Clock, Time
from headframe.audit.recomputed import Reading
from headframe.audit.stated import Bound
from headframe.audit.subject import Cast, Subject
from headframe.audit.wording import wording
from headframe.ground.period import Period
from headframe.reading.quantities import Quantity, quantities
from headframe.vocabulary.concept import Kind as ConceptKind
from headframe.vocabulary.concept import concept as find_concept


@dataclass(slots=True)
class Spoken:
    """A number already understood: what it was of, and how it was read."""

    start: int
    end: int
    family: str
    concept: str
    readings: tuple[Reading, ...]
    sentence: int
    value: float


@dataclass(slots=True)
class Told:
    """What the article has said so far."""

    clock: Clock
    cast: Cast
    spoken: list[Spoken] = field(default_factory=list)
    sentence: int = 0
    before: str = ""
    """The sentences just before."""
    asked_why: bool = False
    """Whether the sentence before asked why, or gave a cause."""

    def last(self, family: str, within: int = 1) -> Spoken | None:
        """Return the last number of a family understood in this sentence or the `within` ones before it."""
        for item in reversed(self.spoken):
            if item.sentence < self.sentence - within:
                return None
            if item.family == family:
                return item
        return None

    def part_before(self, start: int, whole: str) -> Spoken | None:
        """Return the last number of coins before a place of this sentence, or of the one before, that is no `whole`."""
        for item in reversed(self.spoken):
            if item.sentence < self.sentence - 1:
                return None
            before = item.sentence < self.sentence or item.end <= start
            if item.family == "coins" and item.concept != whole and before:
                return item
        return None


@dataclass(slots=True)
class InHand:
    """A sentence with what is known of it."""

    text: str
    start: int
    told: Told
    times: list[Time]
    subjects: list[Subject]
    numbers: list[Quantity]
    taken: list[tuple[int, int]] = field(default_factory=list)
    """Stretches already claimed by a wording, so that their numbers are not asked twice."""

    def is_taken(self, start: int, end: int) -> bool:
        """Say whether a stretch was claimed."""
        return any(a < end and start < b for a, b in self.taken)

    def is_future(self, start: int) -> bool:
        """Say whether the clause before a place speaks of what may come."""
        left = max(self.text.rfind(mark, 0, start) for mark in (";", ":", ", but ", ", while ", ", and ", ", it "))
        return bool(wording("future").search(self.text[max(0, left) : start]))

    def company_at(self, start: int, end: int) -> tuple[str | None, bool]:
        """Return whose a stretch is, and whether beyond doubt."""
        return self.told.cast.company_at(self.text, self.subjects, start, end)


def take_in_hand(text: str, start: int, told: Told) -> InHand:
    """Return a sentence in hand; the article's clock and cast move on with it."""
    told.sentence += 1
    times = told.clock.times(text)
    numbers = [
        number
        for number in quantities(text)
        if not any(time.start < number.end and number.start < time.end for time in times) and not _garbled(text, number)
    ]
    return InHand(text, start, told, times, told.cast.subjects(text), numbers)


def _garbled(text: str, number: Quantity) -> bool:
    """Whether letters or marks grow out of a number: "18,O05" is no 18."""
    digits_end = number.start
    for character in text[number.start :]:
        if not (character.isdigit() or character in ".,$ €£-−(US"):
            break
        digits_end += 1
    tail = text[digits_end - 1 : digits_end + 2]
    return bool(re.match(r"[.,][^\W\d_]|\d[,.]?[OoIl](?=[\d,])", tail)) or bool(re.match(r"[,.][OolI]\d", tail))


def bound_before(text: str, start: int) -> Bound:
    """Return how firmly a number is stated by the words before it."""
    before = text[max(0, start - 40) : start]
    if wording("about").search(before):
        return Bound.ABOUT
    if wording("at_least").search(before) and not re.search(
        r"(?:fell|dropped|declined|down|rose|up)\s+over\s+$", before
    ):
        return Bound.AT_LEAST
    if wording("at_most").search(before):
        return Bound.AT_MOST
    return Bound.EXACT


def bound_of(words: str | None) -> Bound:
    """Return how firmly "almost", "more than" and their like state what follows them."""
    if not words:
        return Bound.EXACT
    return bound_before(f" {words.rstrip()} ", len(words.rstrip()) + 2)


def fitted(period: Period, concept: str) -> Period | None:
    """Return a period as a measure needs it: a balance's last day, a flow's span; None where it has no such thing."""
    if find_concept(concept).kind is ConceptKind.STOCK:
        return Period.day(period.end)
    if period.is_day:
        return None
    return period


def month_of(period: Period) -> Period:
    """Return the month a day lies in; a span as it is."""
    return Period.month(period.end.year, period.end.month) if period.is_day else period
