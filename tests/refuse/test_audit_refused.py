"""Bad input to the audit: clear words, bounded time, nobody accused."""

from __future__ import annotations

import time

import pytest

from headframe.audit.article import MOST_CHARACTERS, open_article
from headframe.audit.audit import audit_text
from headframe.ground.errors import InputRefused
from headframe.record.record import Record

RECORD = Record()
SECONDS = 20.0


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"  \n ",
        b"\x00\x01\x02" * 50,
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9,
        b"%PDF-1.7 words",
        b"1 2 3 4 5",
    ],
)
def test_what_is_no_article_is_refused(data: bytes) -> None:
    with pytest.raises(InputRefused) as caught:
        open_article(data, "x.txt")
    assert caught.value.next or caught.value.why


def test_a_book_is_refused() -> None:
    with pytest.raises(InputRefused, match="characters"):
        open_article(b"Riot sold bitcoin. " * (MOST_CHARACTERS // 18))


@pytest.mark.parametrize(
    "text",
    [
        "(" * 50_000 + "Riot sold 475 bitcoin in April 2025",
        "Riot sold " * 5_000,
        "1,818 BTC " * 5_000 + "Riot",
        "Riot, " * 8_000,
        "<" * 100_000 + " Riot sold bitcoin in April 2025",
        "<html><body>" + "<div " * 20_000 + "Riot sold 475 bitcoin in April 2025",
        "a" * 200_000 + " Riot sold 475 bitcoin",
        "more than " * 20_000 + "Riot sold 475 bitcoin",
        "In April 2025 " * 10_000 + " Riot sold 475 bitcoin",
        "| " * 50_000 + "\n" + "| " * 50_000 + "Riot words enough",
        "because " * 20_000 + " Riot sold bitcoin",
        "first first sale since since " * 5_000 + " Riot",
    ],
    ids=range(12),
)
def test_hostile_texts_take_bounded_time(text: str) -> None:
    began = time.perf_counter()
    audit_text(RECORD, open_article(text.encode()))
    assert time.perf_counter() - began < SECONDS


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-20. Riot sold \u202e8181\u202c BTC in December 2025.",
        "2026-01-20. Riot sold 1,8\u200b81 BTC in December 2025.",
        "2026-01-20. Riot sold ١٨٨١ BTC in December 2025.",
        "2026-01-20. Riot held 18,O05 BTC at the end of December 2025.",
        "2026-01-20. Riot held l8,005 BTC at the end of December 2025.",
    ],
)
def test_spoofed_numbers_accuse_nobody(text: str) -> None:
    told = audit_text(RECORD, open_article(text.encode()))
    assert [claim.text for claim in told.claims if claim.verdict.family == "wrong"] == []


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-20. Riot Platforms ha venduto 1.881 bitcoin a dicembre 2025 per 161,6 milioni di dollari.",
        "20.01.2026. Riot Platforms verkaufte im Dezember 2025 rund 1.881 Bitcoin und hielt am Monatsende 18.050.",
        "2026-01-20. Компания Riot в декабре 2025 продала 1 881 биткоин и держала 18 050 BTC на конец месяца.",
        "2026-01-20. Riot Platforms vendió 1.881 bitcoins en diciembre de 2025 por 88.870 dólares cada uno.",
    ],
)
def test_other_languages_accuse_nobody(text: str) -> None:
    told = audit_text(RECORD, open_article(text.encode()))
    assert [claim.text for claim in told.claims if claim.verdict.family == "wrong"] == []
