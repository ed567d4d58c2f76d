"""What a plan shows: the first decision, the rule after it, the certificate, prices, rivals, sensitivities."""

from __future__ import annotations

from dataclasses import dataclass

from headframe.ground.missing import Missing
from headframe.vocabulary.figure import Figure


@dataclass(frozen=True, slots=True)
class FirstDecision:
    """What to do in the first quarter: one sentence, and the numbers in it.

    `coins_sold` [BTC], `loan_change` drawn or repaid and `shares_issued` [USD], `phases_started` [times].
    """

    sentence: str
    coins_sold: Figure
    loan_change: Figure
    shares_issued: Figure
    phases_started: Figure
    cash_after: Figure
    bitcoin_after: Figure


@dataclass(frozen=True, slots=True)
class MapPoint:
    """What the plan does at one node of the lattice within two years, from the mean state of the company there.

    `quarter` counts from 1; `sold_share` is of the coins at hand [ratio].
    """

    quarter: int
    price_usd_per_btc: float
    rent_usd_per_kw_month: float
    hash_price_usd_per_ph_day: float
    phases_started: float
    sold_share: float
    tenant_waits: bool


@dataclass(frozen=True, slots=True)
class CertificateShown:
    """How far from the best the plan can be: each statement holds with `confidence`, one-sided.

    `lower` and `upper` are the value to today's holders [USD], in the simulator. The gaps are shares of the value;
    `gap_of_improvement` is the gap over what the best could gain on holding everything.
    """

    lower: Figure
    upper: Figure
    gap_lattice: Figure
    gap_simulator: Figure | Missing
    gap_of_improvement: Figure | Missing
    confidence: float
    seconds: float
    seeds: tuple[int, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConstraintPrice:
    """What one more unit of a limit is worth now, and on average over the first two years [USD]."""

    name: str
    unit: str
    now: Figure
    two_years: Figure


@dataclass(frozen=True, slots=True)
class PolicyShown:
    """What a policy comes to on the plan's paths.

    `value` is the mean, `worst` the mean of the worst fraction `tail` [USD]; `shortfall` the probability that shares
    must be sold in need; `dilution` new shares over today's, mean and median [ratio]; `bitcoin_end` the mean of coins
    held at the end [BTC]; `phases` the mean number started; `against_best` its value less the plan's [USD].
    """

    name: str
    value: Figure | Missing
    worst: Figure | Missing
    shortfall: Figure | Missing
    dilution: Figure | Missing
    bitcoin_end: Figure | Missing
    phases: Figure | Missing
    against_best: Figure | Missing


@dataclass(frozen=True, slots=True)
class Swing:
    """Value of the tuned rule with one assumption at each end of its range, on the same random numbers [USD]."""

    assumption: str
    low_at: float
    high_at: float
    unit: str
    at_low: Figure
    at_high: Figure


@dataclass(frozen=True, slots=True)
class FanQuarter:
    """Cash [USD] and coins [BTC] at the start of a quarter: 5, 50 and 95 % of the plan's paths, and of a rival's."""

    quarter: int
    cash: tuple[float, float, float]
    bitcoin: tuple[float, float, float]
    rival_cash: tuple[float, float, float]
    rival_bitcoin: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Step:
    """Where learning stood: trial paths, seconds, both bounds [USD]."""

    trials: int
    seconds: float
    upper: float
    lower: float | None


@dataclass(frozen=True, slots=True)
class FrontierShown:
    """The plan for one weight of risk: mean and mean of the worst fraction [USD], and its first decision in words."""

    risk: float
    value: Figure
    worst: Figure
    shortfall: Figure
    sentence: str


@dataclass(frozen=True, slots=True)
class DriftShown:
    """The first decision for one mean growth of bitcoin a year beyond the risk-free rate."""

    premium: float
    phases_started: float
    coins_sold: float


@dataclass(frozen=True, slots=True)
class TunedShown:
    """The readable rule that comes closest: its numbers, and what it loses against the plan and against the best.

    `loss` is the plan's value on the same paths less the rule's; `loss_at_most` adds what the plan may miss [USD].
    """

    sell_share_of_production: float
    sell_above_usd_per_btc: float
    sell_above_share: float
    fund_ahead_months: float
    programme_first: bool
    start_rent_usd_per_kw_month: float
    start_cover: float
    words: tuple[str, ...]
    loss: Figure
    loss_at_most: Figure | Missing


@dataclass(frozen=True, slots=True)
class ProblemShown:
    """The problem that was solved, so that another can pose it again: sizes, drivers, states, limits, rates."""

    quarters: int
    nodes: int
    drivers: tuple[str, ...]
    states: tuple[str, ...]
    controls: tuple[str, ...]
    rows: tuple[str, ...]
    price_volatility_per_year: float
    rent_volatility_per_month: float
    discount_a_quarter: float
    price_miss: float
    rent_miss: float
    fingerprint: str
