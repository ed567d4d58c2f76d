"""Bytes to a document: its text without superscripts and invisible marks, and its tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from headframe.reading.html_text import html_text, html_tree, is_html

ZERO_WIDTH = re.compile("[​‌‍⁠﻿­‎‏‪-‮]")
SUPERSCRIPTS = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾†‡]")


LONG_SPACE = re.compile(r" {40,}")
MANY_LINES = re.compile(r"\n{4,}")
LONG_RUN = re.compile(r"([^\s])\1{39,}+")
MOST_CHARACTERS = 2_000_000


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader sees of HTML or plain text; `tree` is the HTML's, None for plain text."""

    kind: str
    text: str
    tree: Any = None


def open_document(data: bytes) -> Document:
    """Return the document in `data`; any bytes give one, however poor."""
    if is_html(data) and (tree := html_tree(data)) is not None:
        return Document("html", clean(html_text(tree)), tree)
    return Document("text", clean(decoded(data)))


def decoded(data: bytes) -> str:
    """Return the text of `data`, by its mark, else as UTF-8, else as Windows Latin."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


OTHER_MINUS = str.maketrans(dict.fromkeys("‐‑⁻﹣－", "-"))
"""Hyphens and minus signs that a page may print for "-": a sign that is not seen turns a credit into a cost."""
OTHER_DIGITS = re.compile(r"(?![0-9])\d")
"""Digits of other scripts: no release in our languages prints them, and a look-alike must not pass for a number."""


def clean(text: str) -> str:
    """Return `text` with invisible marks and superscripts dropped and odd spaces made plain."""
    text = ZERO_WIDTH.sub("", text[:MOST_CHARACTERS]).translate(OTHER_MINUS)
    text = SUPERSCRIPTS.sub("", text)
    text = OTHER_DIGITS.sub("\ufffd", text)
    text = (
        text.replace("\xa0", " ")
        .replace(" ", " ")
        .replace("\u2009", " ")
        .replace("\t", " ")
        .replace("\r\n", "\n")
        .replace("\r", "\n")
    )
    text = re.sub(r" +\n", "\n", LONG_SPACE.sub("  ", text))
    text = MANY_LINES.sub("\n\n\n", text)
    return LONG_RUN.sub(lambda match: match[1] * 40, text)
