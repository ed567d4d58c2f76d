"""Economics against closed forms: annuity, debt sized on cover, a put on power, a convertible, a worst tail."""

from __future__ import annotations

from datetime import date
from math import exp, log

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import lognorm, norm

from headframe.economics.ahead import look_ahead
from headframe.economics.build_miner import build_miner
from headframe.economics.company_tables import company_tables
from headframe.economics.lines import MonthLine
from headframe.economics.miner import Debt, DebtKind, Miner, Tier
from headframe.economics.project_terms import payment_factor
from headframe.economics.reference import forecast_path
from headframe.economics.reference_mining import mining_month
from headframe.economics.reference_world import WorldMonth, WorldPath, central_path
from headframe.economics.risk import conditional_value_at_risk
from headframe.economics.rules import Rule
from headframe.ground.period import Period
from headframe.mining.fleet import FleetTier
from headframe.record.record import Record
from headframe.vocabulary.assumptions import packaged_assumptions
from northfield import build, lease, made_up_parameters, made_up_world, northfield

SIGMA = 0.6
"""Of the made-up hourly prices about their month's mean."""


def lines_of(miner: Miner, months: int = 48, slip: float = 0.0) -> tuple[MonthLine, ...]:
    parameters, world = made_up_parameters(), made_up_world(months, delay_months=np.array([slip]))
    tables = company_tables(miner, parameters, world, packaged_assumptions())
    path = central_path(parameters, world, len(tables.projects), tables.terms.arrivals_per_month)
    return forecast_path(tables, world.shapes, path, Rule()).lines


def test_a_level_payment_repays_the_loan_in_its_term() -> None:
    rate, months = 0.075 / 12, 120
    balance = 1.0
    for _ in range(months):
        balance = balance * (1 + rate) - payment_factor(rate, months)
    assert balance == pytest.approx(0.0, abs=1e-12)


def test_a_level_payment_is_the_inverse_of_the_annuitys_present_value() -> None:
    rate, months = 0.01, 36
    present = sum((1 + rate) ** -month for month in range(1, months + 1))
    assert payment_factor(rate, months) == pytest.approx(1 / present)


def test_a_loan_sized_on_cover_is_served_by_noi_over_dscr() -> None:
    sized = build(start=Period.month(2026, 7), spent_usd=0.0, debt_loan_to_cost=0.95, rent_usd_per_kw_month=60.0)
    lines = lines_of(northfield(projects=(sized,), debts=()))
    served = next(line for line in lines if line.live_mw_it > 0 and line.interest_usd > 0)
    assert served.noi_usd / (served.interest_usd + served.principal_usd) == pytest.approx(1.3, rel=1e-9)


def test_a_loan_within_its_cover_carries_its_share_of_cost() -> None:
    lines = lines_of(northfield(projects=(build(start=Period.month(2026, 7), spent_usd=0.0, debt_loan_to_cost=0.2),)))
    drawn, spent = sum(line.project_loan_draws_usd for line in lines), sum(line.capex_usd for line in lines)
    assert drawn == pytest.approx(0.2 * spent)


@pytest.mark.parametrize("slip", [0.0, 3.3, 40.0])
def test_a_build_costs_what_it_costs_however_late(slip: float) -> None:
    lines = lines_of(northfield(projects=(build(),)), months=90, slip=slip)
    assert sum(line.capex_usd for line in lines) == pytest.approx(build().capex_usd - build().spent_usd, rel=1e-12)


def hub_month(tier: Tier, hash_price: float) -> tuple[float, float, float]:
    """Return revenue, power cost and hub level of one month of one tier, power bought at the hub without adder."""
    miner = northfield(tiers=(tier,), blocks=(), power_adder_usd_per_mwh=0.0, uptime=1.0, pool_fee=0.0, projects=())
    world = made_up_world(12)
    tables = company_tables(miner, made_up_parameters(), world, packaged_assumptions())
    level = 40.0
    month = WorldMonth(9e4, hash_price, 1e3, level, 120.0, int(world.calendar_month[1]), (2,), False)
    mined = mining_month(tables, month, world.shapes, 1, tables.terms.developed_mw)
    return mined.revenue_usd, mined.power_usd, level * float(world.shapes.mean[int(world.calendar_month[1]), 2])


@pytest.mark.parametrize("hash_price", [12.0, 22.0, 30.0, 60.0])
def test_the_margin_of_a_megawatt_hour_is_a_black_put_on_power(hash_price: float) -> None:
    machines = FleetTier("one", 20.0, 30.0)
    revenue, power, mean = hub_month(Tier(machines, "HB_WEST"), hash_price)
    limit = hash_price * 1000 / (24 * machines.efficiency_j_per_th)
    d1 = (log(mean / limit) + SIGMA**2 / 2) / SIGMA
    put = limit * norm.cdf(SIGMA - d1) - mean * norm.cdf(-d1)
    mwh = 0.96 ** (1 / 12) * machines.power_mw * 31 * 24
    assert (revenue - power) / mwh == pytest.approx(put, rel=2e-3)


def test_the_margin_of_a_megawatt_hour_is_the_integral_over_hourly_prices() -> None:
    machines = FleetTier("one", 20.0, 30.0)
    revenue, power, mean = hub_month(Tier(machines, "HB_WEST"), 25.0)
    limit = 25.0 * 1000 / (24 * 20.0)
    prices = lognorm(SIGMA, scale=mean * exp(-(SIGMA**2) / 2))
    paid, _ = quad(lambda p: (limit - p) * prices.pdf(p), 0.0, limit)
    assert (revenue - power) / (0.96 ** (1 / 12) * machines.power_mw * 31 * 24) == pytest.approx(paid, rel=2e-3)


def convertible(price: float) -> MonthLine:
    """Return the month in which notes of 100 million that convert at `price` fall due."""
    due = Period.month(2026, 12)
    notes = Debt("notes", DebtKind.CONVERTIBLE, 100e6, 0.0, due, conversion_price_usd=price)
    return lines_of(northfield(debts=(notes,), projects=()), months=12)[5]


def test_a_convertible_far_above_the_share_is_a_bond() -> None:
    line = convertible(1e6)
    assert (line.principal_usd, line.debt_converted_usd) == (100e6, 0.0)


def test_a_convertible_far_below_the_share_is_its_shares() -> None:
    line = convertible(0.5)
    assert (line.principal_usd, line.debt_converted_usd) == (0.0, 100e6)
    assert line.shares_issued >= 100e6 / 0.5


def test_expected_shortfall_of_normals_is_the_hazard_at_the_quantile() -> None:
    losses, tail = norm.ppf((np.arange(200_000) + 0.5) / 200_000), 0.05
    assert conditional_value_at_risk(losses, tail) == pytest.approx(norm.pdf(norm.ppf(tail)) / tail, rel=1e-4)


def test_the_whole_tail_is_the_mean_and_the_thinnest_the_worst() -> None:
    losses = np.array([3.0, -1.0, 7.0, 2.0])
    assert conditional_value_at_risk(losses, 1.0) == pytest.approx(losses.mean())
    assert conditional_value_at_risk(losses, 0.01) == pytest.approx(7.0)


def test_prices_average_to_their_drift() -> None:
    from headframe.economics.kernel_inputs import engine_inputs
    from headframe.economics.simulate import run

    parameters, world = made_up_parameters(), made_up_world(12)
    tables = company_tables(northfield(), parameters, world, packaged_assumptions())
    made = engine_inputs(parameters, world, tables, Rule(), 11, antithetic=True)
    mean = run(made, tables, Rule(), paths=60_000, seed=11).means["price_usd_per_btc"][-1]
    assert mean == pytest.approx(exp(parameters.log_price) * exp(0.04), rel=0.01)


def test_power_averages_to_its_forward_price() -> None:
    from headframe.economics.kernel_inputs import engine_inputs
    from headframe.economics.simulate import run

    parameters, world = made_up_parameters(power_start=0.0), made_up_world(12)
    tables = company_tables(northfield(), parameters, world, packaged_assumptions())
    made = engine_inputs(parameters, world, tables, Rule(), 11, antithetic=True)
    means = run(made, tables, Rule(), paths=60_000, seed=11).means["power_usd_per_mwh"]
    assert means[-1] == pytest.approx(world.power_level[-1], rel=0.01)


def test_a_world_month_repeats_on_a_path_of_its_own() -> None:
    """A path made by hand is a path: nothing of it is drawn."""
    world = made_up_world(3)
    tables = company_tables(northfield(), made_up_parameters(), world, packaged_assumptions())
    month = WorldMonth(9e4, 45.0, 1e3, 40.0, 120.0, 0, (0,), False)
    books = forecast_path(tables, world.shapes, WorldPath((month,) * 3, (0.0,) * len(tables.projects)), Rule())
    assert {line.price_usd_per_btc for line in books.lines} == {9e4}


def test_a_coin_kept_is_worth_its_price_today_where_bitcoin_grows_at_the_risk_free_rate() -> None:
    view, held = Record().view(date(2026, 5, 31)), packaged_assumptions()
    ahead = look_ahead(view, build_miner(view, "RIOT", held), held, 120)
    grown = np.exp(np.cumsum(ahead.world.tables.drift[1:]) / 12.0)
    assert ahead.tables.discount_coins[1:] * grown == pytest.approx(np.ones(120), rel=1e-12)


def test_a_lease_that_ends_with_the_horizon_is_worth_the_markets_rent_after_it() -> None:
    # Hall 1 pays from September 2025 for ten years: at the end of August 2035, 110 months on, the next rent is new.
    world, worth = made_up_world(110), []
    for rent in (60.0, 120.0):
        miner = northfield(projects=(lease(rent_usd_per_kw_month=rent),))
        tables = company_tables(miner, made_up_parameters(), world, packaged_assumptions())
        path = central_path(made_up_parameters(), world, 1, tables.terms.arrivals_per_month)
        worth.append(forecast_path(tables, world.shapes, path, Rule()).parts_usd["Hall 1: at the horizon"])
    assert worth[0] == pytest.approx(worth[1], rel=1e-12)
