"""A workbook's sheets: names, parts, and what must be told about the file."""

from __future__ import annotations

from dataclasses import dataclass

from headframe.audit.workbook_formats import Shown, formats_of
from headframe.audit.workbook_limits import MOST_SHEETS
from headframe.audit.workbook_package import Package
from headframe.audit.workbook_relations import EMPTY, Relation, relations_of, relations_part
from headframe.audit.workbook_strings import shared_strings
from headframe.audit.workbook_xml import RELATIONS, STRICT, local, parsed
from headframe.ground.errors import InputRefused


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One worksheet: its name, the part that holds it, and whether a reader sees it."""

    name: str
    part: str
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Book:
    """What the cells of a workbook refer to: sheets, shared strings, number formats, the day that dates count from."""

    package: Package
    part: str
    sheets: tuple[SheetPart, ...]
    strings: tuple[str, ...]
    formats: tuple[Shown, ...]
    is_1904: bool
    styles_part: str
    notes: tuple[str, ...]


def opened_book(data: bytes, name: str) -> Book:
    """Return a workbook with its shared parts read; sheets are read one by one.

    Raises
    ------
    InputRefused
        Where the file is no plain .xlsx, or its parts cannot be read.
    """
    package = Package.opened(data, name)
    part = next((to.target for to in _pointers(package, "") if to.kind == "officeDocument"), "xl/workbook.xml")
    content = package.read(part)
    if STRICT in content[:4096]:
        raise InputRefused(
            f"{name} is a Strict Open XML workbook", where=name, next="save it as Excel Workbook (.xlsx), not Strict"
        )
    pointers = {to.id: to for to in _pointers(package, part)}
    by_kind = {to.kind: to.target for to in pointers.values() if not to.is_external}
    styles = by_kind.get("styles", "")
    strings = by_kind.get("sharedStrings", "")
    root = parsed(content, part)
    listed = [element for group in root if local(group) == "sheets" for element in group]
    if len(listed) > MOST_SHEETS:
        raise InputRefused(f"{name} holds {len(listed):,} sheets", where=name, next="split it")
    sheets = tuple(
        SheetPart(element.get("name") or "", to.target, element.get("state", "visible") != "visible")
        for element in listed
        if (to := pointers.get(element.get(f"{{{RELATIONS}}}id") or "")) and to.kind == "worksheet"
    )
    return Book(
        package=package,
        part=part,
        sheets=sheets,
        strings=shared_strings(package.read(strings), strings) if strings in package.parts else (),
        formats=formats_of(package.read(styles) if styles in package.parts else None),
        is_1904=any(local(e) == "workbookPr" and e.get("date1904") in ("1", "true") for e in root),
        styles_part=styles,
        notes=_notes(package, sheets),
    )


def _pointers(package: Package, part: str) -> tuple[Relation, ...]:
    listed = relations_part(part) if part else "_rels/.rels"
    return relations_of(package.read(listed) if listed in package.parts else EMPTY, part)


def _notes(package: Package, sheets: tuple[SheetPart, ...]) -> tuple[str, ...]:
    links = sum(part.startswith("xl/externalLinks/externalLink") for part in package.parts)
    hidden = [sheet.name for sheet in sheets if sheet.is_hidden]
    signed = any(part.startswith("_xmlsignatures/") for part in package.parts)
    said = []
    if links:
        said.append(f"{links} link(s) to other workbooks: left as they are, never followed")
    if hidden:
        said.append(f"hidden sheets were read too: {', '.join(hidden[:5])}")
    if signed:
        said.append("the workbook is signed: the copy's signature no longer holds")
    return tuple(said)
