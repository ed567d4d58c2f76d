"""A block to sell: how much, in how many days, in which market, under which limits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from headframe.planning.schedule_closed import deviation_usd
from headframe.planning.schedule_impact import Impact

if TYPE_CHECKING:
    from headframe.planning.schedule_impact import Coins


@dataclass(frozen=True, slots=True)
class CashNeed:
    """Money that must have come in by the end of a day.

    Parameters
    ----------
    usd : float
        How much [USD].
    day : int
        By the end of which day of the schedule, 1 for the first [days].
    """

    usd: float
    day: int


@dataclass(frozen=True, slots=True)
class Block:
    """What is to be sold, in which market, under which limits.

    Parameters
    ----------
    coins_btc : float
        The block [BTC].
    days : int
        Within which it is sold [days].
    price_usd : float
        Bitcoin price today, expected to stay [USD/BTC].
    risk_usd_per_btc : float
        Standard deviation of a day's price change [USD/BTC].
    impact : Impact
        What selling presses out of the price.
    cap_btc_per_day : float
        Most to sell in a day [BTC].
    cash : tuple of CashNeed
        Money that must be in by given days.
    cash_multiplier : float
        By how many standard deviations the mean must stay above each cash need [ratio]; 0 meets it on average.
    """

    coins_btc: float
    days: int
    price_usd: float
    risk_usd_per_btc: float
    impact: Impact
    cap_btc_per_day: float
    cash: tuple[CashNeed, ...] = ()
    cash_multiplier: float = 0.0


def fastest_slices(block: Block) -> Coins:
    """Return the cap each day until the block is gone [BTC], shape (days,)."""
    import numpy as np

    gone = np.minimum(block.cap_btc_per_day * np.arange(1, block.days + 1), block.coins_btc)
    fast: Coins = np.diff(gone, prepend=0.0)
    return fast


def cash_in(block: Block, slices: Coins, day: int) -> float:
    """Return what `slices` bring in by the end of `day` [USD], `cash_multiplier` deviations below the mean."""
    early = slices[:day]
    mean = block.price_usd * float(early.sum()) - block.impact.cost(early)
    return mean - block.cash_multiplier * deviation_usd(early, block.risk_usd_per_btc)
