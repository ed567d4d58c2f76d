"""Bytes of an inline XBRL page to a tree, with nothing fetched, opened or expanded on the way."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml import etree

from headframe.ground.errors import InputRefused

MOST_BYTES = 40_000_000
"""The largest 10-K on file is under 20 MB; ten times the file is what a tree may take."""
NAMESPACE_WITHIN = 65_536
CLOSED_WITHIN = 4_096
MOST_TEXT_PARTS = 64
ZERO_WIDTH = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD])

Element = Any
"""An lxml element: the library has no types of its own."""


def is_ixbrl(data: bytes) -> bool:
    """Say whether the bytes open like an inline XBRL page: its namespace is declared near the top."""
    return b"/inlineXBRL" in data[:NAMESPACE_WITHIN]


def breaks_off(data: bytes) -> bool:
    """Say whether a page has no end: the mended tree then lacks what stood behind the break."""
    return b"</html" not in data[-CLOSED_WITHIN:].lower()


def parse_page(data: bytes) -> Element:
    """Return the root of an XHTML page; broken markup is mended, entities are left alone.

    Raises
    ------
    InputRefused
        Where the bytes are too many, declare entities, are not in an encoding that SEC accepts, or hold no markup.
    """
    if len(data) > MOST_BYTES:
        raise InputRefused(
            f"the page has {len(data):,} bytes",
            why=f"more than {MOST_BYTES:,} are not read, so that a file cannot fill the memory",
            next="hand over the filing's main document alone",
        )
    if b"<!ENTITY" in data:
        raise InputRefused(
            "the page declares its own entities",
            why="they can expand without end, and no filing needs them",
            next="hand over the page as EDGAR serves it",
        )
    root = _tree(data)
    if root is None:
        raise InputRefused("the page holds no markup", next="hand over the .htm file of the filing")
    return root


def _tree(data: bytes) -> Element | None:
    parser = etree.XMLParser(
        encoding=_encoding_of(data),
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        return etree.fromstring(data.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _encoding_of(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise InputRefused(
            "the page is in UTF-16", why="SEC accepts no such file, and entities could hide in it", next="save as UTF-8"
        )
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def text_of(element: Element, most_parts: int = MOST_TEXT_PARTS) -> str:
    """Return the words inside `element`: zero-width marks gone, each run of white space one space."""
    return clean("".join(islice(element.itertext(), most_parts)))


def clean(text: str) -> str:
    """Return `text` without zero-width marks, each run of white space made one space."""
    return " ".join(text.translate(ZERO_WIDTH).split())


def local_name(element: Element) -> str:
    """Return an element's name without its namespace; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def all_named(root: Element, name: str) -> Iterator[Element]:
    """Yield every element called `name` in any namespace, in the page's order."""
    yield from root.iter(f"{{*}}{name}")
