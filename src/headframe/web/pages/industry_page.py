"""The industry by quarter: the companies together, each number with how many of them report it."""

from __future__ import annotations

from headframe.briefs.brief_text import LEGEND
from headframe.briefs.sections.peers_pivot import industry_page
from headframe.conduct.peers import compare_peers
from headframe.web.addresses import with_query
from headframe.web.as_of_bar import as_of_bar
from headframe.web.ask import Ask
from headframe.web.content import Content, page
from headframe.web.desk import Desk
from headframe.web.sections_html import shown_section
from headframe.web.templates import html_of


def content(desk: Desk, ask: Ask) -> Content:
    """Return the page of the industry."""
    told = compare_peers(desk.view(ask), over_time=True)
    line = "headframe peers --over-time"
    data = (("over_time", "yes"), ("as_of", ask.as_of))
    return page(
        html_of(
            "verb.html.j2",
            title="The industry by quarter",
            heading="The industry by quarter",
            here="/industry",
            made=told.made_from,
            line=f"{line} --as-of {ask.as_of}" if ask.as_of else line,
            bar=as_of_bar(desk, ask, "/industry", desk.tickers(ask)),
            csv=with_query("/peers.csv", data),
            json=with_query("/peers.json", data),
            options=[],
            sections=[shown_section(industry_page(told), ask.as_of, whole=True)] if told.industry else [],
            legend=LEGEND,
            ticker="",
            asked=ask.as_of,
            tickers=desk.tickers(ask),
        )
    )
