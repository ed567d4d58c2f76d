"""The monthly series that the worlds are calibrated on, as arrays of what was known on the view's day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from headframe.ground.errors import NotEnoughData
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.figure import Figure
from headframe.worlds.parameters import Floats
from headframe.worlds.subsidy_ahead import subsidy_btc_day

SERIES = (
    "bitcoin_price_month_average",
    "bitcoin_price_month_close",
    "network_hash_rate",
    "network_fees",
    "network_issuance",
)
PETAHASH_PER_EXAHASH = 1000.0
LEAST_MONTHS = 24
"""Months of history below which nothing is calibrated: a mean, a speed and a spread from fewer say nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class History:
    """Month by month what was known, oldest first.

    Parameters
    ----------
    months : tuple of Period
        The months, without gaps.
    price, close : float64 arrays, shape (N,)
        Average and closing price of bitcoin [USD/BTC].
    hash_rate : float64 array, shape (N,)
        Average of the network [EH/s].
    fee_ratio : float64 array, shape (N,)
        Fees over subsidy [ratio].
    subsidy : float64 array, shape (N,)
        Coins created a day at 144 blocks [BTC/day].
    last : mapping from series to Figure
        The last month's figures, which an estimate rests on together with all before.
    """

    months: tuple[Period, ...]
    price: Floats
    close: Floats
    hash_rate: Floats
    fee_ratio: Floats
    subsidy: Floats
    last: dict[str, Figure]

    @property
    def revenue(self) -> Floats:
        """What the network earned a day, at 144 blocks [USD/day]."""
        earned: Floats = self.subsidy * (1 + self.fee_ratio) * self.price
        return earned

    @property
    def hash_price(self) -> Floats:
        """Revenue over hash rate [USD/PH/day]."""
        priced: Floats = self.revenue / (self.hash_rate * PETAHASH_PER_EXAHASH)
        return priced

    def until(self, count: int) -> History:
        """Return the first `count` months; the figures stay those of the last month known."""
        return History(
            self.months[:count],
            self.price[:count],
            self.close[:count],
            self.hash_rate[:count],
            self.fee_ratio[:count],
            self.subsidy[:count],
            self.last,
        )


def history(view: View) -> History:
    """Return the market's months known on the view's day: packaged ones, since no daily series has their issuance.

    Raises
    ------
    NotEnoughData
        Where fewer than `LEAST_MONTHS` months are known.
    """
    return view.once("worlds history", lambda: _history(view))


def _history(view: View) -> History:
    rows = list(_rows(view))
    if len(rows) < LEAST_MONTHS:
        raise NotEnoughData(
            f"only {len(rows)} months of the market were known on {view.as_of}",
            why=f"a world is calibrated on {LEAST_MONTHS} months or more",
            next="ask as of 2016 or later",
        )
    months = tuple(month for month, _ in rows)
    price, close, rate, fees, issued = (np.array([row[name].value for _, row in rows]) for name in SERIES)
    subsidy = subsidy_btc_day(view.market.epochs(), months)
    return History(months, price, close, rate, fees / issued, subsidy, dict(rows[-1][1]))


def _rows(view: View) -> Iterator[tuple[Period, dict[str, Figure]]]:
    """Yield every month that has all series, up to the first gap."""
    packaged = view.market.months()
    for month in Period.span(packaged[0].first_day, view.as_of).months() if packaged else ():
        found = {name: view.market.month(name, month) for name in SERIES} if month.end <= view.as_of else {}
        known = {name: figure for name, figure in found.items() if not isinstance(figure, Missing)}
        if len(known) < len(SERIES):
            return
        yield month, known


def months_after(month: Period, count: int) -> tuple[Period, ...]:
    """Return `month` and the `count` months after it."""
    ahead = [month]
    for _ in range(count):
        year, number = ahead[-1].end.year, ahead[-1].end.month
        ahead.append(Period.month(year + number // 12, number % 12 + 1))
    return tuple(ahead)
