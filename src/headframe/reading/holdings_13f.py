"""Form 13F: the information table's rows, and the manager and quarter of its cover, from XML or a whole submission.

Pure: bytes in, rows out. The table's names are those of the SEC's schema (informationTable: nameOfIssuer, cusip,
shrsOrPrnAmt, putCall); its name spaces differ between filers and are not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from headframe.ground.errors import InputRefused

if TYPE_CHECKING:
    from lxml import etree

PIECE = re.compile(rb"<XML>\s*(.*?)\s*</XML>", re.DOTALL)
LARGEST = 200_000_000
COVER_DAY = re.compile(r"(\d\d)-(\d\d)-(\d{4})")
SHARES = "SH"


@dataclass(frozen=True, slots=True)
class HoldingRow:
    """One line of the information table. `shares` counts shares, or dollars of principal where `kind` is PRN.

    `put_call` is "Put" or "Call" for an option on the shares, empty for the shares themselves.
    """

    issuer: str
    title: str
    cusip: str
    shares: float
    kind: str
    put_call: str


@dataclass(frozen=True, slots=True)
class Holdings13F:
    """A filing's rows, its manager and quarter's last day where the cover is there, and whether it is an amendment."""

    manager: str | None
    quarter: date | None
    amendment: bool
    rows: tuple[HoldingRow, ...]


def read_13f(data: bytes, name: str) -> Holdings13F:
    """Return what a 13F says: an information table as XML, or a whole submission with its cover.

    Parameters
    ----------
    data : bytes
        The file.
    name : str
        Its name, for messages.

    Raises
    ------
    InputRefused
        For what is no XML, has no information table, or a line without a count.

    Examples
    --------
    >>> table = b'<informationTable><infoTable><nameOfIssuer>NORTHFIELD</nameOfIssuer><shrsOrPrnAmt>'
    >>> table += b'<sshPrnamt>5</sshPrnamt></shrsOrPrnAmt></infoTable></informationTable>'
    >>> read_13f(table, "made-up.xml").rows[0].shares
    5.0
    """
    if len(data) > LARGEST:
        raise InputRefused(f"{name} has {len(data):,} bytes: no 13F is that long", where=name)
    trees = [_tree(piece, name) for piece in PIECE.findall(data) or [data]]
    tables = [tree for tree in trees if _named(tree) == "informationTable"]
    if not tables:
        raise InputRefused(
            f"{name} has no information table", where=name, next="hand in the submission's .txt, or its infotable XML"
        )
    covers = [tree for tree in trees if _named(tree) == "edgarSubmission"]
    manager, quarter, amendment = _cover(covers[0]) if covers else (None, None, False)
    rows = tuple(_row(node, name) for table in tables for node in _children(table, "infoTable"))
    return Holdings13F(manager, quarter, amendment, rows)


def _tree(data: bytes, name: str) -> etree._Element:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data.strip(), parser)
    except etree.XMLSyntaxError as error:
        raise InputRefused(
            f"{name} is no XML", where=name, why=str(error)[:120], next="hand in the file as filed"
        ) from error


def _cover(cover: etree._Element) -> tuple[str | None, date | None, bool]:
    manager = next((_text(node, "name") for node in _below(cover, "filingManager")), "") or None
    told = next((node.text or "" for node in _below(cover, "periodOfReport")), "")
    match = COVER_DAY.fullmatch(told.strip())
    quarter = date(int(match[3]), int(match[1]), int(match[2])) if match else None
    amended = next((node.text or "" for node in _below(cover, "isAmendment")), "")
    return manager, quarter, amended.strip().lower() in ("true", "y", "1")


def _row(node: etree._Element, name: str) -> HoldingRow:
    count = _text(node, "sshPrnamt")
    try:
        shares = float(count)
    except ValueError as error:
        issuer = _text(node, "nameOfIssuer")
        raise InputRefused(f"{name}: {issuer or 'a line'} has no count ('{count[:20]}')", where=name) from error
    return HoldingRow(
        issuer=_text(node, "nameOfIssuer"),
        title=_text(node, "titleOfClass"),
        cusip=_text(node, "cusip"),
        shares=shares,
        kind=_text(node, "sshPrnamtType").upper() or SHARES,
        put_call=_text(node, "putCall"),
    )


def _named(node: etree._Element) -> str:
    return str(node.tag).rpartition("}")[2]


def _children(node: etree._Element, name: str) -> Iterator[etree._Element]:
    return (child for child in node if isinstance(child.tag, str) and _named(child) == name)


def _below(node: etree._Element, name: str) -> Iterator[etree._Element]:
    return (each for each in node.iter() if isinstance(each.tag, str) and _named(each) == name)


def _text(node: etree._Element, name: str) -> str:
    return next(((each.text or "").strip() for each in _below(node, name)), "")
