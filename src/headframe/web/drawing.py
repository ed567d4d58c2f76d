"""A picture as a browser wants it: drawn as SVG, or its specification for a script to draw; by day or by night."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from headframe.briefs.charts import svg_of
from headframe.briefs.pictures import Drawing
from headframe.ground.errors import NotEnoughData, UsageProblem
from headframe.web.content import JSON, SVG, Content
from headframe.web.night import by_night

COMPOSED = ("layer", "concat", "hconcat", "vconcat")
FORMS = ("svg", "json")
MOST_KEPT = 128
"""Drawn pictures kept by a process, each some tens of kilobytes."""
DAY, NIGHT = "", "dark"


def drawn(specification: dict[str, Any], form: str, tone: str) -> Content:
    """Return a picture in a form and a tone.

    Raises
    ------
    UsageProblem
        For a form or a tone that is none.
    """
    if form not in FORMS or tone not in (DAY, NIGHT):
        raise UsageProblem("there is no such picture", where="address", next=".svg or .json, and tone=dark or none")
    told = by_night(specification) if tone == NIGHT else specification
    if form == "svg":
        return Content(_svg_of_text(json.dumps(told, ensure_ascii=False)), SVG)
    return Content(json.dumps(with_tooltips(told), ensure_ascii=False).encode(), JSON)


@lru_cache(maxsize=MOST_KEPT)
def _svg_of_text(specification: str) -> bytes:
    """Draw a specification: the same one is the same picture, at whatever position of the record it was asked for."""
    return svg_of(json.loads(specification)).encode()


def found_drawing(drawings: Iterable[Drawing], name: str, what: str) -> Drawing:
    """Return the picture of a name.

    Raises
    ------
    NotEnoughData
        Where there is none.
    """
    known = {one.section: one for one in drawings}
    if name not in known:
        offered = ", ".join(known) or "none"
        raise NotEnoughData(f"there is no picture '{name[:40]}' of {what}", next=f"there are: {offered}")
    return known[name]


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
