"""The world as the plan sees it: seven drivers known as a quarter starts, moved by three months of the model.

The equations are those of `headframe.worlds.parameters`, for many paths at once. Given the seven, the future does not
depend on the past: that is what bounds "for the simulator" need.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from math import ceil, log2, sqrt

import numpy as np
from numpy.random import Generator

from headframe.solver.arrays import Floats
from headframe.solver.problem import Process
from headframe.worlds.parameters import DRIVERS as SHOCK_ORDER
from headframe.worlds.parameters import MONTH_YEARS, WorldParameters, WorldTables

MONTHS_PER_QUARTER = 3
DRIVERS = ("price", "rent", "hash price", "power", "fees", "variance", "margin")
"""Bitcoin [USD/BTC], rent of new leases [USD/kW-month], hash price without a spike of fees [USD/PH/day]; deviations of
power, fees and the variance [log], the path's error of the network's margin [standard normals]."""
PRICE, RENT, HASH_PRICE, POWER, FEES, VARIANCE, MARGIN = range(7)
MULTIPLICATIVE = DRIVERS[:3]
SHOCKS = len(SHOCK_ORDER)
PH_PER_EH = 1000.0
LEAST_SHARE = 1e-12
SUM_FIRST = np.array(
    [
        [1 / sqrt(3), 1 / sqrt(2), 1 / sqrt(6)],
        [1 / sqrt(3), -1 / sqrt(2), 1 / sqrt(6)],
        [1 / sqrt(3), 0.0, -2 / sqrt(6)],
    ]
)
"""Orthogonal: its first column is what three months' shocks have in common."""


@dataclass(frozen=True, slots=True, eq=False)
class Drivers:
    """A quarter's drivers for m paths, each of shape (m,); logarithms where the equations take them."""

    log_price: Floats
    log_rent: Floats
    log_hash: Floats
    power: Floats
    fees: Floats
    variance: Floats
    margin: Floats

    @classmethod
    def of(cls, rows: Floats, p: WorldParameters, world: WorldTables, month: int) -> Drivers:
        """Return the drivers of a month's rows (m, 7) in the order of `DRIVERS`; the hash price says the hash rate."""
        logs = np.log(rows[:, :3])
        log_hash = _log_reward(p, world, month, rows[:, FEES]) + logs[:, PRICE] - logs[:, HASH_PRICE]
        return cls(logs[:, PRICE], logs[:, RENT], log_hash, *(rows[:, at].copy() for at in range(3, 7)))

    def rows(self, p: WorldParameters, world: WorldTables, month: int) -> Floats:
        """Return a month's rows (m, 7) in the order of `DRIVERS`."""
        log_hash_price = _log_reward(p, world, month, self.fees) + self.log_price - self.log_hash
        levels = np.exp(np.stack([self.log_price, self.log_rent, log_hash_price], axis=-1))
        rest = np.stack([self.power, self.fees, self.variance, self.margin], axis=-1)
        return np.asarray(np.concatenate([levels, rest], axis=-1))


class Simulator(Process):
    """The calibrated world in steps of a quarter.

    Parameters
    ----------
    parameters, tables : WorldParameters, WorldTables
        Of a calibrated world whose horizon is at least `stages` quarters.
    stages : int
        Quarters with a decision.
    """

    def __init__(self, parameters: WorldParameters, tables: WorldTables, stages: int) -> None:
        self.parameters, self.tables, self.stages = parameters, tables, stages

    @property
    def drivers(self) -> tuple[str, ...]:
        """Names of the seven drivers."""
        return DRIVERS

    def start_row(self) -> Floats:
        """Return the drivers of month 0: (7,). The path's margin is not known and taken at its mean."""
        held = self.parameters
        one = (held.log_price, held.log_rent, held.log_hash_rate, held.power_start, held.fee_start, held.variance_start)
        return np.asarray(Drivers(*(np.array([each]) for each in (*one, 0.0))).rows(held, self.tables, 0)[0])

    def sample_paths(self, count: int, generator: Generator) -> Floats:
        """Return paths from today: (count, stages + 1, 7)."""
        rows = np.repeat(self.start_row()[None], count, axis=0)
        found = np.empty((count, self.stages + 1, len(DRIVERS)))
        found[:, 0] = rows
        for stage in range(self.stages):
            free = generator.standard_normal((MONTHS_PER_QUARTER, SHOCKS, count))
            spikes, margin = generator.random((MONTHS_PER_QUARTER, count)), generator.standard_normal(count)
            rows = self._quarter(stage, rows, free, spikes, margin)
            found[:, stage + 1] = rows
        return found

    def sample_next(self, stage: int, drivers: Floats, count: int, generator: Generator) -> Floats:
        """Return draws of the next quarter's drivers for each row (m, 7): (m, count, 7).

        Evenly spread over each row's possibilities (see `even_draws`), so that few draws tell a mean well.
        """
        m = len(drivers)
        free, spikes, margin = even_draws(m, count, generator)
        return self._quarter(stage, np.repeat(drivers, count, axis=0), free, spikes, margin).reshape(m, count, -1)

    def mean_price(self, stage: int, rows: Floats) -> Floats:
        """Return the exact expected price a quarter on [USD/BTC], shape (m,): a martingale but for its drift."""
        months = slice(MONTHS_PER_QUARTER * stage + 1, MONTHS_PER_QUARTER * (stage + 1) + 1)
        return np.asarray(rows[:, PRICE] * np.exp(float(self.tables.drift[months].sum()) * MONTH_YEARS))

    def mean_rent(self, stage: int, rows: Floats) -> Floats:
        """Return the exact expected rent a quarter on [USD/kW-month], shape (m,): log-normal given today's."""
        p, log_rent, variance = self.parameters, np.log(rows[:, RENT]), 0.0
        for month in range(MONTHS_PER_QUARTER * stage + 1, MONTHS_PER_QUARTER * (stage + 1) + 1):
            log_rent = log_rent + p.rent_reversion * (self.tables.log_rent_mean[month] - log_rent)
            variance = variance * (1 - p.rent_reversion) ** 2 + p.rent_volatility**2
        return np.asarray(np.exp(log_rent + variance / 2))

    def _quarter(self, stage: int, rows: Floats, free: Floats, spikes: Floats, margin: Floats) -> Floats:
        """Carry rows (n, 7) through three months: independent normals (3, 6, n), uniforms (3, n), margins (n,)."""
        first = MONTHS_PER_QUARTER * stage
        now = Drivers.of(rows, self.parameters, self.tables, first)
        if stage == 0:
            # Every path has its own margin; month 0 does not know it.
            now = replace(now, margin=margin)
        for at in range(MONTHS_PER_QUARTER):
            now = step(self.parameters, self.tables, first + 1 + at, now, self.tables.cholesky @ free[at], spikes[at])
        return now.rows(self.parameters, self.tables, first + MONTHS_PER_QUARTER)


def even_draws(rows: int, count: int, generator: Generator) -> tuple[Floats, Floats, Floats]:
    """Return a quarter's normals (3, 6, rows x count), uniforms (3, rows x count) and margins, evenly spread by row.

    Every row has the same Sobol points, each row's moved around the circle by its own random shift (Cranley and
    Patterson 1976, doi:10.1137/0713071): each draw has the right law, and a row's draws fill its space. The first
    points go to what a quarter's shocks add up to.
    """
    from scipy.special import ndtri

    size = SHOCKS * MONTHS_PER_QUARTER + MONTHS_PER_QUARTER + 1
    points = _sobol(size, count)[None] + generator.random((rows, 1, size))
    even = (points - np.floor(points)).reshape(rows * count, size).T
    inside = np.clip(even, LEAST_SHARE, 1 - LEAST_SHARE)
    mixed = ndtri(inside[: SHOCKS * MONTHS_PER_QUARTER]).reshape(MONTHS_PER_QUARTER, SHOCKS, -1)
    free = np.einsum("tk,kdn->tdn", SUM_FIRST, mixed)
    return free, even[-MONTHS_PER_QUARTER - 1 : -1], ndtri(inside[-1])


@cache
def _sobol(size: int, count: int) -> Floats:
    from scipy.stats import qmc

    return np.asarray(qmc.Sobol(size, scramble=False).random(2 ** ceil(log2(count)))[:count])


def step(p: WorldParameters, world: WorldTables, month: int, now: Drivers, z: Floats, spike: Floats) -> Drivers:
    """Return the drivers a month on: shocks z (6, m) in the order of the world's drivers, uniforms `spike` (m,)."""
    sigma = p.price_volatility * np.exp(now.variance / 2 - p.variance_variance / 4)
    log_price = now.log_price + (world.drift[month] - sigma**2 / 2) * MONTH_YEARS + sigma * np.sqrt(MONTH_YEARS) * z[0]
    fees = now.fees * (1 - p.fee_reversion) + p.fee_volatility * z[2]
    log_hash = _network(p, world, month, now, (log_price, fees), np.asarray(spike < p.spike_probability, float), z[1])
    return Drivers(
        log_price=log_price,
        log_rent=now.log_rent
        + p.rent_reversion * (world.log_rent_mean[month] - now.log_rent)
        + p.rent_volatility * z[4],
        log_hash=log_hash,
        power=now.power * (1 - p.power_reversion) + p.power_volatility * z[3],
        fees=fees,
        variance=p.variance_persistence * now.variance + p.variance_volatility * z[5],
        margin=now.margin,
    )


def fee_ratio(p: WorldParameters, fees: Floats, spiked: Floats) -> Floats:
    """Return fees over subsidy [ratio] from the fees' deviation and where they spike (1) or not (0)."""
    return np.asarray(np.exp(p.fee_log_mean + fees + p.spike_log_size * spiked))


def _log_reward(p: WorldParameters, world: WorldTables, month: int, fees: Floats) -> Floats:
    """Return log of what the network earns a day, fees not spiked, for a hash rate of one PH/s [BTC/day]."""
    usual = world.subsidy_btc_day[month] * (1 + fee_ratio(p, fees, np.zeros(1)))
    return np.asarray(np.log(usual / (PH_PER_EH * world.hash_rate_scale[month])))


def _network(
    p: WorldParameters,
    world: WorldTables,
    month: int,
    now: Drivers,
    market: tuple[Floats, Floats],
    spiked: Floats,
    shock: Floats,
) -> Floats:
    """Return log hash rate: it goes part of the way to where revenue covers the margin."""
    from_month = month if p.network_same_month else month - 1
    log_price, fees = market if p.network_same_month else (now.log_price, now.fees)
    revenue = np.log(world.subsidy_btc_day[from_month] * (1 + fee_ratio(p, fees, spiked)))
    wanted = revenue + log_price - world.log_efficiency[from_month]
    gap = wanted - now.log_hash - (p.network_log_margin + p.network_margin_spread * now.margin)
    speed = np.where(gap > 0, p.network_speed_up, p.network_speed_down)
    tail = p.network_tail
    heavy = (shock + tail * shock**3) / np.sqrt(1 + 6 * tail + 15 * tail**2)
    return np.asarray(now.log_hash + p.network_drift + speed * gap + p.network_volatility * heavy)
