"""Claims that only bound a number, and numbers that the roll-forward or the sentence itself speaks against."""

from __future__ import annotations

import pytest

from headframe.audit.article import open_article
from headframe.audit.audit import audit_text
from headframe.audit.verdict import Claim
from headframe.record.record import Record

RECORD = Record()


def claim_of(text: str, words: str) -> Claim:
    return next(claim for claim in audit_text(RECORD, open_article(text.encode())).claims if claim.text == words)


@pytest.mark.parametrize(
    ("said", "words", "verdict"),
    [
        ("fell more than 5%", "5%", "right"),
        ("fell less than 5%", "5%", "wrong_value"),
        ("fell less than 10%", "10%", "right"),
        ("fell by more than 1,000 BTC", "1,000 BTC", "right"),
        ("fell by less than 1,000 BTC", "1,000 BTC", "wrong_value"),
        ("fell by at least 1,300 BTC", "1,300 BTC", "right"),
    ],
)
def test_a_bound_on_a_fall_bounds_its_size(said: str, words: str, verdict: str) -> None:
    """Riot's holdings fell by 1,363 BTC, or 7.0 %, in December 2025."""
    text = f"2026-01-20. Riot's holdings {said} in December 2025."
    assert claim_of(text, words).verdict == verdict


@pytest.mark.parametrize("said", ["fell more than 50%", "fell by more than 5,000 BTC"])
def test_a_fall_far_smaller_than_claimed_is_not_confirmed(said: str) -> None:
    text = f"2026-01-20. Riot's holdings {said} in December 2025."
    assert "right" not in {
        claim.verdict.family for claim in audit_text(RECORD, open_article(text.encode())).claims[-1:]
    }


def test_more_than_halved_leaves_less_than_half() -> None:
    """Cango held 7,528 BTC at the end of December, 7,474 at the end of January, 3,313 at the end of February."""
    fell = claim_of("2026-03-15. Cango's holdings more than halved in February 2026.", "more than halved")
    stood = claim_of("2026-02-15. Cango's holdings more than halved in January 2026.", "more than halved")
    assert (fell.verdict.family, fell.computed is not None and fell.computed < 0.5) == ("right", True)
    assert stood.verdict.family != "right"


def test_a_net_change_printed_as_a_sale_is_neither_confirmed_nor_held_against_anybody() -> None:
    """Riot printed "about 4,300" for 2026-Q2, the fall of its holdings after mining 1,587: 5,886 were sold."""
    repeated = claim_of("2026-08-20. Riot sold about 4,300 BTC in the second quarter of 2026.", "4,300 BTC")
    recomputed = claim_of("2026-08-20. Riot sold 5,886 BTC in the second quarter of 2026.", "5,886 BTC")
    assert (repeated.verdict.family, recomputed.verdict.family) == ("cannot_check", "right")
    assert "net change" in repeated.reason


def test_a_half_year_that_holds_such_a_sale_counts_what_was_sold() -> None:
    text = "2026-08-20. Riot sold 9,664 BTC in the first half of 2026."
    assert claim_of(text, "9,664 BTC").verdict == "right"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2026-01-20. Riot's treasury shrank by 1,363 BTC to 18,005 BTC in December 2025.", "18,005 BTC"),
        ("2026-01-20. Riot began the year with 17,722 BTC.", "17,722 BTC"),
        ("2026-03-15. Cango went from 7,474 BTC held at the end of January to 3,313 BTC a month later.", "3,313 BTC"),
        ("2025-12-20. Riot ended October with 19,324 BTC and November with 19,368 BTC.", "19,368 BTC"),
        (
            "2026-04-20. In the first quarter of 2026 Riot's stack fell 13%, from 18,005 BTC to 15,680 BTC.",
            "18,005 BTC",
        ),
        ("2026-01-20. Of its coins 3,977 BTC are restricted, leaving Riot 14,028 BTC free.", "14,028 BTC"),
    ],
)
def test_a_number_is_read_by_the_words_that_frame_it(text: str, words: str) -> None:
    assert claim_of(text, words).verdict.family == "right"


def test_a_number_that_fits_another_time_of_its_sentence_is_not_called_wrong() -> None:
    text = "2026-01-20. Riot's December sales of 1,818 BTC dwarfed November's 383 BTC and October's 400 BTC."
    assert {claim.verdict.family for claim in audit_text(RECORD, open_article(text.encode())).claims} <= {
        "right",
        "cannot_check",
    }


def test_a_number_whose_own_word_stands_beside_it_is_of_no_other_measure() -> None:
    """In October 2025 Riot mined 437 BTC and sold 400."""
    text = "2025-11-06. Riot sold 437 bitcoin in October and mined 400."
    assert claim_of(text, "437 bitcoin").verdict.family == "wrong"


def test_a_week_told_as_its_month_is_not_called_wrong() -> None:
    """Bitfarms sold 3,353 BTC in June 2022, 3,000 of them in the week to June 20."""
    assert claim_of("2022-07-20. In June Bitfarms sold 3,000 BTC.", "3,000 BTC").verdict == "cannot_check"
