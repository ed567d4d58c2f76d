"""The coins that a hash rate should earn, and the hash rate that coins imply.

A miner paid per share earns this to within a fraction of a percent; one that mines in its own pool, on average only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from headframe.ground.errors import UsageProblem
from headframe.mining.stretches import START_OF_EPOCH_UNCERTAINTY_SECONDS, Stretch
from headframe.mining.work import expected_blocks


def expected_coins(hash_rate_ehs: float, stretches: Iterable[Stretch], fees_btc_per_block: float) -> float:
    """Return the coins that a hash rate earns on average [BTC].

    Parameters
    ----------
    hash_rate_ehs : float
        Average hash rate actually running [EH/s].
    stretches : iterable of Stretch
        The period, cut where difficulty or subsidy changes.
    fees_btc_per_block : float
        Average transaction fees of the period's blocks [BTC/block].

    Notes
    -----
    coins = sum over stretches of H x seconds / (difficulty x 2^32) x (subsidy + fees per block).
    Definition: the miner's average number of blocks times what a block pays. Luck, downtime and pool fees are left out.
    """
    return sum(
        expected_blocks(hash_rate_ehs, piece.seconds, piece.difficulty)
        * (piece.subsidy_btc_per_block + fees_btc_per_block)
        for piece in stretches
    )


def expected_blocks_over(hash_rate_ehs: float, stretches: Iterable[Stretch]) -> float:
    """Return the blocks that a hash rate finds on average over all stretches [blocks]."""
    return sum(expected_blocks(hash_rate_ehs, piece.seconds, piece.difficulty) for piece in stretches)


def mean_subsidy_btc_per_block(stretches: Sequence[Stretch]) -> float:
    """Return the subsidy averaged over the period's blocks [BTC/block]: between two values in a halving month."""
    return expected_coins(1.0, stretches, 0.0) / expected_blocks_over(1.0, stretches)


def expected_coins_uncertainty(hash_rate_ehs: float, stretches: Sequence[Stretch], fees_btc_per_block: float) -> float:
    """Return how far expected coins move when every epoch starts half a day off, all against us [BTC].

    The packaged start of an epoch is a day, so each change of difficulty inside the period may be half a day early or
    late; it matters by the step in coins per second.
    """
    paces = [expected_coins(hash_rate_ehs, [piece], fees_btc_per_block) / piece.seconds for piece in stretches]
    steps = (abs(after - before) for before, after in pairwise(paces))
    return START_OF_EPOCH_UNCERTAINTY_SECONDS * sum(steps)


def hash_rate_implied_ehs(coins_btc: float, stretches: Sequence[Stretch], fees_btc_per_block: float) -> float:
    """Return the average hash rate that earns `coins_btc` on average [EH/s]: the inverse of `expected_coins`."""
    if coins_btc < 0:
        raise UsageProblem(
            f"{coins_btc} coins imply no hash rate", where="coins_btc", next="production is never negative"
        )
    return coins_btc / expected_coins(1.0, stretches, fees_btc_per_block)
