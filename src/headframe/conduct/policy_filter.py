"""A hidden Markov filter over reporting periods: the probability of each policy, and the months at which it changed.

It is handed evidence in order of period and never looks ahead of the period it stands at: a shift is called at the
first period after which the policy in force has become improbable enough, and is dated back, by the evidence up to
that period alone, to where the most probable policy changed. Time without evidence only lets certainty fade.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from headframe.conduct.policy_evidence import Evidence, months_in
from headframe.conduct.policy_model import POLICIES, PolicyParameters, Weights, likelihood
from headframe.ground.period import Period


@dataclass(frozen=True, slots=True)
class Rival:
    """The next best reading of a shift: another policy, or the same one a period earlier or later."""

    policy: int
    at: int
    probability: float


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the filter, by index into the evidence it was handed."""

    at: int
    """The first period under the new policy."""
    made_at: int
    """The period whose evidence decided."""
    from_policy: int
    to_policy: int
    probability: float
    """That the new policy is in force at `made_at`, by the evidence up to it."""
    rival: Rival


@dataclass(frozen=True, slots=True)
class Track:
    """Evidence in order of period with what the filter believes as of each: nothing here knows a later period."""

    evidence: tuple[Evidence, ...]
    likelihoods: tuple[Weights, ...]
    beliefs: tuple[Weights, ...]
    parameters: PolicyParameters


def track(
    evidence: Sequence[Evidence], parameters: PolicyParameters, likelihoods: Sequence[Weights] | None = None
) -> Track:
    """Return the probability of each policy as of each period, given that period and those before it."""
    fits = tuple(likelihoods or (likelihood(piece, parameters) for piece in evidence))
    beliefs: list[Weights] = []
    for index, piece in enumerate(evidence):
        before = parameters.share_of_months
        if index:
            before = _ahead(beliefs[-1], parameters.transition(months_on(evidence[index - 1], piece)))
        beliefs.append(normalised(tuple(p * q for p, q in zip(before, fits[index], strict=True))))
    return Track(tuple(evidence), fits, tuple(beliefs), parameters)


def find_calls(seen: Track, threshold: float) -> list[Call]:
    """Return the shifts that the filter calls, period by period.

    Parameters
    ----------
    seen : Track
        What the filter believed as of each period.
    threshold : float
        How probable [probability] it must be that the policy in force is over.
    """
    calls: list[Call] = []
    if not seen.beliefs:
        return calls
    current, since = _mode(seen.beliefs[0]), 0
    for now in range(1, len(seen.evidence)):
        if 1 - seen.beliefs[now][current] < threshold:
            continue
        smooth = looking_back(seen, since, now)
        policy = _mode(smooth[-1])
        at = _changed_at(smooth, policy, since, now)
        origin = current
        if at == since and calls:
            # All that spoke for the last call is now read otherwise: it was no shift, or a shift to something else.
            origin = calls.pop().from_policy
        if policy != origin and at > 0:
            calls.append(_call(smooth, since, at, now, origin, policy))
        current, since = policy, calls[-1].at if calls else 0
    return calls


def _call(smooth: Sequence[Weights], since: int, at: int, now: int, origin: int, policy: int) -> Call:
    last = smooth[-1]
    others = (index for index in range(len(POLICIES)) if index not in (policy, origin))
    rivals = [Rival(index, at, last[index]) for index in others]
    if at < now:
        rivals.append(Rival(policy, at + 1, 1 - smooth[at - since][policy]))
    if at - 1 > since:
        rivals.append(Rival(policy, at - 1, smooth[at - 1 - since][policy]))
    return Call(at, now, origin, policy, last[policy], max(rivals, key=lambda rival: rival.probability))


def looking_back(seen: Track, since: int, now: int) -> list[Weights]:
    """Return the probabilities of the policies from `since` to `now`, given everything up to `now`."""
    after: Weights = (1.0,) * len(POLICIES)
    smooth = [seen.beliefs[now]]
    for index in range(now - 1, since - 1, -1):
        move = seen.parameters.transition(months_on(seen.evidence[index], seen.evidence[index + 1]))
        told = tuple(p * q for p, q in zip(seen.likelihoods[index + 1], after, strict=True))
        after = normalised(tuple(sum(m * s for m, s in zip(row, told, strict=True)) for row in move))
        smooth.append(normalised(tuple(p * q for p, q in zip(seen.beliefs[index], after, strict=True))))
    return smooth[::-1]


def _changed_at(smooth: Sequence[Weights], policy: int, since: int, now: int) -> int:
    """Return the first period from which on `policy` is the most probable one."""
    at = now
    while at > since and _mode(smooth[at - 1 - since]) == policy:
        at -= 1
    return at


def months_on(before: Evidence, after: Evidence) -> int:
    """Return the months from the end of one span to the end of the next."""
    gap = months_in(Period.span(before.span.end, after.span.end)) - 1
    return max(1, gap)


def _ahead(belief: Weights, move: Sequence[Weights]) -> Weights:
    return tuple(sum(belief[i] * move[i][j] for i in range(len(belief))) for j in range(len(belief)))


def _mode(weights: Weights) -> int:
    return max(range(len(weights)), key=lambda index: weights[index])


def normalised(weights: Weights) -> Weights:
    """Return weights that sum to one; equal ones where nothing is possible."""
    total = sum(weights)
    if total <= 0:
        return tuple(1 / len(weights) for _ in weights)
    return tuple(weight / total for weight in weights)
