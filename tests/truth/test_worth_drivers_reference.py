"""What drives RIOT, CIFR, WULF, IREN, CORZ and MARA on the reference daily closes."""

from __future__ import annotations

from pathlib import Path

import pytest

from headframe.record.record import Record
from headframe.vocabulary.figure import Figure
from headframe.worth.closes import Closes, read_closes
from headframe.worth.driver_now import DriverNow
from headframe.worth.drivers import Drivers, find_drivers

pytestmark = pytest.mark.shared
VIEW = Record().view()
LEADS = {
    "RIOT": "AI basket",
    "CIFR": "AI basket",
    "WULF": "AI basket",
    "IREN": "AI basket",
    "CORZ": "AI basket",
    "MARA": "bitcoin",
}


@pytest.fixture(scope="module")
def closes(shared: Path) -> Closes:
    reference = shared / "reference"
    stocks, bitcoin = reference / "stocks_daily.csv", reference / "btc_daily.csv"
    if not stocks.is_file() or not bitcoin.is_file():
        pytest.skip("the reference series do not lie beside this checkout")
    return read_closes(stocks.read_text("utf-8"), stocks.name, VIEW.as_of, bitcoin.read_text("utf-8"))


@pytest.mark.parametrize("company", sorted(LEADS))
def test_what_drives_it_now_and_since_when_with_the_interval(company: str, closes: Closes) -> None:
    told = find_drivers(VIEW, company, closes)
    now = told.now
    assert isinstance(now, DriverNow)
    assert now.driver == LEADS[company]
    assert now.since_earliest <= now.since <= now.since_latest
    assert str(now.since) in now.sentence or "since the series starts" in now.sentence
    assert now.share.interval.holds(now.share.value)


def test_irens_beta_on_ai_rose_at_its_first_ai_lease(closes: Closes) -> None:
    found = {each.day.isoformat(): each for each in find_drivers(VIEW, "IREN", closes).breaks}["2025-11-03"]
    assert isinstance(found.basket_change, Figure) and isinstance(found.p_value, Figure)
    assert found.basket_change.interval.low > 0
    assert found.p_value.value < 0.05


def test_a_break_is_tested_on_one_basket_that_both_sides_hold(closes: Closes) -> None:
    breaks = {each.day.isoformat(): each for each in find_drivers(VIEW, "RIOT", closes).breaks}
    assert breaks["2025-04-01"].basket == "NVDA"
    assert breaks["2026-01-16"].basket == "APLD+CRWV+NVDA"


def test_the_sentence_says_where_the_basket_decides(closes: Closes) -> None:
    now = find_drivers(VIEW, "IREN", closes).now
    assert isinstance(now, DriverNow)
    assert "with NVDA alone" in now.sentence


def test_shares_of_variance_add_up(closes: Closes) -> None:
    told: Drivers = find_drivers(VIEW, "CORZ", closes)
    for row in told.rows:
        parts = (row.shares.bitcoin, row.shares.basket, row.shares.market, row.shares.own)
        assert sum(part.value for part in parts) == pytest.approx(1.0)
