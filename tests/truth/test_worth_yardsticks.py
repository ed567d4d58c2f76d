"""mNAV and its kin, worked out by hand from the printed figures; claims on the shares against their sources."""

from __future__ import annotations

from datetime import date

import pytest

from headframe.ground.missing import Missing
from headframe.record.record import Record
from headframe.vocabulary.figure import Figure
from headframe.vocabulary.tables import packaged_rows
from headframe.worth.multiples import Multiples
from headframe.worth.yardsticks import measure_yardsticks

VIEW = Record().view()
UNITS = 1_769_038 + 227_353
"""Riot's unvested stock units, 10-Q of 2025-09-30."""


def row_of(company: str, day: date) -> Multiples:
    return next(row for row in measure_yardsticks(VIEW, company).rows if row.day == day)


def value(figure: Figure | Missing) -> float:
    assert isinstance(figure, Figure)
    return figure.value


def test_riot_at_the_end_of_2025_with_the_note_out_of_the_money() -> None:
    row = row_of("RIOT", date(2025, 12, 31))
    shares = 371_807_186 + UNITS
    assert value(row.shares_diluted) == pytest.approx(shares)
    assert value(row.debt_converted) == 0
    assert value(row.market_value) == pytest.approx(shares * 12.67)
    close = value(VIEW.market.month("bitcoin_price_month_close", VIEW.market.months()[-6]))
    assert value(row.mnav) == pytest.approx(shares * 12.67 / (18_005 * close))


def test_riot_in_september_2025_with_the_note_in_the_money() -> None:
    row = row_of("RIOT", date(2025, 9, 30))
    assert value(row.shares_diluted) == pytest.approx(371_807_186 + UNITS + 594_400_000 / 14.86)
    assert value(row.debt_converted) == 594_400_000
    printed = 594_400_000 + 254_272_000 + 5_323_000
    assert value(row.debt) == printed
    worth = value(row.market_value) + printed - 594_400_000 - 330_745_000
    assert value(row.enterprise_value) == pytest.approx(worth)
    assert value(row.ev_per_eh) == pytest.approx(worth / 36.5)


def test_free_coins_and_all_coins_are_of_one_day() -> None:
    for company in ("RIOT", "MARA", "CLSK"):
        for row in measure_yardsticks(VIEW, company).rows:
            if isinstance(row.coins_free, Figure):
                assert value(row.coins_free) <= value(row.coins)


def test_clsk_in_may_2026_counts_the_capped_call() -> None:
    row = row_of("CLSK", date(2026, 5, 31))
    price, note = 18.29, 650_000_000 / 14.80
    given_back = note * (18.29 - 14.80) / price
    assert value(row.shares_diluted) == pytest.approx(value(row.shares_basic) + note - given_back, rel=1e-6)


def test_a_stated_price_makes_the_newest_row() -> None:
    newest = measure_yardsticks(VIEW, "RIOT", 13.50).newest
    assert newest is not None
    assert newest.day == VIEW.as_of
    assert value(newest.market_value) == pytest.approx(13.5 * value(newest.shares_diluted))


def test_nothing_is_known_before_its_day() -> None:
    view = Record().view(date(2025, 11, 10))
    assert all(figure.known_at <= view.as_of for figure in measure_yardsticks(view, "RIOT").figures())


@pytest.mark.parametrize(
    "claim", list(packaged_rows("headframe.worth", "claims.csv")), ids=lambda c: f"{c['company']} {c['name']}"
)
def test_a_carried_claim_stands_in_the_row_it_names(claim: dict[str, str]) -> None:
    rows = packaged_rows("headframe.record.snapshot", f"{claim['table']}.csv")
    said = [" ".join(row.values()) for row in rows if row["company"] == claim["company"]]
    assert any(claim["words"] in text for text in said)
    if claim["price_usd"]:
        price = float(claim["price_usd"])
        numbers = {f"{price:.4f}".rstrip("0").rstrip("."), f"{price:.2f}", claim["price_usd"]}
        assert any(number in text for text in said for number in numbers)
