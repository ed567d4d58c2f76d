"""The table of shared strings."""

from __future__ import annotations

import io
from typing import Any

from lxml import etree

from headframe.audit.workbook_limits import LONGEST_TEXT, MOST_CELLS
from headframe.audit.workbook_xml import MAIN, SAFE, broken, refuse_doctype
from headframe.ground.errors import InputRefused

ITEM, TEXT, PHONETIC = f"{{{MAIN}}}si", f"{{{MAIN}}}t", f"{{{MAIN}}}rPh"


def shared_strings(data: bytes, part: str) -> tuple[str, ...]:
    """Return the shared strings by index, each cut to what a label can be long."""
    refuse_doctype(data, part)
    found: list[str] = []
    try:
        for _, element in etree.iterparse(io.BytesIO(data), tag=ITEM, **SAFE):
            if len(found) >= MOST_CELLS:
                raise InputRefused(f"more than {MOST_CELLS:,} texts", where=part, next="split the workbook")
            found.append(text_of(element))
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise broken(part, error) from error
    return tuple(found)


def text_of(element: Any) -> str:
    """Return the text of a string item or an inline string, its runs joined and reading aids left out."""
    only = element[0] if len(element) == 1 else None
    if only is not None and only.tag == TEXT:
        return (only.text or "")[:LONGEST_TEXT]
    runs = (t.text or "" for t in element.iter(TEXT) if t.getparent().tag != PHONETIC)
    return "".join(runs)[:LONGEST_TEXT]
