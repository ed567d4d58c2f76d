"""The mining formulas against calculations done by hand."""

from __future__ import annotations

from math import sqrt

import pytest

from headframe.mining.break_even import break_even_power_usd_per_mwh
from headframe.mining.curtailment import (
    margin_at_hub_usd_per_mwh,
    margin_usd_per_mw_month,
    margin_with_fixed_block_usd_per_mwh,
)
from headframe.mining.expected_coins import expected_coins, hash_rate_implied_ehs, mean_subsidy_btc_per_block
from headframe.mining.fleet import FleetTier, fleet_margin_usd_per_hour, running_hash_rate_ehs
from headframe.mining.hash_cost import (
    cost_per_coin_usd_per_btc,
    hash_cost_power_usd_per_ph_day,
    hash_cost_usd_per_ph_day,
)
from headframe.mining.hash_price import coins_per_ph_day, hash_price_usd_per_ph_day
from headframe.mining.luck import block_luck_deviations
from headframe.mining.power_quantiles import PowerQuantiles, share_of_hours_below
from headframe.mining.stretches import Stretch
from headframe.mining.subsidy import subsidy_btc_per_block
from headframe.mining.work import expected_blocks


def test_a_hash_rate_that_makes_one_blocks_work_every_ten_minutes_finds_144_a_day() -> None:
    # 1 EH/s for 600 s is 6e20 hashes; at difficulty 6e20 / 2^32 that is one block.
    difficulty = 6e20 / 2**32
    assert expected_blocks(1.0, 86_400, difficulty) == pytest.approx(144)


def test_expected_coins_of_a_halving_month_by_hand() -> None:
    difficulty = 6e20 / 2**32
    before = Stretch(19 * 86_400, difficulty, 6.25)
    after = Stretch(11 * 86_400, difficulty, 3.125)
    # 19 days x 144 x 6.75 + 11 days x 144 x 3.625
    assert expected_coins(1.0, [before, after], 0.5) == pytest.approx(19 * 144 * 6.75 + 11 * 144 * 3.625)
    assert mean_subsidy_btc_per_block([before, after]) == pytest.approx((19 * 6.25 + 11 * 3.125) / 30)
    assert hash_rate_implied_ehs(144 * 3.625 * 11, [after], 0.5) == pytest.approx(1.0)


def test_subsidy_by_height() -> None:
    assert [subsidy_btc_per_block(height) for height in (0, 209_999, 210_000, 839_999, 840_000, 1_050_000)] == [
        50.0,
        50.0,
        25.0,
        6.25,
        3.125,
        1.5625,
    ]
    assert subsidy_btc_per_block(64 * 210_000) == 0.0


def test_one_petahash_draws_its_efficiency_in_kilowatts() -> None:
    # 20 J/TH x 1,000 TH/s = 20 kW; 24 h = 480 kWh = 0.48 MWh; at $50/MWh = $24.
    assert hash_cost_power_usd_per_ph_day(20, 50) == pytest.approx(24.0)
    assert break_even_power_usd_per_mwh(24.0, 20) == pytest.approx(50.0)
    assert FleetTier("S21", 20, 1.0).power_mw == pytest.approx(20.0)


def test_hash_price_by_hand() -> None:
    # Difficulty such that 1 PH/s finds one block in 100 days: 3.125 + 0.025 BTC x 100,000 / 100 days.
    difficulty = 1e15 * 86_400 * 100 / 2**32
    assert coins_per_ph_day(difficulty, 3.125, 0.025) == pytest.approx(0.0315)
    assert hash_price_usd_per_ph_day(100_000, difficulty, 3.125, 0.025) == pytest.approx(3150.0)


def test_hash_cost_and_cost_per_coin_by_hand() -> None:
    # $65.131M over 31.21 EH/s and 92 days of Riot's third quarter of 2025.
    cost = hash_cost_usd_per_ph_day(65_131_000, 31.21, 92)
    assert cost == pytest.approx(22.68, abs=0.01)
    assert cost_per_coin_usd_per_btc(20.0, 0.0005) == pytest.approx(40_000)


def test_luck_of_a_hundred_blocks_is_ten_percent() -> None:
    assert block_luck_deviations(110, 100, 100) == pytest.approx(1.0)
    assert block_luck_deviations(96, 100, 225) == pytest.approx(-0.04 * sqrt(225))


# Prices rise in a straight line from 0 to 100 $/MWh, so the mean is 50.
UNIFORM = PowerQuantiles((0.0, 1.0), (0.0, 100.0), 50.0)


def test_margin_of_a_uniform_price_by_hand() -> None:
    # E[max(60 - U, 0)] = 60^2 / 200 = 18; runs 60 % of the hours.
    assert margin_at_hub_usd_per_mwh(60, UNIFORM) == pytest.approx(18)
    assert share_of_hours_below(60, UNIFORM) == pytest.approx(0.6)
    assert margin_usd_per_mw_month(18, 720) == pytest.approx(12_960)


def test_margin_of_a_fixed_block_by_hand() -> None:
    # E[max(60, U)] = 60 x 0.6 + 0.4 x 80 = 68; less 30 paid.
    assert margin_with_fixed_block_usd_per_mwh(60, 30, UNIFORM) == pytest.approx(38)


def test_a_spike_beyond_the_knots_counts_through_the_mean() -> None:
    spiky = PowerQuantiles((0.0, 1.0), (0.0, 100.0), 75.0)
    assert margin_with_fixed_block_usd_per_mwh(60, 30, spiky) == pytest.approx(60 + (75 - 60 + 18) - 30)


def test_old_machines_stop_first() -> None:
    fleet = [FleetTier("S19", 30, 10), FleetTier("S21", 15, 20)]
    # At $36 a PH-day: break-even 50 and 100 $/MWh.
    assert running_hash_rate_ehs(fleet, 36.0, 49.0) == 30
    assert running_hash_rate_ehs(fleet, 36.0, 51.0) == 20
    assert running_hash_rate_ehs(fleet, 36.0, 101.0) == 0
    # 300 MW x (100 - 60) at 60 $/MWh.
    assert fleet_margin_usd_per_hour(fleet, 36.0, 60.0) == pytest.approx(300 * 40)
