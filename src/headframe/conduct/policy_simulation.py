"""How often the filter cries wolf: companies that never change their policy, simulated, and the calls they provoke.

The simulated companies are harder than the filter's own model: each has a level of its own, sales slip from one month
to the next, months are missing and quarters are reported whole.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from headframe.conduct.policy_evidence import Evidence
from headframe.conduct.policy_filter import Track, find_calls, track
from headframe.conduct.policy_model import (
    ACCUMULATE,
    HOLD,
    LIQUIDATE,
    SELL_PART,
    SELL_PRODUCTION,
    PolicyParameters,
)
from headframe.ground.interval import Interval
from headframe.ground.period import Period, month_end

MONTHS = 120
LASTING = (ACCUMULATE, HOLD, SELL_PART, SELL_PRODUCTION)
"""Policies that can last a decade; nobody liquidates for ten years, and the return from it is not counted."""
NOT_COUNTED = frozenset({(SELL_PART, SELL_PRODUCTION), (SELL_PRODUCTION, SELL_PART)})


@dataclass(frozen=True, slots=True)
class Reporting:
    """How simulated companies report.

    Parameters
    ----------
    missing : float
        Share of months of which nothing is known [probability].
    quarterly : float
        Share of quarters reported whole [probability].
    slips : float
        Share of months in which a third of the sale moves to the next month [probability].
    own_level : float
        How far a company's usual sell-through lies from its peers' [standard deviation, ratio].
    months_of_stock : float
        Holdings, in months of production.
    """

    missing: float = 0.15
    quarterly: float = 0.10
    slips: float = 0.15
    own_level: float = 0.06
    months_of_stock: float = 15.0


def false_alarms_per_decade(
    parameters: PolicyParameters,
    thresholds: Sequence[float],
    decades: int,
    seed: int,
    reporting: Reporting | None = None,
) -> list[float]:
    """Return the expected false alarms per company-decade at each threshold, policies weighted as companies hold them.

    Parameters
    ----------
    parameters : PolicyParameters
        The filter's own.
    thresholds : sequence of float
        Probabilities that the policy in force is over, from which a shift is called.
    decades : int
        Simulated decades a policy.
    seed : int
        Of the stream (seed, "policy simulation", policy, decade).
    reporting : Reporting, optional
        How the simulated companies report; as those of the record do, where not given.
    """
    shares = [parameters.share_of_months[policy] for policy in LASTING]
    totals = [0.0] * len(thresholds)
    for policy, share in zip(LASTING, shares, strict=True):
        for decade in range(decades):
            stream = random.Random(f"{seed} policy simulation {policy} {decade}")
            seen = track(simulate(policy, parameters, reporting or Reporting(), stream), parameters)
            for index, threshold in enumerate(thresholds):
                totals[index] += share * _counted(seen, threshold)
    return [total / decades / sum(shares) for total in totals]


def simulate(
    policy: int, parameters: PolicyParameters, reporting: Reporting, stream: random.Random
) -> tuple[Evidence, ...]:
    """Return the evidence that a company which follows one policy for a decade would leave."""
    level = _own_level(policy, parameters, reporting, stream)
    months = [_month(policy, level, parameters, stream) for _ in range(MONTHS)]
    for index in range(MONTHS - 1):
        if stream.random() < reporting.slips:
            slipped = months[index][0] / 3
            months[index] = (months[index][0] - slipped, months[index][1])
            months[index + 1] = (months[index + 1][0] + slipped, months[index + 1][1])
    return tuple(_reported(months, reporting, stream))


def _own_level(policy: int, parameters: PolicyParameters, reporting: Reporting, stream: random.Random) -> float:
    if policy == SELL_PART:
        return min(0.80, max(0.15, stream.gauss(parameters.part_mean, 2 * reporting.own_level)))
    if policy == SELL_PRODUCTION:
        return stream.gauss(parameters.production_mean, reporting.own_level / 2)
    return 0.0


def _month(policy: int, level: float, parameters: PolicyParameters, stream: random.Random) -> tuple[float, float]:
    """Return one month's (sold, bought) in months of production."""
    if stream.random() < parameters.odd:
        return stream.random() ** -1 - 1 if stream.random() < 0.5 else 0.0, 0.0
    bought = stream.expovariate(0.5) + 0.2 if stream.random() < parameters.buys[policy] else 0.0
    if policy in (ACCUMULATE, HOLD):
        return abs(stream.gauss(0.0, parameters.held_spread)), bought
    spread = parameters.part_spread if policy == SELL_PART else parameters.production_spread
    return max(0.0, stream.gauss(level, spread)), bought


def _reported(months: Sequence[tuple[float, float]], reporting: Reporting, stream: random.Random) -> list[Evidence]:
    found = []
    for quarter in range(MONTHS // 3):
        inside = months[3 * quarter : 3 * quarter + 3]
        if stream.random() < reporting.quarterly:
            found.append(_evidence(inside, 3 * quarter, reporting))
            continue
        for offset, month in enumerate(inside):
            if stream.random() >= reporting.missing:
                found.append(_evidence([month], 3 * quarter + offset, reporting))
    return found


def _evidence(months: Sequence[tuple[float, float]], first: int, reporting: Reporting) -> Evidence:
    sold, bought = sum(month[0] for month in months), sum(month[1] for month in months)
    start, last = (2000 + first // 12, first % 12 + 1), first + len(months) - 1
    span = Period.span(date(*start, 1), month_end(2000 + last // 12, last % 12 + 1))
    fall = (sold - bought - len(months)) / reporting.months_of_stock
    return Evidence(
        span=span,
        sell_through=Interval.exact(sold / len(months)),
        fall=Interval.exact(fall),
        bought=bought > 0,
        known_at=span.end,
        how="printed",
        figures=(),
    )


def _counted(seen: Track, threshold: float) -> int:
    calls = find_calls(seen, threshold)
    last = len(seen.evidence) - 1
    return sum(
        call.made_at < last and (call.from_policy, call.to_policy) not in NOT_COUNTED and call.from_policy != LIQUIDATE
        for call in calls
    )
