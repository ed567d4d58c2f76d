"""The filter walked forward through the days on which evidence became known.

On each day it is handed what was known on that day and nothing else, and calls what it calls. A shift of today's
reading was callable from the first day after which no later evidence took it back; a call that later evidence took back
is kept as withdrawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from headframe.conduct.policy_evidence import Evidence
from headframe.conduct.policy_filter import Call, find_calls, track
from headframe.conduct.policy_model import PolicyParameters, Weights, likelihood
from headframe.ground.period import Period


@dataclass(frozen=True, slots=True)
class CallOnDay:
    """A call with the spans it speaks of, as it stood on a day."""

    period: Period
    decided: Period
    call: Call


@dataclass(frozen=True, slots=True)
class Standing:
    """A call, the day from which it stood, and the day on which it was taken back, if it was."""

    told: CallOnDay
    first: date
    withdrawn: date | None


def walk(
    evidence: Sequence[Evidence], parameters: PolicyParameters, threshold: float, fewest: int = 2
) -> tuple[Standing, ...]:
    """Return every call ever made, those that stand in today's reading first, each in order of period.

    Parameters
    ----------
    evidence : sequence of Evidence
        Everything known today, each piece with what could be read of it before.
    parameters : PolicyParameters
        The filter's.
    threshold : float
        How probable it must be that the policy in force is over [probability].
    fewest : int
        Reporting periods below which nothing is called.
    """
    standing: list[tuple[CallOnDay, date]] = []
    withdrawn: list[Standing] = []
    fits: dict[int, Weights] = {}
    for day in days_of_evidence(evidence):
        known = [piece for piece in (piece.as_known(day) for piece in evidence) if piece is not None]
        calls = _calls_on(known, parameters, threshold, fits) if len(known) >= fewest else []
        kept: list[tuple[CallOnDay, date]] = []
        for told in calls:
            since = next((first for old, first in standing if is_same(old, told, evidence)), day)
            kept.append((told, since))
        for old, first in standing:
            if not any(is_same(old, told, evidence) for told in calls):
                withdrawn.append(Standing(old, first, day))
        standing = kept
    return (*(Standing(told, first, None) for told, first in standing), *withdrawn)


def days_of_evidence(evidence: Sequence[Evidence]) -> list[date]:
    """Return the days on which something became known, in order."""
    days: set[date] = set()
    for piece in evidence:
        earlier: Evidence | None = piece
        while earlier is not None:
            days.add(earlier.known_at)
            earlier = earlier.before
    return sorted(days)


def _calls_on(
    known: Sequence[Evidence], parameters: PolicyParameters, threshold: float, fits: dict[int, Weights]
) -> list[CallOnDay]:
    for piece in known:
        if id(piece) not in fits:
            fits[id(piece)] = likelihood(piece, parameters)
    seen = track(known, parameters, [fits[id(piece)] for piece in known])
    return [CallOnDay(known[call.at].span, known[call.made_at].span, call) for call in find_calls(seen, threshold)]


def is_same(one: CallOnDay, other: CallOnDay, evidence: Sequence[Evidence]) -> bool:
    """Say whether two days' calls are one shift: to the same policy, dated no more than one known period apart."""
    spans = [piece.span for piece in evidence]
    apart = abs(spans.index(one.period) - spans.index(other.period))
    return one.call.to_policy == other.call.to_policy and apart <= 1
