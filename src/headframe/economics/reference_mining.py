"""A month of mining: megawatts to the best machines first, hours that do not pay stopped, power bought ahead resold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from headframe.economics.company_tables import CompanyTables, TierTerms
from headframe.economics.reference_world import WorldMonth
from headframe.mining.break_even import break_even_power_usd_per_mwh
from headframe.worlds.parameters import PowerShapes


@dataclass(frozen=True, slots=True)
class MiningMonth:
    """Revenue, power, blocks' resale, peaks not avoided [USD], hash rate that ran [EH/s], mean price at the hub
    [USD/MWh]."""

    revenue_usd: float
    power_usd: float
    block_value_usd: float
    peak_usd: float
    running_ehs: float
    hub_usd_per_mwh: float


def mining_month(tables: CompanyTables, world: WorldMonth, shapes: PowerShapes, month: int, mw: float) -> MiningMonth:
    """Return a month of mining on `mw` megawatts [MW]."""
    terms, hours = tables.terms, float(tables.hours[month])
    revenue = power = running = hub_mw = 0.0
    for tier, used in _filled(tables, month, mw):
        earned = world.hash_price_usd_per_ph_day * (1.0 - terms.pool_fee)
        gross = break_even_power_usd_per_mwh(earned, tier.efficiency_j_per_th)
        margin, share = _hour(tier, gross, terms.adder_usd_per_mwh, world, shapes)
        mwh = used * hours * terms.uptime
        revenue += mwh * share * gross
        power += mwh * (share * gross - margin)
        running += used / tier.efficiency_j_per_th * share * terms.uptime
        hub_mw += 0.0 if tier.flat else used
    hub = world.power_level_usd_per_mwh * _mean(shapes, world)
    return MiningMonth(
        revenue_usd=revenue,
        power_usd=power,
        block_value_usd=float(tables.block_mw[month]) * hours * hub - float(tables.block_cost_usd[month]),
        peak_usd=hub_mw * terms.peak_usd_per_mw_month,
        running_ehs=running,
        hub_usd_per_mwh=hub,
    )


def _filled(tables: CompanyTables, month: int, mw: float) -> Iterator[tuple[TierTerms, float]]:
    """Yield each tier with the megawatts left for it, best machines first."""
    before = 0.0
    for at, tier in enumerate(tables.tiers):
        wanted = float(tables.tier_ehs[month, at]) * tier.efficiency_j_per_th
        yield tier, min(max(mw - before, 0.0), wanted)
        before += wanted


def _hour(tier: TierTerms, gross: float, adder: float, world: WorldMonth, shapes: PowerShapes) -> tuple[float, float]:
    """Return the mean margin of an hour [USD/MWh] and the share of hours that pay."""
    if tier.flat:
        pays = gross > tier.flat_usd_per_mwh
        return (gross - tier.flat_usd_per_mwh, 1.0) if pays else (0.0, 0.0)
    limit = max(gross - adder, 0.0)
    both = [_below(shapes, world, year, limit) for year in world.shapes]
    return sum(margin for margin, _ in both) / len(both), sum(share for _, share in both) / len(both)


def _below(shapes: PowerShapes, world: WorldMonth, year: int, limit: float) -> tuple[float, float]:
    """Return E[max(limit - price, 0)] [USD/MWh] and the share of hours below, of one year's shape."""
    stretch = world.power_level_usd_per_mwh * float(shapes.scale[world.calendar_month, year])
    below, up = shapes.below[world.calendar_month, year], shapes.up[world.calendar_month, year]
    q = float(shapes.place(np.array(limit / stretch)))
    last = len(below) - 1
    if q >= last:
        return stretch * (float(below[last]) + (q - last) * shapes.last_step * float(up[last])), float(up[last])
    at = int(q)
    part = q - at
    return (
        stretch * float(below[at] + part * (below[at + 1] - below[at])),
        float(up[at] + part * (up[at + 1] - up[at])),
    )


def _mean(shapes: PowerShapes, world: WorldMonth) -> float:
    means = [float(shapes.mean[world.calendar_month, year]) for year in world.shapes]
    return sum(means) / len(means)
