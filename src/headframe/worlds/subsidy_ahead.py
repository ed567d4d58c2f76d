"""Coins created a day in any month, past or ahead, by block height: ten minutes a block after the last known epoch."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

import numpy as np

from headframe.ground.errors import NotEnoughData
from headframe.ground.period import Period
from headframe.mining.stretches import SECONDS_PER_BLOCK_AIMED, EpochStart
from headframe.mining.subsidy import next_halving_height, subsidy_btc_per_block
from headframe.mining.work import SECONDS_PER_DAY
from headframe.worlds.parameters import Floats

BLOCKS_PER_DAY = SECONDS_PER_DAY / SECONDS_PER_BLOCK_AIMED
"""What difficulty steers to [blocks/day]. Growing hash rate runs some percent ahead of it."""


def subsidy_btc_day(epochs: Sequence[EpochStart], months: Sequence[Period]) -> Floats:
    """Return the coins created a day in each month, at 144 blocks [BTC/day]; a halving month holds two subsidies.

    Parameters
    ----------
    epochs : sequence of EpochStart
        The difficulty epochs known, in order of height: between two the height runs evenly, after the last at 144
        blocks a day.
    months : sequence of Period
        Calendar months.
    """
    if len(epochs) < 2:
        raise NotEnoughData(
            "no difficulty epoch is known", why="the subsidy goes by height", next="ask for a later day"
        )
    days = np.array([_day(epoch.start) + 0.5 for epoch in epochs])
    heights = np.array([float(epoch.start_height) for epoch in epochs])

    def height(day: float) -> float:
        if day > days[-1]:
            return float(heights[-1] + BLOCKS_PER_DAY * (day - days[-1]))
        return float(np.interp(day, days, heights))

    ends = [(height(_day(month.first_day)), height(_day(month.end) + 1.0)) for month in months]
    return np.array([BLOCKS_PER_DAY * _mean_subsidy(first, last) for first, last in ends])


def _mean_subsidy(first: float, last: float) -> float:
    """Return the subsidy averaged over the blocks between two heights [BTC/block]."""
    created, at = 0.0, first
    while at < last:
        stop = min(float(next_halving_height(int(at))), last)
        created += (stop - at) * subsidy_btc_per_block(int(at))
        at = stop
    return created / (last - first)


def _day(day: date) -> float:
    return datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() / SECONDS_PER_DAY
