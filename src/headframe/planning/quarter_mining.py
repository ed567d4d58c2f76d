"""A quarter of mining at its drivers: coins and power of a megawatt of each tier, resale of blocks, peaks not avoided.

The quarter is lived as its three months are expected from its start: the network goes on responding to the price, fees
and power come back to their means, bitcoin stays where it is. The years of power shape are averaged.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from headframe.mining.break_even import break_even_power_usd_per_mwh
from headframe.planning.drivers import MONTHS_PER_QUARTER, PH_PER_EH, SHOCKS, Drivers, fee_ratio, step
from headframe.solver.arrays import Floats
from headframe.worlds.parameters import PowerShapes, WorldParameters, WorldTables

if TYPE_CHECKING:
    from headframe.economics.company_tables import CompanyTables, CompanyTerms, TierTerms


@dataclass(frozen=True, slots=True, eq=False)
class QuarterMining:
    """What mining gives over a quarter, for m rows of drivers.

    Parameters
    ----------
    coins_btc_per_mw, cost_usd_per_mw : float64 arrays, shape (m, tiers)
        Of a megawatt of each tier that mines, hours that do not pay stopped [BTC/MW], [USD/MW].
    block_value_usd : float64 array, shape (m,)
        Resale of power bought ahead over its price [USD].
    hash_price_usd_per_ph_day : float64 array, shape (m,)
        Mean over the quarter [USD/PH/day].
    """

    coins_btc_per_mw: Floats
    cost_usd_per_mw: Floats
    block_value_usd: Floats
    hash_price_usd_per_ph_day: Floats


def quarter_mining(
    tables: CompanyTables, p: WorldParameters, world: WorldTables, stage: int, rows: Floats
) -> QuarterMining:
    """Return a quarter of mining.

    Parameters
    ----------
    tables : CompanyTables
        The company by month.
    p, world : WorldParameters, WorldTables
        The calibrated world.
    stage : int
        Which quarter, 0 for months 1 to 3.
    rows : float64 array, shape (m, 7)
        Drivers at its start, in the order of `drivers.DRIVERS`.
    """
    count, tiers = len(rows), len(tables.tiers)
    coins, cost = np.zeros((count, tiers)), np.zeros((count, tiers))
    blocks, hash_prices = np.zeros(count), np.zeros(count)
    now = Drivers.of(rows, p, world, MONTHS_PER_QUARTER * stage)
    price = np.exp(now.log_price)
    spread = 0.0
    for month in range(MONTHS_PER_QUARTER * stage + 1, MONTHS_PER_QUARTER * (stage + 1) + 1):
        now = _expected(p, world, month, now)
        spread = spread * (1 - p.power_reversion) ** 2 + p.power_volatility**2
        hash_price = _hash_price(p, world, month, now, price)
        level = world.power_level[month] * np.exp(now.power + (spread - p.power_variance) / 2)
        hash_prices += hash_price / MONTHS_PER_QUARTER
        calendar = int(world.calendar_month[month])
        hours = float(tables.hours[month])
        for at, tier in enumerate(tables.tiers):
            earned, power = _tier(tables.terms, tier, hash_price, level, world.shapes, calendar)
            coins[:, at] += earned * hours / price
            cost[:, at] += power * hours + (0.0 if tier.flat else tables.terms.peak_usd_per_mw_month)
        mean = float(world.shapes.mean[calendar, : world.shapes.years[calendar]].mean())
        blocks += float(tables.block_mw[month]) * hours * level * mean - float(tables.block_cost_usd[month])
    return QuarterMining(coins, cost, blocks, hash_prices)


def _expected(p: WorldParameters, world: WorldTables, month: int, now: Drivers) -> Drivers:
    """Return the drivers a month on without a shock, the price held."""
    count = len(now.log_price)
    moved = step(p, world, month, now, np.zeros((SHOCKS, count)), np.ones(count))
    return replace(moved, log_price=now.log_price, variance=now.variance, log_rent=now.log_rent)


def _hash_price(p: WorldParameters, world: WorldTables, month: int, now: Drivers, price: Floats) -> Floats:
    """Return the month's hash price [USD/PH/day], spikes of fees at their mean."""
    usual = fee_ratio(p, now.fees, np.zeros(1))
    fees = usual * (1 + p.spike_probability * (np.exp(p.spike_log_size) - 1))
    network = world.hash_rate_scale[month] * np.exp(now.log_hash)
    return np.asarray(world.subsidy_btc_day[month] * (1 + fees) * price / (PH_PER_EH * network))


def _tier(
    terms: CompanyTerms, tier: TierTerms, hash_price: Floats, level: Floats, shapes: PowerShapes, calendar: int
) -> tuple[Floats, Floats]:
    """Return revenue and power cost of a megawatt of a tier in a mean hour [USD/MWh]."""
    unit = break_even_power_usd_per_mwh(1.0 - terms.pool_fee, tier.efficiency_j_per_th)
    gross = hash_price * unit
    if tier.flat:
        pays = (gross > tier.flat_usd_per_mwh) * terms.uptime
        return np.asarray(gross * pays), np.asarray(tier.flat_usd_per_mwh * pays)
    margin, share = _below(np.maximum(gross - terms.adder_usd_per_mwh, 0.0), level, shapes, calendar)
    return gross * share * terms.uptime, (gross * share - margin) * terms.uptime


def _below(limit: Floats, level: Floats, shapes: PowerShapes, calendar: int) -> tuple[Floats, Floats]:
    """Return E[max(limit - price, 0)] [USD/MWh] and the share of hours below, averaged over the known years."""
    years = int(shapes.years[calendar])
    stretch = level[:, None] * shapes.scale[calendar, :years]
    q = shapes.place(limit[:, None] / stretch)
    last = shapes.below.shape[2] - 1
    at = np.minimum(q.astype(np.int64), last - 1)
    part = q - at
    year = np.arange(years)
    below, up = shapes.below[calendar], shapes.up[calendar]
    inside = below[year, at] + part * (below[year, at + 1] - below[year, at])
    beyond = below[year, last] + (q - last) * shapes.last_step * up[year, last]
    margin = stretch * np.where(q >= last, beyond, inside)
    share = np.where(q >= last, up[year, last], up[year, at] + part * (up[year, at + 1] - up[year, at]))
    return np.asarray(margin.mean(axis=1)), np.asarray(share.mean(axis=1))
