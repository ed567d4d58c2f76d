"""Diluted shares as textbooks count them: the treasury method, convertibles at their limits; made-up numbers."""

from __future__ import annotations

import pytest

from headframe.worth.dilution import Capital, Convertible, Warrant, diluted_at, diluted_worth

NOTE = Convertible("note", 1000.0, 20.0)


def test_the_treasury_method_buys_shares_back_with_what_the_options_pay() -> None:
    options = Warrant("options", 100.0, 20.0)
    assert diluted_at(Capital(1000.0, (), (options,)), 25.0).from_warrants == pytest.approx(100 - 100 * 20 / 25)


def test_options_out_of_the_money_add_nothing() -> None:
    assert diluted_at(Capital(1000.0, (), (Warrant("options", 100.0, 20.0),)), 20.0).from_warrants == 0.0


def test_stock_units_count_whole() -> None:
    assert diluted_at(Capital(1000.0, (), (Warrant("units", 30.0, 0.0),)), 5.0).shares == 1030.0


def test_a_convertible_far_out_of_the_money_is_debt() -> None:
    worth = diluted_worth(Capital(100.0, (NOTE,)), 1500.0)
    assert (worth.price_usd, worth.debt_left_usd, worth.shares) == (5.0, 1000.0, 100.0)


def test_a_convertible_far_in_the_money_is_shares() -> None:
    worth = diluted_worth(Capital(100.0, (NOTE,)), 150_000.0)
    assert (worth.price_usd, worth.debt_left_usd, worth.shares) == (1000.0, 0.0, 150.0)


def test_at_the_conversion_price_both_readings_give_one_share_price() -> None:
    worth = diluted_worth(Capital(100.0, (NOTE,)), 20.0 * 100 + 1000.0)
    assert worth.price_usd == pytest.approx(20.0)
    assert worth.price_usd == pytest.approx((20.0 * 100 + 1000.0) / 150)


def test_a_capped_call_gives_back_what_conversion_costs_up_to_its_cap() -> None:
    capped = Capital(100.0, (Convertible("note", 1000.0, 20.0, cap_price_usd=30.0),))
    inside, beyond = diluted_at(capped, 28.0), diluted_at(capped, 60.0)
    assert inside.shares * 28.0 == pytest.approx(100 * 28.0 + 1000.0)
    assert beyond.shares * 60.0 == pytest.approx(150 * 60.0 - 50 * (30.0 - 20.0))


def test_where_debt_exceeds_value_the_share_is_worth_nothing_and_the_lack_is_told() -> None:
    worth = diluted_worth(Capital(100.0, (NOTE,)), 400.0)
    assert (worth.price_usd, worth.shortfall_usd) == (0.0, 600.0)
