"""A page's tables as rows of cells that know their columns: what a tag does not say is read from these."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from headframe.reading.ixbrl_document import Element, all_named, local_name, text_of

MOST_TABLES = 2_000
MOST_ROWS = 400
MOST_CELLS = 200
WIDEST_SPAN = 60
NUMBER = re.compile(r"\(?-?\$?\s?[\d,]*\.?\d+\s?\)?%?|[-—–]")
DASH = re.compile(r"[-—–]")
FOOTNOTE = re.compile(r"\s*\((?:\d{1,2}|[a-z])\)(?=\s|$|\()", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's words and the columns it covers, `start` to `end` (not included)."""

    text: str
    start: int
    end: int

    @property
    def is_number(self) -> bool:
        """Whether the cell prints a number or a dash, and no year."""
        return NUMBER.fullmatch(self.text) is not None and not re.fullmatch(r"(19|20)\d\d", self.text)

    @property
    def is_dash(self) -> bool:
        """Whether the cell prints a dash alone."""
        return DASH.fullmatch(self.text) is not None


@dataclass(frozen=True, slots=True)
class Row:
    """A row's cells that hold anything, from left to right."""

    cells: tuple[Cell, ...]
    place: str

    @property
    def label(self) -> str:
        """The words of the first column, without footnote marks; empty where the first column is."""
        first = self.cells[0]
        return FOOTNOTE.sub("", first.text).strip() if first.start == 0 else ""

    @property
    def numbers(self) -> tuple[Cell, ...]:
        """The cells that print numbers."""
        return tuple(cell for cell in self.cells[1 if self.label else 0 :] if cell.is_number)

    @property
    def text(self) -> str:
        """The row's words, cell after cell."""
        return " ".join(cell.text for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its rows, and all its words for a first look."""

    rows: tuple[Row, ...]
    text: str


def grids(root: Element) -> Iterator[Grid]:
    """Yield the page's tables. Superscripts are taken out of the tree first: they are footnotes, not digits."""
    etree.strip_elements(root, "{*}sup", with_tail=False)
    for number, table in enumerate(islice(all_named(root, "table"), MOST_TABLES), 1):
        rows = [_row(row, f"table {number} row {place}") for place, row in _rows(table)]
        kept = tuple(row for row in rows if row.cells)
        if kept:
            yield Grid(kept, " ".join(row.text for row in kept))


def _rows(table: Element) -> Iterator[tuple[int, Element]]:
    yield from enumerate(islice(all_named(table, "tr"), MOST_ROWS), 1)


def _row(row: Element, place: str) -> Row:
    cells: list[Cell] = []
    column = 0
    for element in islice(row, MOST_CELLS):
        if local_name(element) not in ("td", "th"):
            continue
        span = _span(element.get("colspan", ""))
        text = text_of(element)
        if text in (")", "%", ")%") and cells:
            cells[-1] = Cell(cells[-1].text + text.removesuffix("%"), cells[-1].start, column + span)
        elif text and text != "$":
            cells.append(Cell(text, column, column + span))
        column += span
    return Row(tuple(cells), place)


def _span(text: str) -> int:
    return min(max(int(text), 1), WIDEST_SPAN) if re.fullmatch(r"[0-9]{1,3}", text) else 1
