"""What must hold of the mining formulas for any input."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headframe.mining.break_even import break_even_power_usd_per_mwh, hash_price_needed_usd_per_ph_day
from headframe.mining.curtailment import margin_at_hub_usd_per_mwh, margin_with_fixed_block_usd_per_mwh
from headframe.mining.expected_coins import expected_coins, hash_rate_implied_ehs
from headframe.mining.fleet import FleetTier, fleet_efficiency_j_per_th, fleet_margin_usd_per_hour, running_tiers
from headframe.mining.hash_cost import (
    cost_per_coin_usd_per_btc,
    hash_cost_power_usd_per_ph_day,
    hash_cost_usd_per_ph_day,
)
from headframe.mining.hash_price import coins_per_ph_day, hash_price_usd_per_ph_day
from headframe.mining.power_quantiles import (
    PowerQuantiles,
    expected_excess_usd_per_mwh,
    expected_shortfall_below_usd_per_mwh,
    share_of_hours_below,
)
from headframe.mining.stretches import Stretch, pinned_to_mean
from headframe.mining.subsidy import subsidy_btc_per_block

hash_rates = st.floats(0.01, 1000)
prices = st.floats(1, 1e6)
powers = st.floats(1, 1000)
efficiencies = st.floats(5, 200)
difficulties = st.floats(1e6, 1e15)
stretches = st.lists(
    st.builds(Stretch, st.floats(3600, 1e6), difficulties, st.sampled_from([6.25, 3.125])), min_size=1, max_size=5
)
tiers = st.lists(st.builds(FleetTier, st.just("tier"), efficiencies, hash_rates), min_size=1, max_size=6)


@st.composite
def quantiles(draw: st.DrawFn) -> PowerQuantiles:
    inner = sorted(draw(st.lists(st.floats(0.01, 0.99), min_size=0, max_size=6, unique=True)))
    shares = (0.0, *inner, 1.0)
    values = sorted(draw(st.lists(st.floats(-250, 5000), min_size=len(shares), max_size=len(shares))))
    far = 1e5
    mean = far - expected_shortfall_below_usd_per_mwh(far, PowerQuantiles(shares, tuple(values), 0.0))
    return PowerQuantiles(shares, tuple(values), mean)


@given(hash_rates, st.floats(0.1, 10), stretches, st.floats(0, 5))
def test_expected_coins_are_linear_in_hash_rate(rate: float, times: float, cut: list[Stretch], fees: float) -> None:
    assert expected_coins(rate * times, cut, fees) == pytest.approx(times * expected_coins(rate, cut, fees))


@given(hash_rates, stretches, st.floats(0, 5))
def test_the_implied_hash_rate_is_the_inverse(rate: float, cut: list[Stretch], fees: float) -> None:
    assert hash_rate_implied_ehs(expected_coins(rate, cut, fees), cut, fees) == pytest.approx(rate)


@given(stretches, difficulties)
def test_pinning_gives_the_mean_asked_for(cut: list[Stretch], mean: float) -> None:
    pinned = pinned_to_mean(cut, mean)
    seconds = sum(piece.seconds for piece in pinned)
    assert sum(piece.seconds * piece.difficulty for piece in pinned) / seconds == pytest.approx(mean)


@given(st.integers(0, 20_000_000))
def test_subsidy_never_rises_and_halves(height: int) -> None:
    assert subsidy_btc_per_block(height) >= subsidy_btc_per_block(height + 1)
    assert subsidy_btc_per_block(height + 210_000) <= subsidy_btc_per_block(height) / 2


@given(st.floats(1, 1000), efficiencies)
def test_break_even_is_the_inverse_of_the_power_hash_cost(hash_price: float, efficiency: float) -> None:
    power = break_even_power_usd_per_mwh(hash_price, efficiency)
    assert hash_cost_power_usd_per_ph_day(efficiency, power) == pytest.approx(hash_price)
    assert hash_price_needed_usd_per_ph_day(power, efficiency) == pytest.approx(hash_price)


@given(hash_rates, st.floats(1e3, 1e9), difficulties, st.floats(0, 5), prices, st.floats(1, 92))
def test_cost_per_coin_over_price_is_hash_cost_over_hash_price(
    rate: float, cost: float, difficulty: float, fees: float, price: float, days: float
) -> None:
    coins_each = coins_per_ph_day(difficulty, 3.125, fees)
    hash_cost = hash_cost_usd_per_ph_day(cost, rate, days)
    hash_price = hash_price_usd_per_ph_day(price, difficulty, 3.125, fees)
    coins = coins_each * rate * 1000 * days
    assert cost_per_coin_usd_per_btc(hash_cost, coins_each) == pytest.approx(cost / coins)
    assert (cost / coins) / price == pytest.approx(hash_cost / hash_price)


@given(quantiles(), st.floats(-300, 6000), st.floats(-300, 6000))
def test_expected_shortfall_is_monotone_and_convex(curve: PowerQuantiles, one: float, two: float) -> None:
    low, high = min(one, two), max(one, two)
    at_low, at_high = (expected_shortfall_below_usd_per_mwh(limit, curve) for limit in (low, high))
    middle = expected_shortfall_below_usd_per_mwh((low + high) / 2, curve)
    assert -1e-9 <= at_low <= at_high + 1e-9
    assert at_high - at_low <= (high - low) + 1e-6
    assert middle <= (at_low + at_high) / 2 + 1e-6


@given(quantiles(), st.floats(-300, 6000))
def test_shortfall_less_excess_is_limit_less_mean(curve: PowerQuantiles, limit: float) -> None:
    gap = expected_shortfall_below_usd_per_mwh(limit, curve) - expected_excess_usd_per_mwh(limit, curve)
    assert gap == pytest.approx(limit - curve.mean_usd_per_mwh, abs=1e-6)
    assert 0.0 <= share_of_hours_below(limit, curve) <= 1.0 + 1e-12


@given(quantiles(), st.floats(0, 500), st.floats(0, 200))
def test_resale_is_worth_no_less_than_running_always(curve: PowerQuantiles, break_even: float, fixed: float) -> None:
    with_block = margin_with_fixed_block_usd_per_mwh(break_even, fixed, curve)
    assert with_block >= break_even - fixed - 1e-6
    assert with_block >= curve.mean_usd_per_mwh - fixed - 1e-6
    # A block at the hub's mean is worth what the hub itself leaves.
    at_hub = margin_at_hub_usd_per_mwh(break_even, curve)
    assert margin_with_fixed_block_usd_per_mwh(break_even, curve.mean_usd_per_mwh, curve) == pytest.approx(
        at_hub, abs=1e-6
    )


@given(tiers, st.floats(1, 1000), powers, powers)
def test_dearer_power_never_starts_a_tier(fleet: list[FleetTier], hash_price: float, one: float, two: float) -> None:
    cheap, dear = (running_tiers(fleet, hash_price, price) for price in (min(one, two), max(one, two)))
    assert len(dear) <= len(cheap)
    assert cheap[: len(dear)] == dear


@given(tiers, st.floats(1, 1000), powers)
def test_the_best_run_and_stopping_pays(fleet: list[FleetTier], hash_price: float, power: float) -> None:
    running = running_tiers(fleet, hash_price, power)
    stopped = [tier for tier in fleet if tier not in running]
    assert all(best.efficiency_j_per_th <= worst.efficiency_j_per_th for best in running for worst in stopped)
    always = sum(tier.power_mw * (tier.break_even_usd_per_mwh(hash_price) - power) for tier in fleet)
    assert fleet_margin_usd_per_hour(fleet, hash_price, power) >= max(always, 0.0) - 1e-6


@given(tiers)
def test_fleet_efficiency_lies_between_its_tiers(fleet: list[FleetTier]) -> None:
    every = [tier.efficiency_j_per_th for tier in fleet]
    assert min(every) - 1e-9 <= fleet_efficiency_j_per_th(fleet) <= max(every) + 1e-9
