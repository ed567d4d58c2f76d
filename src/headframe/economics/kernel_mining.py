"""A month of mining over a block of paths: `reference_mining`, line for line."""

from __future__ import annotations

import numpy as np

from headframe.economics.kernel_compile import step
from headframe.economics.kernel_rows import LANES, LINE, MONTHLY, ROW, TERM
from headframe.worlds.parameters import NEAR_STEPS, WIDENING, Floats, Integers

KILOWATT_HOURS = 1000.0 / 24.0
"""Break-even [USD/MWh] x J/TH over hash price [USD/PH/day], as `mining.break_even`."""
NEAR, NARROWING = float(NEAR_STEPS), 1.0 / WIDENING
ONE, TWO, THREE = np.uint64(1), np.uint64(2), np.uint64(3)
POINT = 4
"""Numbers kept for a grid point: below, its rise to the next point, up, its rise."""


@step
def choose_shapes(
    w: Floats, shape_at: Integers, scales: Floats, means: Floats, step_size: float, years: int, still: bool
) -> None:
    """Take a year of hourly power prices for each path, or in a still world the mean over all years."""
    mean = 0.0
    for year in range(years):
        mean += means[year] / years
    for i in range(LANES):
        year = 0 if still else int(w[ROW.shape + i] * years)
        shape_at[i] = year
        w[ROW.stretch + i] = scales[year]
        w[ROW.mean_price + i] = mean if still else means[year]
    for i in range(LANES):
        stretch = w[ROW.level + i] * w[ROW.stretch + i]
        w[ROW.stretch + i] = stretch
        w[ROW.per_step + i] = 1.0 / (stretch * step_size)


@step
def open_mining(w: Floats, months: Floats, terms: Floats, month: int) -> None:
    """Give mining what builds leave of the megawatts, and price power bought ahead."""
    developed, credits = terms[TERM.developed_mw], months[month, MONTHLY.credits_usd]
    per_mw = credits / developed if developed > 0.0 else 0.0
    block_mwh = months[month, MONTHLY.block_mw] * months[month, MONTHLY.hours]
    block_cost = months[month, MONTHLY.block_cost_usd]
    for i in range(LANES):
        mw = max(developed - w[LINE.displaced_mw + i], 0.0)
        hub = w[ROW.level + i] * w[ROW.mean_price + i]
        w[LINE.mining_mw + i] = mw
        w[LINE.credits_usd + i] = per_mw * mw
        w[LINE.power_usd_per_mwh + i] = hub
        w[LINE.block_value_usd + i] = block_mwh * hub - block_cost
        w[LINE.mining_revenue_usd + i] = 0.0
        w[LINE.power_cost_usd + i] = 0.0
        w[LINE.hash_rate_running_ehs + i] = 0.0
        w[ROW.hub_mw + i] = 0.0


@step
def hub_hours(w: Floats, shape_at: Integers, grid: Floats, points: int) -> None:
    """Look up the margin of a mean hour and the share of hours that pay at the limits in row `wanted`."""
    last = points - 1
    for i in range(LANES):
        steps = w[ROW.wanted + i] * w[ROW.per_step + i]
        q = min(steps, NEAR) + max(steps - NEAR, 0.0) * NARROWING
        at = min(int(q), last)
        base, part = np.uint64((shape_at[i] * points + at) * POINT), q - at
        w[ROW.below + i] = w[ROW.stretch + i] * (grid[base] + part * grid[base + ONE])
        w[ROW.up + i] = grid[base + TWO] + min(part, 1.0) * grid[base + THREE]


@step
def mean_hub_hours(w: Floats, grid: Floats, scales: Floats, points: int, step_size: float, years: int) -> None:
    """Look the same up as the mean over all years known."""
    last = points - 1
    for i in range(LANES):
        margin = share = 0.0
        for year in range(years):
            stretch = w[ROW.level + i] * scales[year]
            steps = w[ROW.wanted + i] / (stretch * step_size)
            q = min(steps, NEAR) + max(steps - NEAR, 0.0) * NARROWING
            at = min(int(q), last)
            base, part = (year * points + at) * POINT, q - at
            margin += stretch * (grid[base] + part * grid[base + 1])
            share += grid[base + 2] + min(part, 1.0) * grid[base + 3]
        w[ROW.below + i] = margin / years
        w[ROW.up + i] = share / years


@step
def wanted_limits(w: Floats, efficiency: float, pool_fee: float, adder: float) -> None:
    """Put a tier's break-even at the hub, adder and pool taken off, into row `wanted`."""
    factor = (1.0 - pool_fee) * KILOWATT_HOURS / efficiency
    for i in range(LANES):
        w[ROW.wanted + i] = max(w[LINE.hash_price_usd_per_ph_day + i] * factor - adder, 0.0)


@step
def flat_hours(w: Floats, efficiency: float, pool_fee: float, tariff: float) -> None:
    """Put margin and share of hours at a flat tariff into rows `below` and `up`: all hours or none."""
    factor = (1.0 - pool_fee) * KILOWATT_HOURS / efficiency
    for i in range(LANES):
        over = w[LINE.hash_price_usd_per_ph_day + i] * factor - tariff
        w[ROW.below + i] = over if over > 0.0 else 0.0
        w[ROW.up + i] = 1.0 if over > 0.0 else 0.0


@step
def run_tier(
    w: Floats, efficiency: float, pool_fee: float, before: float, tier_mw: float, hours: float, at_hub: float
) -> None:
    """Run one tier's megawatts in the hours that pay."""
    factor, per_mw = (1.0 - pool_fee) * KILOWATT_HOURS / efficiency, 1.0 / efficiency
    for i in range(LANES):
        used = min(max(w[LINE.mining_mw + i] - before, 0.0), tier_mw)
        share, mwh = w[ROW.up + i], used * hours
        earned = mwh * share * (w[LINE.hash_price_usd_per_ph_day + i] * factor)
        w[LINE.mining_revenue_usd + i] += earned
        w[LINE.power_cost_usd + i] += earned - mwh * w[ROW.below + i]
        w[LINE.hash_rate_running_ehs + i] += used * per_mw * share
        w[ROW.hub_mw + i] += used * at_hub


@step
def close_mining(w: Floats, terms: Floats) -> None:
    """Turn revenue into coins, and charge the peaks."""
    peak, uptime = terms[TERM.peak_usd_per_mw_month], terms[TERM.uptime]
    for i in range(LANES):
        revenue = w[LINE.mining_revenue_usd + i]
        coins = revenue / w[LINE.price_usd_per_btc + i]
        w[LINE.bitcoin_mined_btc + i] = coins
        w[LINE.peak_charge_usd + i] = w[ROW.hub_mw + i] * peak
        w[LINE.hash_rate_running_ehs + i] *= uptime
        w[ROW.free + i] += coins
        w[ROW.coins_cost + i] += revenue
