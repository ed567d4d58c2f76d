"""The first page: every company with what it holds, what it did last and what changed."""

from __future__ import annotations

from datetime import timedelta

from headframe.briefs.brief_text import LEGEND
from headframe.briefs.sections.watch import DAYS_BACK
from headframe.vocabulary.company import company as find_company
from headframe.web.as_of_bar import as_of_bar
from headframe.web.ask import Ask
from headframe.web.content import Content, page
from headframe.web.desk import Desk
from headframe.web.templates import html_of
from headframe.web.watchlist import watch_rows


def content(desk: Desk, ask: Ask) -> Content:
    """Return the watchlist."""
    view = desk.view(ask)
    chosen = tuple(find_company(label).ticker for label in ask.values("watch"))
    rows = watch_rows(view, ask.as_of)
    shown = [row for row in rows if not chosen or row.ticker in chosen]
    return page(
        html_of(
            "watchlist.html.j2",
            title="Watchlist",
            made=view.made_from(),
            rows=shown,
            everybody=[(row.ticker, row.name) for row in rows],
            chosen=chosen,
            since=view.as_of - timedelta(days=DAYS_BACK),
            legend=LEGEND,
            bar=as_of_bar(desk, ask, "/", [row.ticker for row in shown]),
            asked=ask.as_of,
        )
    )
