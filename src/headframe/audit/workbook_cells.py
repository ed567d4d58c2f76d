"""The cells of a sheet, row by row: what was typed, what a formula gave, and how it is shown."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterator
from enum import IntEnum
from functools import cache
from typing import Any, NamedTuple

from lxml import etree

from headframe.audit.workbook_limits import MOST_CELLS
from headframe.audit.workbook_strings import text_of
from headframe.audit.workbook_xml import MAIN, SAFE, broken, refuse_doctype
from headframe.ground.errors import InputRefused

ROW, VALUE, FORMULA, INLINE = (f"{{{MAIN}}}{name}" for name in ("row", "v", "f", "is"))
MERGED = f"{{{MAIN}}}mergeCell"
CONSTANT = re.compile(r"[\d\s.+\-*/()^%eE]+")
"""A formula that names no cell: a number typed with its arithmetic, "=161.6*1000"."""
REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")


class Held(IntEnum):
    """What a cell holds."""

    NUMBER = 0
    TEXT = 1
    COMPUTED = 2
    """A number that a formula gave."""


class Cell(NamedTuple):
    """One cell that is not empty. `text` is empty for numbers."""

    row: int
    column: int
    held: Held
    number: float
    text: str
    style: int

    @property
    def name(self) -> str:
        """Its address: B12."""
        return f"{letters_of(self.column)}{self.row}"


class Merge(NamedTuple):
    """A merged range, ends included."""

    top: int
    left: int
    bottom: int
    right: int


class SheetCells(NamedTuple):
    """The rows of a sheet from the top, each from the left, and its merged ranges."""

    rows: list[list[Cell]]
    merges: list[Merge]
    size: int


@cache
def column_of(letters: str) -> int:
    """Return a column's number, A being 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


@cache
def letters_of(column: int) -> str:
    """Return a column's letters.

    Examples
    --------
    >>> letters_of(28)
    'AB'
    """
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def read_cells(data: bytes, part: str, strings: tuple[str, ...], budget: int = MOST_CELLS) -> SheetCells:
    """Return the cells of a sheet.

    Parameters
    ----------
    data : bytes
        The sheet's part.
    part : str
        Its name, for messages.
    strings : tuple of str
        The workbook's shared strings.
    budget : int
        How many cells may be read: a workbook's sheets share `MOST_CELLS`.
    """
    refuse_doctype(data, part)
    rows: list[list[Cell]] = []
    merges: list[Merge] = []
    at = count = 0
    try:
        for _, element in etree.iterparse(io.BytesIO(data), tag=(ROW, MERGED), **SAFE):
            if element.tag == MERGED:
                merges += _merge(element.get("ref") or "")
            else:
                at = int(element.get("r") or at + 1)
                count += len(element)
                if count > budget:
                    raise InputRefused(
                        f"more than {MOST_CELLS:,} cells",
                        where=part,
                        why="that is a data dump, not a model",
                        next="check the sheets that hold the model's inputs on their own",
                    )
                if found := list(_cells(element, at, strings)):
                    rows.append(found)
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except (etree.XMLSyntaxError, ValueError) as error:
        raise broken(part, error) from error
    return SheetCells(rows, merges, count)


def _merge(reference: str) -> list[Merge]:
    ends = REFERENCE.findall(reference)
    if len(ends) != 2:
        return []
    (left, top), (right, bottom) = ends
    return [Merge(int(top), column_of(left), int(bottom), column_of(right))]


def _cells(row: Any, at: int, strings: tuple[str, ...]) -> Iterator[Cell]:
    column = 0
    for element in row:
        reference = element.get("r")
        column = column_of(reference.rstrip("0123456789")) if reference else column + 1
        if len(element):
            cell = _cell(element, at, column, strings)
            if cell is not None:
                yield cell


def _cell(element: Any, row: int, column: int, strings: tuple[str, ...]) -> Cell | None:
    kind = element.get("t", "n")
    value = formula = inline = None
    for child in element:
        if child.tag == VALUE:
            value = child.text
        elif child.tag == FORMULA:
            formula = child
        elif child.tag == INLINE:
            inline = child
    style = int(element.get("s") or 0)
    if kind == "inlineStr":
        return Cell(row, column, Held.TEXT, 0.0, text_of(inline), style) if inline is not None else None
    if value is None:
        return None
    if kind == "s":
        place = int(value)
        return Cell(row, column, Held.TEXT, 0.0, strings[place], style) if 0 <= place < len(strings) else None
    if kind == "str":
        return Cell(row, column, Held.TEXT, 0.0, value[:400], style)
    if kind != "n":
        return None
    number = float(value)
    if not math.isfinite(number):
        return None
    typed = formula is None or bool(formula.text and CONSTANT.fullmatch(formula.text))
    return Cell(row, column, Held.NUMBER if typed else Held.COMPUTED, number, "", style)
