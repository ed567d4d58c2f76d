"""When a company's treasury policy changed: from what to what, how probable, and since when it could be said.

The reading is a hidden Markov filter (`policy_filter`) over what the figures say a reporting period
(`policy_evidence`), with parameters learned from the other companies and a threshold calibrated by simulation to the
false alarms that the user accepts. See docs/why/shifts.md.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from headframe.conduct.policy_evidence import Evidence, policy_evidence
from headframe.conduct.policy_filter import Track, track
from headframe.conduct.policy_model import POLICIES, Weights
from headframe.conduct.policy_parameters import parameters_for, threshold_for
from headframe.conduct.policy_walk import Standing, walk
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.company import company as find_company
from headframe.vocabulary.figure import Figure

FEWEST_PERIODS = 3
"""A period before the shift, one at it, and one that confirms it."""
JSON_NAMES = {"from_policy": "from", "to_policy": "to"}
"""`from` is a word of Python's own, so the fields have longer names than the keys of the JSON."""


@dataclass(frozen=True, slots=True)
class RivalReading:
    """The next best reading of a shift: another policy, or another date."""

    policy: str
    date: Period
    probability: float


@dataclass(frozen=True, slots=True)
class Shift:
    """One shift of treasury policy.

    Parameters
    ----------
    date : Period
        The month of the shift: the first of the reporting period to which it is dated.
    period : Period
        That reporting period: a month, a quarter, or the span between two balances.
    from_policy, to_policy : str
        accumulate, hold, sell_part, sell_production or liquidate.
    probability : float
        That the new policy is in force, by the figures up to the period that decided.
    decided_by : Period
        The reporting period whose figures decided the call.
    periods_waited : int
        How many reporting periods that is after the shift.
    callable_on : date
        The day from which the figures known by then made the call, and no later figure took it back.
    rival : RivalReading
        The next best reading.
    evidence : tuple of Figure
        The figures of the period to which the shift is dated.
    """

    date: Period
    period: Period
    from_policy: str
    to_policy: str
    probability: float
    decided_by: Period
    periods_waited: int
    callable_on: datetime.date
    rival: RivalReading
    evidence: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A call that stood for a while, and that later figures took back."""

    date: Period
    period: Period
    from_policy: str
    to_policy: str
    called_on: datetime.date
    withdrawn_on: datetime.date


@dataclass(frozen=True, slots=True)
class PolicyAsOf:
    """The probability of each policy as of one reporting period, by it and those before it alone."""

    period: Period
    known_at: datetime.date
    accumulate: float
    hold: float
    sell_part: float
    sell_production: float
    liquidate: float


@dataclass(frozen=True, kw_only=True)
class Shifts(Answer):
    """The shifts of a company's treasury policy, as known on a day."""

    verb: ClassVar[str] = "shifts"

    false_alarms_per_decade: float
    threshold: float
    shifts: tuple[Shift, ...]
    withdrawn: tuple[Withdrawn, ...]
    periods: tuple[PolicyAsOf, ...]
    missing: Missing | None = None

    def data(self) -> dict[str, Any]:
        """Return the answer's own fields in their written form, `from` and `to` under those names."""
        data = super().data()
        for name in ("shifts", "withdrawn"):
            data[name] = [_renamed(item) for item in data[name]]
        return data

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """Return the JSON Schema of the envelope, `from` and `to` under those names."""
        schema = super().json_schema()
        for name in ("shifts", "withdrawn"):
            item = schema["properties"]["data"]["properties"][name]["items"]
            item["properties"] = _renamed(item["properties"])
            item["required"] = [JSON_NAMES.get(key, key) for key in item["required"]]
        return schema


def _renamed(item: dict[str, Any]) -> dict[str, Any]:
    return {JSON_NAMES.get(key, key): value for key, value in item.items()}


def find_shifts(view: View, company: str, false_alarms_per_decade: float = 1.0) -> Shifts:
    """Find the shifts of a company's treasury policy.

    Parameters
    ----------
    view : View
        What was known, from `Record.view`.
    company : str
        Ticker or any name of the company, exactly.
    false_alarms_per_decade : float
        How many shifts that are none you accept in ten years of one company: 0.25 to 2. Fewer means later calls.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> told = find_shifts(Record().view(), "RIOT")
    >>> [(str(shift.date), shift.to_policy) for shift in told.shifts][-2:]
    [('2025-04', 'sell_production'), ('2025-12', 'liquidate')]
    """
    ticker = find_company(company).ticker
    threshold = threshold_for(ticker, false_alarms_per_decade)
    evidence = policy_evidence(view, ticker)
    parameters = parameters_for(ticker)
    enough = len(evidence) >= FEWEST_PERIODS
    standing = walk(evidence, parameters, threshold, FEWEST_PERIODS)
    return Shifts(
        made_from=view.made_from(ticker),
        false_alarms_per_decade=false_alarms_per_decade,
        threshold=threshold,
        shifts=tuple(_shift(one, evidence) for one in standing if one.withdrawn is None),
        withdrawn=tuple(_withdrawn(one, one.withdrawn) for one in standing if one.withdrawn is not None),
        periods=_periods(track(evidence, parameters)),
        missing=None if enough else _too_thin(evidence),
    )


def _shift(one: Standing, evidence: Sequence[Evidence]) -> Shift:
    call = one.told.call
    return Shift(
        date=_first_month(one.told.period),
        period=one.told.period,
        from_policy=POLICIES[call.from_policy].value,
        to_policy=POLICIES[call.to_policy].value,
        probability=call.probability,
        decided_by=one.told.decided,
        periods_waited=call.made_at - call.at,
        callable_on=one.first,
        rival=RivalReading(
            POLICIES[call.rival.policy].value, _first_month(evidence[call.rival.at].span), call.rival.probability
        ),
        evidence=evidence[call.at].figures,
    )


def _withdrawn(one: Standing, day: datetime.date) -> Withdrawn:
    call = one.told.call
    return Withdrawn(
        date=_first_month(one.told.period),
        period=one.told.period,
        from_policy=POLICIES[call.from_policy].value,
        to_policy=POLICIES[call.to_policy].value,
        called_on=one.first,
        withdrawn_on=day,
    )


def _first_month(span: Period) -> Period:
    return next(span.months())


def _periods(seen: Track) -> tuple[PolicyAsOf, ...]:
    return tuple(_as_of(piece, belief) for piece, belief in zip(seen.evidence, seen.beliefs, strict=True))


def _as_of(piece: Evidence, belief: Weights) -> PolicyAsOf:
    return PolicyAsOf(piece.span, piece.known_at, *belief)


def _too_thin(evidence: Sequence[Evidence]) -> Missing:
    if not evidence:
        return Missing("no sale, purchase or pair of balances is known, so nothing says what it does with its coins")
    return Missing(
        f"only {len(evidence)} reporting period(s) say what it does with its coins: a shift needs {FEWEST_PERIODS}"
    )
