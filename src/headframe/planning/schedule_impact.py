"""What selling presses out of the price: a power law of the coins that the market still remembers.

A day's slice `s` [BTC] meets what is left of earlier slices, `q = memory * q_before + s`, and moves the price against
the seller. The money lost is `F(q) - F(memory * q_before)` with `F(q) = coefficient * q ** power`, so that

- with memory 0 each day stands alone: the temporary impact of Almgren and Chriss (2000) where `power` is 2, and the
  square-root law (Donier and Bonart 2015, arXiv:1412.4503) where it is 3/2;
- with memory 1 nothing is forgotten, and every schedule costs the same.

Between the two it is the model of Alfonsi, Fruth and Schied, Quantitative Finance 10(2), 143-157 (2010),
doi:10.1080/14697680802595700, in which the volume taken from the book comes back by a fixed share a day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Coins = NDArray[np.float64]

LINEAR_POWER = 2.0
SQUARE_ROOT_POWER = 1.5
AVERAGE_OF_PATH = 2.0 / 3.0
"""Mean of the square root over its own path: a slice pays two thirds of the move that its last coin makes."""


@dataclass(frozen=True, slots=True)
class Impact:
    """The market's answer to a sale.

    Parameters
    ----------
    coefficient : float
        Money lost to a slice of one coin [USD/BTC^power].
    power : float
        2 where the price gives way in proportion, 3/2 by the square-root law.
    memory : float
        Share of a day's volume that the price has not digested by the next day [ratio].
    fee_usd_per_btc : float
        Half the spread and the fee, the same for every coin [USD/BTC].
    """

    coefficient: float
    power: float
    memory: float
    fee_usd_per_btc: float

    def remembered(self, slices: Sequence[float] | Coins) -> Coins:
        """Return the coins that weigh on the price at the end of each day [BTC], shape (days,)."""
        import numpy as np

        weights = np.empty(len(slices))
        before = 0.0
        for day, sold in enumerate(slices):
            before = self.memory * before + float(sold)
            weights[day] = before
        return weights

    def cost_by_day(self, slices: Sequence[float] | Coins) -> Coins:
        """Return the money that each day's slice loses to impact and fee [USD], shape (days,)."""
        import numpy as np

        sold = np.asarray(slices, dtype=float)
        weights = self.remembered(sold)
        before = self.memory * np.concatenate(([0.0], weights[:-1]))
        impact: Coins = self.coefficient * (weights**self.power - before**self.power)
        return impact + self.fee_usd_per_btc * sold

    def cost(self, slices: Sequence[float] | Coins) -> float:
        """Return the money that a whole schedule loses [USD].

        Examples
        --------
        >>> Impact(coefficient=2.0, power=2.0, memory=0.0, fee_usd_per_btc=1.0).cost([3.0, 1.0])
        24.0
        """
        return float(self.cost_by_day(slices).sum())

    def forgetting(self, memory: float) -> Impact:
        """Return the same market with another memory [ratio]."""
        return replace(self, memory=memory)


def square_root_impact(
    price_usd: float, volatility: float, volume_btc: float, prefactor: float, memory: float, fee: float
) -> Impact:
    """Return the square-root law: the price gives way by prefactor * volatility * sqrt(coins / volume).

    Parameters
    ----------
    price_usd : float
        Bitcoin price [USD/BTC].
    volatility : float
        Standard deviation of a day's log return [ratio].
    volume_btc : float
        What the market trades in a day [BTC].
    prefactor : float
        Of order one [ratio].
    memory, fee : float
        As in `Impact`; the fee as a share of the price [ratio].
    """
    moved = prefactor * volatility * price_usd / volume_btc**0.5
    return Impact(AVERAGE_OF_PATH * moved, SQUARE_ROOT_POWER, memory, fee * price_usd)


def linear_like(impact: Impact, slice_btc: float) -> Impact:
    """Return the linear impact that costs as much as `impact` for one slice of `slice_btc` [BTC]."""
    coefficient = impact.coefficient * slice_btc ** (impact.power - LINEAR_POWER)
    return replace(impact, coefficient=coefficient, power=LINEAR_POWER)
