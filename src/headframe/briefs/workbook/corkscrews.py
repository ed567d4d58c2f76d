"""A balance by month: opening, flows, closing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from headframe.briefs.workbook.calls import ABS, IF
from headframe.briefs.workbook.expression import Expr, Operand
from headframe.briefs.workbook.model import Model, Row

ROUNDING = 1e-9
"""A residual below this share of the balance is rounding."""


@dataclass(frozen=True, slots=True)
class Corkscrew:
    """Opening, flows by name, closing."""

    opening: Row
    flows: dict[str, Row]
    closing: Row


def corkscrew(model: Model, sheet: str, title: str, unit: str, opening: Operand, signs: Mapping[str, int]) -> Corkscrew:
    """Add a corkscrew; its flows are filled later, and their labels say which way they move it."""
    model.section(sheet, title)
    first = model.line(sheet, "opening", unit, None)
    flows = {
        name: model.line(sheet, f"{'add' if sign > 0 else 'less'}: {name}", unit, None) for name, sign in signs.items()
    }
    closing = model.line(sheet, "closing", unit, None, opening, total=True)
    model.fill(first, closing.before, unit)
    whole: Expr = first.now
    for name, sign in signs.items():
        whole = whole + flows[name].now if sign > 0 else whole - flows[name].now
    model.fill(closing, whole, unit, total=True)
    return Corkscrew(first, flows, closing)


def residual(model: Model, sheet: str, label: str, unit: str, balance: Row, parts: Expr) -> Row:
    """Add the difference between a balance and its parts; rounding is shown as 0."""
    gap = balance.now - parts
    return model.line(sheet, label, unit, IF(ABS(gap) <= ROUNDING * (ABS(balance.now) + 1.0), 0.0, gap))
