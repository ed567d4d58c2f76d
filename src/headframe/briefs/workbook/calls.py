"""Functions of a spreadsheet in a formula, and sums of parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from headframe.briefs.workbook.expression import Constant, Expr, Operand, Values, lift
from headframe.briefs.workbook.functions import FUNCTIONS, Value


@dataclass(frozen=True, slots=True, eq=False)
class Call(Expr):
    """A function of a spreadsheet. IF computes only the branch it takes."""

    name: str
    arguments: tuple[Expr, ...]

    def text(self, sheet: str, column: int) -> str:
        """Return it as written."""
        return f"{self.name}({','.join(each.text(sheet, column) for each in self.arguments)})"

    def compute(self, values: Values, column: int) -> Value:
        """Return its value."""
        if self.name == "IF":
            asked, yes, no = self.arguments
            return (yes if asked.compute(values, column) else no).compute(values, column)
        return FUNCTIONS[self.name](*(each.compute(values, column) for each in self.arguments))


def call(name: str) -> Callable[..., Expr]:
    """Return the maker of calls of a function."""

    def made(*arguments: Operand) -> Expr:
        return Call(name, tuple(lift(each) for each in arguments))

    return made


MAX, MIN, IF, INT, EXP, LN, ABS, AND, OR, SUM, INDEX, MATCH, ROUND, DAY, MONTH, EOMONTH = (
    call(name)
    for name in (
        *("MAX", "MIN", "IF", "INT", "EXP", "LN", "ABS", "AND", "OR", "SUM", "INDEX", "MATCH", "ROUND"),
        *("DAY", "MONTH", "EOMONTH"),
    )
)


def total(parts: Sequence[Expr]) -> Expr:
    """Return the sum of parts; 0 of none."""
    found = parts[0] if parts else Constant(0.0)
    for part in parts[1:]:
        found = found + part
    return found
