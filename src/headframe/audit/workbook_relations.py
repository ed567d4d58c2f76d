"""Which part points to which: relationship files and content types."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from headframe.audit.workbook_xml import CONTENT_TYPES, PACKAGE_RELATIONS, parsed, written

EMPTY = f'<Relationships xmlns="{PACKAGE_RELATIONS}"/>'.encode()


@dataclass(frozen=True, slots=True)
class Relation:
    """One pointer: its id, the last word of its type ("worksheet", "comments"), the part, and whether it leaves."""

    id: str
    kind: str
    target: str
    is_external: bool


def relations_part(part: str) -> str:
    """Return the name of the part that holds another's pointers.

    Examples
    --------
    >>> relations_part("xl/worksheets/sheet1.xml")
    'xl/worksheets/_rels/sheet1.xml.rels'
    """
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels".lstrip("/")


def relations_of(data: bytes, part: str) -> tuple[Relation, ...]:
    """Return the pointers of `part`, from the bytes of its relationship file."""
    return tuple(_relation(element, part) for element in parsed(data, relations_part(part)) if element.get("Id"))


def _relation(element: Any, part: str) -> Relation:
    target = element.get("Target") or ""
    external = element.get("TargetMode") == "External"
    if not external:
        folder = posixpath.dirname(part)
        target = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    return Relation(element.get("Id"), (element.get("Type") or "").rpartition("/")[2], target, external)


def with_relations(data: bytes, part: str, added: Mapping[str, tuple[str, str]]) -> tuple[bytes, dict[str, str]]:
    """Return a relationship file with more pointers, and the id each got.

    Parameters
    ----------
    data : bytes
        The file as it is; `EMPTY` where there is none.
    part : str
        Whose pointers they are.
    added : mapping
        Name → (type, target as written).
    """
    root = parsed(data, relations_part(part))
    taken = {element.get("Id") for element in root}
    ids = {}
    for name, (kind, target) in added.items():
        number = next(count for count in range(1, 1_000_000) if f"rIdHf{count}" not in taken)
        ids[name] = f"rIdHf{number}"
        taken.add(ids[name])
        etree.SubElement(root, f"{{{PACKAGE_RELATIONS}}}Relationship", Id=ids[name], Type=kind, Target=target)
    return written(root), ids


def with_content_types(data: bytes, defaults: Mapping[str, str], overrides: Mapping[str, str]) -> bytes:
    """Return the content types with more extensions and more parts."""
    root = parsed(data, "[Content_Types].xml")
    known = {(element.get("Extension") or "").lower() for element in root}
    for extension, kind in defaults.items():
        if extension not in known:
            root.insert(0, etree.Element(f"{{{CONTENT_TYPES}}}Default", Extension=extension, ContentType=kind))
    for part, kind in overrides.items():
        etree.SubElement(root, f"{{{CONTENT_TYPES}}}Override", PartName=f"/{part}", ContentType=kind)
    return written(root)
