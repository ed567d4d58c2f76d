"""XML of strangers: no entities, no network, no document types."""

from __future__ import annotations

from typing import Any

from lxml import etree

from headframe.ground.errors import InputRefused

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
SAFE = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}


def parsed(data: bytes, part: str) -> Any:
    """Return the root element of a part.

    Raises
    ------
    InputRefused
        Where it is no XML, or declares a document type: no spreadsheet program writes one.
    """
    refuse_doctype(data, part)
    try:
        return etree.fromstring(data, etree.XMLParser(**SAFE))
    except etree.XMLSyntaxError as error:
        raise broken(part, error) from error


def refuse_doctype(data: bytes, part: str) -> None:
    """Refuse a part that declares entities, in any encoding that XML is written in."""
    head = data[:4096].replace(b"\0", b"")
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise InputRefused(
            f"{part} declares a document type",
            where=part,
            why="no spreadsheet program writes one; it is how XML files attack their readers",
            next="save the workbook again from a spreadsheet program",
        )


def broken(part: str, error: object) -> InputRefused:
    """Return the refusal of a part that is no XML."""
    return InputRefused(
        f"{part} cannot be read", where=part, why=str(error)[:200], next="open and save the workbook, then try again"
    )


def written(root: Any) -> bytes:
    """Return an element as a whole UTF-8 document."""
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


def local(element: Any) -> str:
    """Return an element's name without its namespace; empty for comments and instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
