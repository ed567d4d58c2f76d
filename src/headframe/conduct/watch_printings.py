"""What printings did between two days: figures never known before, restated ones, and ones put in doubt."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from headframe.conduct.watch_alert import Alert, AlertKind, alert
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.view import View, canonical
from headframe.vocabulary.concept import concept as find_concept
from headframe.vocabulary.figure import Badge, Figure, plain

NAMED_IN_WORDS = 6
FAMILIES_FIRST = ("treasury", "operations", "debt", "sites")
Key = tuple[str, Period]


def printing_alerts(now: View, before: View, company: str) -> Iterator[Alert]:
    """Yield what new printings changed; one that only confirms a known figure changes nothing."""
    fresh: list[tuple[date, Figure]] = []
    for key, known_at in _touched(now, before, company).items():
        is_now, was = now.figure(company, *key), before.figure(company, *key)
        if isinstance(was, Missing) and isinstance(is_now, Figure):
            fresh.append((known_at, is_now))
        elif isinstance(was, Figure):
            yield from _changed(key, known_at, is_now, was)
    if fresh:
        yield _news(before.as_of, fresh)


def _touched(now: View, before: View, company: str) -> dict[Key, date]:
    """Return the keys of which something was printed between the two days, with the last day it was."""
    touched: dict[Key, date] = {}
    for fact in now.facts(company):
        if fact.known_at > before.as_of:
            key = (canonical(fact.concept), fact.period)
            touched[key] = max(fact.known_at, touched.get(key, fact.known_at))
    return touched


def _changed(key: Key, known_at: date, is_now: Figure | Missing, was: Figure) -> Iterator[Alert]:
    label = f"{find_concept(key[0]).label} {key[1]}"
    if isinstance(is_now, Missing):
        yield alert(
            AlertKind.RESTATEMENT, f"{label}: {_said(was)} no longer stands: {is_now.reason}", known_at, (), (was,)
        )
    elif not is_now.interval.meets(was.interval):
        words = f"{label}: {_said(was)} became {_said(is_now)}"
        yield alert(AlertKind.RESTATEMENT, words, known_at, (is_now,), (was,))
    elif is_now.badge is Badge.DISPUTED and was.badge is not Badge.DISPUTED:
        yield alert(
            AlertKind.DISPUTE, f"{label}: {_said(is_now)} is disputed: {is_now.note}", known_at, (is_now,), (was,)
        )


def _news(since: date, fresh: list[tuple[date, Figure]]) -> Alert:
    figures = sorted((figure for _, figure in fresh), key=_rank)
    named = "; ".join(_named(figure) for figure in figures[:NAMED_IN_WORDS])
    more = f"; and {len(figures) - NAMED_IN_WORDS} more" if len(figures) > NAMED_IN_WORDS else ""
    count = f"{len(figures)} new figure{'s' if len(figures) > 1 else ''} since {since}"
    return alert(AlertKind.NEW_FIGURES, f"{count}: {named}{more}", max(day for day, _ in fresh), figures)


def _rank(figure: Figure) -> tuple[int, int, str]:
    """Return the place of a new figure: the latest day first, the treasury before the rest of the company."""
    _, concept, period, *_ = figure.id.split(" ")
    family = find_concept(concept).family
    place = FAMILIES_FIRST.index(family) if family in FAMILIES_FIRST else len(FAMILIES_FIRST)
    return (-Period.parse(period).end.toordinal(), place, concept)


def _named(figure: Figure) -> str:
    _, concept, period, *_ = figure.id.split(" ")
    return f"{find_concept(concept).label} {period} {_said(figure)}"


def _said(figure: Figure) -> str:
    return f"{plain(figure.value):,} {figure.unit} {figure.badge.mark}"
