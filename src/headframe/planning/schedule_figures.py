"""What a schedule costs, risks and raises, as figures: the value by the assumptions, the ends by their ranges."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from headframe.ground.interval import Interval
from headframe.planning.schedule_closed import deviation_usd
from headframe.planning.schedule_market import SaleMarket
from headframe.vocabulary.figure import Figure, derive, plain

if TYPE_CHECKING:
    from headframe.planning.schedule_impact import Coins, Impact

COST = "sum over days of coefficient x (remembered^power - carried over^power), and the fee"
HALF = 1e-4
"""What a conic solver leaves open of a half [ratio]."""
RISK = "price x volatility x root of the sum of squares of what is left after each day"
WORST = "mean cost + multiplier of the tail x deviation"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one schedule comes to, against selling the whole block at today's price.

    `cost` and `proceeds` are means over prices that may go either way [USD]; `cost_share` is the cost over the block's
    worth [ratio]; `risk` is the standard deviation of the proceeds [USD]; `worst` is the mean cost of the worst
    fraction `tail` of outcomes [USD].
    """

    name: str
    cost: Figure
    cost_share: Figure
    risk: Figure
    worst: Figure
    proceeds: Figure
    half_sold_on_day: int


class Figures:
    """Makes the figures of one question; the words of its ids say which question it was.

    `like` turns the market's impact into the law that the question chose.
    """

    def __init__(
        self, block: Figure, market: SaleMarket, multiplier: float, words: str, like: Callable[[Impact], Impact]
    ) -> None:
        self.block = block
        self.market = market
        self.multiplier = multiplier
        self.usual, self.gentlest, self.harshest = map(like, (market.impact, market.gentlest, market.harshest))
        self.words = words
        self.inputs = (block, *market.figures)

    def id(self, concept: str, *words: str) -> str:
        """Return an id: whose, which concept, as of when, and the words of the question."""
        whose, _, day = self.block.id.split(" ")[:3]
        return " ".join((whose, concept, day, self.words, *words)).strip()

    def outcome(self, name: str, slices: Coins) -> Outcome:
        """Return what a schedule [BTC], shape (days,), comes to."""
        cost, risk = self.cost(name, slices), self.risk(name, slices)
        return Outcome(
            name=name,
            cost=cost,
            cost_share=self._share(name, cost),
            risk=risk,
            worst=self._worst(name, cost, risk),
            proceeds=self._proceeds(name, cost),
            half_sold_on_day=half_sold(slices),
        )

    def cost(self, name: str, slices: Coins) -> Figure:
        """Return the mean cost of a schedule [USD]."""
        value, interval = self.range_of_cost(slices)
        note = "the ends take every assumption at the end of its range at once"
        return derive(
            self.id("schedule_cost", name), COST, value, interval, "USD", *self.inputs, estimated=True, note=note
        )

    def range_of_cost(self, slices: Coins) -> tuple[float, Interval]:
        """Return the mean cost of coins sold [USD], and its ends over the assumptions' ranges."""
        costs = [impact.cost(slices) for impact in (self.usual, self.gentlest, self.harshest)]
        return costs[0], Interval(min(costs), max(costs))

    def risk(self, name: str, slices: Coins) -> Figure:
        """Return the standard deviation of a schedule's proceeds [USD]."""
        coins = deviation_usd(slices, 1.0)
        price, volatility = self.market.price, self.market.volatility
        value = coins * price.value * volatility.value
        interval = (price.interval * volatility.interval).scaled(coins)
        return derive(self.id("schedule_risk", name), RISK, value, interval, "USD", *self.inputs[:3], estimated=True)

    def coins(self, concept: str, value: float, *words: str) -> Figure:
        """Return a number of coins that the schedule decides [BTC]."""
        formula = "least mean cost + multiplier x deviation under the caps and cash dates"
        return derive(
            self.id(concept, *words), formula, value, Interval.exact(value), "BTC", *self.inputs, estimated=True
        )

    def _share(self, name: str, cost: Figure) -> Figure:
        worth = self.block.value * self.market.price.value
        return derive(
            self.id("schedule_cost_share", name),
            "mean cost / (block x price)",
            cost.value / worth,
            cost.interval.scaled(1 / worth),
            "ratio",
            cost,
            self.block,
            self.market.price,
        )

    def _worst(self, name: str, cost: Figure, risk: Figure) -> Figure:
        value = cost.value + self.multiplier * risk.value
        interval = cost.interval + risk.interval.scaled(self.multiplier)
        return derive(self.id("schedule_worst_cost", name), WORST, value, interval, "USD", cost, risk)

    def _proceeds(self, name: str, cost: Figure) -> Figure:
        worth = self.block.value * self.market.price.value
        return derive(
            self.id("schedule_proceeds", name),
            "block x price - mean cost",
            worth - cost.value,
            Interval.exact(worth) - cost.interval,
            "USD",
            self.block,
            self.market.price,
            cost,
        )


def half_sold(slices: Sequence[float] | Coins) -> int:
    """Return the day by whose end half the block is sold, 1 for the first [days]."""
    import numpy as np

    passed = np.cumsum(slices)
    return int(np.searchsorted(passed, passed[-1] / 2 * (1 - HALF))) + 1


def tail_multiplier(tail: float) -> float:
    """Return by how many standard deviations the mean of the worst fraction lies above the mean of all [ratio].

    For a normal cost: density at the tail's quantile over the tail. 0 at `tail` 1, the mean of all outcomes.

    Examples
    --------
    >>> round(tail_multiplier(0.05), 3)
    2.063
    >>> tail_multiplier(1.0)
    0.0
    """
    from statistics import NormalDist

    if tail >= 1:
        return 0.0
    normal = NormalDist()
    return normal.pdf(normal.inv_cdf(tail)) / tail


def words_of(coins: float, days: int, by: str) -> str:
    """Return the words that end the ids of a question: "2201 BTC in 40 days by cost"."""
    return f"{plain(coins)} BTC in {days} days by {by}"
