"""Drawn worlds: every driver on every path and month, in plain arrays, for a reader and for backtests.

The compiled steps of `economics` draw their own numbers in the loop and never fill these arrays; both follow the
equations of `headframe.worlds.parameters`, and a test compares what comes out.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields

import numpy as np

from headframe.ground.errors import UsageProblem
from headframe.ground.period import Period
from headframe.ground.streams import stream
from headframe.worlds.calibrate import World
from headframe.worlds.drivers import Drivers
from headframe.worlds.history import PETAHASH_PER_EXAHASH
from headframe.worlds.parameters import Floats, Integers
from headframe.worlds.shocks import BLOCK, Sampling, block_shocks, blocks_of

DELAY = "worlds delay"


@dataclass(frozen=True, slots=True, eq=False)
class Worlds:
    """What could happen, drawn: arrays of shape (paths, T), one column a month after month 0.

    Parameters
    ----------
    months : tuple of Period
        The T months.
    seed : int
        Of the run.
    price : float64 array
        Bitcoin [USD/BTC].
    fee_ratio : float64 array
        Fees over subsidy [ratio].
    hash_rate : float64 array
        The network's [EH/s].
    hash_price : float64 array
        [USD/PH/day].
    power_level : float64 array
        Level of the month's power prices at the hub [USD/MWh].
    power_year : int64 array
        Which known year's shape the month has: a position in `PowerShapes`.
    power_mean : float64 array
        Mean of the month's hourly prices [USD/MWh].
    rent : float64 array
        Of new AI leases [USD/kW-month of critical IT].
    delay : float64 array, shape (paths,)
        Of one delivery [months].
    """

    months: tuple[Period, ...]
    seed: int
    price: Floats
    fee_ratio: Floats
    hash_rate: Floats
    hash_price: Floats
    power_level: Floats
    power_year: Integers
    power_mean: Floats
    rent: Floats
    delay: Floats


def draw_worlds(
    world: World,
    paths: int,
    seed: int,
    sampling: Sampling = Sampling.PLAIN,
    drivers: Drivers | None = None,
    workers: int = 1,
) -> Worlds:
    """Return drawn worlds; path k is the same whatever the number of paths, the horizon or the number of workers.

    Parameters
    ----------
    world : World
        What `calibrate` returned.
    paths : int
        How many.
    seed : int
        Not negative; shown with every result.
    sampling : Sampling
        Plain for tails; antithetic or Sobol for means. Sobol paths change with the horizon.
    drivers : Drivers, optional
        One's own in place of the package's.
    workers : int
        Threads.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> from headframe.worlds.calibrate import calibrate
    >>> world = calibrate(Record().view(), months=12)
    >>> few, more = draw_worlds(world, 5, seed=1), draw_worlds(world, 2000, seed=1, workers=2)
    >>> few.price.shape, bool((few.price == more.price[:5]).all())
    ((5, 12), True)
    """
    if workers < 1:
        raise UsageProblem(f"{workers} workers", where="workers", next="one or more")
    by = drivers or Drivers()
    jobs = blocks_of(paths)
    if workers == 1:
        parts = [_block(world, seed, block, count, sampling, by) for block, count in jobs]
    else:
        with ThreadPoolExecutor(workers) as pool:
            parts = list(pool.map(lambda job: _block(world, seed, job[0], job[1], sampling, by), jobs))
    names = [field.name for field in fields(Worlds)][2:]
    return Worlds(world.tables.months[1:], seed, **{name: np.concatenate([p[name] for p in parts]) for name in names})


def _block(
    world: World, seed: int, block: int, count: int, sampling: Sampling, drivers: Drivers
) -> dict[str, Floats | Integers]:
    """Return one block's arrays, shape (count, T)."""
    tables = world.tables
    shocks = block_shocks(seed, block, tables.horizon, tables.cholesky, sampling, count)
    price, fees = drivers.price.prices(world, shocks), drivers.fees.fee_ratios(world, shocks)
    rates = drivers.network.hash_rates(world, shocks, price, fees)
    level = drivers.power.levels(world, shocks)
    calendar = tables.calendar_month[1:, None]
    year = (shocks.shape * tables.shapes.years[calendar]).astype(np.int64)
    uniforms = stream(seed, DELAY, block).random(BLOCK)[:count]
    monthly = {
        "price": price,
        "fee_ratio": fees,
        "hash_rate": rates,
        "hash_price": tables.subsidy_btc_day[1:, None] * (1 + fees) * price / (rates * PETAHASH_PER_EXAHASH),
        "power_level": level,
        "power_year": year,
        "power_mean": level * tables.shapes.mean[calendar, year],
        "rent": drivers.rent.rents(world, shocks),
    }
    return {name: np.ascontiguousarray(rows.T) for name, rows in monthly.items()} | {
        "delay": drivers.delay.delays(world, uniforms)
    }
