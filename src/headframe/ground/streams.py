"""Random numbers by name: a stream is keyed (seed, name, block) and nothing else (conventions §11)."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from headframe.ground.errors import UsageProblem

if TYPE_CHECKING:
    from numpy.random import Generator

KEY_BYTES = 16
"""Philox takes a key of 128 bits."""


def stream(seed: int, name: str, block: int = 0) -> Generator:
    """Return the stream of random numbers that belongs to a name and a block.

    Counter-based (Philox), so that a block never depends on which worker drew it, in what order, or how many there are.

    Parameters
    ----------
    seed : int
        The run's seed, not negative; it is shown with every result.
    name : str
        What is drawn, in words: "price shocks". Two names never share numbers.
    block : int
        Which part of it, counted from zero: one block of paths, one path, one iteration.

    Source
    ------
    Salmon, Moraes, Dror, Shaw (2011), Parallel random numbers: as easy as 1, 2, 3, doi:10.1145/2063384.2063405

    Examples
    --------
    >>> first, again = stream(7, "price shocks", 3), stream(7, "price shocks", 3)
    >>> bool((first.standard_normal(4) == again.standard_normal(4)).all())
    True
    >>> bool((stream(7, "price shocks", 4).random(4) == stream(7, "rents", 3).random(4)).any())
    False
    """
    from numpy.random import Generator, Philox

    if seed < 0 or block < 0:
        raise UsageProblem(
            f"seed {seed} and block {block} must not be negative", where="random streams", next="give a seed from 0 on"
        )
    key = blake2b(f"{seed}\x1f{block}\x1f{name}".encode(), digest_size=KEY_BYTES).digest()
    return Generator(Philox(key=int.from_bytes(key, "little")))
