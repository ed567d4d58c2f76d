"""Ladders and stops."""

from __future__ import annotations

import pytest

from headframe.economics.company_tables import company_tables
from headframe.economics.risk import margin_call_ladder, tier_stops
from headframe.mining.break_even import break_even_power_usd_per_mwh
from headframe.vocabulary.assumptions import packaged_assumptions
from northfield import made_up_parameters, made_up_world, northfield

WORLD = made_up_world(12)
TABLES = company_tables(northfield(), made_up_parameters(), WORLD, packaged_assumptions())


def test_the_first_call_comes_where_loan_over_collateral_reaches_its_trigger() -> None:
    first = margin_call_ladder(TABLES)[0]
    assert 200e6 / (4000 * first.price_usd_per_btc + 10e6) == pytest.approx(0.75)


def test_the_ladder_goes_down() -> None:
    prices = [rung.price_usd_per_btc for rung in margin_call_ladder(TABLES)]
    assert prices == sorted(prices, reverse=True) and len(prices) == 3


def test_a_company_without_such_a_loan_has_no_ladder() -> None:
    free = company_tables(northfield(debts=()), made_up_parameters(), WORLD, packaged_assumptions())
    assert margin_call_ladder(free) == ()


def test_worse_machines_stop_at_higher_hash_prices() -> None:
    stops = tier_stops(TABLES, WORLD, 1)
    assert stops[0].mean_power_usd_per_ph_day < stops[1].mean_power_usd_per_ph_day


def test_a_flat_tariff_stops_a_tier_at_its_break_even() -> None:
    old = tier_stops(TABLES, WORLD, 1)[-1]
    kept = old.mean_power_usd_per_ph_day * (1 - 0.002)
    assert break_even_power_usd_per_mwh(kept, 29.0) == pytest.approx(43.0)
