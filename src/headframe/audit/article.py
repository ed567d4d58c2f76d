"""Bytes to an article: its text as a reader sees it, and where each character stands in the file.

Invisible marks are dropped, foreign digits made plain, tags left out; `places` leads every character back, so that a
claim can be pointed at in the file itself. Spans count characters of the file as Python reads text: line ends are one
character, a byte-order mark none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape

from headframe.ground.errors import InputRefused
from headframe.reading.document import SUPERSCRIPTS, ZERO_WIDTH, decoded
from headframe.reading.html_text import is_html

MOST_CHARACTERS = 400_000
"""Some 60,000 words: a book, and no article."""
LEAST_LETTERS = 6
BIDI = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f]")
INVISIBLE = re.compile(f"{ZERO_WIDTH.pattern}|{BIDI.pattern}|[\u00ad\u034f\u061c\u180e\u2060-\u2064\ufe00-\ufe0f]")
ODD_SPACE = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000\x0b\x0c]")
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "caption",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "section",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
CELLS = frozenset({"td", "th"})
UNREAD = frozenset(
    [
        "button",
        "footer",
        "form",
        "head",
        "iframe",
        "nav",
        "noscript",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
    ]
)
TAG_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)")
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{1,31});")
LONGEST_TAG = 20_000
PUBLISHED = re.compile(
    r"(?:article:published_time|datePublished|date\.issued|itemprop=\"datePublished\"|<time[^>]{0,80}datetime=)"
    r"[^0-9<>]{0,60}(20\d\d-\d\d-\d\d)"
)


@dataclass(frozen=True, slots=True)
class Article:
    """A text to audit.

    Parameters
    ----------
    text : str
        What a reader sees.
    places : tuple of int
        For each character of `text`, where it stands in the file.
    spoofed : tuple of int
        Places in `text` where marks that turn or hide characters were dropped, or digits of another script stood.
    published_on : date or None
        The day that the page's own data state.
    """

    text: str
    places: tuple[int, ...]
    kind: str
    spoofed: tuple[int, ...] = ()
    published_on: date | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return a stretch of `text` as a stretch of the file."""
        return self.places[start], self.places[end - 1] + 1


def open_article(data: bytes, where: str = "") -> Article:
    """Return the article in `data`.

    Raises
    ------
    InputRefused
        For a file that is empty, binary, no text, or longer than any article.
    """
    if not data.strip():
        raise InputRefused("the file is empty", where=where, next="give a text or an HTML page")
    if is_binary(data):
        raise InputRefused(
            "the file is no text", where=where, why="it holds bytes that no text has", next="give a text"
        )
    source = decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    if len(source) > 12 * MOST_CHARACTERS:
        raise _too_long(len(source), where)
    html = is_html(data)
    pieces = list(html_pieces(source)) if html else [(source, 0, False)]
    text, places, spoofed = _joined(pieces)
    if len(text) > MOST_CHARACTERS:
        raise _too_long(len(text), where)
    if sum(map(str.isalpha, text)) < LEAST_LETTERS:
        raise InputRefused("the file holds no words", where=where, next="give a text or an HTML page")
    return Article(text, places, "html" if html else "text", spoofed, _published(source) if html else None)


def is_binary(data: bytes) -> bool:
    """Say whether bytes are no text: control characters that no text has, or most of it undecodable."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return False
    head = data[:100_000]
    controls = sum(head.count(bytes([code])) for code in (*range(9), *range(14, 27)))
    return controls > len(head) / 200 or b"\x00" in head or head.startswith((b"%PDF", b"PK\x03\x04"))


def html_pieces(source: str) -> Iterator[tuple[str, int, bool]]:
    """Yield the visible text of HTML: a piece, its place, and whether it stands for something else (a tag, `&amp;`)."""
    at, length = 0, len(source)
    while at < length:
        tag = source.find("<", at)
        stop = tag if tag >= 0 else length
        yield from _unescaped(source, at, stop)
        if tag < 0:
            return
        at, piece = _after_tag(source, tag)
        if piece:
            yield piece, tag, True


def _after_tag(source: str, tag: int) -> tuple[int, str]:
    """Return where the text goes on after a tag, and what stands in the tag's place."""
    if source.startswith("<!--", tag):
        end = source.find("-->", tag + 4)
        return (end + 3 if end >= 0 else len(source)), ""
    name = TAG_NAME.match(source, tag)
    end = source.find(">", tag, tag + LONGEST_TAG)
    if end < 0 or (name is None and source[tag + 1 : tag + 2] not in ("!", "?", "/")):
        return tag + 1, "<"
    word = name[1].lower() if name else ""
    opens = source[tag + 1] != "/"
    if word in UNREAD and opens and source[end - 1] != "/":
        close = re.compile(f"</{word}\\s*>", re.IGNORECASE).search(source, end)
        return (close.end() if close else len(source)), "\n"
    if word in CELLS:
        return end + 1, "\t" if opens else ""
    return end + 1, "\n" if word in BLOCKS else ""


def _unescaped(source: str, start: int, stop: int) -> Iterator[tuple[str, int, bool]]:
    at = start
    for match in ENTITY.finditer(source, start, stop):
        if match.start() > at:
            yield source[at : match.start()], at, False
        yield unescape(match[0]), match.start(), True
        at = match.end()
    if at < stop:
        yield source[at:stop], at, False


def _joined(pieces: list[tuple[str, int, bool]]) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
    characters: list[str] = []
    places: list[int] = []
    spoofed: list[int] = []
    for piece, start, stands_for in pieces:
        plain = piece.isascii()
        for offset, character in enumerate(piece):
            shown = character if plain else _shown(character)
            if shown != character and (BIDI.match(character) or character.isdigit()):
                spoofed.append(len(characters))
            if not shown:
                spoofed += [len(characters)] * _inside_a_number(piece, offset)
                continue
            characters.append(shown)
            places.append(start if stands_for else start + offset)
    return "".join(characters), tuple(places), tuple(spoofed)


def _shown(character: str) -> str:
    """Return what a reader sees of one character, one character or none."""
    if INVISIBLE.match(character) or SUPERSCRIPTS.match(character):
        return ""
    if ODD_SPACE.match(character):
        return " "
    if character.isdecimal() and not character.isascii():
        return str(unicodedata.decimal(character))
    return {"，": ",", "．": ".", "＄": "$", "％": "%", "‚": ","}.get(character, character)


def _inside_a_number(piece: str, offset: int) -> bool:
    return piece[offset - 1 : offset].isdigit() and piece[offset + 1 : offset + 2].isdigit()


def _published(source: str) -> date | None:
    match = PUBLISHED.search(source[:200_000])
    try:
        return date.fromisoformat(match[1]) if match else None
    except ValueError:
        return None


def _too_long(length: int, where: str) -> InputRefused:
    return InputRefused(
        f"the text has {length:,} characters",
        where=where,
        why=f"an article has up to {MOST_CHARACTERS:,}, and more would not be read with care",
        next="cut it, and audit the parts",
    )
