"""Work and blocks: how many blocks a hash rate finds on average."""

from __future__ import annotations

HASHES_PER_DIFFICULTY = 2.0**32
"""Hashes a block takes on average, per unit of difficulty. Definition, to 15 parts in a million: the protocol's easiest
target is 65,535 x 2^208, so the exact figure is 2^48 / 65,535; 2^32 is what everyone prints."""

HASHES_PER_EXAHASH = 1e18
HASHES_PER_PETAHASH = 1e15
SECONDS_PER_DAY = 86_400.0
HOURS_PER_DAY = 24.0
PETAHASH_PER_EXAHASH = 1000.0


def expected_blocks(hash_rate_ehs: float, seconds: float, difficulty: float) -> float:
    """Return the blocks that a hash rate finds on average [blocks].

    Parameters
    ----------
    hash_rate_ehs : float
        Hash rate actually running [EH/s].
    seconds : float
        How long [s].
    difficulty : float
        Difficulty in force, constant over that time [ratio].

    Notes
    -----
    Definition: hashes made, over hashes a block takes on average.
    """
    return hash_rate_ehs * HASHES_PER_EXAHASH * seconds / (difficulty * HASHES_PER_DIFFICULTY)
