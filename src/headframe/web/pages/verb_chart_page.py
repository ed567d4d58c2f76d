"""One picture of a verb's page, from the answer that the page shows."""

from __future__ import annotations

from headframe.web.ask import Ask
from headframe.web.content import Content
from headframe.web.desk import Desk
from headframe.web.drawing import drawn, found_drawing
from headframe.web.verb_answer import asked_verb, drawings_of, told_of


def content(desk: Desk, ask: Ask) -> Content:
    """Return a picture as SVG, or its Vega-Lite specification with its series as JSON."""
    verb, ticker = asked_verb(ask)
    told = told_of(desk, verb, ticker, ask)
    found = found_drawing(drawings_of(verb, told, desk.view(ask)), ask.named("name"), f"{ticker} {verb.name}".strip())
    return drawn(found.specification, ask.named("form"), ask.value("tone"))
