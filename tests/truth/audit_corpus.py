"""Made-up articles with marked claims: «right:475 BTC» says which words are a claim and how it must be judged."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from headframe.audit.article import open_article
from headframe.audit.audit import audit_text
from headframe.audit.verdict import Audit
from headframe.record.record import Record

FOLDER = Path(__file__).parent / "audit_articles"
MARKED = re.compile(r"«(\w+):([^»]*)»")


@dataclass(frozen=True)
class Expected:
    start: int
    end: int
    family: str
    words: str


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    expected: tuple[Expected, ...]


def case_of(name: str, marked: str) -> Case:
    text, expected, at = "", [], 0
    for match in MARKED.finditer(marked):
        text += marked[at : match.start()]
        expected.append(Expected(len(text), len(text) + len(match[2]), match[1], match[2]))
        text += match[2]
        at = match.end()
    return Case(name, text + marked[at:], tuple(expected))


@cache
def cases() -> tuple[Case, ...]:
    return tuple(case_of(path.stem, path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.txt")))


@cache
def audited(text: str) -> Audit:
    return audit_text(Record(), open_article(text.encode()))


def verdicts_at(told: Audit, place: Expected) -> list[str]:
    return [c.verdict.family for c in told.claims if c.span[0] < place.end and place.start < c.span[1]]


def problems(case: Case) -> list[str]:
    """Return what an audit gets wrong in an article: claims missed or misjudged, and false accusations."""
    told, found = audited(case.text), []
    for place in case.expected:
        seen = verdicts_at(told, place)
        if place.family not in seen or (place.family != "wrong" and "wrong" in seen):
            found.append(f"{case.name}: '{place.words}' should be {place.family}, is {seen}")
    wrong_places = [place for place in case.expected if place.family == "wrong"]
    for claim in told.claims:
        if claim.verdict.family == "wrong" and not any(
            claim.span[0] < p.end and p.start < claim.span[1] for p in wrong_places
        ):
            found.append(f"{case.name}: '{claim.text}' is accused: {claim.verdict}: {claim.reason}")
    return found
