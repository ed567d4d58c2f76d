"""Worlds: calibration, drawing, the backtest, and how much steadier means are with antithetic and Sobol draws."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

import numpy as np

from benchmarks.registry import Measure
from headframe.record.record import Record
from headframe.worlds.backtest import backtest
from headframe.worlds.calibrate import World, calibrate
from headframe.worlds.draw import Worlds, draw_worlds
from headframe.worlds.shocks import Sampling

HORIZON, PATHS, REPEATS = 60, 4096, 24
MEANS: dict[str, Callable[[Worlds], float]] = {
    "price after 60 months": lambda drawn: float(drawn.price[:, -1].mean()),
    "hash price after 60 months": lambda drawn: float(drawn.hash_price[:, -1].mean()),
    "hash price over 60 months": lambda drawn: float(drawn.hash_price.mean()),
    "rent after 60 months": lambda drawn: float(drawn.rent[:, -1].mean()),
}


def run() -> list[Measure]:
    world = calibrate(Record().view(), months=HORIZON)
    timed = [
        Measure("calibration", _seconds(lambda: calibrate(Record().view(), months=HORIZON)), "s"),
        Measure("draw 10,000 x 60", _seconds(lambda: draw_worlds(world, 10_000, 1)), "s"),
        Measure("backtest, 2,000 paths", _seconds(lambda: backtest(Record().view())), "s"),
    ]
    return timed + _steadier(world)


def _steadier(world: World) -> list[Measure]:
    """Return the variance of a mean under plain draws over that under the others, for the same number of paths."""
    variances = {sampling: _variances(world, sampling) for sampling in Sampling}
    return [
        Measure(
            f"variance plain / {sampling}, {name}", variances[Sampling.PLAIN][name] / variances[sampling][name], "x"
        )
        for sampling in (Sampling.ANTITHETIC, Sampling.SOBOL)
        for name in MEANS
    ]


def _variances(world: World, sampling: Sampling) -> dict[str, float]:
    runs = [draw_worlds(world, PATHS, seed, sampling) for seed in range(REPEATS)]
    return {name: float(np.var([mean(drawn) for drawn in runs], ddof=1)) for name, mean in MEANS.items()}


def _seconds(call: Callable[[], object]) -> float:
    start = perf_counter()
    call()
    return perf_counter() - start
