"""A copy of a workbook with comments, colours and one more sheet. Every other part keeps its bytes."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from headframe.audit.workbook_book import Book, SheetPart
from headframe.audit.workbook_edit import has_legacy_drawing, plain_bytes, with_legacy_drawing, with_styles
from headframe.audit.workbook_fills import Fills
from headframe.audit.workbook_notes import EMPTY as NO_COMMENTS
from headframe.audit.workbook_notes import drawing, with_comments, with_shapes
from headframe.audit.workbook_package import TYPES
from headframe.audit.workbook_relations import EMPTY, relations_of, relations_part, with_content_types, with_relations
from headframe.audit.workbook_text import safe_text
from headframe.audit.workbook_xml import RELATIONS
from headframe.ground.errors import InputRefused

Place = tuple[int, int]
MIME = "application/vnd.openxmlformats-officedocument"
COMMENTS = f"{MIME}.spreadsheetml.comments+xml"
WORKSHEET = f"{MIME}.spreadsheetml.worksheet+xml"
VML = f"{MIME}.vmlDrawing"
INDEX = "Headframe check"


@dataclass(frozen=True, slots=True)
class Marks:
    """What one sheet gets: the words of comments and the colours of cells, by (row, column)."""

    notes: Mapping[Place, str] = field(default_factory=dict)
    colours: Mapping[Place, str] = field(default_factory=dict)


@dataclass(slots=True)
class Draft:
    """The parts that change or are new, and their content types."""

    book: Book
    parts: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)

    def read(self, part: str, default: bytes | None = None) -> bytes:
        """Return a part as it stands in the draft."""
        if part in self.parts:
            return self.parts[part]
        if default is not None and part not in self.book.package.parts:
            return default
        return self.book.package.read(part)

    def free(self, pattern: str) -> str:
        """Return the first name of the form "xl/comments{}.xml" that no part has."""
        taken = {name.lower() for name in (*self.book.package.parts, *self.parts)}
        return next(name for at in range(1, 100_000) if (name := pattern.format(at)).lower() not in taken)


def marked_copy(book: Book, marks: Mapping[str, Marks], index: Callable[[Fills], bytes]) -> bytes:
    """Return the workbook with marks on its sheets and an index sheet at the end.

    Parameters
    ----------
    book : Book
        The workbook.
    marks : mapping
        A sheet's part → its marks.
    index : function
        Makes the index sheet, given the styles to take formats from.
    """
    if book.styles_part not in book.package.parts:
        raise InputRefused(
            f"{book.package.name} holds no styles", where="xl/styles.xml", next="open and save the workbook again"
        )
    draft = Draft(book)
    fills = Fills(book.package.read(book.styles_part))
    for sheet in book.sheets:
        given = marks.get(sheet.part)
        if given and (given.notes or given.colours):
            _mark(draft, sheet, given, fills)
    _add_sheet(draft, index(fills))
    draft.parts[book.styles_part] = fills.written()
    draft.parts[TYPES] = with_content_types(book.package.read(TYPES), {"vml": VML}, draft.types)
    return book.package.with_parts(draft.parts)


def _mark(draft: Draft, sheet: SheetPart, marks: Marks, fills: Fills) -> None:
    data = plain_bytes(draft.read(sheet.part))
    styles = {place: partial(fills.coloured, colour=colour) for place, colour in marks.colours.items()}
    data = with_styles(data, styles)
    if marks.notes:
        data = _comment(draft, sheet, marks.notes, data)
    draft.parts[sheet.part] = data


def _comment(draft: Draft, sheet: SheetPart, notes: Mapping[Place, str], data: bytes) -> bytes:
    listed = relations_part(sheet.part)
    pointers = {to.kind: to.target for to in relations_of(draft.read(listed, EMPTY), sheet.part)}
    held = pointers.get("comments", "")
    comments, new, _ = with_comments(draft.read(held) if held else NO_COMMENTS, notes)
    part = held or draft.free("xl/comments{}.xml")
    draft.parts[part] = comments
    added: dict[str, tuple[str, str]] = {}
    if not held:
        draft.types[part] = COMMENTS
        added["comments"] = (f"{RELATIONS}/comments", _from(sheet.part, part))
    shapes = pointers.get("vmlDrawing", "") if has_legacy_drawing(data) else ""
    if shapes:
        draft.parts[shapes] = with_shapes(draft.read(shapes), new, notes)
    else:
        shapes = draft.free("xl/drawings/vmlDrawing{}.vml")
        draft.parts[shapes] = drawing(new, notes, idmap=_number(shapes))
        added["vml"] = (f"{RELATIONS}/vmlDrawing", _from(sheet.part, shapes))
    if added:
        draft.parts[listed], ids = with_relations(draft.read(listed, EMPTY), sheet.part, added)
        if "vml" in ids:
            data = with_legacy_drawing(data, ids["vml"])
    return data


def _from(part: str, target: str) -> str:
    return posixpath.relpath(target, posixpath.dirname(part))


def _number(part: str) -> int:
    found = re.search(r"(\d+)\.vml$", part)
    return int(found[1]) if found else 1


def _add_sheet(draft: Draft, content: bytes) -> None:
    """Add the index after the last sheet: names that belong to a sheet count sheets from the first."""
    book = draft.book
    part = draft.free("xl/worksheets/headframe{}.xml")
    draft.parts[part] = content
    draft.types[part] = WORKSHEET
    listed = relations_part(book.part)
    added = {"index": (f"{RELATIONS}/worksheet", _from(book.part, part))}
    draft.parts[listed], ids = with_relations(draft.read(listed), book.part, added)
    data = plain_bytes(draft.read(book.part))
    end = re.search(rb"</((?:[\w.-]+:)?)sheets\s*>", data)
    if end is None:
        raise InputRefused("the workbook lists no sheets", where=book.part, next="open and save the workbook again")
    number = 1 + max((int(found) for found in re.findall(rb"""\ssheetId\s*=\s*["'](\d+)["']""", data)), default=0)
    entry = (
        f'<{end[1].decode()}sheet xmlns:r="{RELATIONS}" name="{safe_text(index_name(book))}" '
        f'sheetId="{number}" r:id="{ids["index"]}"/>'
    )
    draft.parts[book.part] = data[: end.start()] + entry.encode() + data[end.start() :]


def index_name(book: Book) -> str:
    """Return the index sheet's name, with a number where the workbook already has such a sheet."""
    taken = {sheet.name.casefold() for sheet in book.sheets}
    names = (INDEX, *(f"{INDEX} {at}" for at in range(2, 1000)))
    return next(name for name in names if name.casefold() not in taken)
