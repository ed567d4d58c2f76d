"""Colours: clones of the cell formats in use, each with a fill. The formats that were there keep their numbers."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from lxml import etree

from headframe.audit.workbook_limits import MOST_STYLES
from headframe.audit.workbook_xml import MAIN, local, parsed, written
from headframe.ground.errors import InputRefused

WRAPPED = {"wrapText": "1", "horizontal": "left", "indent": "1"}


class Fills:
    """The styles of a workbook, to which coloured clones are added on demand.

    Parameters
    ----------
    styles : bytes
        The part xl/styles.xml.
    """

    def __init__(self, styles: bytes) -> None:
        self._root = parsed(styles, "xl/styles.xml")
        self._fills = self._group("fills")
        self._formats = self._group("cellXfs")
        self._fonts = self._group("fonts")
        self._fill_of: dict[str, int] = {}
        self._made: dict[tuple[int, str], int] = {}
        self._plain: dict[tuple[str, bool, bool], int] = {}

    def coloured(self, style: int, colour: str) -> int:
        """Return the number of a format that looks like `style` with a fill of `colour` (RRGGBB)."""
        key = (style, colour)
        if key not in self._made:
            source = self._formats[style] if style < len(self._formats) else self._formats[0]
            clone = deepcopy(source)
            clone.set("fillId", str(self._fill(colour)))
            clone.set("applyFill", "1")
            self._made[key] = self._add(clone)
        return self._made[key]

    def words(self, colour: str = "", *, bold: bool = False, wraps: bool = False) -> int:
        """Return the number of a format for a cell of the index sheet; numbers show as they are."""
        key = (colour, bold, wraps)
        if key not in self._plain:
            made = etree.Element(f"{{{MAIN}}}xf", numFmtId="0", fontId="0", fillId="0", borderId="0", xfId="0")
            if bold:
                made.set("fontId", str(self._bold()))
                made.set("applyFont", "1")
            if colour:
                made.set("fillId", str(self._fill(colour)))
                made.set("applyFill", "1")
            made.set("applyAlignment", "1")
            etree.SubElement(made, f"{{{MAIN}}}alignment", vertical="top", **WRAPPED if wraps else {})
            self._plain[key] = self._add(made)
        return self._plain[key]

    def written(self) -> bytes:
        """Return the part with everything that was asked for."""
        for group in (self._fills, self._formats, self._fonts):
            group.set("count", str(len(group)))
        return written(self._root)

    def _group(self, name: str) -> Any:
        found = next((group for group in self._root if local(group) == name), None)
        if found is None or not len(found):
            raise InputRefused(
                f"the workbook's styles hold no {name}", where="xl/styles.xml", next="open and save the workbook again"
            )
        return found

    def _add(self, made: Any) -> int:
        if len(self._formats) >= MOST_STYLES:
            raise InputRefused(
                f"the workbook holds {len(self._formats):,} cell formats",
                why="Excel holds no more",
                where="styles",
                next="copy the sheets into a new workbook, which leaves unused formats behind",
            )
        self._formats.append(made)
        return len(self._formats) - 1

    def _fill(self, colour: str) -> int:
        if colour not in self._fill_of:
            fill = etree.SubElement(self._fills, f"{{{MAIN}}}fill")
            pattern = etree.SubElement(fill, f"{{{MAIN}}}patternFill", patternType="solid")
            etree.SubElement(pattern, f"{{{MAIN}}}fgColor", rgb=f"FF{colour}")
            etree.SubElement(pattern, f"{{{MAIN}}}bgColor", indexed="64")
            self._fill_of[colour] = len(self._fills) - 1
        return self._fill_of[colour]

    def _bold(self) -> int:
        clone = deepcopy(self._fonts[0])
        for mark in [element for element in clone if local(element) == "b"]:
            clone.remove(mark)
        clone.insert(0, etree.Element(f"{{{MAIN}}}b"))
        self._fonts.append(clone)
        return len(self._fonts) - 1
