"""A picture for a dark room: the same series, without the white sheet, in tones that stand out from the dark."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from headframe.briefs.palette import PRICE, RESTRICTED, UNSPLIT

INK, SOFT, LINE = "#ececec", "#b4b4b4", "#3d3d3d"
TONES: Mapping[str, str] = {
    PRICE: "#d6d6d6",
    RESTRICTED: "#4aa3df",
    UNSPLIT: "#8c8c8c",
    "#444": "#c4c4c4",
    "#eeeeee": "#3a3a3a",
    "black": INK,
}
"""Tones of day that the dark would swallow, and what stands for them; the others are seen on both."""
AXES = {"labelColor": SOFT, "titleColor": SOFT, "gridColor": LINE, "domainColor": SOFT, "tickColor": SOFT}
WORDS = {"labelColor": SOFT, "titleColor": SOFT}
CONFIG: Mapping[str, Mapping[str, Any]] = {
    "axis": AXES,
    "legend": WORDS,
    "header": WORDS,
    "title": {"color": INK, "subtitleColor": SOFT},
    "text": {"color": INK},
    "rule": {"color": SOFT},
}


def by_night(specification: dict[str, Any]) -> dict[str, Any]:
    """Return a Vega-Lite specification for a dark page: its ground is the page's own.

    Examples
    --------
    >>> by_night({"background": "white", "mark": {"type": "line", "color": "#333333"}})["mark"]["color"]
    '#d6d6d6'
    """
    told: dict[str, Any] = _toned(specification)
    given = told.get("config", {})
    merged = {name: {**values, **given.get(name, {})} for name, values in CONFIG.items()}
    return {**told, "background": None, "config": {**given, **merged}}


def _toned(part: Any) -> Any:
    if isinstance(part, dict):
        return {name: value if name in ("datasets", "values") else _toned(value) for name, value in part.items()}
    if isinstance(part, list):
        return [_toned(one) for one in part]
    return TONES.get(part, part) if isinstance(part, str) else part
