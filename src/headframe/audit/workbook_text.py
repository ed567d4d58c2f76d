"""Text of ours inside a workbook: nothing that XML forbids, nothing that a spreadsheet takes for more than text."""

from __future__ import annotations

import re
from html import escape

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe_text(text: str) -> str:
    """Return text for an XML part: control characters dropped, `_x0041_` kept from being decoded, marks escaped.

    Examples
    --------
    >>> safe_text("a<b & _x000D_")
    'a&lt;b &amp; _x005F_x000D_'
    """
    return escape(CODED.sub("_x005F_", FORBIDDEN.sub("", text)), quote=True)


def safe_cell(text: str) -> str:
    """Return text for a cell: what could run as a formula after a copy to CSV begins with an apostrophe."""
    return safe_text(f"'{text}" if text.startswith(STARTS_A_FORMULA) else text)
