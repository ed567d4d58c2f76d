"""A block sold day by day: time of an answer, and how far the programme lies from the closed form and from unproved."""

from __future__ import annotations

from math import inf
from time import perf_counter

import numpy as np

from benchmarks.registry import Measure
from headframe.ground.errors import HeadframeError
from headframe.planning.schedule import schedule_block
from headframe.planning.schedule_block import Block
from headframe.planning.schedule_closed import aversion_for, sold_by_day
from headframe.planning.schedule_conic import best_slices
from headframe.planning.schedule_impact import Impact, linear_like, square_root_impact
from headframe.record.record import Record

BLOCKS = ((383.0, 30), (2201.0, 40), (20_000.0, 20))
WEIGHTS = (0.0, 0.001, 0.01, 0.1, 2.06)
PRICE, VOLATILITY, VOLUME = 90_000.0, 0.025, 60_000.0
RANDOM_BLOCKS, SEED = 200, 1
ONE_COIN = 1.0


def run() -> list[Measure]:
    seconds, unproved = _random_blocks()
    return [
        Measure("2,201 BTC in 40 days, all figures", _answer(), "s", 2.0),
        Measure("programme against closed form, at most", _distance(), "BTC", ONE_COIN),
        Measure(f"one of {RANDOM_BLOCKS} random blocks, mean", seconds, "s"),
        Measure("random blocks without a proof", float(unproved), "blocks", 0.0),
    ]


def _answer() -> float:
    view = Record().view()
    schedule_block(view, 100.0, 10)
    start = perf_counter()
    schedule_block(view, 2201.0, 40)
    return perf_counter() - start


def _distance() -> float:
    worst, risk = 0.0, PRICE * VOLATILITY
    for coins, days in BLOCKS:
        impact = linear_like(square_root_impact(PRICE, VOLATILITY, VOLUME, 1.0, 0.0, 5e-4), coins / days)
        for weight in WEIGHTS:
            found = best_slices(Block(coins, days, PRICE, risk, impact, inf), weight)
            worst = max(worst, float(np.abs(found - _closed(coins, days, impact, risk, weight)).max()))
    return worst


def _closed(coins: float, days: int, impact: Impact, risk: float, weight: float) -> np.ndarray:
    aversion = aversion_for(coins, days, impact, risk, weight)
    if aversion is None:
        return np.concatenate(([coins], np.zeros(days - 1)))
    return sold_by_day(coins, days, impact, risk, aversion)


def _random_blocks() -> tuple[float, int]:
    random, unproved, start = np.random.default_rng(SEED), 0, perf_counter()
    for _ in range(RANDOM_BLOCKS):
        price, volatility = 10 ** random.uniform(4, 5.3), random.uniform(0.005, 0.08)
        coins, days = 10 ** random.uniform(-1, 5), int(random.integers(1, 120))
        memory = float(random.choice([0.0, 0.3, 0.9, 1.0]))
        impact = square_root_impact(price, volatility, 10 ** random.uniform(3.5, 5.6), 1.0, memory, 5e-4)
        cap = coins / days * float(random.choice([1.0, 1.2, 5.0, 1e9]))
        try:
            best_slices(
                Block(coins, days, price, price * volatility, impact, cap), float(random.choice([0, 0.001, 0.1, 2.06]))
            )
        except HeadframeError:
            unproved += 1
    return (perf_counter() - start) / RANDOM_BLOCKS, unproved
