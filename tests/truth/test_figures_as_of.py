"""What was known when: each day below was read in the filing's header, signature or due date."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from headframe.ground.missing import Missing
from headframe.record.record import Record
from headframe.vocabulary.figure import Figure

RECORD = Record()


def known(company: str, concept: str, period: str, as_of: date) -> bool:
    return isinstance(RECORD.view(as_of).figure(company, concept, period), Figure)


def value(company: str, concept: str, period: str, as_of: date) -> float:
    figure = RECORD.view(as_of).figure(company, concept, period)
    assert isinstance(figure, Figure), figure
    return figure.value


@pytest.mark.parametrize(
    ("concept", "period"),
    [
        ("bitcoin_held", "2025-12-31"),
        ("bitcoin_produced", "2025-12"),
        ("bitcoin_sold", "2025-12"),
        ("bitcoin_sale_net_proceeds", "2025-12"),
        ("hash_rate_deployed", "2025-12-31"),
        ("revenue_total", "2025"),
    ],
)
def test_november_2025_knows_nothing_of_december(concept: str, period: str) -> None:
    assert known("RIOT", concept, period, date(2026, 11, 22))
    assert isinstance(RECORD.view(date(2025, 11, 10)).figure("RIOT", concept, period), Missing)


@pytest.mark.parametrize("company", ["RIOT", "MARA", "CLSK", "BTBT", "CORZ"])
@pytest.mark.parametrize("as_of", [date(2023, 6, 30), date(2025, 7, 31), date(2025, 11, 10)])
def test_no_view_holds_a_printing_that_was_not_yet_made(company: str, as_of: date) -> None:
    assert all(fact.known_at <= as_of for fact in RECORD.view(as_of).facts(company))


@pytest.mark.parametrize(
    ("concept", "period"),
    [
        ("total_assets", "2025-06-30"),
        ("debt_current", "2025-06-30"),
        ("bitcoin_restricted", "2025-06-30"),
        ("cfo", "2025-01-01/2025-06-30"),
        ("bitcoin_sold", "2025-01-01/2025-06-30"),
        ("weighted_shares_diluted", "2025-Q2"),
    ],
)
def test_riots_second_quarter_is_unknown_at_the_end_of_july(concept: str, period: str) -> None:
    # No day is printed in the table, so the quarter's filing counts from the 40th day: 2025-08-09 at the earliest.
    assert not known("RIOT", concept, period, date(2025, 7, 31))
    assert not known("RIOT", concept, period, date(2025, 8, 8))
    assert known("RIOT", concept, period, date(2025, 8, 12))


@pytest.mark.parametrize(
    ("company", "concept", "period", "filed"),
    [
        # Header of the submission: FILED AS OF DATE 20251024, and 20260116.
        ("CORZ", "total_assets", "2025-09-30", date(2025, 10, 24)),
        ("CORZ", "net_income", "2025-Q3", date(2025, 10, 24)),
        ("CORZ", "capital_expenditures_total", "2025-Q3", date(2025, 10, 24)),
        ("RIOT", "capex_land", "2026-01-01/2026-01-16", date(2026, 1, 16)),
        ("RIOT", "ai_leased_mw_it", "2026-01-16", date(2026, 1, 16)),
    ],
)
def test_a_submission_is_known_from_the_day_in_its_header(company: str, concept: str, period: str, filed: date) -> None:
    assert not known(company, concept, period, filed - timedelta(days=1))
    assert known(company, concept, period, filed)


def test_holdings_are_known_from_the_monthly_update_before_the_filing() -> None:
    # 17,722 stands in the update of January 2025 and again in the 10-K two months later.
    assert value("RIOT", "bitcoin_held", "2024-12-31", date(2025, 1, 31)) == 17_722
    assert not known("RIOT", "total_assets", "2024-12-31", date(2025, 1, 31))
    assert not known("RIOT", "bitcoin_held", "2024-12-31", date(2025, 1, 1))


def test_a_restatement_is_only_known_from_the_day_it_was_printed() -> None:
    # The 10-Q to June 2025 prints 127,160 for the half of 2024 and 55,764 for its second quarter, so 71,396 for the
    # first; the 10-Q to March 2024 printed 74,597.
    first_quarter = ("RIOT", "revenue_bitcoin_mining", "2024-Q1")
    assert value(*first_quarter, date(2024, 6, 30)) == 74_597_000
    assert value(*first_quarter, date(2025, 6, 30)) == (127_160 - 55_764) * 1_000


def test_other_revenue_of_2023_was_reclassified_by_the_next_filing() -> None:
    assert value("RIOT", "revenue_other", "2023", date(2024, 12, 31)) == 97_000
    assert value("RIOT", "revenue_other", "2023", date(2025, 3, 31)) == 27_379_000


def test_an_early_view_does_not_change_when_later_facts_exist() -> None:
    early = RECORD.view(date(2025, 11, 10))
    late = RECORD.view(date(2026, 11, 22))
    assert {fact.known_at <= early.as_of for fact in early.facts("RIOT")} == {True}
    assert set(early.facts("RIOT")) == {fact for fact in late.facts("RIOT") if fact.known_at <= early.as_of}
