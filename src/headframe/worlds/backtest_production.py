"""Production given the hash rate that ran: what a company would have been expected to mine, months before it did.

Its reported average operating hash rate and bitcoin's price are given; the network and the fees are drawn. Expected
coins at the difficulty that came (`headframe backcast`) are scaled by the drawn reward over the realised one and the
realised network over the drawn one. Months whose hash rate was computed from production prove nothing and are left out.
"""

from __future__ import annotations

from dataclasses import dataclass

from headframe.accounts.backcast import Finding, backcast
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.worlds.history import History
from headframe.worlds.parameters import Floats

PRODUCTION = "production, given operating hash rate and price"


@dataclass(frozen=True, slots=True)
class Known:
    """A month's reported coins, and those expected at the difficulty that came [BTC]."""

    coins: float
    expected: float


def known_production(view: View, ticker: str) -> dict[Period, Known]:
    """Return the months of a company that test the forecast."""
    return {
        month.period: Known(month.produced.value, month.expected.value)
        for month in backcast(view, ticker).months
        if month.finding is not Finding.CIRCULAR
    }


def production_draws(known: Known, whole: History, at: int, hash_rate: Floats, fee_ratio: Floats) -> Floats:
    """Return draws of the coins of a month [BTC].

    Parameters
    ----------
    known : Known
        The month's own expected coins.
    whole : History
        Months that came.
    at : int
        Position of the month.
    hash_rate, fee_ratio : float64 arrays, shape (paths,)
        Drawn for the month [EH/s], [ratio].
    """
    reward = (1 + fee_ratio) / (1 + whole.fee_ratio[at])
    draws: Floats = known.expected * reward * whole.hash_rate[at] / hash_rate
    return draws
