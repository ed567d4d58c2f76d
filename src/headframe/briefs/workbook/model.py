"""A workbook before it is written: sheets of cells, each a text, a number or a formula, and what they compute to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from headframe.briefs.workbook.expression import Expr, Key, Operand, lift
from headframe.briefs.workbook.functions import Value
from headframe.briefs.workbook.references import Along, Block, Cell
from headframe.vocabulary.figure import Figure

LABEL, UNIT, NOTE, OPENING = 0, 1, 2, 3
"""Columns of a sheet by month: what a line is, its unit, its words, its balance at the opening; the months follow."""


AFTER_MONTHS = ("Parts", "Checks", "Sources", "Curves")
"""Sheets whose cells look at all months at once, or at none."""


class Kind(StrEnum):
    """What a cell is, which its looks tell."""

    TITLE = "title"
    SECTION = "section"
    COLUMN = "column"
    HEAD = "head"
    DAY = "day"
    TEXT = "text"
    UNIT = "unit"
    INPUT = "input"
    FORMULA = "formula"
    TOTAL = "total"
    LINK = "link"
    PASTED = "pasted"


@dataclass(frozen=True, slots=True)
class Content:
    """A cell: a text, a number or a formula, what it is, its unit, and where a click leads."""

    held: str | float | Expr
    kind: Kind
    unit: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class InputLine:
    """A blue cell, or a row of them: what it is, and the figure it was taken from or the words that stand for one."""

    first: Key
    last: Key
    label: str
    unit: str
    figure: Figure | None
    words: str


@dataclass(slots=True)
class Row:
    """A line by month: one formula at the opening, and one along all months."""

    sheet: str
    at: int
    months: int

    @property
    def now(self) -> Expr:
        """The formula's own month."""
        return Along(self.sheet, self.at, 0)

    @property
    def before(self) -> Expr:
        """The month before the formula's own."""
        return Along(self.sheet, self.at, -1)

    @property
    def opening(self) -> Expr:
        """The balance at the opening."""
        return Cell((self.sheet, self.at, OPENING))

    @property
    def end(self) -> Expr:
        """The last month."""
        return Cell((self.sheet, self.at, OPENING + self.months))

    @property
    def ahead(self) -> Expr:
        """All months, the opening left out."""
        return Block((self.sheet, self.at, OPENING + 1), (self.sheet, self.at, OPENING + self.months))

    @property
    def whole(self) -> Expr:
        """The opening and all months."""
        return Block((self.sheet, self.at, OPENING), (self.sheet, self.at, OPENING + self.months))


@dataclass(slots=True)
class Model:
    """All cells of a workbook, its blue cells, and how many months it runs.

    Parameters
    ----------
    months : int
        Months ahead of the opening [months].
    """

    months: int
    cells: dict[Key, Content] = field(default_factory=dict)
    inputs: list[InputLine] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)
    next_row: dict[str, int] = field(default_factory=dict)
    days_row: int = 0
    """Where the Parts sheet has its months."""

    def open_sheet(self, name: str, row: int) -> None:
        """Begin a sheet, whose next line is `row`."""
        self.sheets.append(name)
        self.next_row[name] = row

    def put(self, key: Key, held: str | float | Operand, kind: Kind, unit: str = "", link: str = "") -> Cell:
        """Fill one cell; a formula that only points to another sheet is a link."""
        if kind is Kind.FORMULA and isinstance(held, Cell | Along) and _sheet(held) != key[0]:
            kind = Kind.LINK
        self.cells[key] = Content(held, kind, unit, link)
        return Cell(key)

    def take_row(self, sheet: str) -> int:
        """Return the next free row of a sheet."""
        at = self.next_row[sheet]
        self.next_row[sheet] = at + 1
        return at

    def section(self, sheet: str, title: str) -> None:
        """Begin a group of lines under a title, one row left free."""
        self.next_row[sheet] += 1
        self.put((sheet, self.take_row(sheet), LABEL), title, Kind.SECTION)

    def line(
        self,
        sheet: str,
        label: str,
        unit: str,
        each: Operand | None,
        opening: Operand | None = None,
        note: str = "",
        *,
        total: bool = False,
    ) -> Row:
        """Add a line by month; `each` may be given later with `fill` where it needs lines below."""
        row = Row(sheet, self.take_row(sheet), self.months)
        self.put((sheet, row.at, LABEL), label, Kind.TEXT)
        self.put((sheet, row.at, UNIT), unit, Kind.UNIT)
        if note:
            self.put((sheet, row.at, NOTE), note, Kind.UNIT)
        kind = Kind.TOTAL if total else Kind.FORMULA
        if opening is not None:
            self.put((sheet, row.at, OPENING), lift(opening), kind, unit)
        if each is not None:
            self.fill(row, each, unit, total=total)
        return row

    def fill(self, row: Row, each: Operand, unit: str, *, total: bool = False) -> None:
        """Give a line its formula, the same in every month."""
        for at in range(1, self.months + 1):
            self.put((row.sheet, row.at, OPENING + at), lift(each), Kind.TOTAL if total else Kind.FORMULA, unit)

    def given(self, sheet: str, label: str, unit: str, numbers: list[float], words: str) -> Row:
        """Add a line of blue cells, one a month."""
        row = Row(sheet, self.take_row(sheet), self.months)
        self.put((sheet, row.at, LABEL), label, Kind.TEXT)
        self.put((sheet, row.at, UNIT), unit, Kind.UNIT)
        self.put((sheet, row.at, NOTE), words, Kind.UNIT)
        for at, number in enumerate(numbers, start=1):
            self.put((sheet, row.at, OPENING + at), number, Kind.INPUT, unit)
        first, last = (sheet, row.at, OPENING + 1), (sheet, row.at, OPENING + len(numbers))
        self.inputs.append(InputLine(first, last, label, unit, None, words))
        return row


class Computed:
    """Values of a model's cells, computed once each; `changes` stand in for blue cells.

    Parameters
    ----------
    model : Model
    changes : mapping of key to float, optional
        Other values of blue cells.
    """

    def __init__(self, model: Model, changes: Mapping[Key, float] | None = None) -> None:
        self._model, self._changes = model, dict(changes or {})
        self._known: dict[Key, Value] = {}
        self._blocks: dict[tuple[Key, Key], Value] = {}
        # Month by month: a balance rests on the month before, and a deep chain would exhaust the stack.
        for key in sorted(model.cells, key=lambda key: key[2]):
            if key[2] >= OPENING and key[0] not in AFTER_MONTHS:
                self.value(key)

    def value(self, key: Key) -> Value:
        """Return a cell's value; 0 for an empty one, as a spreadsheet reads it."""
        if key not in self._known:
            self._known[key] = self._compute(key)
        return self._known[key]

    def block(self, first: Key, last: Key) -> Value:
        """Return a range as rows of values, each column from its first cell on."""
        if (first, last) not in self._blocks:
            (name, top, left), (_, bottom, right) = first, last
            rows = range(top, bottom + 1)
            self._blocks[first, last] = [[self.value((name, r, c)) for c in range(left, right + 1)] for r in rows]
        return self._blocks[first, last]

    def _compute(self, key: Key) -> Value:
        if key in self._changes:
            return self._changes[key]
        content = self._model.cells.get(key)
        if content is None:
            return 0.0
        return content.held.compute(self, key[2]) if isinstance(content.held, Expr) else content.held


def _sheet(part: Cell | Along) -> str:
    return part.key[0] if isinstance(part, Cell) else part.sheet
