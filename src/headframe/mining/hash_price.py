"""Hash price: what one PH/s earns in a day."""

from __future__ import annotations

from headframe.mining.work import HASHES_PER_DIFFICULTY, HASHES_PER_PETAHASH, SECONDS_PER_DAY


def coins_per_ph_day(difficulty: float, subsidy_btc_per_block: float, fees_btc_per_block: float) -> float:
    """Return the coins that 1 PH/s earns in a day on average [BTC/PH/day]."""
    blocks = HASHES_PER_PETAHASH * SECONDS_PER_DAY / (difficulty * HASHES_PER_DIFFICULTY)
    return blocks * (subsidy_btc_per_block + fees_btc_per_block)


def hash_price_usd_per_ph_day(
    price_usd_per_btc: float, difficulty: float, subsidy_btc_per_block: float, fees_btc_per_block: float
) -> float:
    """Return the revenue of 1 PH/s over a day [USD/PH/day].

    Parameters
    ----------
    price_usd_per_btc : float
        Bitcoin price [USD/BTC].
    difficulty : float
        Difficulty in force [ratio].
    subsidy_btc_per_block, fees_btc_per_block : float
        What a block pays [BTC/block].

    Notes
    -----
    Definition: coins earned by 1 PH/s in a day, times the price. Pool fees are left out.
    """
    return price_usd_per_btc * coins_per_ph_day(difficulty, subsidy_btc_per_block, fees_btc_per_block)
