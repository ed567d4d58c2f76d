"""Cue words: which words near a number say what it counts (cues.csv), and which refuse it (refusals.csv)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from headframe.vocabulary.tables import packaged_rows

HERE = "headframe.reading"


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue word in a sentence."""

    role: str
    start: int
    end: int
    text: str


@cache
def _cue_patterns() -> dict[str, re.Pattern[str]]:
    listed: dict[str, list[str]] = {}
    for row in packaged_rows(HERE, "cues.csv"):
        listed.setdefault(row["role"], []).append(row["pattern"])
    return {
        role: re.compile(rf"(?<![\w-])(?:{'|'.join(patterns)})(?![\w])", re.IGNORECASE)
        for role, patterns in listed.items()
    }


def cues(text: str, *roles: str) -> list[Cue]:
    """Return the cue words of the given roles in `text`, left to right."""
    patterns = _cue_patterns()
    found = [
        Cue(role, match.start(), match.end(), match[0].lower())
        for role in roles
        for match in patterns[role].finditer(text)
    ]
    return sorted(found, key=lambda cue: (cue.start, -cue.end))


def has_cue(text: str, role: str) -> bool:
    """Say whether `text` holds a cue of `role`."""
    return bool(_cue_patterns()[role].search(text))


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason not to take a number: words before it, after it or around it, for one dimension or any."""

    scope: str
    dimension: str
    reason: str
    pattern: re.Pattern[str]


@cache
def refusals() -> tuple[Refusal, ...]:
    """Return the rules of refusals.csv."""
    listed = []
    for row in packaged_rows(HERE, "refusals.csv"):
        pattern = row["pattern"]
        if row["scope"] == "before":
            pattern = pattern if pattern.endswith("$") else rf"(?:{pattern})\s?$"
            pattern = rf"(?<!\w)(?:{pattern})"
        elif row["scope"] == "after":
            pattern = rf"\s?\)?\s?(?:{pattern})(?!\w)"
        else:
            pattern = rf"(?<![\w-])(?:{pattern})(?!\w)"
        listed.append(Refusal(row["scope"], row["dimension"], row["reason"], re.compile(pattern, re.IGNORECASE)))
    return tuple(listed)


def refusal_of(dimension: str, before: str, clause: str, after: str, sentence: str = "") -> str:
    """Return why a number of `dimension` must not be taken, or an empty text.

    Parameters
    ----------
    dimension : str
        coin, USD, hash, efficiency, power or cash.
    before, after : str
        The words directly before and after it.
    clause : str
        The clause it stands in.
    sentence : str
        Everything of the sentence up to the number.
    """
    for rule in refusals():
        if rule.dimension not in ("any", dimension):
            continue
        if (
            (rule.scope == "before" and rule.pattern.search(before))
            or (rule.scope == "after" and rule.pattern.match(after))
            or (rule.scope == "around" and rule.pattern.search(clause))
            or (rule.scope == "sentence" and rule.pattern.search(sentence))
        ):
            return rule.reason
    return ""
