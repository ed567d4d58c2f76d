"""Compiled exp, log and normals without branches, so that the compiler turns loops over paths into vector code.

The usual library functions are calls, and a loop with a call is not vectorised. Each function here is exact to a few
units in the last place over the range named. Bits are moved with the usual tricks of adding 2^52 or 1.5 * 2^52, which
vectorise on every machine, unlike conversions between whole numbers and floats.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from headframe.economics.counters import FIRST_FACTOR, GOLDEN, SECOND_FACTOR, SLOTS, THIRD_BITS
from headframe.economics.kernel_compile import inlined

_I = np.int64
_U = np.uint64
LOG2E = 1.4426950408889634
LN2_HIGH, LN2_LOW = 6.93147180369123816490e-01, 1.90821492927058770002e-10
"""ln 2 in two pieces: the first has 32 trailing zero bits (Cody and Waite 1980, Software Manual for the Elementary
Functions)."""
ROUNDER = 6755399441055744.0
"""1.5 * 2^52: adding it rounds to a whole number, whose bits then stand at the end."""
BIG = 4503599627370496.0
"""2^52."""
MANTISSA = 0xFFFFFFFFFFFFF
ONE_BITS, BIG_BITS = 0x3FF0000000000000, 0x4330000000000000
HALF_STEP_32, HALF_STEP_21 = 0.5 / 2**32, 0.5 / 2**THIRD_BITS
SQRT2 = math.sqrt(2.0)
HALF_PI = math.pi / 2.0
E2, E3, E4, E5, E6, E7, E8, E9, E10, E11, E12, E13 = (1.0 / math.factorial(n) for n in range(2, 14))
S3, S5, S7, S9, S11, S13, S15 = ((-1.0) ** (n // 2) / math.factorial(n) for n in range(3, 17, 2))
C2, C4, C6, C8, C10, C12, C14, C16 = ((-1.0) ** (n // 2) / math.factorial(n) for n in range(2, 17, 2))
A3, A5, A7, A9, A11, A13, A15, A17, A19, A21 = (1.0 / n for n in range(3, 23, 2))


@inlined
def exp_(x: float) -> float:
    """Return e^x for |x| < 700."""
    shifted = x * LOG2E + ROUNDER
    k = shifted - ROUNDER
    r = x - k * LN2_HIGH
    r = r - k * LN2_LOW
    p = E10 + r * (E11 + r * (E12 + r * E13))
    p = E6 + r * (E7 + r * (E8 + r * (E9 + r * p)))
    p = 1.0 + r * (1.0 + r * (E2 + r * (E3 + r * (E4 + r * (E5 + r * p)))))
    bits = np.float64(p).view(np.int64) + (np.float64(shifted).view(np.int64) << _I(52))
    return float(np.int64(bits).view(np.float64))


@inlined
def log_(x: float) -> float:
    """Return the natural logarithm of a positive normal number."""
    bits = np.float64(x).view(np.int64)
    exponent = np.int64((bits >> _I(52)) | _I(BIG_BITS)).view(np.float64) - (BIG + 1023.0)
    m = np.int64((bits & _I(MANTISSA)) | _I(ONE_BITS)).view(np.float64)
    high = m > SQRT2
    m = m * 0.5 if high else m
    exponent = exponent + 1.0 if high else exponent
    s = (m - 1.0) / (m + 1.0)
    q = s * s
    p = A13 + q * (A15 + q * (A17 + q * (A19 + q * A21)))
    p = A3 + q * (A5 + q * (A7 + q * (A9 + q * (A11 + q * p))))
    return float(exponent * LN2_HIGH + (exponent * LN2_LOW + 2.0 * s * (1.0 + q * p)))


@inlined
def cos_sin(turns: float) -> tuple[float, float]:
    """Return cosine and sine of 2 pi times `turns` in [0, 1]."""
    quarters = 4.0 * turns
    shifted = quarters + ROUNDER
    quadrant = np.float64(shifted).view(np.int64)
    r = (quarters - (shifted - ROUNDER)) * HALF_PI
    q = r * r
    s = r * (1.0 + q * (S3 + q * (S5 + q * (S7 + q * (S9 + q * (S11 + q * (S13 + q * S15)))))))
    c = 1.0 + q * (C2 + q * (C4 + q * (C6 + q * (C8 + q * (C10 + q * (C12 + q * (C14 + q * C16)))))))
    odd = (quadrant & _I(1)) != 0
    cosine, sine = (s, c) if odd else (c, s)
    cosine = -cosine if ((quadrant + _I(1)) & _I(2)) != 0 else cosine
    sine = -sine if (quadrant & _I(2)) != 0 else sine
    return cosine, sine


@inlined
def word_(key: Any, path: Any, slot: Any) -> Any:
    """Return the 64-bit word of a path's slot, as `counters.word`."""
    x = key + (_U(path) * _U(SLOTS) + _U(slot) + _U(1)) * _U(GOLDEN)
    x = (x ^ (x >> _U(30))) * _U(FIRST_FACTOR)
    x = (x ^ (x >> _U(27))) * _U(SECOND_FACTOR)
    return x ^ (x >> _U(31))


@inlined
def upper_(bits: Any) -> float:
    """Return the upper half of a word as a uniform in (0, 1)."""
    part = _U((bits >> _U(12)) & _U(0xFFFFFFFF00000)) | _U(ONE_BITS)
    return float((np.uint64(part).view(np.float64) - 1.0) + HALF_STEP_32)


@inlined
def normals_(bits: Any) -> tuple[float, float]:
    """Return two standard normals from a word, as `counters.two_normals`."""
    radius = math.sqrt(-2.0 * log_(upper_(bits)))
    cosine, sine = cos_sin(upper_(bits << _U(32)))
    return radius * cosine, radius * sine


@inlined
def third_(bits: Any, left: int) -> float:
    """Return 21 bits of a word, those that stand first after moving it left, as a uniform."""
    part = ((bits << _U(left)) >> _U(43)) << _U(31)
    return float((np.uint64(part | _U(ONE_BITS)).view(np.float64) - 1.0) + HALF_STEP_21)
