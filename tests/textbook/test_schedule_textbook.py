"""Selling a block against the published example of Almgren and Chriss (2000), and closed forms against the programme.

The example's inputs (a price of 50, a million shares in five days, deviation 0.95 a day, half spread 0.0625, permanent
impact 2.5e-7, temporary 2.5e-6) and the results in millions are those that DROP prints for it
(lakshmidrip.github.io/DROP, org.drip.coverage.execution.AlmgrenChriss): an aversion of 0.001 per million gives a mean
cost of 0.6625, a variance of 1.0812 and a time scale of 51.30 days.
"""

from __future__ import annotations

from math import inf

import numpy as np
import pytest

from headframe.planning.schedule_block import Block
from headframe.planning.schedule_closed import aversion_for, deviation_usd, sold_by_day, urgency_per_day
from headframe.planning.schedule_conic import best_slices
from headframe.planning.schedule_impact import Impact

SHARES, DAYS, DEVIATION, HALF_SPREAD, PERMANENT, TEMPORARY = 1e6, 5, 0.95, 0.0625, 2.5e-7, 2.5e-6
MILLION = 1e6
# Permanent impact costs the same whatever the schedule, but for half a day's own.
EXAMPLE = Impact(coefficient=TEMPORARY - PERMANENT / 2, power=2.0, memory=0.0, fee_usd_per_btc=HALF_SPREAD)
ALWAYS = PERMANENT * SHARES**2 / 2


def test_the_mean_cost_of_the_published_example() -> None:
    sold = sold_by_day(SHARES, DAYS, EXAMPLE, DEVIATION, 0.001 / MILLION)
    assert (EXAMPLE.cost(sold) + ALWAYS) / MILLION == pytest.approx(0.6625, abs=5e-5)


def test_the_variance_of_the_published_example() -> None:
    sold = sold_by_day(SHARES, DAYS, EXAMPLE, DEVIATION, 0.001 / MILLION)
    assert (deviation_usd(sold, DEVIATION) / MILLION) ** 2 == pytest.approx(1.0812, abs=5e-5)


def test_the_time_scale_of_the_published_example() -> None:
    assert 1 / urgency_per_day(EXAMPLE, DEVIATION, 0.001 / MILLION) == pytest.approx(51.30, abs=5e-3)


@pytest.mark.parametrize("aversion", [0.0, 1e-9, 1e-7, 1e-6, 1e-5])
def test_the_programme_finds_the_closed_form(aversion: float) -> None:
    block = Block(SHARES, DAYS, 50.0, DEVIATION, EXAMPLE, inf)
    closed = sold_by_day(SHARES, DAYS, EXAMPLE, DEVIATION, aversion)
    assert best_slices(block, 0.0, aversion) == pytest.approx(closed, abs=5e-5 * SHARES)


@pytest.mark.parametrize("coins, days", [(2201.0, 40), (20_000.0, 20), (383.0, 30)])
@pytest.mark.parametrize("weight", [0.0, 0.001, 0.01, 0.1, 2.06])
def test_a_block_of_bitcoin_agrees_to_one_coin(coins: float, days: int, weight: float) -> None:
    impact, risk = Impact(0.826, 2.0, 0.0, 45.0), 2250.0
    aversion = aversion_for(coins, days, impact, risk, weight)
    at_once = np.concatenate(([coins], np.zeros(days - 1)))
    closed = at_once if aversion is None else sold_by_day(coins, days, impact, risk, aversion)
    assert best_slices(Block(coins, days, 90_000.0, risk, impact, inf), weight) == pytest.approx(closed, abs=1.0)


def test_with_memory_the_ends_are_sold_in_larger_slices() -> None:
    # Obizhaeva and Wang: equal slices between two larger ends.
    slices = best_slices(Block(2201.0, 20, 90_000.0, 2250.0, Impact(6.0, 1.5, 0.5, 45.0), inf), 0.0)
    assert slices[1:-1] == pytest.approx(np.full(18, slices[1]), rel=1e-3)
    assert min(slices[0], slices[-1]) > 1.5 * slices[1]
