"""Watch: what became known of a company since a day, as alerts in order of gravity; quiet where nothing did.

Two views of the same record are compared, so an answer at a fixed record never changes. See docs/why/peers.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from headframe.conduct.watch_alert import Alert, AlertKind, order_of
from headframe.conduct.watch_ladder import ladder_alerts
from headframe.conduct.watch_printings import printing_alerts
from headframe.conduct.watch_sites import site_alerts
from headframe.conduct.watch_steps import step_alerts
from headframe.conduct.watch_treasury import treasury_alerts
from headframe.ground.errors import UsageProblem
from headframe.record.view import View
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.company import company as find_company


@dataclass(frozen=True, kw_only=True)
class Watch(Answer):
    """What changed between the end of `since` and the view's day."""

    verb: ClassVar[str] = "watch"

    since: date
    alerts: tuple[Alert, ...]
    watched: tuple[AlertKind, ...]
    """Every kind that was looked for: the silence of the others is an answer too."""

    def any_of(self, kinds: Iterable[AlertKind]) -> bool:
        """Say whether an alert of one of these kinds is among them."""
        wanted = frozenset(kinds)
        return any(alert.kind in wanted for alert in self.alerts)


def watch(view: View, company: str, since: date) -> Watch:
    """Compare what is known of a company with what was known through the end of `since`.

    Parameters
    ----------
    view : View
        What is known, from `Record.view`.
    company : str
        Ticker or any name of the company, exactly.
    since : date
        The day compared with; no later than the view's.

    Raises
    ------
    UsageProblem
        Where `since` lies after the view's day.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> told = watch(Record().view(date(2026, 1, 10)), "RIOT", date(2026, 1, 5))
    >>> [alert.kind.value for alert in told.alerts]
    ['liquidation', 'restricted_share', 'event', 'new_figures']
    """
    ticker = find_company(company).ticker
    if since > view.as_of:
        raise UsageProblem(
            f"--since {since} lies after the day watched, {view.as_of}",
            where="since",
            next=f"give a day up to {view.as_of}, or a later --as-of",
        )
    before = view.earlier(since)
    alerts = (
        *ladder_alerts(view, before, ticker),
        *treasury_alerts(view, before, ticker),
        *printing_alerts(view, before, ticker),
        *step_alerts(view, since, ticker),
        *site_alerts(view, before, ticker),
    )
    return Watch(
        made_from=view.made_from(ticker),
        since=since,
        alerts=tuple(sorted(alerts, key=order_of)),
        watched=tuple(AlertKind),
    )
