"""The closed form of Almgren and Chriss: a block sold under linear impact, each day standing alone.

R. Almgren, N. Chriss, Optimal execution of portfolio transactions, Journal of Risk 3(2), 5-39 (2000),
doi:10.21314/JOR.2001.041. Mean cost + aversion x variance is least where what is left falls as a hyperbolic sine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from headframe.ground.errors import InputRefused
from headframe.planning.schedule_impact import LINEAR_POWER, Impact

if TYPE_CHECKING:
    from headframe.planning.schedule_impact import Coins

LOWEST, HIGHEST = -60.0, 16.0
"""Bounds of the search for an aversion, in powers of e around the natural scale; at the upper one less than a millionth
of the block is left after the first day."""


def urgency_per_day(impact: Impact, risk_usd_per_btc: float, aversion_per_usd: float) -> float:
    """Return the rate at which what is left decays [1/day]: cosh(rate) = 1 + aversion risk^2 / (2 coefficient)."""
    from math import asinh, sqrt

    # cosh(k) - 1 = 2 sinh(k/2)^2: keeps its digits where the rate is small.
    return 2 * asinh(sqrt(aversion_per_usd * risk_usd_per_btc**2 / (4 * impact.coefficient)))


def sold_by_day(coins_btc: float, days: int, impact: Impact, risk_usd_per_btc: float, aversion_per_usd: float) -> Coins:
    """Return the coins to sell each day [BTC], shape (days,), least in mean cost + aversion x variance.

    Parameters
    ----------
    coins_btc : float
        The block [BTC].
    days : int
        Within which it is sold [days].
    impact : Impact
        Linear, without memory.
    risk_usd_per_btc : float
        Standard deviation of a day's price change [USD/BTC].
    aversion_per_usd : float
        What a square dollar of variance is taken to cost [1/USD]; 0 gives equal slices.

    Raises
    ------
    InputRefused
        For an impact that is not linear, remembers, or is nothing: no closed form holds.

    Examples
    --------
    >>> flat = Impact(coefficient=0.5, power=2.0, memory=0.0, fee_usd_per_btc=0.0)
    >>> [float(sold) for sold in sold_by_day(100.0, 4, flat, 30.0, 0.0)]
    [25.0, 25.0, 25.0, 25.0]
    """
    import numpy as np

    if impact.power != LINEAR_POWER or impact.memory != 0 or impact.coefficient <= 0:
        raise InputRefused(
            "the closed form holds for linear impact without memory, and for some impact",
            where="schedule",
            next="let the conic programme answer",
        )
    rate = urgency_per_day(impact, risk_usd_per_btc, aversion_per_usd)
    if rate == 0:
        return np.full(days, coins_btc / days)
    passed = np.arange(days + 1)
    # sinh(k (n - j)) / sinh(k n), written so that no exponential grows.
    left = coins_btc * np.exp(-rate * passed) * np.expm1(-2 * rate * (days - passed)) / np.expm1(-2 * rate * days)
    sold: Coins = -np.diff(left)
    return sold


def deviation_usd(slices: Coins, risk_usd_per_btc: float) -> float:
    """Return the standard deviation of the proceeds [USD]: risk x the length of what is left after each day."""
    import numpy as np

    left = slices.sum() - np.cumsum(slices)
    return float(risk_usd_per_btc * np.sqrt((left**2).sum()))


def aversion_for(
    coins_btc: float, days: int, impact: Impact, risk_usd_per_btc: float, multiplier: float
) -> float | None:
    """Return the aversion [1/USD] whose schedule is least in mean cost + multiplier x standard deviation.

    At the optimum aversion = multiplier / (2 x deviation). None where all is sold on the first day: once the multiplier
    reaches 2 x coins x coefficient / risk, no aversion is large enough.
    """
    from math import exp, log

    from scipy.optimize import brentq

    if multiplier == 0:
        return 0.0
    if days == 1:
        return None
    scale = log(impact.coefficient) - 2 * log(risk_usd_per_btc)

    def excess(power: float) -> float:
        aversion = exp(scale + power)
        deviation = deviation_usd(sold_by_day(coins_btc, days, impact, risk_usd_per_btc, aversion), risk_usd_per_btc)
        return 2 * aversion * deviation - multiplier

    if excess(HIGHEST) <= 0:
        return None
    return float(exp(scale + brentq(excess, LOWEST, HIGHEST, xtol=1e-13)))
