"""Block luck: how far a miner in its own pool may stray from what its hash rate should earn."""

from __future__ import annotations

from math import sqrt

from headframe.ground.errors import UsageProblem


def block_luck_deviations(coins_btc: float, expected_btc: float, expected_blocks_found: float) -> float:
    """Return production against expectation in standard deviations of luck [standard deviations].

    Parameters
    ----------
    coins_btc : float
        Coins produced [BTC].
    expected_btc : float
        Coins that the reported hash rate should earn [BTC].
    expected_blocks_found : float
        Blocks that it should find [blocks].

    Notes
    -----
    Blocks found are a Poisson count (definition of a memoryless search), so its relative standard deviation is
    1 / sqrt(expected blocks). Without meaning for a miner paid per share: its pool bears the luck.
    """
    if expected_btc <= 0 or expected_blocks_found <= 0:
        raise UsageProblem("luck needs an expectation above zero", where="expected_btc", next="check the hash rate")
    return (coins_btc / expected_btc - 1.0) * sqrt(expected_blocks_found)
