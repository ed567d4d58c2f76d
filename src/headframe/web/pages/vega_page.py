"""The drawing library for pictures that answer to the pointer: made by the installed vl-convert, nothing fetched."""

from __future__ import annotations

from headframe.web.ask import Ask
from headframe.web.content import SCRIPT, Content
from headframe.web.desk import Desk

GLOBALS = "window.vegaEmbed = vegaEmbed;"


def content(desk: Desk, ask: Ask) -> Content:
    """Return Vega, Vega-Lite and Vega-Embed as one script."""
    import vl_convert

    return Content(vl_convert.javascript_bundle(GLOBALS).encode(), SCRIPT)
