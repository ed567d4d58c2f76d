"""Fully diluted shares: convertibles are debt up to the conversion price and shares above it, warrants net of strike.

What holders of every kind own at a share price p adds up to

    g(p) = p·N + Σ max(principal, p·n) + Σ m·max(p − strike, 0) − Σ n·max(min(p, cap) − conversion price, 0)

with N shares in issue, n = principal / conversion price shares of a convertible, m shares of a warrant (the treasury
method), and the last sum what capped calls bring back. g is continuous, piecewise linear and strictly increasing, so a
value of the company before these claims has exactly one share price, found without iterating.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from headframe.ground.errors import InputRefused

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

GIVE_BOTH = "give the terms as printed; leave out a claim whose terms nobody prints, and say so"


@dataclass(frozen=True, slots=True)
class Convertible:
    """A note [USD] that turns into shares above its conversion price [USD/share]; its capped call, where one is held.

    Parameters
    ----------
    name : str
        What tells it from the company's others.
    principal_usd : float
        What is owed [USD].
    conversion_price_usd : float
        Above it the note is shares [USD/share].
    cap_price_usd : float or None
        Up to it the company's capped call gives back what conversion costs [USD/share]; None without one.
    """

    name: str
    principal_usd: float
    conversion_price_usd: float
    cap_price_usd: float | None = None

    def __post_init__(self) -> None:
        if not (self.principal_usd >= 0 and self.conversion_price_usd > 0):
            raise InputRefused(
                f"{self.name}: a convertible needs a principal of 0 or more and a conversion price above 0",
                where=f"{self.principal_usd:g} USD at {self.conversion_price_usd:g}",
                next=GIVE_BOTH,
            )
        if self.cap_price_usd is not None and self.cap_price_usd < self.conversion_price_usd:
            raise InputRefused(
                f"{self.name}: a capped call ends above the conversion price",
                where=f"cap {self.cap_price_usd:g}, conversion {self.conversion_price_usd:g}",
                next=GIVE_BOTH,
            )

    @property
    def shares(self) -> float:
        """Shares on conversion."""
        return self.principal_usd / self.conversion_price_usd


@dataclass(frozen=True, slots=True)
class Warrant:
    """A right to buy `shares` at `strike_usd` [USD/share]: warrants and options; restricted stock has strike 0."""

    name: str
    shares: float
    strike_usd: float

    def __post_init__(self) -> None:
        if not (self.shares >= 0 and self.strike_usd >= 0):
            raise InputRefused(f"{self.name}: shares and strike cannot be negative", next=GIVE_BOTH)


@dataclass(frozen=True, slots=True)
class Capital:
    """Everything that shares in the equity: shares in issue, convertibles, warrants."""

    shares_basic: float
    convertibles: tuple[Convertible, ...] = ()
    warrants: tuple[Warrant, ...] = ()

    def __post_init__(self) -> None:
        if not self.shares_basic > 0:
            raise InputRefused(
                f"{self.shares_basic:g} shares in issue", why="nothing can be said of one share", next="give the count"
            )


@dataclass(frozen=True, slots=True)
class Diluted:
    """Shares at a price, and what stays owed.

    Parameters
    ----------
    price_usd : float
        The share price at which it holds [USD/share].
    from_convertibles, from_warrants, from_capped_calls : float
        Shares added; the last is negative.
    debt_left_usd : float
        Principal of convertibles that are still debt at this price [USD].
    shortfall_usd : float
        What the convertibles are owed beyond the company's value [USD]; 0 unless the shares are worth nothing.
    """

    price_usd: float
    shares_basic: float
    from_convertibles: float
    from_warrants: float
    from_capped_calls: float
    debt_left_usd: float
    shortfall_usd: float = 0.0

    @property
    def shares(self) -> float:
        """All shares, fully diluted."""
        return self.shares_basic + self.from_convertibles + self.from_warrants + self.from_capped_calls


def diluted_at(capital: Capital, price_usd: float) -> Diluted:
    """Return the fully diluted shares at a market price.

    Parameters
    ----------
    capital : Capital
        What shares in the equity.
    price_usd : float
        Share price [USD/share], above 0.

    Examples
    --------
    A made-up company, Northfield: 100 shares, a note of 200 dollars that converts at 10.

    >>> note = Convertible("note", 200.0, 10.0)
    >>> diluted_at(Capital(100.0, (note,)), 9.0).shares, diluted_at(Capital(100.0, (note,)), 11.0).shares
    (100.0, 120.0)
    """
    if not price_usd > 0:
        raise InputRefused(f"a share price of {price_usd:g}", where="price", next="give a price above 0, in dollars")
    turned = [note for note in capital.convertibles if price_usd > note.conversion_price_usd]
    kept = [note for note in capital.convertibles if price_usd <= note.conversion_price_usd]
    return Diluted(
        price_usd=price_usd,
        shares_basic=capital.shares_basic,
        from_convertibles=sum(note.shares for note in turned),
        from_warrants=sum(w.shares * max(0.0, 1 - w.strike_usd / price_usd) for w in capital.warrants),
        from_capped_calls=-sum(_capped_call_usd(note, price_usd) for note in turned) / price_usd,
        debt_left_usd=sum(note.principal_usd for note in kept),
    )


def diluted_worth(capital: Capital, value_usd: float) -> Diluted:
    """Return the share price, and the shares at it, of a company worth `value_usd` before its convertibles [USD].

    The fixed point: price × shares + convertibles still owed = value. Where the value does not cover what the
    convertibles are owed, the share is worth nothing and the shortfall is told.

    Examples
    --------
    Far out of the money a convertible is debt, far in it is shares (Northfield, made up):

    >>> northfield = Capital(100.0, (Convertible("note", 200.0, 10.0),))
    >>> diluted_worth(northfield, 700.0).price_usd
    5.0
    >>> diluted_worth(northfield, 2400.0).price_usd
    20.0
    """
    prices, values, slope = _claims(capital)
    if value_usd <= values[0]:
        return _worthless(capital, values[0], value_usd)
    at = sum(value <= value_usd for value in values) - 1
    rise = slope if at == len(prices) - 1 else (values[at + 1] - values[at]) / (prices[at + 1] - prices[at])
    price = prices[at] + (value_usd - values[at]) / rise
    return diluted_at(capital, price) if price > 0 else _worthless(capital, values[0], value_usd)


def _worthless(capital: Capital, owed_usd: float, value_usd: float) -> Diluted:
    return Diluted(0.0, capital.shares_basic, 0.0, 0.0, 0.0, owed_usd, max(0.0, owed_usd - value_usd))


def prices_of_values(capital: Capital, values_usd: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the share price [USD/share] of each value before convertibles [USD], the same shape; 0 where none is left.

    `diluted_worth` for many paths at once.
    """
    import numpy as np

    prices, values, slope = _claims(capital)
    inside = np.interp(values_usd, values, prices)
    beyond: NDArray[np.float64] = inside + np.maximum(values_usd - values[-1], 0.0) / slope
    return beyond


def claims_usd(capital: Capital, price_usd: float) -> float:
    """Return g(p): all that shares, convertibles and warrants are worth at a share price [USD]."""
    notes = sum(
        max(note.principal_usd, price_usd * note.shares) - _capped_call_usd(note, price_usd)
        for note in capital.convertibles
    )
    rights = sum(w.shares * max(0.0, price_usd - w.strike_usd) for w in capital.warrants)
    return price_usd * capital.shares_basic + notes + rights


def _capped_call_usd(note: Convertible, price_usd: float) -> float:
    if note.cap_price_usd is None:
        return 0.0
    return note.shares * max(0.0, min(price_usd, note.cap_price_usd) - note.conversion_price_usd)


def _claims(capital: Capital) -> tuple[list[float], list[float], float]:
    """Return where g bends, g there, and its slope beyond the last bend [shares]."""
    bends = {0.0, *(w.strike_usd for w in capital.warrants), *(n.conversion_price_usd for n in capital.convertibles)}
    bends |= {note.cap_price_usd for note in capital.convertibles if note.cap_price_usd is not None}
    prices = sorted(bends)
    slope = capital.shares_basic + sum(n.shares for n in capital.convertibles) + sum(w.shares for w in capital.warrants)
    return prices, [claims_usd(capital, price) for price in prices], slope
