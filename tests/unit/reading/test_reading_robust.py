"""Any bytes are read without a crash, and none for long."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headframe.reading.read import read_document

WORDS = st.sampled_from(
    [
        "Riot",
        "mined",
        "sold",
        "held",
        "1,234",
        "BTC",
        "EH/s",
        "in",
        "June",
        "2025",
        "|",
        "(",
        ")",
        "$",
        "million",
        "-",
        "—",
        "%",
        "\n",
        "Metric",
        "Bitcoin",
        "Held",
        "12.3",
        "than",
        "from",
        "J/TH",
        "c/kWh",
        "N/A",
        "and",
        ",",
        ".",
        ";",
        ":",
        "Q3",
        "a",
        "year",
        "ago",
        "5",
    ]
)
AWKWARD = {
    "digits": b"1" * 400_000,
    "groups": b"1,234" * 80_000,
    "spaces": b" " * 800_000,
    "pipes": b"|" * 400_000,
    "brackets": b"(" * 400_000,
    "tags": b"<div>" * 100_000,
    "words": b"bitcoin " * 60_000,
    "clauses": b"sold 5 BTC and " * 30_000,
    "months": b"May 2024 " * 40_000,
    "rows": b"Metric | May 2024 | April 2024 |\n" + b"Bitcoin Produced | 540 | 512 |\n" * 10_000,
    "glued": b"Metric May 2024 April 2024\nBitcoin Held" + b"1234567890" * 2000 + b"\n",
    "lines": b"\n" * 800_000,
    "sentences": b"a. " * 200_000,
    "dashes": b"- " * 200_000,
    "dollars": b"$ " * 200_000,
    "wide": "Riot mined 5 BTC in May 2024.".encode("utf-16"),
    "nothing": b"",
}


@pytest.mark.parametrize("name", AWKWARD)
def test_awkward_bytes_are_read_in_time(name: str) -> None:
    started = process_time()
    read_document(AWKWARD[name])
    assert process_time() - started < 5


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_an_answer(data: bytes) -> None:
    if data[:5] != b"%PDF-" and b"<SEC-" not in data and b"<SUBMISSION>" not in data:
        read_document(data)


@settings(max_examples=120, deadline=None)
@given(st.lists(WORDS, max_size=60))
def test_any_order_of_a_releases_words_gives_an_answer(words: list[str]) -> None:
    for fact in read_document(" ".join(words).encode()).facts:
        assert fact.interval.holds(fact.value)


def test_a_footnote_glued_to_a_word_is_no_part_of_the_number_behind_it() -> None:
    read = read_document(b"Riot produced3, 512 bitcoin in May 2031 and held 8,204 BTC at month end.")
    assert 3512.0 not in {fact.value for fact in (*read.facts, *read.doubtful)}
