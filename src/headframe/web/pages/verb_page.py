"""One verb about one company, all its rows: what the terminal prints, with every number a link."""

from __future__ import annotations

from urllib.parse import quote

from headframe.briefs.brief_text import LEGEND
from headframe.vocabulary.company import companies
from headframe.vocabulary.company import company as find_company
from headframe.web.addresses import OPTIONS_WITHOUT_VALUE, with_query
from headframe.web.as_of_bar import as_of_bar
from headframe.web.ask import Ask
from headframe.web.content import Content, page
from headframe.web.desk import Desk
from headframe.web.sections_html import numbered, shown_section
from headframe.web.templates import html_of
from headframe.web.verb_page import HINTS, VerbPage, option_fields
from headframe.web.verbs_table import VERB_PAGES, verb_page


def content(desk: Desk, ask: Ask) -> Content:
    """Return a verb's page."""
    verb, ticker = asked_verb(ask)
    told = verb.answer(desk.view(ask), ticker, ask)
    path = f"/c/{quote(ticker)}/{verb.name}" if ticker else f"/{verb.name}"
    heading = f"{ticker}: {verb.title.lower()}" if ticker else verb.title
    sections = numbered(shown_section(one, ask.as_of, whole=True) for one in verb.sections(told) if one is not None)
    return page(
        html_of(
            "verb.html.j2",
            title=heading,
            heading=heading,
            here=path,
            made=told.made_from,
            line=line_of(verb, ticker, ask),
            bar=as_of_bar(desk, ask, path, [ticker] if ticker else companies()),
            csv=with_query(f"{path}.csv", ask.query) if verb.csv else "",
            json=with_query(f"{path}.json", ask.query),
            options=option_fields(verb, ask),
            hints=HINTS,
            sections=sections,
            legend=LEGEND,
            ticker=ticker,
            asked=ask.as_of,
            tickers=desk.tickers(ask),
            verbs=[one for one in VERB_PAGES.values() if one.takes_company and one.name != "brief"],
            current=verb.name,
        )
    )


def asked_verb(ask: Ask) -> tuple[VerbPage, str]:
    """Return the verb that an address names, and the company; empty where it is about all of them."""
    path = dict(ask.path)
    verb = verb_page(path["verb"] if "verb" in path else ask.page.removesuffix("_data"))
    return verb, find_company(path["company"]).ticker if "company" in path else ""


def line_of(verb: VerbPage, ticker: str, ask: Ask) -> str:
    """Return what to type for the same answer."""
    flags = [f"--{name.replace('_', '-')}" for name, _ in ask.query]
    given = [
        flag if flag in OPTIONS_WITHOUT_VALUE else f"{flag} {value}"
        for flag, (_, value) in zip(flags, ask.query, strict=True)
    ]
    return " ".join(filter(None, ("headframe", verb.name, ticker, *given)))
