"""References in a formula: one cell, a row's cell in the formula's own month, a fixed range."""

from __future__ import annotations

from dataclasses import dataclass

from headframe.briefs.workbook.expression import Expr, Key, Values
from headframe.briefs.workbook.functions import Value


@dataclass(frozen=True, slots=True, eq=False)
class Cell(Expr):
    """One cell, whatever the column the formula stands in."""

    key: Key

    def text(self, sheet: str, column: int) -> str:
        """Return it as written."""
        name, row, at = self.key
        return f"{_prefix(name, sheet)}${letters(at)}${row + 1}"

    def compute(self, values: Values, column: int) -> Value:
        """Return its value."""
        return values.value(self.key)


@dataclass(frozen=True, slots=True, eq=False)
class Along(Expr):
    """A row's cell in the formula's own column, or `shift` columns from it."""

    sheet: str
    row: int
    shift: int

    def text(self, sheet: str, column: int) -> str:
        """Return it as written."""
        return f"{_prefix(self.sheet, sheet)}{letters(column + self.shift)}{self.row + 1}"

    def compute(self, values: Values, column: int) -> Value:
        """Return its value."""
        return values.value((self.sheet, self.row, column + self.shift))


@dataclass(frozen=True, slots=True, eq=False)
class Block(Expr):
    """A fixed range of cells: part of a row, of a column, or a rectangle."""

    first: Key
    last: Key

    def text(self, sheet: str, column: int) -> str:
        """Return it as written."""
        name, row, at = self.first
        return f"{_prefix(name, sheet)}${letters(at)}${row + 1}:${letters(self.last[2])}${self.last[1] + 1}"

    def compute(self, values: Values, column: int) -> Value:
        """Return its value."""
        return values.block(self.first, self.last)


def letters(column: int) -> str:
    """Return a column's letters, counted from 0.

    Examples
    --------
    >>> letters(0), letters(25), letters(26), letters(123)
    ('A', 'Z', 'AA', 'DT')
    """
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def _prefix(name: str, sheet: str) -> str:
    return "" if name == sheet else f"{name}!"
