"""The Inputs sheet: every number that goes in, blue, with its figure; and what the months read of them, black."""

from __future__ import annotations

from dataclasses import dataclass, field

from headframe.briefs.workbook.expression import Expr, Operand, lift
from headframe.briefs.workbook.model import InputLine, Kind, Model
from headframe.briefs.workbook.references import Block, Cell
from headframe.record.view import View
from headframe.vocabulary.assumptions import Assumptions
from headframe.vocabulary.figure import Figure

SHEET = "Inputs"
COLUMNS = ("", "value", "unit", "badge", "known since", "figure, or formula in words")
VALUE = 1


@dataclass(slots=True)
class Entries:
    """Adds lines to the Inputs sheet and returns their cells.

    Parameters
    ----------
    model : Model
    assumptions : Assumptions
        Where assumptions are read from.
    view : View
        What was known.
    """

    model: Model
    assumptions: Assumptions
    view: View
    assumed_cells: dict[str, Cell] = field(default_factory=dict)

    def section(self, title: str) -> None:
        """Begin a group under a title, with the columns' names."""
        self.model.section(SHEET, title)
        row = self.model.next_row[SHEET] - 1
        for at, name in enumerate(COLUMNS):
            if at:
                self.model.put((SHEET, row, at), name, Kind.COLUMN if at == VALUE else Kind.SECTION)

    def figure(self, label: str, figure: Figure, value: float | None = None, unit: str | None = None) -> Cell:
        """Add a blue cell that was taken from a figure."""
        held = figure.value if value is None else value
        words = figure.note if figure.id.startswith("assumption ") else figure.id
        words = f"{words}: {figure.formula}" if figure.formula else words
        cell = self._blue(label, held, unit or figure.unit, figure, words)
        row = cell.key[1]
        self.model.put((SHEET, row, 3), f"{figure.badge.mark} {figure.badge.value}", Kind.UNIT)
        self.model.put((SHEET, row, 4), figure.known_at.isoformat(), Kind.UNIT)
        return cell

    def given(self, label: str, value: float, unit: str, words: str) -> Cell:
        """Add a blue cell that no single figure answers for; `words` say where it comes from."""
        cell = self._blue(label, value, unit, None, words)
        self.model.put((SHEET, cell.key[1], 3), "○ estimated", Kind.UNIT)
        return cell

    def assumed(self, name: str) -> Cell:
        """Return the cell of an assumption, added once."""
        if name not in self.assumed_cells:
            self.assumed_cells[name] = self.figure(name, self.assumptions.figure(name))
        return self.assumed_cells[name]

    def derived(self, label: str, formula: Operand, unit: str, words: str = "") -> Cell:
        """Add a black cell: what follows from others."""
        row = self._start(label, unit, words)
        return self.model.put((SHEET, row, VALUE), lift(formula), Kind.FORMULA, unit)

    def column(self, label: str, values: list[float], unit: str, figure: Figure | None, words: str) -> Expr:
        """Add twelve blue cells, one a calendar month, and return their range."""
        cells = []
        for month, value in enumerate(values, start=1):
            name = f"{label}, month {month} of the year"
            cells.append(self.figure(name, figure, value, unit) if figure else self.given(name, value, unit, words))
        return Block(cells[0].key, cells[-1].key)

    def _blue(self, label: str, value: float, unit: str, figure: Figure | None, words: str) -> Cell:
        row = self._start(label, unit, words)
        cell = self.model.put((SHEET, row, VALUE), float(value), Kind.INPUT, unit)
        self.model.inputs.append(InputLine(cell.key, cell.key, label, unit, figure, words))
        return cell

    def _start(self, label: str, unit: str, words: str) -> int:
        row = self.model.take_row(SHEET)
        self.model.put((SHEET, row, 0), label, Kind.TEXT)
        self.model.put((SHEET, row, 2), unit, Kind.UNIT)
        if words:
            self.model.put((SHEET, row, 5), words, Kind.UNIT)
        return row
