"""Comments of cells: the part with their words, and the drawing without which Excel shows none."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from lxml import etree

from headframe.audit.workbook_cells import REFERENCE, column_of, letters_of
from headframe.audit.workbook_text import safe_text
from headframe.audit.workbook_xml import MAIN, local, parsed, written

AUTHOR = "Headframe"
Place = tuple[int, int]
EMPTY = f'<comments xmlns="{MAIN}"><authors/><commentList/></comments>'.encode()
NAMES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
"""Declared on every shape: a drawing that was there may bind these prefixes to nothing, or not at its root."""
KIND = (
    f'<v:shapetype {NAMES} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
HEAD = f'<xml {NAMES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{{idmap}}"/></o:shapelayout>{KIND}'
SHAPE = (
    '<v:shape {names} id="_x0000_s{id}" type="#_x0000_t202" fillcolor="#ffffe1" '
    'style="position:absolute;visibility:hidden;width:270pt;height:{points}pt" o:insetmode="auto">'
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div>'
    "</v:textbox>"
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
THREADED = "tc="
"""How Excel marks the stand-in of a threaded comment: its words are written by Excel, so ours would be lost."""


def with_comments(part: bytes, notes: Mapping[Place, str]) -> tuple[bytes, list[Place], list[Place]]:
    """Return a comments part with more comments, the cells that got a new one, and the cells left alone.

    A cell that has a comment keeps it, and ours follows in the same box. A threaded comment is left alone.
    """
    root = parsed(part, "comments")
    authors, listed = (next(group for group in root if local(group) == name) for name in ("authors", "commentList"))
    names = [author.text or "" for author in authors]
    held = {_place(comment.get("ref") or ""): comment for comment in listed}
    author = len(names)
    etree.SubElement(authors, f"{{{MAIN}}}author").text = AUTHOR
    new: list[Place] = []
    left: list[Place] = []
    for place in sorted(notes):
        there = held.get(place)
        if there is None:
            listed.append(_comment(place, notes[place], author))
            new.append(place)
        elif _author(there, names).startswith(THREADED):
            left.append(place)
        else:
            _follow(there, notes[place])
    return written(root), new, left


def _place(reference: str) -> Place:
    match = REFERENCE.fullmatch(reference)
    return (int(match[2]), column_of(match[1])) if match else (0, 0)


def _author(comment: Any, names: Sequence[str]) -> str:
    number = comment.get("authorId") or "0"
    return names[int(number)] if number.isdecimal() and int(number) < len(names) else ""


def _comment(place: Place, words: str, author: int) -> Any:
    row, column = place
    made = etree.Element(f"{{{MAIN}}}comment", ref=f"{letters_of(column)}{row}", authorId=str(author))
    _run(etree.SubElement(made, f"{{{MAIN}}}text"), words)
    return made


def _follow(comment: Any, words: str) -> None:
    text = next(group for group in comment if local(group) == "text")
    plain = next((child for child in text if local(child) == "t"), None)
    if plain is not None:
        run = etree.Element(f"{{{MAIN}}}r")
        text.replace(plain, run)
        run.append(plain)
    _run(text, f"\n\n{words}")


def _run(text: Any, words: str) -> None:
    run = etree.SubElement(text, f"{{{MAIN}}}r")
    look = etree.SubElement(run, f"{{{MAIN}}}rPr")
    etree.SubElement(look, f"{{{MAIN}}}sz", val="9")
    etree.SubElement(look, f"{{{MAIN}}}rFont", val="Tahoma")
    shown = etree.fromstring(f'<t xmlns="{MAIN}" xml:space="preserve">{safe_text(words)}</t>')
    run.append(shown)


def drawing(places: Sequence[Place], notes: Mapping[Place, str], *, idmap: int) -> bytes:
    """Return a drawing with one box for each new comment."""
    boxes = shapes(places, notes, first=idmap * 1024 + 1)
    return (HEAD.format(idmap=idmap) + boxes + "</xml>").encode()


def with_shapes(part: bytes, places: Sequence[Place], notes: Mapping[Place, str]) -> bytes:
    """Return a drawing that was there with more boxes, by an edit of its bytes: it need not be well-formed XML."""
    ids = [int(number) for number in re.findall(rb"_x0000_s(\d{1,9})", part)]
    end = part.rfind(b"</xml>")
    place = end if end >= 0 else len(part)
    kind = b"" if b"_x0000_t202" in part else KIND.encode()
    return part[:place] + kind + shapes(places, notes, first=max(ids, default=1024) + 1).encode() + part[place:]


def shapes(places: Sequence[Place], notes: Mapping[Place, str], *, first: int) -> str:
    """Return the boxes of comments, each beside its cell and high enough for its lines."""
    made = []
    for number, (row, column) in enumerate(places, first):
        lines = sum(1 + len(line) // 58 for line in notes[row, column].splitlines())
        anchor = f"{column}, 15, {max(row - 2, 0)}, 10, {column + 5}, 15, {row + lines}, 4"
        made.append(
            SHAPE.format(names=NAMES, id=number, points=14 * lines + 8, anchor=anchor, row=row - 1, column=column - 1)
        )
    return "".join(made)
