"""The steps between balances on which policy is read, without balances that the next step takes back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from headframe.accounts.rollforward import Step, reconcile
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.figure import Figure

SURPRISING = 0.25
"""A step surprises where coins come or go beyond what can be explained by this share of its production."""
TAKEN_BACK = 0.5
"""Two opposite surprises are one wrong balance where the smaller is at least this share of the larger."""


@dataclass(frozen=True, slots=True)
class Change:
    """How holdings changed over a span [BTC], with the lines of filings that are no sale taken out."""

    span: Period
    coins: Interval
    opening: Figure
    figures: tuple[Figure, ...]


def changes_between_balances(view: View, company: str) -> tuple[Change, ...]:
    """Return the change of each step of the roll-forward, in order of period.

    A step that loses coins nobody sold, followed by one that gains about as many that nobody bought (or the reverse),
    means that the balance between them counted something else: the two are read as one step.
    """
    steps = list(reconcile(view, company).steps)
    wrong = {index for index, (a, b) in enumerate(pairwise(steps)) if _takes_back(a, b)}
    changes: list[Change] = []
    for index, step in enumerate(steps):
        change = _change_of(step)
        changes.append(_joined(changes.pop(), change) if index - 1 in wrong else change)
    return tuple(changes)


def _takes_back(first: Step, second: Step) -> bool:
    a, b = _surprise(first), _surprise(second)
    small, large = sorted((abs(a), abs(b)))
    return a * b < 0 and small >= TAKEN_BACK * large


def _surprise(step: Step) -> float:
    """Return coins gone (positive) or come [BTC] beyond what was printed, or else what production could supply."""
    if isinstance(step.sold_implied, Missing) or isinstance(step.produced, Missing):
        return 0.0
    implied, produced = step.sold_implied.value, step.produced.value
    explained = step.sold.value if isinstance(step.sold, Figure) else min(max(implied, 0.0), produced)
    beyond = implied - explained
    return beyond if abs(beyond) > SURPRISING * produced else 0.0


def _change_of(step: Step) -> Change:
    coins = step.closing.interval - step.opening.interval
    figures = [step.opening, step.closing]
    if isinstance(step.received, Figure):
        coins = coins - step.received.interval
        figures.append(step.received)
    if isinstance(step.paid, Figure):
        coins = coins + step.paid.interval
        figures.append(step.paid)
    return Change(step.span, coins, step.opening, tuple(figures))


def _joined(first: Change, second: Change) -> Change:
    span = Period.span(first.span.first_day, second.span.end)
    return Change(span, first.coins + second.coins, first.opening, (*first.figures, *second.figures))


def opening_before(changes: Sequence[Change], span: Period) -> Figure | None:
    """Return the last balance at or before the first day of `span` that opens a step no more than a quarter away."""
    near = span.first_day - timedelta(days=93)
    openings = [change.opening for change in changes if near <= change.span.first_day <= span.first_day]
    closing = [change for change in changes if near <= change.span.end < span.first_day]
    if openings:
        return openings[-1]
    return closing[-1].figures[1] if closing else None
