"""One picture of a company's page."""

from __future__ import annotations

from headframe.vocabulary.company import company as find_company
from headframe.web.ask import Ask
from headframe.web.content import Content
from headframe.web.desk import Desk
from headframe.web.drawing import drawn, found_drawing
from headframe.web.pages.company_page import brief_of, drawings_in


def content(desk: Desk, ask: Ask) -> Content:
    """Return a picture as SVG, or its Vega-Lite specification with its series as JSON."""
    ticker = find_company(ask.named("company")).ticker
    view = desk.view(ask)
    found = found_drawing(drawings_in(view, brief_of(view, ticker)), ask.named("name"), ticker)
    return drawn(found.specification, ask.named("form"), ask.value("tone"))
