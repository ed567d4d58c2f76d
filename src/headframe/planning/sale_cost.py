"""What selling coins over a quarter costs: fees, and a price that gives way the more is sold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

from headframe.solver.arrays import Floats
from headframe.vocabulary.assumptions import Assumptions
from headframe.worlds.parameters import WorldParameters

DAYS_PER_YEAR, DAYS_PER_QUARTER = 365.25, 365.25 / 4
CUTS = (0.25, 1.0)
"""Segments end at a quarter of the coins held and at all of them; what is mined and sold besides is the last."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Coins sold in a quarter between two sizes: how many [thousand BTC], and the share of the price kept [ratio]."""

    size: float
    keeps: float


def sale_segments(held_btc: float, p: WorldParameters, assumptions: Assumptions) -> tuple[Segment, ...]:
    """Return the segments of a quarter's sales: each costs the chord of the square-root law over it.

    Parameters
    ----------
    held_btc : float
        Coins held [BTC].
    p : WorldParameters
        For the price's volatility.
    assumptions : Assumptions
        Cost of a sale, market's volume and prefactor of impact.
    """
    said = assumptions.value
    daily = p.price_volatility / sqrt(DAYS_PER_YEAR)
    prefactor, volume = said("schedule.impact_prefactor"), said("schedule.market_volume_btc_per_day")
    fee = said("economics.bitcoin_sale_cost")

    def impact(coins: float) -> float:
        """Return what a quarter's even sale of coins loses to its impact, in coins [BTC]."""
        return float(prefactor * daily * (coins / DAYS_PER_QUARTER / volume) ** 0.5 * coins)

    size = max(held_btc, 1.0)
    ends = [0.0, *(cut * size for cut in CUTS), 2 * size]
    kept = [1 - fee - (impact(high) - impact(low)) / (high - low) for low, high in pairwise(ends)]
    sizes = [(ends[1] - ends[0]) / 1e3, (ends[2] - ends[1]) / 1e3, float("inf")]
    return tuple(Segment(each, max(share, 0.0)) for each, share in zip(sizes, kept, strict=True))


def proceeds(segments: Sequence[Segment], price: Floats, coins: Floats) -> Floats:
    """Return what coins sold in a quarter bring [million USD], at prices [million USD per thousand BTC].

    Examples
    --------
    >>> import numpy as np
    >>> proceeds((Segment(2.0, 0.99), Segment(float("inf"), 0.95)), np.array([100.0]), np.array([3.0]))
    array([293.])
    """
    left, money = coins.copy(), 0.0 * coins
    for segment in segments:
        part = left.clip(max=segment.size)
        money = money + part * segment.keeps * price
        left = left - part
    return money


def coins_for(segments: Sequence[Segment], price: Floats, sold: Floats, usd: Floats) -> Floats:
    """Return how many coins beyond those sold bring so much money [thousand BTC], from [million USD]."""
    left, coins, used = usd.copy(), 0.0 * usd, sold.copy()
    for segment in segments:
        room = (segment.size - used).clip(min=0.0)
        used = (used - segment.size).clip(min=0.0)
        each = segment.keeps * price
        part = (left / each).clip(max=room)
        coins, left = coins + part, left - part * each
    return coins
