"""The distribution beside the parts: values pasted from drawn paths, with their seed; never formulas."""

from __future__ import annotations

from headframe.briefs.workbook.model import Kind, Model
from headframe.briefs.workbook.parts import LEFT_TO_SHARES, SHEET, TABLE_ROW
from headframe.ground.missing import Missing
from headframe.vocabulary.figure import Figure
from headframe.worth.worth import Worth

FIRST = 5
"""Column of the mean; the 5 % and the 95 % follow, each on its part's own row."""
HEADS = ("mean", "5 % below", "95 % below")
UNIT = "USD/share"


def distribution(model: Model, company: str, worth: Worth | None) -> None:
    """Paste mean and band of each part a share, or say where they can be had."""
    if worth is None:
        words = f"Distribution: not computed here; headframe brief {company} --form xlsx --paths 20000 adds it"
        model.put((SHEET, 2, FIRST), words, Kind.UNIT)
        return
    words = f"Distribution over {worth.paths:,} paths, seed {worth.made_from.seed}: values pasted, not formulas"
    model.put((SHEET, 2, FIRST), words, Kind.HEAD)
    model.put((SHEET, 3, FIRST), f"policy {worth.policy}, {worth.months} months; USD a share", Kind.UNIT)
    for at, name in enumerate(HEADS, start=FIRST):
        model.put((SHEET, TABLE_ROW - 1, at), name, Kind.COLUMN)
    rows = {content.held: key[1] for key, content in model.cells.items() if key[0] == SHEET and key[2] == 0}
    for part in worth.drawn.parts:
        _band(model, rows[part.name], part.per_share)
    _band(model, rows[LEFT_TO_SHARES], worth.drawn.value_per_share)
    _said(model, rows[LEFT_TO_SHARES] + 3, worth)


def _band(model: Model, row: int, figure: Figure) -> None:
    for at, number in enumerate((figure.value, figure.interval.low, figure.interval.high), start=FIRST):
        model.put((SHEET, row, at), number, Kind.PASTED, UNIT)


def _said(model: Model, row: int, worth: Worth) -> None:
    """Paste what else the paths say: the median, the error of the mean, how often money runs out."""
    median = worth.median_per_share
    told = [("median", median.value), ("quarter below", median.interval.low), ("quarter above", median.interval.high)]
    if not isinstance(worth.standard_error, Missing):
        told.append(("error of the mean", worth.standard_error.value))
    for at, (name, number) in enumerate(told, start=row):
        model.put((SHEET, at, FIRST), name, Kind.TEXT)
        model.put((SHEET, at, FIRST + 2), number, Kind.PASTED, UNIT)
    model.put((SHEET, row + len(told), FIRST), "paths that run short", Kind.TEXT)
    model.put((SHEET, row + len(told), FIRST + 2), worth.funding_gap_chance.value, Kind.PASTED, "ratio")
