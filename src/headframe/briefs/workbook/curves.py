"""The Curves sheet: for each calendar month, what an hour's power leaves below a limit, all known years averaged.

Each year's curve is straight between points at multiples of that year's scale, so their average is straight between
all their points together: a table of these, and one more far out, gives by interpolation exactly what the engine gives.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from headframe.briefs.workbook.calls import INDEX
from headframe.briefs.workbook.expression import Expr
from headframe.briefs.workbook.model import InputLine, Kind, Model
from headframe.briefs.workbook.references import Block
from headframe.worlds.parameters import PowerShapes

SHEET = "Curves"
FIRST_ROW = 6
MONTHS = 12
FAR = 1e4
"""A limit of so many times the month's level is never met [multiples of the level]."""
Floats = NDArray[np.float64]
TITLES = (
    ("limit", "times the month's level, rising"),
    ("below", "mean of max(limit − price, 0), times the month's level"),
    ("hours", "share of the month's hours at or below the limit"),
)


@dataclass(frozen=True, slots=True)
class Curve:
    """A calendar month: limits, E[max(limit - price, 0)] [multiples of the level], share of hours below [ratio]."""

    limit: Floats
    below: Floats
    hours: Floats


@dataclass(frozen=True, slots=True)
class Curves:
    """The three tables: a row a limit, a column a calendar month."""

    limit: Block
    below: Block
    hours: Block

    def column(self, table: Block, month: Expr) -> Expr:
        """Return one calendar month's column of a table."""
        return INDEX(table, 0, month)


def average_curve(shapes: PowerShapes, month: int) -> Curve:
    """Return a calendar month's curve, averaged over its known years; `month` is 0 for January."""
    years = range(int(shapes.years[month]))
    points = shapes.below.shape[2]
    grids = [np.arange(points) * shapes.step * shapes.scale[month, year] for year in years]
    limits = np.append(np.unique(np.concatenate(grids)), FAR)
    below, hours = np.zeros(len(limits)), np.zeros(len(limits))
    for year, grid in zip(years, grids, strict=True):
        scale, held = shapes.scale[month, year], shapes.below[month, year]
        up = shapes.up[month, year]
        over = np.maximum(limits - grid[-1], 0.0) * up[-1]
        below += scale * np.interp(limits, grid, held) + over
        hours += np.interp(limits, grid, up)
    return Curve(limits, below / len(years), hours / len(years))


def curves_sheet(model: Model, shapes: PowerShapes) -> Curves:
    """Fill the Curves sheet and return its tables."""
    curves = [average_curve(shapes, month) for month in range(MONTHS)]
    longest = max(len(curve.limit) for curve in curves)
    tables = []
    for place, (name, words) in enumerate(TITLES):
        left = place * (MONTHS + 1)
        model.put((SHEET, FIRST_ROW - 2, left), f"{name}: {words}", Kind.SECTION)
        for month, curve in enumerate(curves):
            model.put((SHEET, FIRST_ROW - 1, left + month), float(month + 1), Kind.HEAD, "month of the year")
            held = _long(getattr(curve, name), longest, name)
            for at, number in enumerate(held):
                model.put((SHEET, FIRST_ROW + at, left + month), float(number), Kind.INPUT, "curve")
        first, last = (SHEET, FIRST_ROW, left), (SHEET, FIRST_ROW + longest - 1, left + MONTHS - 1)
        model.inputs.append(InputLine(first, last, f"curve of power: {name}", "ratio", None, words))
        tables.append(Block(first, last))
    return Curves(*tables)


def place_of(limit: Expr, table: Expr) -> Expr:
    """Return the row of the last limit that is not above this one."""
    from headframe.briefs.workbook.calls import MATCH

    return MATCH(limit, table, 1)


def _long(held: Floats, longest: int, name: str) -> Floats:
    """Return a column of the same length as all, its tail carried on so that limits keep rising."""
    short = longest - len(held)
    tail = held[-1] + np.arange(1, short + 1) if name == "limit" else np.full(short, held[-1])
    return np.append(held, tail)
