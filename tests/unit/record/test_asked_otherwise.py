"""A question of a period that its measure cannot have is answered with the one that it can."""

from __future__ import annotations

import pytest

from headframe.ground.missing import Missing
from headframe.record.record import Record


@pytest.mark.parametrize(
    ("concept", "period", "rather"),
    [("bitcoin_held", "2025-12", "by its day, 2025-12-31"), ("bitcoin_sold", "2025-12-31", "by its period, 2025-12")],
)
def test_a_balance_over_a_month_and_an_amount_on_a_day_are_told_how_to_ask(
    concept: str, period: str, rather: str
) -> None:
    found = Record().view().figure("RIOT", concept, period)
    assert isinstance(found, Missing)
    assert rather in found.reason
