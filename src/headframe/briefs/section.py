"""A section of a brief: a finding, a table of figures, and what a reader must know. No form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from headframe.ground.missing import Missing
from headframe.vocabulary.figure import Figure

Cell = Figure | Missing | str


class Style(StrEnum):
    """How a column's figures are shown."""

    FIGURE = "figure"
    SIGNED = "signed"
    """With its sign, also where it is positive."""
    TIMES = "times"
    """A ratio as a multiple: 3.95."""
    OVER = "over"
    """A ratio as what it is over or under one: +0.3 %."""
    DOLLARS = "dollars"
    """Dollars of whatever, in the largest scale: $3.6M."""
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading, with its unit, and how its cells are shown."""

    heading: str
    style: Style = Style.FIGURE


@dataclass(frozen=True, slots=True)
class Section:
    """One section. `shown_rows` is how many of the last rows a page has room for; the data holds all."""

    key: str
    title: str
    finding: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...]
    reaches: date | None
    verb: str
    shown_rows: int

    def page(self) -> tuple[tuple[Column, ...], tuple[tuple[Cell, ...], ...]]:
        """Return what a page shows: the last rows, without columns that are gaps in all of them."""
        rows = self.rows[-self.shown_rows :]
        kept = [at for at in range(len(self.columns)) if not all(isinstance(row[at], Missing) for row in rows)]
        columns = tuple(self.columns[at] for at in kept)
        return columns, tuple(tuple(row[at] for at in kept) for row in rows)


def words_column(heading: str) -> Column:
    """Return a column of plain words."""
    return Column(heading, Style.WORDS)
