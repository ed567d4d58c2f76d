"""Traps among printings: the figure to choose was checked by hand against its sources."""

from __future__ import annotations

import pytest

from headframe.ground.missing import Missing
from headframe.record.record import Record
from headframe.vocabulary.figure import Badge, Figure

VIEW = Record().view()


@pytest.mark.parametrize(
    ("company", "concept", "period", "value"),
    [
        ("RIOT", "bitcoin_held", "2024-12-31", 17_722),
        ("RIOT", "bitcoin_held", "2025-12-31", 18_005),
        ("RIOT", "bitcoin_produced", "2025-06", 449),
        ("RIOT", "hash_rate_deployed", "2024-09-30", 28.2),
        ("RIOT", "revenue_bitcoin_mining", "2025-Q3", 160_800_000),
        ("MARA", "bitcoin_held", "2026-03-31", 35_303),
        ("MARA", "bitcoin_held", "2022-12-31", 12_232),
        ("MARA", "bitcoin_restricted", "2025-12-31", 5_938 + 9_377),
        ("MARA", "bitcoin_restricted", "2026-06-30", 9_270),
        ("CLSK", "bitcoin_held", "2025-06-30", 12_608),
        ("CLSK", "bitcoin_held", "2024-09-30", 8_049),
    ],
)
def test_the_right_printing_is_chosen(company: str, concept: str, period: str, value: float) -> None:
    figure = VIEW.figure(company, concept, period)
    assert isinstance(figure, Figure), figure
    assert figure.value == pytest.approx(value, rel=2e-3 if value > 1e6 else 0)


def test_a_trackers_stale_copy_is_no_balance() -> None:
    figure = VIEW.figure("MARA", "bitcoin_held", "2026-09-30")
    assert isinstance(figure, Missing)
    assert "unreliable" in figure.reason


def test_riots_first_quarter_of_2026_is_disputed_by_one_coin() -> None:
    figure = VIEW.figure("RIOT", "bitcoin_held", "2026-03-31")
    assert isinstance(figure, Figure)
    assert figure.badge is Badge.DISPUTED
    assert "15,680" in figure.note
