"""The company page: the brief with a handle. Every section on one day, its verb in the corner."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote

from headframe.briefs.brief import Brief, write_brief
from headframe.briefs.brief_text import LEGEND
from headframe.briefs.pictures import Drawing, drawings_of
from headframe.record.view import View
from headframe.vocabulary.company import company as find_company
from headframe.web.addresses import with_query
from headframe.web.as_of_bar import as_of_bar
from headframe.web.ask import Ask
from headframe.web.content import Content, page
from headframe.web.desk import Desk
from headframe.web.questions import questions
from headframe.web.sections_html import ShownPicture, ShownSection, shown_section
from headframe.web.templates import html_of
from headframe.web.tiles import tiles_of


def content(desk: Desk, ask: Ask) -> Content:
    """Return a company's page."""
    ticker = find_company(ask.named("company")).ticker
    view = desk.view(ask)
    brief = brief_of(view, ticker)
    drawings = drawings_in(view, brief)
    sections = [
        _with_all_rows(
            shown_section(
                section, ask.as_of, [_picture(one, ticker, ask) for one in drawings if one.section == section.key]
            ),
            ticker,
            ask,
        )
        for section in brief.sections
    ]
    return page(
        html_of(
            "company.html.j2",
            title=f"{ticker} {brief.name}",
            brief=brief,
            made=brief.made_from,
            bar=as_of_bar(desk, ask, f"/c/{quote(ticker)}", [ticker]),
            tiles=tiles_of(brief, ask.as_of),
            sections=sections,
            legend=LEGEND,
            verbs=questions(),
            ticker=ticker,
            asked=ask.as_of,
            tickers=desk.tickers(ask),
        )
    )


def brief_of(view: View, ticker: str) -> Brief:
    """Return a company's brief, written once a view."""
    return view.once(("web brief", ticker), lambda: write_brief(view, ticker))


def drawings_in(view: View, brief: Brief) -> tuple[Drawing, ...]:
    """Return the pictures of a brief, specified once a view."""
    return view.once(("web drawings", brief.made_from.company), lambda: drawings_of(brief, view))


def _with_all_rows(section: ShownSection, ticker: str, ask: Ask) -> ShownSection:
    """Return a section whose rows can all be reached: where no verb shows them, the brief with every row does."""
    if section.more or not section.rows_left_out:
        return section
    return replace(section, more=f"{with_query(f'/c/{quote(ticker)}/brief', (('as_of', ask.as_of),))}#{section.key}")


def _picture(drawing: Drawing, ticker: str, ask: Ask) -> ShownPicture:
    stem = f"/c/{quote(ticker)}/chart/{drawing.section}"
    day = (("as_of", ask.as_of),)
    return ShownPicture(drawing.title, with_query(f"{stem}.svg", day), with_query(f"{stem}.json", day))
