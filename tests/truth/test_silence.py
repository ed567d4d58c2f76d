"""The silence test: a digit changed in a document never passes as a confirmation."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from headframe.ground.missing import Missing
from headframe.intake.compare import Status, compare
from headframe.intake.named_sites import with_named_sites
from headframe.intake.prior import prior_values
from headframe.reading.found import Found
from headframe.reading.read import read_document
from headframe.record.record import Record
from headframe.vocabulary.company import companies

VIEW = Record().view()
DIGITS_A_DOCUMENT = 3


@pytest.fixture(scope="module")
def documents(shared: Path) -> list[Path]:
    lines = (shared / "documents/gold.jsonl").read_text("utf-8").splitlines()
    return [shared / "documents/texts" / json.loads(line)["file"] for line in lines]


def read(text: str) -> tuple[Found, ...]:
    return with_named_sites(read_document(text.encode(), prior=prior_values(VIEW)).facts)


def perturbed(text: str, seed: int) -> Iterator[str]:
    chance = random.Random(seed)
    places = [match.start() for match in re.finditer(r"[0-9]", text)]
    for place in chance.sample(places, min(DIGITS_A_DOCUMENT, len(places))):
        digit = str((int(text[place]) + chance.randint(1, 9)) % 10)
        yield text[:place] + digit + text[place + 1 :]


def test_a_perturbed_number_is_never_confirmed_and_conflicts_where_the_record_holds_it(documents: list[Path]) -> None:
    confirmed, missed = [], []
    for seed, path in enumerate(documents):
        text = path.read_text("utf-8")
        said = {(one.company, one.concept, one.period, one.part, one.value) for one in read(text)}
        for changed in perturbed(text, seed):
            for one in read(changed):
                key = (one.company, one.concept, one.period, one.part, one.value)
                if key in said or one.company not in companies():
                    continue
                status, ours = compare(VIEW, one)
                if isinstance(ours, Missing) or ours.value == one.value:
                    continue  # nothing to contradict, or the change restored the record's own figure
                if status is Status.CONFIRMED:
                    confirmed.append((path.name, one.concept, one.value, ours.value))
                elif status is not Status.CONFLICT:
                    missed.append((path.name, one.concept, one.value, ours.value))
    assert (confirmed, missed) == ([], [])
