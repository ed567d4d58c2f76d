"""Expected against reported production, on the packaged tables."""

from __future__ import annotations

import statistics
from datetime import date

import pytest

from headframe.accounts.backcast import Backcast, Finding, backcast
from headframe.accounts.backcast_implied import hash_rate_implied
from headframe.accounts.backcast_network import coins_of_one_ehs
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.record import Record
from headframe.record.view import View
from headframe.vocabulary.figure import Badge, Figure


@pytest.fixture(scope="module")
def view() -> View:
    return Record().view(date(2026, 11, 22))


def median(result: Backcast) -> float:
    assert isinstance(result.median_absolute_error, Figure)
    return result.median_absolute_error.value


@pytest.mark.parametrize(
    ("company", "months", "at_most"),
    [("RIOT", 17, 0.002), ("IREN", 22, 0.003), ("CLSK", 5, 0.003), ("HIVE", 3, 0.003), ("BITF", 3, 0.01)],
)
def test_the_formula_holds(view: View, company: str, months: int, at_most: float) -> None:
    result = backcast(view, company)
    assert result.months_counted == months
    assert median(result) <= at_most


def test_a_realized_hash_rate_is_no_test_of_the_formula(view: View) -> None:
    circular = {
        company: [str(month.period) for month in backcast(view, company).months if month.finding is Finding.CIRCULAR]
        for company in ("BITF", "MARA", "RIOT")
    }
    assert circular == {"BITF": ["2024-06"], "MARA": ["2024-12"], "RIOT": []}


def test_riots_june_and_july_2024_are_outliers_of_the_report(view: View) -> None:
    named = {str(month.period): month for month in backcast(view, "RIOT").named}
    assert list(named) == ["2024-06", "2024-07"]
    assert named["2024-06"].error.value == pytest.approx(0.12, abs=0.005)
    assert named["2024-07"].error.value == pytest.approx(0.03, abs=0.005)
    assert all(month.finding is Finding.REPORT_OUTLIER for month in named.values())
    assert "CLSK" in named["2024-06"].why
    assert "IREN" in named["2024-07"].why


def test_maras_misses_are_block_luck(view: View) -> None:
    result = backcast(view, "MARA")
    assert isinstance(result.luck_deviation, Figure)
    assert result.luck_deviation.value == pytest.approx(1.0, abs=0.4)
    lucky = {str(month.period): month.luck for month in result.named}
    assert list(lucky) == ["2023-12"]
    luck = lucky["2023-12"]
    assert isinstance(luck, Figure)
    assert luck.value == pytest.approx(2.05, abs=0.01)
    assert 0.05 < median(result) < 0.09


def test_luck_means_nothing_for_a_miner_paid_per_share(view: View) -> None:
    assert all(isinstance(month.luck, Missing) for month in backcast(view, "RIOT").months)


def test_the_packaged_hash_price_is_the_formulas(view: View) -> None:
    misses = {}
    for month in view.market.months():
        price, printed = view.market.month("bitcoin_price_month_average", month), view.market.month("hash_price", month)
        coins = coins_of_one_ehs(view, month)
        if month.end.year >= 2019 and isinstance(price, Figure) and isinstance(printed, Figure):
            assert isinstance(coins, Figure)
            misses[str(month)] = abs(coins.value / 1000 / month.days * price.value / printed.value - 1)
    assert len(misses) > 80
    # The compiler averaged by day, the formula by month: they part in the month of a halving, when fees leapt too.
    assert misses.pop("2024-04") < 0.03
    assert misses.pop("2020-05") < 0.03
    # Elsewhere by how price and difficulty moved together inside the month.
    assert max(misses.values()) < 0.015
    assert statistics.median(misses.values()) < 0.001


def test_production_implies_the_hash_rate(view: View) -> None:
    implied = hash_rate_implied(view, "RIOT", "2025-10")
    assert isinstance(implied, Figure)
    assert implied.badge is Badge.DERIVED
    assert implied.interval.holds(33.2)
    assert implied.interval.half_width / implied.value < 0.02


def test_a_miner_in_its_own_pool_implies_it_loosely(view: View) -> None:
    implied = hash_rate_implied(view, "MARA", "2023-12")
    assert isinstance(implied, Figure)
    assert implied.interval.holds(22.4)
    assert "own pool" in implied.note


def test_a_gap_says_why(view: View) -> None:
    for period in ("2026-06", "2025-12-15/2025-12-31"):
        assert isinstance(hash_rate_implied(view, "RIOT", period), Missing)
    early = Record().view(date(2025, 10, 15))
    month = coins_of_one_ehs(early, Period.month(2025, 10))
    assert isinstance(month, Missing)
    assert "2025-10" in month.reason


def test_only_what_was_known_is_used() -> None:
    then = backcast(Record().view(date(2024, 7, 1)), "RIOT")
    assert all(month.expected.known_at <= date(2024, 7, 1) for month in then.months)
    assert all(month.period.end < date(2024, 7, 1) for month in then.months)
