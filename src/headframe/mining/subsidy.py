"""The coins that a block creates, by its height."""

from __future__ import annotations

from headframe.ground.errors import UsageProblem

BLOCKS_PER_HALVING = 210_000
FIRST_SUBSIDY_SATOSHI = 5_000_000_000
SATOSHI_PER_BITCOIN = 100_000_000


def subsidy_btc_per_block(height: int) -> float:
    """Return the subsidy of the block at `height` [BTC/block].

    Parameters
    ----------
    height : int
        Block height, 0 for the first block.

    Notes
    -----
    Definition, the protocol's own: 50 BTC, halved every 210,000 blocks, in whole satoshi rounded down. It goes by
    height, so a month may hold two subsidies: block 840,000 lies inside April 2024.

    Examples
    --------
    >>> subsidy_btc_per_block(839_999), subsidy_btc_per_block(840_000)
    (6.25, 3.125)
    """
    if height < 0:
        raise UsageProblem(f"no block has height {height}", where="height", next="heights start at 0")
    return (FIRST_SUBSIDY_SATOSHI >> (height // BLOCKS_PER_HALVING)) / SATOSHI_PER_BITCOIN


def next_halving_height(height: int) -> int:
    """Return the first height above `height` at which the subsidy halves."""
    return (height // BLOCKS_PER_HALVING + 1) * BLOCKS_PER_HALVING
