"""One picture of a company's page: drawn as SVG for every reader, or as its specification for a script to draw."""

from __future__ import annotations

import json
from typing import Any

from headframe.briefs.charts import svg_of
from headframe.ground.errors import NotEnoughData
from headframe.vocabulary.company import company as find_company
from headframe.web.ask import Ask
from headframe.web.content import JSON, SVG, Content
from headframe.web.desk import Desk
from headframe.web.pages.company_page import brief_of, drawings_in

COMPOSED = ("layer", "concat", "hconcat", "vconcat")


def content(desk: Desk, ask: Ask) -> Content:
    """Return a picture as SVG, or its Vega-Lite specification with its series as JSON."""
    ticker = find_company(ask.named("company")).ticker
    view = desk.view(ask)
    drawn = {one.section: one for one in drawings_in(view, brief_of(view, ticker))}
    found = drawn.get(ask.named("name"))
    if found is None or ask.named("form") not in ("svg", "json"):
        offered = ", ".join(drawn) or "none"
        raise NotEnoughData(f"there is no picture '{ask.named('name')[:40]}' of {ticker}", next=f"there are: {offered}")
    if ask.named("form") == "svg":
        return Content(svg_of(found.specification).encode(), SVG)
    return Content(json.dumps(with_tooltips(found.specification), ensure_ascii=False).encode(), JSON)


def with_tooltips(specification: dict[str, Any]) -> dict[str, Any]:
    """Return a specification whose marks say what they stand for under the pointer.

    Examples
    --------
    >>> with_tooltips({"mark": "bar"})["mark"]["tooltip"]
    {'content': 'data'}
    """
    told = dict(specification)
    if "mark" in told:
        mark = {"type": told["mark"]} if isinstance(told["mark"], str) else told["mark"]
        told["mark"] = {**mark, "tooltip": {"content": "data"}}
    for name in COMPOSED:
        if name in told:
            told[name] = [with_tooltips(part) for part in told[name]]
    return told
