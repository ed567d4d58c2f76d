"""Alerts of every company since a day, the gravest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from headframe.briefs.sections.watch import DAYS_BACK
from headframe.conduct.watch import watch
from headframe.conduct.watch_alert import Alert, order_of
from headframe.record.view import View
from headframe.vocabulary.company import companies
from headframe.web.addresses import with_query
from headframe.web.as_of_bar import as_of_bar
from headframe.web.ask import Ask
from headframe.web.content import Content, page
from headframe.web.desk import Desk
from headframe.web.templates import html_of
from headframe.web.verb_page import day_in


@dataclass(frozen=True, slots=True)
class ShownAlert:
    """One change with whose it is and where it is told whole."""

    ticker: str
    address: str
    alert: Alert


def content(desk: Desk, ask: Ask) -> Content:
    """Return the page of alerts."""
    view = desk.view(ask)
    since = day_in(ask, "since") or view.as_of - timedelta(days=DAYS_BACK)
    known = [ticker for ticker in companies() if view.facts(ticker)]
    found = sorted(
        (one for ticker in known for one in _alerts(view, ticker, since, ask)), key=lambda one: order_of(one.alert)
    )
    return page(
        html_of(
            "alerts.html.j2",
            title="Alerts",
            here="/alerts",
            made=view.made_from(),
            alerts=found,
            companies=[(ticker, _address(ticker, since, ask, form)) for ticker in known for form in (".json",)],
            since=since,
            bar=as_of_bar(desk, ask, "/alerts", known),
            asked=ask.as_of,
        )
    )


def _alerts(view: View, ticker: str, since: date, ask: Ask) -> list[ShownAlert]:
    alerts = view.lasting(("alerts", ticker, since), lambda: watch(view, ticker, since).alerts)
    return [ShownAlert(ticker, _address(ticker, since, ask, ""), alert) for alert in alerts]


def _address(ticker: str, since: date, ask: Ask, form: str) -> str:
    return with_query(f"/c/{ticker}/watch{form}", (("since", since), ("as_of", ask.as_of)))
