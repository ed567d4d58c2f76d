"""Shifts of policy that could be called between two days, and dated steps that became known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from headframe.conduct.evidence_choices import DatedEvent, events_of
from headframe.conduct.shifts import find_shifts
from headframe.conduct.watch_alert import Alert, AlertKind, alert
from headframe.record.view import View


def step_alerts(now: View, since: date, company: str) -> Iterator[Alert]:
    """Yield shifts called or taken back after `since`, and dated steps known after it."""
    told = find_shifts(now, company)
    for shift in told.shifts:
        if shift.callable_on > since:
            change = f"{_policy(shift.from_policy)} → {_policy(shift.to_policy)}"
            words = (
                f"policy shift {change}, {shift.date} (p = {shift.probability:.2f}), callable on {shift.callable_on}"
            )
            yield alert(AlertKind.SHIFT, words, shift.callable_on, shift.evidence)
    for call in told.withdrawn:
        if call.withdrawn_on > since:
            words = f"the shift to {_policy(call.to_policy)} of {call.date} was taken back on {call.withdrawn_on}"
            yield alert(AlertKind.SHIFT, words, call.withdrawn_on)
    for event in events_of(now, company):
        if event.known_at > since:
            yield alert(AlertKind.EVENT, _event(event), event.known_at)


def _event(event: DatedEvent) -> str:
    """Return a dated step in its table's words, with its number where the table has one."""
    number = f": {event.number.value:,.12g} {event.unit}".rstrip() if event.number is not None else ""
    return f"{event.words}{number} ({event.days})"


def _policy(name: str) -> str:
    return name.replace("_", " ")
