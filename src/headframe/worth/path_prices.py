"""The share price on each path: what is left to a share once every other claim has its own, share counts differing."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from headframe.worth.dilution import Capital, claims_usd

Floats = NDArray[np.float64]


def path_prices(capital: Capital, values_usd: Floats, shares: Floats) -> Floats:
    """Return the share price of each path [USD/share]; 0 where the convertibles are owed more than there is.

    Parameters
    ----------
    capital : Capital
        Convertibles and warrants; its own share count is not used.
    values_usd : float64 array, shape (n,)
        Worth of the company before convertibles and warrants [USD].
    shares : float64 array, shape (n,)
        Shares in issue on the path [shares].

    Notes
    -----
    Between two prices at which a claim turns, what all holders own rises in a straight line, g(p) = p·N + claims(p), so
    each path's price is one division once its stretch is found: `dilution.diluted_worth`, for many share counts.

    Examples
    --------
    >>> from headframe.worth.dilution import Convertible
    >>> northfield = Capital(1.0, (Convertible("note", 200.0, 10.0),))
    >>> path_prices(northfield, np.array([700.0, 2400.0]), np.array([100.0, 100.0])).tolist()
    [5.0, 20.0]
    """
    bends = np.array(sorted(_bends(capital)))
    others = np.array([claims_usd(capital, price) - price * capital.shares_basic for price in bends])
    step = np.append(np.diff(others) / np.diff(bends), _last_slope(capital))
    at_bends = shares[:, None] * bends[None, :] + others[None, :]
    stretch = np.maximum((values_usd[:, None] >= at_bends).sum(axis=1) - 1, 0)
    rows = np.arange(len(values_usd))
    prices: Floats = bends[stretch] + (values_usd - at_bends[rows, stretch]) / (shares + step[stretch])
    return np.maximum(prices, 0.0)


def claims_of_price(capital: Capital, prices: Floats) -> Floats:
    """Return what convertibles and warrants own at each price, what shares own left out [USD], the same shape."""
    bends = np.array(sorted(_bends(capital)))
    others = np.array([claims_usd(capital, price) - price * capital.shares_basic for price in bends])
    beyond = np.maximum(prices - bends[-1], 0.0) * _last_slope(capital)
    owned: Floats = np.interp(prices, bends, others) + beyond
    return owned


def _bends(capital: Capital) -> set[float]:
    bends = {0.0, *(each.strike_usd for each in capital.warrants)}
    bends |= {note.conversion_price_usd for note in capital.convertibles}
    return bends | {note.cap_price_usd for note in capital.convertibles if note.cap_price_usd is not None}


def _last_slope(capital: Capital) -> float:
    """Return how fast other claims grow with the price beyond the last bend [shares]."""
    return sum(note.shares for note in capital.convertibles) + sum(each.shares for each in capital.warrants)
