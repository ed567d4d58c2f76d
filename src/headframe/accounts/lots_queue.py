"""Lots of coins and the order in which they leave: a queue that knows nothing of companies.

Every coin that enters either leaves or stays, and so does its cost. A lot's cost is an interval: a lot of unknown cost
is one whose interval is wide and which says so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from headframe.ground.errors import InputRefused
from headframe.ground.interval import Interval

DUST = 1e-9
"""Coins below this are nothing: ten times less than the smallest amount the network can send."""


class Method(StrEnum):
    """Which lots a sale uses up."""

    FIFO = "fifo"
    """The oldest first."""
    HIFO = "hifo"
    """The dearest first, by the cost that can be shown: a lot of unknown cost counts as its lowest bound."""
    LIFO = "lifo"
    """The youngest first."""
    AVERAGE = "average"
    """The same share of every lot, which is the average cost of all."""


@dataclass(frozen=True, slots=True)
class Lot:
    """Coins [BTC] that entered together, with the cost of one [USD/BTC]: its bounds, and the best single value."""

    name: str
    coins: float
    unit_cost: Interval
    cost_known: bool = True
    best: float | None = None

    def __post_init__(self) -> None:
        if not self.coins > 0:
            raise InputRefused(f"a lot of {self.coins} coins", where=self.name, why="a lot holds coins")

    @property
    def cost(self) -> Interval:
        """The cost of the whole lot [USD]."""
        return self.unit_cost.scaled(self.coins)

    @property
    def best_cost(self) -> float:
        """The best single value of the whole lot's cost [USD]: the middle of its bounds where none was given."""
        return self.coins * (self.unit_cost.middle if self.best is None else self.best)


@dataclass(frozen=True, slots=True)
class Taken:
    """What one sale used up, lot by lot, and how many coins no lot was left for."""

    parts: tuple[Lot, ...]
    short: float

    @property
    def coins(self) -> float:
        """Coins taken from lots [BTC]."""
        return sum(part.coins for part in self.parts)

    @property
    def coins_of_unknown_cost(self) -> float:
        """Coins taken from lots whose cost is only bounded [BTC]."""
        return sum(part.coins for part in self.parts if not part.cost_known)

    @property
    def cost(self) -> Interval:
        """Cost of the coins taken [USD]."""
        return total_cost(self.parts)

    @property
    def best_cost(self) -> float:
        """Best single value of the cost of the coins taken [USD]."""
        return sum(part.best_cost for part in self.parts)


@dataclass(frozen=True, slots=True)
class Queue:
    """The lots at hand, oldest first. Adding and taking give a new queue.

    Examples
    --------
    >>> old, young = Lot("2023", 10.0, Interval.exact(28_000)), Lot("2025", 10.0, Interval.exact(100_000))
    >>> after, taken = Queue((old, young)).take(12, Method.FIFO)
    >>> taken.cost.middle, after.coins
    (480000.0, 8.0)
    """

    lots: tuple[Lot, ...] = ()

    @property
    def coins(self) -> float:
        """All coins at hand [BTC]."""
        return sum(lot.coins for lot in self.lots)

    @property
    def cost(self) -> Interval:
        """Cost of all coins at hand [USD]."""
        return total_cost(self.lots)

    def add(self, lot: Lot) -> Queue:
        """Return the queue with `lot` as its youngest."""
        return Queue((*self.lots, lot))

    def take(self, coins: float, method: Method) -> tuple[Queue, Taken]:
        """Return the queue after `coins` [BTC] have left, and what they were.

        Where fewer are at hand, all leave and the rest is `short`: nothing is invented.
        """
        if coins < 0:
            raise InputRefused(f"{coins} coins cannot leave", why="a number of coins sold is not negative")
        shares = _shares(self.lots, coins, method)
        left, parts = [], []
        for lot, share in zip(self.lots, shares, strict=True):
            if share > DUST:
                parts.append(replace(lot, coins=share))
            if lot.coins - share > DUST:
                left.append(replace(lot, coins=lot.coins - share))
        short = coins - sum(shares)
        return Queue(tuple(left)), Taken(tuple(parts), short if short > DUST else 0.0)


def total_cost(lots: tuple[Lot, ...]) -> Interval:
    """Return the cost of `lots` together [USD]."""
    total = Interval.exact(0.0)
    for lot in lots:
        total = total + lot.cost
    return total


def _shares(lots: tuple[Lot, ...], coins: float, method: Method) -> list[float]:
    """Return how many coins leave each lot."""
    if method is Method.AVERAGE:
        at_hand = sum(lot.coins for lot in lots)
        share = min(1.0, coins / at_hand) if at_hand > 0 else 0.0
        return [lot.coins * share for lot in lots]
    shares = [0.0] * len(lots)
    for index in _order(lots, method):
        shares[index] = min(lots[index].coins, coins)
        coins -= shares[index]
        if coins <= 0:
            break
    return shares


def _order(lots: tuple[Lot, ...], method: Method) -> list[int]:
    places = list(range(len(lots)))
    if method is Method.LIFO:
        return places[::-1]
    if method is Method.HIFO:
        return sorted(places, key=lambda index: -lots[index].unit_cost.low)
    return places
