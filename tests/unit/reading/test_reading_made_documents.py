"""Made-up documents of every shape and many wordings: what they state is read, and nothing beside it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from headframe.ground.period import Period
from headframe.reading.found import Found, ReadDocument
from headframe.reading.read import read_document


def documents_of(path: Path) -> list[dict[str, Any]]:
    """The documents of one file, each with the concepts that the file labels."""
    listed: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    judged = {concept for document in listed for _, concept, _, _ in document["facts"]}
    return [document | {"judged": judged} for document in listed]


DOCUMENTS = [
    document for path in sorted(Path(__file__).parent.glob("made_documents*.json")) for document in documents_of(path)
]
"""All are made up; those of `made_documents_wordings.json` wrap figures of the record, or invented ones, in the press's
wordings."""
WHOLLY_LABELLED = [document for document in DOCUMENTS if document["whole"]]


@cache
def reading(text: str) -> ReadDocument:
    return read_document(text.encode())


def named(documents: list[dict[str, Any]]) -> Any:
    return pytest.mark.parametrize("document", documents, ids=[document["name"] for document in documents])


def label(period: Period) -> str:
    if period.is_whole_months and not (period.is_month or period.is_quarter or period.is_year):
        return f"{period.first_day:%Y-%m}/{period.end:%Y-%m}"
    return str(period)


def agrees(fact: Found, stated: list[Any]) -> bool:
    company, concept, period, value = stated
    same = fact.concept == concept and label(fact.period) == period and fact.company in (company, None)
    return same and abs(fact.value - value) <= 5e-4 * abs(value)


@named(DOCUMENTS)
def test_every_stated_fact_is_read(document: dict[str, Any]) -> None:
    facts = reading(document["text"]).facts
    assert [stated for stated in document["facts"] if not any(agrees(fact, stated) for fact in facts)] == []


@named(WHOLLY_LABELLED)
def test_nothing_is_read_that_is_not_stated(document: dict[str, Any]) -> None:
    facts = [fact for fact in reading(document["text"]).facts if fact.concept in document["judged"] and not fact.part]
    extra = [
        (fact.company, fact.concept, label(fact.period), fact.value)
        for fact in facts
        if not any(agrees(fact, stated) for stated in document["facts"])
    ]
    assert extra == []


@named(DOCUMENTS)
def test_every_fact_says_its_words_place_rule_and_interval(document: dict[str, Any]) -> None:
    for fact in reading(document["text"]).facts:
        assert fact.quote and fact.place and fact.rule
        assert fact.interval.holds(fact.value)
        assert 0.8 <= fact.confidence <= 1
