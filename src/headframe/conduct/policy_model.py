"""How each policy shows in the figures: the emissions of the hidden Markov filter, in an analyst's terms.

Sell-through tells hold (about none), sell_part (anything between), sell_production (about one) and liquidate (one and
more) apart. A fall of holdings beyond 1 % tells liquidate from sell_production, purchases tell accumulate from hold.
Any month can be out of character, whatever the policy: `odd` is how often.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from math import erf, sqrt

from headframe.accounts.behaviour import LIQUIDATES_FROM, Behaviour
from headframe.conduct.policy_evidence import Evidence
from headframe.ground.interval import Interval

POLICIES = tuple(Behaviour)
ACCUMULATE, HOLD, SELL_PART, SELL_PRODUCTION, LIQUIDATE = range(5)
Weights = tuple[float, ...]
"""One number a policy, in the order of `POLICIES`."""

MOST_MONTHS = 3
"""The weight of a long span [months]: a quarter is three months, and no span says more about one policy than that."""
NARROW = 0.01
"""No sell-through is known better than this [ratio]: coins for fees and staff are in none of the figures."""
SOFT_FALL = 0.005
"""How far around 1 % a fall is neither here nor there [fraction of holdings]."""


@dataclass(frozen=True, slots=True)
class PolicyParameters:
    """What months under each policy look like, learned from other companies.

    Parameters
    ----------
    stay : tuple of float
        Chance that a policy lasts another month [probability a month], one a policy.
    held_spread : float
        Sell-through of a company that holds: the scale of the crumbs that leave [ratio].
    part_mean, part_spread : float
        Sell-through of a company that sells part of its production [ratio].
    production_mean, production_spread : float
        Sell-through of a company that sells its production [ratio].
    liquidate_beyond : float
        Median sell-through beyond one of a company that liquidates [ratio].
    buys : tuple of float
        Chance of a purchase in a month [probability], one a policy.
    falls : tuple of float
        Chance that a period's holdings fall by more than 1 % [probability], one a policy.
    odd : float
        Share of periods out of character [probability].
    share_of_months : tuple of float
        How common each policy is [probability].
    """

    stay: Weights
    held_spread: float
    part_mean: float
    part_spread: float
    production_mean: float
    production_spread: float
    liquidate_beyond: float
    buys: Weights
    falls: Weights
    odd: float
    share_of_months: Weights

    def transition(self, months: int) -> tuple[Weights, ...]:
        """Return the chances to go from each policy to each over `months`."""
        return _transition(self.stay, self.share_of_months, months)


@lru_cache(maxsize=4096)
def _transition(stay: Weights, shares: Weights, months: int) -> tuple[Weights, ...]:
    if months <= 0:
        return tuple(tuple(float(i == j) for j in range(len(stay))) for i in range(len(stay)))
    one = tuple(_leaving(i, stay[i], shares) for i in range(len(stay)))
    if months == 1:
        return one
    before = _transition(stay, shares, months - 1)
    return tuple(
        tuple(sum(before[i][k] * one[k][j] for k in range(len(stay))) for j in range(len(stay)))
        for i in range(len(stay))
    )


def _leaving(policy: int, stay: float, shares: Weights) -> Weights:
    """Return where a month leads: a policy that ends is as likely to become any other as companies follow it."""
    others = sum(share for index, share in enumerate(shares) if index != policy)
    return tuple(stay if index == policy else (1 - stay) * share / others for index, share in enumerate(shares))


def likelihood(evidence: Evidence, parameters: PolicyParameters) -> Weights:
    """Return how well each policy explains one period's evidence; only the ratios between policies mean anything."""
    usual, odd = usual_and_odd(evidence, parameters)
    return tuple((1 - parameters.odd) * fit + parameters.odd * odd for fit in usual)


def usual_and_odd(evidence: Evidence, parameters: PolicyParameters) -> tuple[Weights, float]:
    """Return the fit of each policy to the period, and the fit of a period out of any character.

    A quarter's sell-through weighs as three months'; its fall is one fall, its purchases at least one in three months.
    """
    weight = min(evidence.months, MOST_MONTHS)
    bought = _purchases(evidence.bought, weight, parameters.buys)
    fell = _chance_of_fall(evidence.fall, parameters.falls)
    beside = tuple(p * q for p, q in zip(bought, fell, strict=True))
    odd = sum(beside) / len(beside)
    if evidence.sell_through is None:
        return beside, odd
    sales = _densities(evidence.sell_through, parameters)
    usual = tuple(sale**weight * other for sale, other in zip(sales, beside, strict=True))
    return usual, _mean_density(evidence.sell_through, lambda x: _odd_below(x, parameters.held_spread)) ** weight * odd


def _densities(share: Interval, parameters: PolicyParameters) -> Weights:
    held = 2 * _mean_density(share, lambda x: _normal_below(x, 0.0, parameters.held_spread))
    part = _mean_density(share, lambda x: _normal_below(x, parameters.part_mean, parameters.part_spread))
    whole = _mean_density(share, lambda x: _normal_below(x, parameters.production_mean, parameters.production_spread))
    beyond = _mean_density(share, lambda x: _beyond_below(x, parameters.liquidate_beyond))
    return (held, held, part, whole, beyond)


def _mean_density(share: Interval, below: Callable[[float], float]) -> float:
    """Return the mean density over an interval, from the distribution: a sale known only to lie in it is all of it."""
    low, high = max(0.0, share.low), max(0.0, share.high)
    if high - low < NARROW:
        middle = max(NARROW / 2, (low + high) / 2)
        low, high = middle - NARROW / 2, middle + NARROW / 2
    return (below(high) - below(low)) / (high - low)


def _normal_below(x: float, mean: float, spread: float) -> float:
    return (1 + erf((x - mean) / spread / sqrt(2))) / 2


def _beyond_below(x: float, middle: float) -> float:
    """Return a distribution of sell-through beyond one, median `middle`: none stops just there, some go far."""
    if x <= 1:
        return 0.0
    beyond = (x - 1) / middle / (sqrt(2) - 1)
    return (beyond / (1 + beyond)) ** 2


def _odd_below(x: float, held_spread: float) -> float:
    """Return a distribution for months out of character: one in two sells nothing, the rest anything up to far beyond.

    >>> round(_odd_below(1e9, 0.03), 6)
    1.0
    """
    nothing = 2 * _normal_below(x, 0.0, held_spread) - 1
    return (nothing + x / (1 + x)) / 2


def _chance_of_fall(fall: Interval | None, falls: Weights) -> Weights:
    if fall is None:
        return (1.0,) * len(falls)
    fell = _share_above(Interval(fall.low - SOFT_FALL, fall.high + SOFT_FALL), LIQUIDATES_FROM)
    return tuple(fell * chance + (1 - fell) * (1 - chance) for chance in falls)


def _share_above(interval: Interval, bound: float) -> float:
    if interval.low > bound:
        return 1.0
    if interval.high <= bound:
        return 0.0
    return (interval.high - bound) / (interval.high - interval.low)


def _purchases(bought: bool | None, months: int, buys: Weights) -> Weights:
    if bought is None:
        return (1.0,) * len(buys)
    none = tuple((1 - chance) ** months for chance in buys)
    return tuple(1 - chance for chance in none) if bought else none
