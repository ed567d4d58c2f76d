"""The labelled development documents: how much of what they state is read, and how much of what is read is right."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from headframe.intake.prior import prior_values
from headframe.reading.found import Found
from headframe.reading.read import read_document
from headframe.record.record import Record
from headframe.vocabulary.concept import Kind, concept

LEFT_OUT = ("site=", "SOURCE ERROR", "CONFLICT", "own number of another", "hosted")
pytestmark = pytest.mark.shared


def month_of(name: str, period: str) -> str:
    if concept(name).kind is not Kind.STOCK:
        return period
    return f"{period[:4]}-{int(period[-1]) * 3:02d}" if "-Q" in period else period.rpartition("/")[2][:7]


def key_of(fact: Found, document: dict[str, Any]) -> tuple[str, str, str]:
    return (fact.company or document["company"], fact.concept, month_of(fact.concept, fact.period.by_months))


def close(one: float, other: float) -> bool:
    return abs(one - other) <= 5e-4 * max(abs(one), abs(other))


@cache
def score(folder: Path) -> tuple[int, int, int, float]:
    """Return found, stated, wrong, and the seconds that reading took."""
    prior = prior_values(Record().view())
    documents = [json.loads(line) for line in (folder / "gold.jsonl").read_text("utf-8").splitlines()]
    judged = {label["metric"] for document in documents for label in document["facts"]}
    found = stated = wrong = 0
    seconds = 0.0
    for document in documents:
        data = (folder / "texts" / document["file"]).read_bytes()
        started = process_time()
        facts = [fact for fact in read_document(data, prior=prior).facts if fact.concept in judged]
        seconds += process_time() - started
        labels = list(labels_of(document))
        told = [(key, value) for key, value, counted in labels if counted]
        stated += len(told)
        found += sum(any(key_of(f, document) == key and close(f.value, value) for f in facts) for key, value in told)
        free = {key for key, _, counted in labels if not counted}
        wrong += sum(
            key_of(f, document) not in free
            and not any(key_of(f, document) == key and close(f.value, value) for key, value, _ in labels)
            for f in facts
        )
    return found, stated, wrong, seconds


def labels_of(document: dict[str, Any]) -> Iterator[tuple[tuple[str, str, str], float, bool]]:
    for label in document["facts"]:
        key = (label.get("company", document["company"]), label["metric"], month_of(label["metric"], label["period"]))
        yield key, float(label["value"]), not any(word in label.get("note", "") for word in LEFT_OUT)


def test_recall_is_at_least_95_percent(shared: Path) -> None:
    found, stated, _, _ = score(shared / "documents")
    assert found >= 0.95 * stated


def test_precision_is_at_least_99_percent(shared: Path) -> None:
    found, _, wrong, _ = score(shared / "documents")
    assert found >= 0.99 * (found + wrong)


def test_all_documents_are_read_within_three_seconds(shared: Path) -> None:
    assert score(shared / "documents")[3] <= 3
