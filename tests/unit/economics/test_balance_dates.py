"""The days of an opening's balances: too old is a gap, and what fell between two of them is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from headframe.accounts.sales import sale_ledger
from headframe.economics.balance_dates import balance_notes
from headframe.economics.build_miner import build_miner
from headframe.ground.errors import NotEnoughData
from headframe.ground.period import Period
from headframe.record.record import Record
from headframe.vocabulary.assumptions import packaged_assumptions
from headframe.vocabulary.figure import Figure

VIEW, HELD = Record().view(date(2026, 11, 22)), packaged_assumptions()
RIOT = build_miner(VIEW, "RIOT", HELD)


def test_coins_that_were_last_printed_years_ago_are_not_todays() -> None:
    with pytest.raises(NotEnoughData) as refused:
        build_miner(VIEW, "CORZ", HELD)
    assert "2022-12-31" in str(refused.value.why)
    assert "economics.oldest_balance_days" in str(refused.value.next)


def test_who_asks_for_an_old_balance_gets_it_and_is_told_its_day() -> None:
    corz = build_miner(VIEW, "CORZ", HELD.with_changes({"economics.oldest_balance_days": 3_000.0}))
    assert corz.bitcoin_btc == 43.55
    assert "bitcoin of 2022-12-31" in balance_notes(VIEW, corz)[0]


def test_coins_sold_after_the_cash_was_counted_are_said_to_be_in_neither() -> None:
    between = sale_ledger(VIEW, "RIOT", Period.parse("2025-10-01/2026-03-31")).total
    assert between is not None and isinstance(between.sold, Figure) and isinstance(between.net_proceeds, Figure)
    (said,) = [note for note in balance_notes(VIEW, RIOT) if note.startswith("between")]
    assert f"{between.sold.value:,.0f} BTC" in said
    assert f"${between.net_proceeds.value / 1e6:,.0f} million net" in said
    assert "neither" in said


def test_coins_sold_before_the_cash_was_counted_are_said_to_be_there_twice() -> None:
    cash, coins = RIOT.stated["cash_usd"], RIOT.stated["bitcoin_held_btc"]
    turned = {
        "cash_usd": replace(cash, id=cash.id.replace("2025-09-30", "2026-03-31")),
        "bitcoin_held_btc": replace(coins, id=coins.id.replace("2026-03-31", "2025-09-30")),
    }
    (said,) = [
        note for note in balance_notes(VIEW, replace(RIOT, stated=RIOT.stated | turned)) if note.startswith("between")
    ]
    assert "twice" in said


def test_balances_of_one_day_have_nothing_between_them() -> None:
    view = Record().view(date(2025, 10, 31))
    cash = RIOT.stated["cash_usd"]
    same = {"bitcoin_held_btc": replace(cash, id="RIOT bitcoin_held 2025-09-30")}
    notes = balance_notes(view, replace(RIOT, stated=RIOT.stated | same))
    assert not [note for note in notes if note.startswith("between")]
