"""HTML to text: superscripts and hidden words dropped, tables written as piped rows with their split cells joined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

Element = Any
"""An lxml element: the library has no types of its own."""
DROPPED = frozenset(
    {"script", "style", "head", "sup", "noscript", "template", "svg", "object", "iframe", "header", "button", "select"}
)
BLOCKS = frozenset(
    [
        "p",
        "div",
        "br",
        "li",
        "tr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "section",
        "article",
        "ul",
        "ol",
        "table",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "hr",
        "pre",
        "center",
        "body",
        "caption",
    ]
)
RAISED = re.compile(
    r"vertical-align\s*:\s*(?:super|text-top)|display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE
)
FONT_SIZE = re.compile(r"font-size\s*:\s*(?P<size>\d{1,3}(?:\.\d{1,3})?)\s*(?P<unit>pt|px|em|%)", re.IGNORECASE)
SMALLEST = {"pt": 6.6, "px": 8.8, "em": 0.71, "%": 71.0}
"""Type below these sizes is a footnote mark where it holds only digits."""
MARK_ONLY = re.compile(r"\s*\(?\d{1,2}\)?(?:\s*,\s*\d{1,2})*\s*|\s*[*†‡]\s*")
LOOKS_LIKE_HTML = re.compile(
    rb"<\s*(?:!doctype\s+html|html|head|body|table|div|p|span|article|section|h[1-6]|ul|br|tr|b|strong)\b",
    re.IGNORECASE,
)
SNIFFED = 4096
MOST_DEPTH = 180
MOST_SPAN = 60


def is_html(data: bytes) -> bool:
    """Say whether the bytes open like HTML."""
    return bool(LOOKS_LIKE_HTML.search(data[:SNIFFED]))


def html_tree(data: bytes) -> Element | None:
    """Return the document's root, mended where it is broken; nothing is fetched and no entity is expanded."""
    from lxml import etree

    parser = etree.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, recover=True, huge_tree=False, encoding=_encoding(data)
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, AssertionError):
        return None


def _encoding(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def html_text(root: Element) -> str:
    """Return the text of a tree, one block a line, each table row as "label | cell | cell"."""
    pieces: list[str] = []
    _write(root, pieces, 0)
    text = "".join(pieces)
    text = re.sub(r"[^\S\n]+", " ", text)
    return re.sub(r" ?\n[ \n]*", "\n", text).strip()


def _write(element: Element, pieces: list[str], depth: int) -> None:
    name = _name(element)
    if not name or depth > MOST_DEPTH or _is_dropped(element, name):
        return
    if name == "table" and not _holds_table(element):
        pieces.append("\n")
        pieces.extend(f"{row}\n" for row in table_rows(element))
        return
    block = name in BLOCKS
    if block:
        pieces.append("\n• " if name == "li" else "\n")
    if element.text:
        pieces.append(_one_line(element.text))
    for child in element:
        _write(child, pieces, depth + 1)
        if child.tail:
            pieces.append(_one_line(child.tail))
    if block:
        pieces.append("\n")
    elif name in {"td", "th"}:
        pieces.append(" ")


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _name(element: Element) -> str:
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    return _plain_name(tag)


@lru_cache(maxsize=512)
def _plain_name(tag: str) -> str:
    return tag.rpartition("}")[2].rpartition(":")[2].lower()


@lru_cache(maxsize=4096)
def _mark_of_style(style: str) -> str:
    """Return "raised" for a style that hides or lifts its text, "small" for one smaller than any text, or nothing."""
    if RAISED.search(style):
        return "raised"
    size = FONT_SIZE.search(style)
    return "small" if size and float(size["size"]) < SMALLEST[size["unit"].lower()] else ""


def _is_dropped(element: Element, name: str) -> bool:
    if name in DROPPED:
        return True
    style = element.get("style")
    mark = _mark_of_style(style) if style else ""
    return mark == "raised" or bool(mark and MARK_ONLY.fullmatch("".join(element.itertext())))


def _holds_table(table: Element) -> bool:
    return any(_name(child) == "table" for child in table.iterdescendants() if isinstance(child.tag, str))


def table_rows(table: Element) -> Iterator[str]:
    """Yield a table's rows as text, blank columns and rows left out, colspans of headers kept as one cell."""
    from headframe.reading.text_tables import joined_cells

    for row in table.iterdescendants():
        if _name(row) != "tr":
            continue
        cells = [cell_text(cell) for cell in row if _name(cell) in {"td", "th"}]
        filled = [cell.replace("|", "/") for cell in cells if cell]
        if not filled:
            continue
        label, rest = filled[0], joined_cells(filled[1:])
        if re.fullmatch(r"[$(\d.,%)\s-]+", label):
            label, rest = "", joined_cells(filled)
        yield " | ".join([label, *rest]) if rest else label


def cell_text(cell: Element) -> str:
    """Return a cell's words without footnote marks, on one line."""
    pieces: list[str] = []
    _cell(cell, pieces, 0)
    return re.sub(r"\s+", " ", "".join(pieces)).strip()


def _cell(element: Element, pieces: list[str], depth: int) -> None:
    name = _name(element)
    if not name or depth > MOST_DEPTH or (depth and _is_dropped(element, name)):
        return
    if element.text:
        pieces.append(element.text)
    for child in element:
        _cell(child, pieces, depth + 1)
        if child.tail:
            pieces.append(child.tail)
    if name in BLOCKS:
        pieces.append(" ")
