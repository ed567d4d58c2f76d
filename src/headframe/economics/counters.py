"""Random numbers of the engine: one 64-bit word for each (seed, name, path, month), whoever draws it (conventions §11).

Word n of a name is mix(key + (n + 1) * GOLDEN), SplitMix64's output function over a counter (Steele, Lea, Flood 2014,
Fast splittable pseudorandom number generators, doi:10.1145/2660193.2660195; the mixing constants are the published
ones). The key is a digest of seed and name, n = path * SLOTS + month. `kernel_math` holds the same lines compiled.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from math import cos, log, pi, sin, sqrt

from headframe.ground.errors import UsageProblem

GOLDEN = 0x9E3779B97F4A7C15
FIRST_FACTOR, SECOND_FACTOR = 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
WORD = 0xFFFFFFFFFFFFFFFF
HALF_WORD = 0xFFFFFFFF
THIRD_BITS = 21
THIRD = (1 << THIRD_BITS) - 1
SLOTS = 1024
"""Words kept for one path under one name: months, or projects."""
NAMES = ("price and network", "fees and power", "rent and variance", "uniforms", "deliveries")


@dataclass(frozen=True, slots=True)
class Uniforms:
    """A month's uniforms in (0, 1): fee spike, year of the power shape, a tenant's arrival."""

    spike: float
    shape: float
    arrival: float


def keys(seed: int) -> tuple[int, ...]:
    """Return the 64-bit keys of `NAMES` under a seed."""
    if seed < 0:
        raise UsageProblem(f"seed {seed} is negative", where="seed", next="give a seed of 0 or more")
    return tuple(
        int.from_bytes(blake2b(f"{seed}\x1feconomics {name}".encode(), digest_size=8).digest(), "little")
        for name in NAMES
    )


def word(key: int, path: int, slot: int) -> int:
    """Return the 64-bit word of a path's slot.

    Examples
    --------
    >>> word(0, 0, 0) == 0xE220A8397B1DCDAF  # SplitMix64's first output from state 0
    True
    """
    x = (key + (path * SLOTS + slot + 1) * GOLDEN) & WORD
    x = ((x ^ (x >> 30)) * FIRST_FACTOR) & WORD
    x = ((x ^ (x >> 27)) * SECOND_FACTOR) & WORD
    return x ^ (x >> 31)


def two_normals(bits: int) -> tuple[float, float]:
    """Return two independent standard normals from a word (Box and Muller 1958, doi:10.1214/aoms/1177706645).

    Each half of the word gives one uniform, so no normal lies further out than 6.8.
    """
    radius = sqrt(-2.0 * log(((bits >> 32) + 0.5) / 2**32))
    angle = 2.0 * pi * (((bits & HALF_WORD) + 0.5) / 2**32)
    return radius * cos(angle), radius * sin(angle)


def three_uniforms(bits: int) -> Uniforms:
    """Return a word's three uniforms of 21 bits."""
    parts = (bits >> (64 - THIRD_BITS), (bits >> (64 - 2 * THIRD_BITS)) & THIRD, (bits >> 1) & THIRD)
    return Uniforms(*((part + 0.5) / 2**THIRD_BITS for part in parts))


def one_uniform(bits: int) -> float:
    """Return a word's upper half as a uniform."""
    return ((bits >> 32) + 0.5) / 2**32
