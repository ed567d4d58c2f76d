"""What the filter learns from other companies: expectation and maximisation over their evidence, no label read.

Each parameter starts from a stated expectation that counts as so many months of evidence, so that a policy seldom seen
among the others stays near it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import sqrt

from headframe.conduct.policy_evidence import Evidence
from headframe.conduct.policy_filter import Track, looking_back, months_on, normalised, track
from headframe.conduct.policy_model import (
    ACCUMULATE,
    HOLD,
    LIQUIDATE,
    POLICIES,
    SELL_PART,
    SELL_PRODUCTION,
    PolicyParameters,
    Weights,
    usual_and_odd,
)

EXPECTED = PolicyParameters(
    stay=(0.95, 0.97, 0.96, 0.97, 0.90),
    held_spread=0.04,
    part_mean=0.50,
    part_spread=0.20,
    production_mean=0.95,
    production_spread=0.12,
    liquidate_beyond=1.5,
    buys=(0.40, 0.03, 0.03, 0.03, 0.03),
    falls=(0.02, 0.02, 0.05, 0.15, 0.95),
    odd=0.03,
    share_of_months=(0.10, 0.30, 0.20, 0.30, 0.10),
)
"""Before any company is seen: what the definitions of the five policies say, and that policies last years."""
EXPECTATION_COUNTS = 12.0
"""The weight of the expectation [periods of evidence] in each learned number."""
STAY_COUNTS = 48.0
"""Its weight in how long policies last [months]: shifts are rare, so the others tell little of them."""
ROUNDS = 12
SHARP = 0.25
"""Only sell-through known this closely [ratio] teaches the shape of a policy."""


def learn(series: Sequence[Sequence[Evidence]], start: PolicyParameters = EXPECTED) -> PolicyParameters:
    """Return parameters learned from the evidence of several companies, each in order of period."""
    learned = start
    for _ in range(ROUNDS):
        tracks = [track(evidence, learned) for evidence in series if evidence]
        weighed = [_weigh(seen) for seen in tracks]
        learned = _updated(tracks, weighed)
    return learned


def _weigh(seen: Track) -> list[tuple[Weights, Weights]]:
    """Return, a period, the probability of each policy with all evidence, and that the period was in its character."""
    smooth = looking_back(seen, 0, len(seen.evidence) - 1)
    weighed = []
    for piece, policies in zip(seen.evidence, smooth, strict=True):
        usual, odd = usual_and_odd(piece, seen.parameters)
        share = seen.parameters.odd
        in_character = tuple(
            (1 - share) * fit / ((1 - share) * fit + share * odd) if fit + odd > 0 else 0.5 for fit in usual
        )
        weighed.append((policies, tuple(p * q for p, q in zip(policies, in_character, strict=True))))
    return weighed


Weighed = list[list[tuple[Weights, Weights]]]


def _updated(tracks: Sequence[Track], weighed: Weighed) -> PolicyParameters:
    sharp = [
        (piece.sell_through.middle, usual)
        for seen, rows in zip(tracks, weighed, strict=True)
        for piece, (_, usual) in zip(seen.evidence, rows, strict=True)
        if piece.sell_through is not None and piece.sell_through.high - piece.sell_through.low < SHARP
    ]
    held = [(max(0.0, share), usual[HOLD] + usual[ACCUMULATE]) for share, usual in sharp]
    part_mean, part_spread = _centre(
        [(share, usual[SELL_PART]) for share, usual in sharp], EXPECTED.part_mean, EXPECTED.part_spread
    )
    production_mean, production_spread = _centre(
        [(share, usual[SELL_PRODUCTION]) for share, usual in sharp],
        EXPECTED.production_mean,
        EXPECTED.production_spread,
    )
    return replace(
        EXPECTED,
        stay=_stay(tracks, weighed),
        held_spread=_scale(held, EXPECTED.held_spread),
        part_mean=part_mean,
        part_spread=part_spread,
        production_mean=production_mean,
        production_spread=production_spread,
        liquidate_beyond=_beyond([(share, usual[LIQUIDATE]) for share, usual in sharp if share > 1]),
        buys=_chances(tracks, weighed, EXPECTED.buys, _bought),
        falls=_chances(tracks, weighed, EXPECTED.falls, _fell),
        odd=_odd(weighed),
        share_of_months=_shares(tracks, weighed),
    )


def _scale(seen: list[tuple[float, float]], expected: float) -> float:
    squares = EXPECTATION_COUNTS * expected**2 + sum(weight * value**2 for value, weight in seen)
    return sqrt(squares / (EXPECTATION_COUNTS + sum(weight for _, weight in seen)))


def _centre(seen: list[tuple[float, float]], mean: float, spread: float) -> tuple[float, float]:
    total = EXPECTATION_COUNTS + sum(weight for _, weight in seen)
    middle = (EXPECTATION_COUNTS * mean + sum(weight * value for value, weight in seen)) / total
    squares = EXPECTATION_COUNTS * spread**2 + sum(weight * (value - middle) ** 2 for value, weight in seen)
    return middle, sqrt(squares / total)


def _beyond(seen: list[tuple[float, float]]) -> float:
    """Return the median sell-through beyond one: sizes of liquidations have no mean worth the name."""
    rows = sorted([(EXPECTED.liquidate_beyond, EXPECTATION_COUNTS), *((share - 1, weight) for share, weight in seen)])
    half, reached = sum(weight for _, weight in rows) / 2, 0.0
    for value, weight in rows:
        reached += weight
        if reached >= half:
            return value
    return EXPECTED.liquidate_beyond


def _bought(piece: Evidence) -> tuple[float, float] | None:
    """Return (purchases, months at risk): a purchase somewhere in a quarter is one purchase."""
    return None if piece.bought is None else (float(piece.bought), float(1 if piece.bought else piece.months))


def _fell(piece: Evidence) -> tuple[float, float] | None:
    return None if piece.fall is None else (float(piece.fall.middle > 0.01), 1.0)


def _chances(
    tracks: Sequence[Track],
    weighed: Weighed,
    expected: Weights,
    read: Callable[[Evidence], tuple[float, float] | None],
) -> Weights:
    yes = [EXPECTATION_COUNTS * chance for chance in expected]
    trials = [EXPECTATION_COUNTS] * len(expected)
    for seen, rows in zip(tracks, weighed, strict=True):
        for piece, (_, usual) in zip(seen.evidence, rows, strict=True):
            told = read(piece)
            if told is None:
                continue
            for policy in range(len(POLICIES)):
                yes[policy] += usual[policy] * told[0]
                trials[policy] += usual[policy] * told[1]
    return tuple(a / b for a, b in zip(yes, trials, strict=True))


def _odd(weighed: Weighed) -> float:
    rows = [row for rows in weighed for row in rows]
    out = sum(1 - sum(usual) for _, usual in rows)
    counts = 4 * EXPECTATION_COUNTS
    return (counts * EXPECTED.odd + out) / (counts + len(rows))


def _shares(tracks: Sequence[Track], weighed: Weighed) -> Weights:
    totals = [EXPECTATION_COUNTS * share for share in EXPECTED.share_of_months]
    for seen, rows in zip(tracks, weighed, strict=True):
        for piece, (policies, _) in zip(seen.evidence, rows, strict=True):
            for policy in range(len(POLICIES)):
                totals[policy] += policies[policy] * piece.months
    return normalised(tuple(totals))


def _stay(tracks: Sequence[Track], weighed: Weighed) -> Weights:
    left = [STAY_COUNTS * (1 - stay) for stay in EXPECTED.stay]
    months = [STAY_COUNTS] * len(EXPECTED.stay)
    for seen, rows in zip(tracks, weighed, strict=True):
        for index in range(len(rows) - 1):
            gap = months_on(seen.evidence[index], seen.evidence[index + 1])
            for policy, (stays, leaves) in enumerate(_moves(seen, index, rows[index + 1][0], gap)):
                left[policy] += leaves
                months[policy] += (stays + leaves) * gap
    return tuple(1 - a / b for a, b in zip(left, months, strict=True))


def _moves(seen: Track, index: int, there: Weights, gap: int) -> list[tuple[float, float]]:
    """Return, a policy, the chances that it was in force and stayed, and that it was and ended by the next period."""
    move = seen.parameters.transition(gap)
    policies = range(len(POLICIES))
    ahead = [sum(seen.beliefs[index][i] * move[i][j] for i in policies) for j in policies]
    joint = [
        [seen.beliefs[index][i] * move[i][j] * there[j] / ahead[j] if ahead[j] > 0 else 0.0 for j in policies]
        for i in policies
    ]
    return [(joint[i][i], sum(joint[i]) - joint[i][i]) for i in policies]
