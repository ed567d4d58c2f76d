"""Formulas as values: built once, written as a spreadsheet reads them, and computed here for the cached value.

A formula along a row is one expression whose references move with the column, so every month holds the same formula.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from headframe.briefs.workbook.functions import OPERATORS, Value

Key = tuple[str, int, int]
"""Sheet, row and column, counted from 0."""
LEVEL: Mapping[str, int] = {"^": 4, "*": 3, "/": 3, "+": 2, "-": 2, "=": 1, "<>": 1, "<": 1, ">": 1, "<=": 1, ">=": 1}
WHOLE = 9


class Values(Protocol):
    """Where an expression finds the values of cells."""

    def value(self, key: Key) -> Value:
        """Return a cell's value."""
        ...

    def block(self, first: Key, last: Key) -> Value:
        """Return a range as rows of values."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Expr:
    """Part of a formula; arithmetic on parts gives larger parts."""

    def text(self, sheet: str, column: int) -> str:
        """Return the formula as written in a sheet's column, without its sign of equality."""
        raise NotImplementedError

    def compute(self, values: Values, column: int) -> Value:
        """Return the value in a column."""
        raise NotImplementedError

    @property
    def level(self) -> int:
        """How tightly it binds."""
        return WHOLE

    def __add__(self, other: Operand) -> Expr:
        return Binary("+", self, lift(other))

    def __radd__(self, other: Operand) -> Expr:
        return Binary("+", lift(other), self)

    def __sub__(self, other: Operand) -> Expr:
        return Binary("-", self, lift(other))

    def __rsub__(self, other: Operand) -> Expr:
        return Binary("-", lift(other), self)

    def __mul__(self, other: Operand) -> Expr:
        return Binary("*", self, lift(other))

    def __rmul__(self, other: Operand) -> Expr:
        return Binary("*", lift(other), self)

    def __truediv__(self, other: Operand) -> Expr:
        return Binary("/", self, lift(other))

    def __rtruediv__(self, other: Operand) -> Expr:
        return Binary("/", lift(other), self)

    def __pow__(self, other: Operand) -> Expr:
        return Binary("^", self, lift(other))

    def __rpow__(self, other: Operand) -> Expr:
        return Binary("^", lift(other), self)

    def __lt__(self, other: Operand) -> Expr:
        return Binary("<", self, lift(other))

    def __le__(self, other: Operand) -> Expr:
        return Binary("<=", self, lift(other))

    def __gt__(self, other: Operand) -> Expr:
        return Binary(">", self, lift(other))

    def __ge__(self, other: Operand) -> Expr:
        return Binary(">=", self, lift(other))

    def equals(self, other: Operand) -> Expr:
        """Return the comparison `=`."""
        return Binary("=", self, lift(other))

    def differs(self, other: Operand) -> Expr:
        """Return the comparison `<>`."""
        return Binary("<>", self, lift(other))


Operand = Expr | float | int | str


@dataclass(frozen=True, slots=True, eq=False)
class Constant(Expr):
    """A number or a text within a formula."""

    held: float | str

    def text(self, sheet: str, column: int) -> str:
        """Return it as written."""
        if isinstance(self.held, str):
            return '"' + self.held.replace('"', '""') + '"'
        return (
            repr(int(self.held)) if float(self.held).is_integer() and abs(self.held) < 1e15 else repr(self.held).upper()
        )

    def compute(self, values: Values, column: int) -> Value:
        """Return its value."""
        return self.held


@dataclass(frozen=True, slots=True, eq=False)
class Binary(Expr):
    """Two parts and the sign between them."""

    sign: str
    left: Expr
    right: Expr

    @property
    def level(self) -> int:
        """How tightly its sign binds."""
        return LEVEL[self.sign]

    def text(self, sheet: str, column: int) -> str:
        """Return it as written."""
        left, right = self.left.text(sheet, column), self.right.text(sheet, column)
        if self.left.level < self.level:
            left = f"({left})"
        if self.right.level <= self.level and not (self.sign == self._same and self.sign in "+*"):
            right = f"({right})"
        return f"{left}{self.sign}{right}"

    @property
    def _same(self) -> str:
        return self.right.sign if isinstance(self.right, Binary) else ""

    def compute(self, values: Values, column: int) -> Value:
        """Return its value."""
        return OPERATORS[self.sign](self.left.compute(values, column), self.right.compute(values, column))


def lift(part: Operand) -> Expr:
    """Return a number or a text as part of a formula."""
    return part if isinstance(part, Expr) else Constant(part)
