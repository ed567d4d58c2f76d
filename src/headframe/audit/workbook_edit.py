"""Edits of a sheet's own bytes: the style of some cells, and one pointer to its comments. Nothing else moves.

The sheet is not parsed and written again: values, formulas, spaces and the order of everything stay as they were.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from headframe.audit.workbook_cells import column_of
from headframe.audit.workbook_xml import RELATIONS, parsed, written
from headframe.ground.errors import InputRefused

OPENING = re.compile(rb"<((?:[\w.-]+:)?(?:row|c))((?:\s[^<>]*?)?)(/?)>")
REFERENCE = re.compile(rb"""\sr\s*=\s*["']([A-Z]*)(\d+)["']""")
STYLE = re.compile(rb"""\ss\s*=\s*["'](\d+)["']""")
TAG = re.compile(rb"""<(/?)((?:[\w.-]+:)?[\w.-]+)((?:[^<>"']|"[^"]*"|'[^']*')*?)(/?)>""")
AFTER_COMMENTS = frozenset(
    b"legacyDrawingHF drawingHF picture oleObjects controls webPublishItems tableParts extLst".split()
)
"""What may follow the pointer to the comments: a sheet's parts have a fixed order."""
END_OF_CELLS = re.compile(rb"</(?:[\w.-]+:)?sheetData\s*>|<(?:[\w.-]+:)?sheetData\s*/>")
LEGACY = re.compile(rb"<(?:[\w.-]+:)?legacyDrawing\s")
Place = tuple[int, int]


def plain_bytes(sheet: bytes) -> bytes:
    """Return a sheet that byte edits can find their way in: UTF-8, without comments and character sections."""
    head = sheet[:200]
    is_utf8 = b"\0" not in head and (b"encoding" not in head or re.search(rb"""encoding=["'](?i:utf-8)["']""", head))
    if is_utf8 and b"<!--" not in sheet and b"<![CDATA[" not in sheet:
        return sheet
    root = parsed(sheet, "a sheet")
    for comment in list(root.iter(None)):
        if not isinstance(comment.tag, str) and comment.getparent() is not None and not (comment.tail or "").strip():
            comment.getparent().remove(comment)
    return written(root)


def with_styles(sheet: bytes, styles: Mapping[Place, Callable[[int], int]]) -> bytes:
    """Return a sheet in which some cells wear another style.

    Parameters
    ----------
    sheet : bytes
        The sheet's part, as `plain_bytes` leaves it.
    styles : mapping
        (row, column) → a function from the style's index to the new one.

    Examples
    --------
    >>> with_styles(b'<sheetData><row r="1"><c r="B1" s="3"/></row></sheetData>', {(1, 2): lambda style: style + 10})
    b'<sheetData><row r="1"><c r="B1" s="13"/></row></sheetData>'
    """
    row = column = 0

    def edited(match: re.Match[bytes]) -> bytes:
        nonlocal row, column
        name, attributes, closing = match[1], match[2], match[3]
        reference = REFERENCE.search(attributes)
        if name.endswith(b"row"):
            row, column = int(reference[2]) if reference else row + 1, 0
            return match[0]
        column = column_of(reference[1].decode()) if reference else column + 1
        change = styles.get((row, column))
        if change is None:
            return match[0]
        old = STYLE.search(attributes)
        new = change(int(old[1]) if old else 0)
        kept = STYLE.sub(f' s="{new}"'.encode(), attributes) if old else attributes + f' s="{new}"'.encode()
        return b"<" + name + kept + closing + b">"

    end = _end_of_cells(sheet)
    return OPENING.sub(edited, sheet[:end]) + sheet[end:]


def has_legacy_drawing(sheet: bytes) -> bool:
    """Say whether a sheet already points to comments' shapes."""
    return bool(LEGACY.search(sheet))


def with_legacy_drawing(sheet: bytes, relation: str) -> bytes:
    """Return a sheet that points to its comments' shapes by a relation's id, at the place the schema asks for.

    Examples
    --------
    >>> with_legacy_drawing(b'<worksheet><sheetData/><tableParts/></worksheet>', "rId9").split(b"<")[3][:13]
    b'legacyDrawing'
    """
    place, prefix = _place(sheet, _end_of_cells(sheet))
    pointer = f'<{prefix}legacyDrawing xmlns:r="{RELATIONS}" r:id="{relation}"/>'.encode()
    return sheet[:place] + pointer + sheet[place:]


def _end_of_cells(sheet: bytes) -> int:
    """Return where a sheet's rows end, just behind the closing tag."""
    ends = list(END_OF_CELLS.finditer(sheet))
    if not ends:
        raise InputRefused(
            "a sheet holds no table of cells", where="sheetData", next="open and save the workbook again"
        )
    return ends[-1].end()


def _place(sheet: bytes, start: int) -> tuple[int, str]:
    """Return where the pointer belongs behind the rows, and the prefix that the sheet gives its own names."""
    depth = 0
    for match in TAG.finditer(sheet, start):
        prefix, _, name = match[2].rpartition(b":")
        shown = f"{prefix.decode()}:" if prefix else ""
        if match[1]:
            depth -= 1
            if depth < 0:
                return match.start(), shown
        elif depth == 0 and name in AFTER_COMMENTS:
            return match.start(), shown
        elif not match[4]:
            depth += 1
    raise InputRefused("a sheet has no end", where="worksheet", next="open and save the workbook again")
