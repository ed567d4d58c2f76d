"""From a miner's numbers to blue cells: which figure each was taken from, or the reason that none was."""

from __future__ import annotations

from dataclasses import dataclass
from math import isclose

from headframe.briefs.workbook.entries import Entries
from headframe.briefs.workbook.references import Cell
from headframe.economics.miner import Miner
from headframe.vocabulary.figure import Figure

ASSUMPTION = "assumption "
NEAR = 1e-12
"""A figure is taken for a field's own where they agree to rounding."""


@dataclass(frozen=True, slots=True)
class Stated:
    """Adds fields of a miner to the Inputs sheet."""

    entries: Entries
    miner: Miner

    def field(self, path: str, label: str, value: float, unit: str) -> Cell:
        """Add one field: an assumption's own cell, a figure, or a value with the reason that no figure does."""
        figure = self.miner.stated.get(path)
        if figure is not None and same(figure.value, value):
            if figure.id.startswith(ASSUMPTION):
                return self.entries.assumed(figure.id.removeprefix(ASSUMPTION))
            return self.entries.figure(label, figure, value, unit)
        gap = self.miner.gaps.get(path)
        if gap is not None:
            return self.entries.given(label, value, unit, f"nobody prints it: {gap.reason}")
        words = (
            f"from {figure.id}"
            if figure is not None
            else "as the company's profile, or the register of leases, states it"
        )
        return self.entries.given(label, value, unit, words)

    def place(self, group: str, taken: set[int], **fields: float) -> str:
        """Return the path of the first entry of a group that holds these values and is not yet taken."""
        at = 0
        while any(path.startswith(f"{group}[{at}]") for path in (*self.miner.stated, *self.miner.gaps)):
            held = [self.miner.stated.get(f"{group}[{at}].{name}") for name in fields]
            if at not in taken and all(_holds(each, value) for each, value in zip(held, fields.values(), strict=True)):
                taken.add(at)
                return f"{group}[{at}]"
            at += 1
        return f"{group}[?]"


def same(a: float, b: float) -> bool:
    """Say whether two numbers agree to rounding."""
    return isclose(a, b, rel_tol=NEAR, abs_tol=0.0)


def _holds(figure: Figure | None, value: float) -> bool:
    return figure is not None and same(figure.value, value)
