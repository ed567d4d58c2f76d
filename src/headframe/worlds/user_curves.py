"""Worlds under a user's own curves: a price path, or forwards of bitcoin, power and hash price."""

from __future__ import annotations

from dataclasses import replace
from math import isfinite, log

import numpy as np

from headframe.ground.errors import InputRefused
from headframe.worlds.calibrate import World
from headframe.worlds.draw import draw_worlds
from headframe.worlds.parameters import MONTH_YEARS, Floats
from headframe.worlds.power import scaled_to
from headframe.worlds.user_files import BITCOIN, HASH_PRICE, MONTH, POWER, PRICE_PATH, Curves

FITTING_PATHS, FITTING_SEED = 4096, 20_261_122
"""Paths on which a hash price curve is met; the same for every run, so that a curve always means the same world."""


def with_price_path(world: World, curves: Curves) -> World:
    """Return the world in which bitcoin's price takes the user's path on every draw: volatility 0.

    Raises
    ------
    InputRefused
        Where the path does not start with the month after the last known one, or ends before the horizon.
    """
    path = _over_horizon(world, curves, PRICE_PATH)
    steps = np.diff(np.log(path), prepend=world.parameters.log_price)
    parameters = replace(world.parameters, price_volatility=0.0)
    tables = replace(world.tables, drift=np.concatenate([[0.0], steps / MONTH_YEARS]))
    return replace(world, parameters=parameters, tables=tables)


def with_forwards(world: World, curves: Curves) -> World:
    """Return the world whose means are the user's forward curves, column by column; what is not given stays.

    Bitcoin: the drift of each month. Power: the level. Hash price: the network's hash rate is scaled month by month so
    that the mean hash price is the curve, met on `FITTING_PATHS` paths.
    """
    if BITCOIN in curves.values:
        path = _over_horizon(world, curves, BITCOIN)
        steps = np.diff(np.log(path), prepend=world.parameters.log_price)
        world = replace(world, tables=replace(world.tables, drift=np.concatenate([[0.0], steps / MONTH_YEARS])))
    if POWER in curves.values:
        forward = np.concatenate([[world.tables.power_level[0]], _over_horizon(world, curves, POWER)])
        level = scaled_to(world.fits.power, world.parameters.power_start, forward)
        world = replace(world, tables=replace(world.tables, power_level=level))
    if HASH_PRICE in curves.values:
        wanted = _over_horizon(world, curves, HASH_PRICE)
        mean = draw_worlds(world, FITTING_PATHS, FITTING_SEED).hash_price.mean(axis=0)
        scale = world.tables.hash_rate_scale * np.concatenate([[1.0], mean / wanted])
        world = replace(world, tables=replace(world.tables, hash_rate_scale=scale))
    return world


def with_price_now(world: World, price_usd_per_btc: float) -> World:
    """Return the world that starts from a stated price of bitcoin [USD/BTC] instead of the last close."""
    if not (isfinite(price_usd_per_btc) and price_usd_per_btc > 0):
        raise InputRefused(f"{price_usd_per_btc} is no price", where="--price", next="dollars a bitcoin, above zero")
    return replace(world, parameters=replace(world.parameters, log_price=log(price_usd_per_btc)))


def _over_horizon(world: World, curves: Curves, name: str) -> Floats:
    """Return the curve's values over the world's horizon, shape (T,)."""
    if name not in curves.values:
        raise InputRefused(f"the file has no column {name}", where=curves.where, next=f"columns: {MONTH},{name}")
    first, last = world.tables.months[1], world.tables.months[-1]
    if curves.months[0] > first:
        raise InputRefused(
            f"the curve starts with {curves.months[0]}, the worlds with {first}",
            where=f"{curves.where}, row 2, column {MONTH}",
            why="the months in between would have to be made up",
            next=f"start with {first}",
        )
    if curves.months[-1] < last:
        raise InputRefused(
            f"the curve ends with {curves.months[-1]}, the horizon is {last}",
            where=f"{curves.where}, row {len(curves.months) + 1}, column {MONTH}",
            why="a path shorter than the horizon would have to be made up beyond its end",
            next=f"carry it on to {last}, or ask for fewer months",
        )
    start = curves.months.index(first)
    return curves.values[name][start : start + world.tables.horizon]
