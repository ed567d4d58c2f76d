"""Watch: what changed since a day, the gravest first."""

from __future__ import annotations

from datetime import date, timedelta

from headframe.briefs.section import Cell, Section, words_column
from headframe.conduct.watch import Watch, watch
from headframe.conduct.watch_alert import Alert, AlertKind
from headframe.record.view import View

DAYS_BACK = 30
"""How far a brief looks back where nobody says since when."""
COLUMNS = (words_column("how soon"), words_column("what"), words_column("known on"), words_column("what changed"))
NAMED = 7
SAID_WHOLE = (AlertKind.EVENT, AlertKind.SLIP, AlertKind.RESTATEMENT, AlertKind.DISPUTE)
LONGEST = 90


def watch_section(view: View, company: str, since: date | None = None) -> Section | None:
    """Return what changed since a day, thirty days back by default; None where nothing did."""
    told = watch(view, company, since or view.as_of - timedelta(days=DAYS_BACK))
    return watch_page(told) if told.alerts else None


def watch_page(told: Watch) -> Section:
    """Return changes already found, as a section."""
    return Section(
        key="watch",
        title="WATCH",
        finding=_finding(told),
        columns=COLUMNS,
        rows=tuple(_row(alert) for alert in told.alerts),
        notes=()
        if told.alerts
        else (f"looked for: {', '.join(kind.value.replace('_', ' ') for kind in told.watched)}",),
        reaches=None,
        verb=f"headframe watch {told.made_from.company} --since {told.since}",
        shown_rows=max(1, len(told.alerts)),
    )


def _finding(told: Watch) -> str:
    if not told.alerts:
        return f"Nothing changed since {told.since}."
    named = told.alerts if len(told.alerts) <= NAMED else told.alerts[: NAMED - 1]
    rest = len(told.alerts) - len(named)
    return " · ".join([_short(alert) for alert in named] + ([f"and {rest} more"] if rest else []))


def _short(alert: Alert) -> str:
    """Return an alert for one line among others: its first clause, where that says what changed."""
    said = alert.words if alert.kind in SAID_WHOLE else alert.words.split(": ")[0]
    return said if len(said) <= LONGEST else f"{said[: LONGEST - 1].rstrip()}…"


def _row(alert: Alert) -> tuple[Cell, ...]:
    return (alert.severity.value, alert.kind.value.replace("_", " "), alert.known_at.isoformat(), alert.words)
