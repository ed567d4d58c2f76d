"""Figures that the record once had wrong, as a second reader found them in the filings."""

from __future__ import annotations

from datetime import date

import pytest

from headframe.ground.missing import Missing
from headframe.record.record import Record
from headframe.record.snapshot_facts import packaged_facts
from headframe.vocabulary.figure import Badge, Figure

RECORD = Record()
VIEW = RECORD.view()


@pytest.mark.parametrize(
    ("company", "concept", "period", "value", "place"),
    [
        ("BTBT", "eth_held", "2025-06-30", 24_601.0, "10-Q 2025-06-30, Note 6 Digital Assets, ETH, quantity"),
        ("BTBT", "revenue_total", "2024-Q2", 29_043_406, "10-Q 2025-06-30, Total Revenues, prior year"),
        ("BTBT", "operating_income", "2024-Q2", -11_480_293, "10-Q 2025-06-30, loss from operations, prior year"),
        ("CLSK", "equity", "2024-06-30", 1_400_640_000, "10-Q 2025-06-30, Stockholders' Equity, June 30, 2024"),
        ("CLSK", "shares_outstanding", "2025-08-05", 281_083_382, "10-Q 2025-06-30, cover, 'As of August 5'"),
    ],
)
def test_the_figure_as_read(company: str, concept: str, period: str, value: float, place: str) -> None:
    figure = VIEW.figure(company, concept, period)
    assert isinstance(figure, Figure), place
    assert figure.value == pytest.approx(value, rel=1e-12), place


@pytest.mark.parametrize(
    ("company", "concept", "period", "place"),
    [
        ("CLSK", "hash_rate_deployed", "2025-06-30", "10-Q, note 3 under the table: average of the final month"),
        ("RIOT", "shares_diluted", "2024-12-31", "10-K: 275,980,010 is the basic weighted average of 2024"),
    ],
)
def test_an_average_is_no_balance(company: str, concept: str, period: str, place: str) -> None:
    assert isinstance(VIEW.figure(company, concept, period), Missing), place


def test_riots_cash_is_not_disputed_by_cash_with_restricted() -> None:
    figure = VIEW.figure("RIOT", "cash", "2025-06-30")
    assert isinstance(figure, Figure)
    assert figure.badge is Badge.REPORTED


def test_bit_digitals_quarter_is_unknown_before_it_was_signed() -> None:
    assert isinstance(RECORD.view(date(2025, 8, 13)).figure("BTBT", "total_assets", "2025-06-30"), Missing)


def test_nothing_is_known_before_the_day_it_speaks_of() -> None:
    early = {str(fact.key) for fact in packaged_facts() if fact.known_at < fact.period.end}
    assert early == set()


@pytest.mark.parametrize(
    ("company", "concept", "period", "value"),
    [
        ("MARA", "bitcoin_unrestricted", "2022-12-31", 7_815),
        ("MARA", "shares_outstanding", "2025-10-28", 378_184_353),
        ("HIVE", "shares_outstanding", "2026-02-20", 253_260_000),
        ("MARA", "cash", "2023-08-31", 105_500_000),
    ],
)
def test_the_note_is_read_for_this_printing(company: str, concept: str, period: str, value: float) -> None:
    figure = VIEW.figure(company, concept, period)
    assert isinstance(figure, Figure)
    assert figure.value == value
