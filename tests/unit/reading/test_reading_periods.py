"""Words for time, and what they mean beside the period a document reports on."""

from __future__ import annotations

from datetime import date

import pytest

from headframe.ground.period import Period
from headframe.reading.dating import calendar_of
from headframe.reading.periods import whens
from headframe.reading.read import read_document


def periods(text: str) -> dict[str, str]:
    return {f"{fact.concept} {fact.value:g}": str(fact.period) for fact in read_document(text.encode()).facts}


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Riot mined 460 BTC in December 2025.", "2025-12"),
        ("Riot minó 460 BTC en diciembre de 2025.", "2025-12"),
        ("Riot ha prodotto 460 BTC a dicembre 2025.", "2025-12"),
        ("A Riot minerou 460 BTC em dezembro de 2025.", "2025-12"),
        ("Riot hat im Dezember 2025 460 BTC geschürft.", "2025-12"),
        ("Riot добыла 460 BTC в декабре 2025 года.", "2025-12"),
        ("In the fourth quarter of 2025 Riot mined 460 BTC.", "2025-Q4"),
        ("Q4'25: Riot mined 460 BTC.", "2025-Q4"),
        ("Riot mined 460 BTC in the last two months of 2025.", "2025-11-01/2025-12-31"),
        ("In the nine months ended September 30, 2025 Riot mined 460 BTC.", "2025-01-01/2025-09-30"),
        ("CleanSpark mined 460 BTC in fiscal 2025.", "2024-10-01/2025-09-30"),
    ],
)
def test_a_flow_has_the_period_its_sentence_names(text: str, period: str) -> None:
    assert periods(text) == {"bitcoin_produced 460": period}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Riot's June 2025: at month end it held 19,273 BTC.", "2025-06-30"),
        ("As of June 30, 2025 Riot held 19,273 BTC.", "2025-06-30"),
        ("Riot closed June 2025 with 19,273 BTC.", "2025-06-30"),
        ("Riot Q2 2025: 19,273 BTC held.", "2025-06-30"),
    ],
)
def test_a_balance_has_a_day(text: str, day: str) -> None:
    assert periods(text) == {"bitcoin_held 19273": day}


def test_a_month_earlier_and_a_year_earlier_are_counted_from_the_month_reported() -> None:
    text = "Riot mined 460 BTC in December 2025, up from 428 the month before; a year earlier it mined 516 BTC."
    assert periods(text) == {
        "bitcoin_produced 460": "2025-12",
        "bitcoin_produced 428": "2025-11",
        "bitcoin_produced 516": "2024-12",
    }


def test_a_month_without_a_year_is_the_last_one_before_publication() -> None:
    calendar = calendar_of("Riot's December output", published_on=date(2026, 1, 6))
    assert calendar.default == Period.month(2025, 12)


def test_a_text_without_a_year_is_dated_by_the_record() -> None:
    text = b"Riot mined 412 BTC in September, 28% more than in the month before."
    prior = {("RIOT", "bitcoin_produced", Period.month(2024, 9)): 412.0}
    assert [str(fact.period) for fact in read_document(text, prior=prior).facts] == ["2024-09"]
    assert read_document(text).facts == ()


def test_a_text_without_a_year_is_dated_by_the_price_of_its_sale() -> None:
    text = b"Bitfarms got 411 BTC in September; 362 BTC were sold for $9.5 million in all."
    assert {str(fact.period) for fact in read_document(text).facts} == {"2023-09"}


def test_may_in_lower_case_is_no_month() -> None:
    assert whens("it may sell 500 BTC") == []
