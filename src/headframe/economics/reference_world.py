"""One path of the world, month by month, in plain Python: the text of `worlds.parameters`, line for line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import exp, floor, log, sqrt
from statistics import median

import numpy as np

from headframe.economics.counters import Uniforms, keys, one_uniform, three_uniforms, two_normals, word
from headframe.worlds.parameters import MONTH_YEARS, Floats, WorldParameters, WorldTables

NEVER_MONTHS = 1e6
"""Delay of what the delivery log never saw delivered [months]."""


@dataclass(frozen=True, slots=True)
class WorldMonth:
    """One month: price [USD/BTC], hash price [USD/PH/day], network [EH/s], power level [USD/MWh], rent [USD/kW-month].

    `shapes` are the years whose hourly power prices the month takes, averaged where there are several.
    """

    price_usd_per_btc: float
    hash_price_usd_per_ph_day: float
    network_ehs: float
    power_level_usd_per_mwh: float
    rent_usd_per_kw_month: float
    calendar_month: int
    shapes: tuple[int, ...]
    arrival: bool


@dataclass(frozen=True, slots=True)
class WorldPath:
    """A path of months, each project's delay [months], and the market rent of month 0."""

    months: tuple[WorldMonth, ...]
    slip_months: tuple[float, ...]


@dataclass(slots=True)
class _State:
    """s, y, f, h, x, a as in `worlds.parameters`, and the month's fees over subsidy."""

    log_price: float
    variance: float
    fees: float
    fee_ratio: float
    log_hash: float
    power: float
    log_rent: float


def still(parameters: WorldParameters) -> WorldParameters:
    """Return a world without any chance in it: every volatility 0, no spike, no doubt about the network's margin."""
    return replace(
        parameters,
        price_volatility=0.0,
        variance_volatility=0.0,
        variance_variance=0.0,
        fee_volatility=0.0,
        spike_probability=0.0,
        network_margin_spread=0.0,
        network_volatility=0.0,
        power_volatility=0.0,
        power_variance=0.0,
        rent_volatility=0.0,
    )


def central_path(
    parameters: WorldParameters, world: WorldTables, projects: int, arrivals_per_month: float
) -> WorldPath:
    """Return the path without chance: all known power years averaged, the median delay, tenants at even distances."""
    quiet = still(parameters)
    months = []
    state = _start(quiet)
    nothing = (0.0,) * 6
    for month in range(1, world.horizon + 1):
        calendar = int(world.calendar_month[month])
        years = tuple(range(int(world.shapes.years[calendar])))
        came = floor(month * arrivals_per_month) > floor((month - 1) * arrivals_per_month)
        months.append(_step(state, quiet, world, month, nothing, 0.0, False, years, came))
    return WorldPath(tuple(months), (central_delay(world.delay_months),) * projects)


def drawn_path(
    parameters: WorldParameters,
    world: WorldTables,
    projects: int,
    arrival_chance: float,
    seed: int,
    path: int,
) -> WorldPath:
    """Return a path by its seed and number: the one that the compiled engine draws."""
    drawn = keys(seed)
    state = _start(parameters)
    margin = two_normals(word(drawn[0], path, 0))[0]
    months = []
    for month in range(1, world.horizon + 1):
        free = [z for key in drawn[:3] for z in two_normals(word(key, path, month))]
        shocks = tuple(float(z) for z in world.cholesky @ np.array(free))
        uniforms = three_uniforms(word(drawn[3], path, month))
        months.append(_drawn_month(state, parameters, world, month, shocks, margin, uniforms, arrival_chance))
    return WorldPath(tuple(months), tuple(_slips(world.delay_months, drawn[4], path, projects)))


def central_delay(delays: Floats) -> float:
    """Return the delivery log's median delay [months]."""
    return min(float(median(delays)), NEVER_MONTHS)


def _slips(delays: Floats, key: int, path: int, projects: int) -> Iterator[float]:
    for slot in range(projects):
        at = int(one_uniform(word(key, path, slot)) * len(delays))
        yield min(float(delays[at]), NEVER_MONTHS)


def _start(p: WorldParameters) -> _State:
    return _State(p.log_price, p.variance_start, p.fee_start, p.fee_ratio, p.log_hash_rate, p.power_start, p.log_rent)


def _drawn_month(
    state: _State,
    p: WorldParameters,
    world: WorldTables,
    month: int,
    shocks: tuple[float, ...],
    margin: float,
    uniforms: Uniforms,
    arrival_chance: float,
) -> WorldMonth:
    years = int(world.shapes.years[int(world.calendar_month[month])])
    shape = (int(uniforms.shape * years),)
    spike = uniforms.spike < p.spike_probability
    return _step(state, p, world, month, shocks, margin, spike, shape, uniforms.arrival < arrival_chance)


def _step(
    state: _State,
    p: WorldParameters,
    world: WorldTables,
    month: int,
    z: tuple[float, ...],
    margin: float,
    spike: bool,
    shapes: tuple[int, ...],
    arrival: bool,
) -> WorldMonth:
    before = state.log_price, state.fee_ratio
    sigma = p.price_volatility * exp(state.variance / 2.0 - p.variance_variance / 4.0)
    state.log_price += (world.drift[month] - sigma**2 / 2.0) * MONTH_YEARS + sigma * sqrt(MONTH_YEARS) * z[0]
    state.variance = p.variance_persistence * state.variance + p.variance_volatility * z[5]
    state.fees = state.fees * (1.0 - p.fee_reversion) + p.fee_volatility * z[2]
    state.fee_ratio = phi = exp(p.fee_log_mean + state.fees + (p.spike_log_size if spike else 0.0))
    from_month = month if p.network_same_month else month - 1
    price, fees = (state.log_price, phi) if p.network_same_month else before
    revenue = world.subsidy_btc_day[from_month] * (1.0 + fees)
    rest = p.network_log_margin + p.network_margin_spread * margin
    gap = log(revenue) + price - world.log_efficiency[from_month] - state.log_hash - rest
    speed = p.network_speed_up if gap > 0 else p.network_speed_down
    state.log_hash += p.network_drift + speed * gap + p.network_volatility * _heavy(z[1], p.network_tail)
    network = world.hash_rate_scale[month] * exp(state.log_hash)
    state.power = state.power * (1.0 - p.power_reversion) + p.power_volatility * z[3]
    state.log_rent += p.rent_reversion * (world.log_rent_mean[month] - state.log_rent) + p.rent_volatility * z[4]
    usd = exp(state.log_price)
    return WorldMonth(
        price_usd_per_btc=usd,
        hash_price_usd_per_ph_day=world.subsidy_btc_day[month] * (1.0 + phi) * usd / (1000.0 * network),
        network_ehs=network,
        power_level_usd_per_mwh=world.power_level[month] * exp(state.power - p.power_variance / 2.0),
        rent_usd_per_kw_month=exp(state.log_rent),
        calendar_month=int(world.calendar_month[month]),
        shapes=shapes,
        arrival=arrival,
    )


def _heavy(z: float, tail: float) -> float:
    return (z + tail * z**3) / sqrt(1.0 + 6.0 * tail + 15.0 * tail**2)
