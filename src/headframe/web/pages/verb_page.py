"""One verb about one company, all its rows: what the terminal prints, with every number a link."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from headframe.briefs.brief_text import LEGEND
from headframe.briefs.pictures import Drawing
from headframe.ground.errors import NotEnoughData
from headframe.vocabulary.company import companies
from headframe.web.addresses import OPTIONS_WITHOUT_VALUE, with_query
from headframe.web.as_of_bar import as_of_bar
from headframe.web.ask import Ask
from headframe.web.below import Below
from headframe.web.content import Content, page
from headframe.web.desk import Desk
from headframe.web.questions import headed, questions
from headframe.web.sections_html import ShownPicture, numbered, shown_section
from headframe.web.templates import html_of
from headframe.web.verb_answer import asked_verb, drawings_of, told_of
from headframe.web.verb_page import HINTS, VerbPage, option_fields


def content(desk: Desk, ask: Ask) -> Content:
    """Return a verb's page; where too little is known for an answer, the same page says what is missing."""
    verb, ticker = asked_verb(ask)
    path = f"/c/{quote(ticker)}/{verb.name}" if ticker else f"/{verb.name}"
    try:
        told = told_of(desk, verb, ticker, ask)
    except NotEnoughData as problem:
        around = _around(desk, ask, verb, ticker, path)
        return page(html_of("verb.html.j2", csv="", json="", sections=[], problem=problem.to_json(), **around))
    drawings = drawings_of(verb, told, desk.view(ask))
    below = Below(ask.as_of, here=path)
    line = line_of(verb, ticker, ask, verb.needed(desk.view(ask)), with_day=False)
    sections = numbered(
        shown_section(
            replace(one, verb=line) if verb.explains else one,
            ask.as_of,
            _pictures(drawings, one.key, lambda name, form: with_query(f"{path}/chart/{name}.{form}", ask.query)),
            whole=True,
            address=below.address if verb.explains else None,
        )
        for one in verb.sections(told)
        if one is not None
    )
    return page(
        html_of(
            "verb.html.j2",
            made=told.made_from,
            csv=with_query(f"{path}.csv", ask.query) if verb.csv else "",
            json=with_query(f"{path}.json", ask.query),
            sections=sections,
            cards=below.cards(),
            **_around(desk, ask, verb, ticker, path),
        )
    )


def _around(desk: Desk, ask: Ask, verb: VerbPage, ticker: str, path: str) -> dict[str, Any]:
    """Return what stands around every answer: heading, line to type, day, options, menus."""
    heading = headed(ticker, verb.title) if ticker else verb.title
    needed = verb.needed(desk.view(ask))
    return {
        "title": heading,
        "heading": heading,
        "here": path,
        "line": line_of(verb, ticker, ask, needed),
        "bar": as_of_bar(desk, ask, path, [ticker] if ticker else companies()),
        "options": option_fields(verb, ask, needed),
        "hints": HINTS,
        "legend": LEGEND,
        "ticker": ticker,
        "asked": ask.as_of,
        "tickers": desk.tickers(ask),
        "verbs": questions(),
        "current": verb.name,
    }


def _pictures(drawings: tuple[Drawing, ...], key: str, address: Callable[[str, str], str]) -> list[ShownPicture]:
    return [
        ShownPicture(one.title, address(one.section, "svg"), address(one.section, "json"))
        for one in drawings
        if one.section == key
    ]


def line_of(verb: VerbPage, ticker: str, ask: Ask, needed: Mapping[str, str], *, with_day: bool = True) -> str:
    """Return what to type for the same answer; `needed` is what the command line cannot do without."""
    asked = {name for name, _ in ask.query}
    query = (*(pair for pair in (*verb.always, *needed.items()) if pair[0] not in asked), *ask.query)
    flags = [(f"--{name.replace('_', '-')}", value) for name, value in query if with_day or name != "as_of"]
    given = [flag if flag in OPTIONS_WITHOUT_VALUE else f"{flag} {shlex.quote(value)}" for flag, value in flags]
    return " ".join(filter(None, ("headframe", verb.typed, ticker, *given)))
