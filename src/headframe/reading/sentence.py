"""One sentence in hand: what is known of it while its numbers are read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from headframe.ground.period import Period
from headframe.reading.cues import Cue
from headframe.reading.dating import Calendar
from headframe.reading.found import PriorValues
from headframe.reading.periods import When
from headframe.reading.phrases import phrase
from headframe.reading.prose import Sentence
from headframe.reading.quantities import Quantity
from headframe.vocabulary.concept import Kind

COINS, HASH, EFFICIENCY, POWER = {"BTC"}, {"EH/s", "PH/s"}, {"J/TH"}, {"cents/kWh", "USD/kWh", "USD/MWh"}
FLOW_ROLES = ("produced", "sold", "held", "closing", "restricted", "purchased")
COMPARED = phrase("compared")
SENTENCE_TARGET = phrase("sentence_target")
LEFT_OVER = phrase("left_over")


@dataclass(slots=True)
class Reader:
    """What a pass over the sentences knows: the calendar, the main company, and what the last sentence spoke of."""

    calendar: Calendar
    company: str | None
    comma_decimals: bool
    demand_response: bool
    mentions_coins: bool
    carried: str | None = None
    sale_age: int = 9
    spoken_of: When | None = None
    last_day: date | None = None
    last_coin: tuple[str, int] | None = None
    last_hash_unit: str = ""
    last_sold: tuple[float, Period] | None = None
    prior: PriorValues | None = None


@dataclass(slots=True)
class Taken:
    """What a number was taken for: concept, how surely, by which rule, and whether it is only compared with."""

    concept: str
    confidence: float
    rule: str
    compared: bool
    part: str = ""


@dataclass(slots=True)
class SentenceInHand:
    """One sentence on its way to facts: its numbers, times and cue words, and what was read of it so far.

    `last` holds the last reading of each dimension (coin, hash, ...), for lists and comparisons that name it once.
    """

    sentence: Sentence
    reader: Reader
    whens: list[When]
    numbers: list[Quantity]
    cues: list[Cue]
    last: dict[str, Taken] = field(default_factory=dict)
    last_value: dict[str, float] = field(default_factory=dict)
    last_period: dict[str, Period] = field(default_factory=dict)
    own_period: dict[str, Period] = field(default_factory=dict)
    compared_before: Quantity | None = None
    tells_another: bool = False
    """Whether the number in hand is of another concept than the one before: "sold 475, more than the 463 it mined"."""

    @property
    def text(self) -> str:
        """The sentence's words."""
        return self.sentence.text

    @property
    def is_target(self) -> bool:
        """Whether the whole sentence speaks of a goal."""
        return bool(SENTENCE_TARGET.match(self.text))


def words_before(it: SentenceInHand, quantity: Quantity) -> str:
    """The words before a number, a month that stands directly before it left out ("than May's 514")."""
    end = quantity.start
    for when in it.whens:
        if (
            when.end <= end
            and not when.is_relative
            and re.fullmatch(r"(?:['’]s|s['’])?\s?(?:the |about |its )?", it.text[when.end : end])
        ):
            end = when.start
    return it.text[max(0, end - 60) : end]


def quote(it: SentenceInHand, quantity: Quantity) -> str:
    """Return the words around a number."""
    left = it.text.rfind(" ", 0, max(0, quantity.start - 30)) + 1
    right = it.text.find(" ", min(len(it.text), quantity.end + 30))
    return it.text[left : right if right > 0 else len(it.text)].strip()


def place(it: SentenceInHand, quantity: Quantity) -> str:
    """Return where a number stands in the document."""
    return f"chars {it.sentence.start + quantity.start}-{it.sentence.start + quantity.end}"


def as_needed(period: Period, kind: Kind) -> Period:
    """Return a balance's day, or the span of a flow."""
    return Period.day(period.end) if kind is Kind.STOCK else period


def dimension_of(unit: str) -> str:
    """Return coin, hash, efficiency, power, USD or shares for a unit; empty for none, "none" for another."""
    if unit in COINS:
        return "coin"
    if unit in HASH:
        return "hash"
    if unit in EFFICIENCY:
        return "efficiency"
    if unit in POWER:
        return "power"
    if unit in {"USD", "USD/BTC"}:
        return "USD"
    if unit == "shares":
        return "shares"
    return "" if unit == "" else "none"
