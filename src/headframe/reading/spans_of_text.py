"""Distances in a sentence: how far a word stands from a number, and what lies between."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from headframe.reading.periods import When
from headframe.reading.phrases import phrase
from headframe.reading.quantities import Quantity

LIGHT = phrase("light")
CHANGE = re.compile(
    r"[+-]?\d[\d.,]{0,8}\s?(?:%|percent\w*|per cent|por ciento|per cento|Prozent|процент\w*)", re.IGNORECASE
)
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
BREAK = phrase("break")
FARTHEST_GAP, TOO_FAR = 400, 99.0
"""No cue reaches a number across so many characters, so that their words need no counting."""


def cost_between(text: str, start: int, end: int, whens: Sequence[When]) -> float:
    """Return how much stands between two places of a sentence: words count 1, commas 3, light words little.

    Percentages and words for time count nothing: "output fell 47% in May to 63.3" keeps output beside 63.3.
    """
    if start >= end:
        return 0.0
    if end - start > FARTHEST_GAP:
        return TOO_FAR
    gap = text[start:end]
    for when in whens:
        if start <= when.start and when.end <= end:
            gap = gap[: when.start - start] + " " * (when.end - when.start) + gap[when.end - start :]
    return _cost_of(gap, text[start:end])


@lru_cache(maxsize=4096)
def _cost_of(gap: str, whole: str) -> float:
    gap = CHANGE.sub(" ", gap)
    light = len(LIGHT.findall(gap))
    gap = LIGHT.sub(" ", gap)
    words = len(WORD.findall(gap))
    numbers = len(re.findall(r"\d[\d.,]*", gap))
    breaks = 3.0 * gap.count(",") + 4.0 * gap.count(";") + 3.0 * len(re.findall(r"[()]|\s[-–—]{1,2}\s", gap))
    joins = 2.0 * len(
        re.findall(r"(?<!\w)(?:and|but|while|und|y|ed|mientras|mentre|и|а|e)(?!\w)", whole, re.IGNORECASE)
    )
    return words + 0.25 * light + 1.5 * numbers + breaks + joins


def clause_around(text: str, start: int, end: int) -> str:
    """Return the stretch between the nearest commas, dashes, brackets or joining words around a number."""
    left = 0
    right = len(text)
    for match in BREAK.finditer(text):
        if match.end() <= start:
            left = match.end()
        elif match.start() >= end:
            right = match.start()
            break
    return text[left:right]


def others_between(quantities: Sequence[Quantity], start: int, end: int, same: Quantity) -> int:
    """Count the numbers of the same unit that stand between two places."""
    return sum(
        1
        for other in quantities
        if other is not same and start <= other.start and other.end <= end and (other.unit == same.unit)
    )


BRACKETS = re.compile(r"[(\[]([^()\[\]]{0,300})[)\]]")


def brackets(text: str) -> list[tuple[int, int]]:
    """Return the stretches of `text` that stand in brackets, the brackets themselves left out."""
    return [match.span(1) for match in BRACKETS.finditer(text)]


def bracket_of(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the brackets that a place of `text` stands in, or None."""
    return next((span for span in brackets(text) if span[0] <= start and end <= span[1]), None)


def without_about(before: str) -> str:
    """Return words without the "about" that ends them."""
    return re.sub(
        r"(?:about|around|roughly|approximately|nearly|almost|some|an estimated|estimated|circa|unos|etwa|rund|"
        r"(?<!%\s)(?<!percent\s)over|около|примерно)\s$",
        "",
        before,
        flags=re.IGNORECASE,
    )
