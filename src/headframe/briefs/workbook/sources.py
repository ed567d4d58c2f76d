"""The Sources sheet: every blue cell, the figure it was taken from, and whether it is still as delivered."""

from __future__ import annotations

from headframe.briefs.workbook.calls import ABS, IF, SUM
from headframe.briefs.workbook.expression import Expr
from headframe.briefs.workbook.functions import Value
from headframe.briefs.workbook.model import Computed, InputLine, Kind, Model
from headframe.briefs.workbook.references import Block, Cell, letters
from headframe.vocabulary.figure import Figure

SHEET = "Sources"
FIRST = 6
HEADS = (
    *("blue cell", "what", "now", "as delivered", "unit", "figure, or words", "badge", "known since", "source"),
    "changed",
)
CHANGED = (SHEET, 3, 2)
NEAR = 1e-12


def sources_sheet(model: Model) -> Cell:
    """Fill the Sources sheet but for delivered values, and return the cell that counts changes."""
    for at, name in enumerate(HEADS):
        model.put((SHEET, FIRST - 1, at), name, Kind.COLUMN if at in (2, 3, 9) else Kind.SECTION)
    for row, line in enumerate(model.inputs, start=FIRST):
        _line(model, row, line)
    last = FIRST + len(model.inputs) - 1
    model.put((SHEET, 3, 0), "blue cells changed since delivery", Kind.TEXT)
    return model.put(CHANGED, SUM(Block((SHEET, FIRST, 9), (SHEET, last, 9))), Kind.TOTAL, "number")


def deliver(model: Model, computed: Computed) -> None:
    """Paste the value of every blue cell, or the sum of a row of them, as delivered."""
    for row in range(FIRST, FIRST + len(model.inputs)):
        now: Value = computed.value((SHEET, row, 2))
        model.put((SHEET, row, 3), float(now), Kind.PASTED, model.inputs[row - FIRST].unit)


def link_of(figure: Figure | None) -> str:
    """Return the address of a figure's first source that has one, where a browser can follow it."""
    addresses = [source.url for source in figure.sources if source.url] if figure is not None else []
    return next((each for each in addresses if each.startswith(("https://", "http://"))), "")


def _line(model: Model, row: int, line: InputLine) -> None:
    put, figure = model.put, line.figure
    place = f"{line.first[0]}!{letters(line.first[2])}{line.first[1] + 1}"
    if line.first == line.last:
        now: Expr = Cell(line.first)
    else:
        place, now = f"{place}:{letters(line.last[2])}{line.last[1] + 1}", SUM(Block(line.first, line.last))
    put((SHEET, row, 0), place, Kind.UNIT, link=f"internal:{line.first[0]}!{place.partition('!')[2]}")
    put((SHEET, row, 1), line.label, Kind.TEXT)
    put((SHEET, row, 2), now, Kind.FORMULA, line.unit)
    put((SHEET, row, 4), line.unit if line.first == line.last else f"{line.unit}, sum", Kind.UNIT)
    put((SHEET, row, 5), line.words if figure is None else figure.id, Kind.UNIT)
    put((SHEET, row, 6), "estimated" if figure is None else figure.badge.value, Kind.UNIT)
    put((SHEET, row, 7), "" if figure is None else figure.known_at.isoformat(), Kind.UNIT)
    titles = "; ".join(dict.fromkeys(source.title for source in figure.sources)) if figure is not None else ""
    put((SHEET, row, 8), titles[:250], Kind.UNIT, link=link_of(figure))
    was = Cell((SHEET, row, 3))
    put((SHEET, row, 9), IF(ABS(now - was) > NEAR * ABS(was), 1.0, 0.0), Kind.FORMULA, "1 or 0")
