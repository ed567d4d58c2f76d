"""What stands around each hard-coded number of a sheet: its label, its heading, the titles over it.

Rows are walked once, from the top. A row without numbers is heading or title; a row of years, days or quarters heads
the columns under it until the next such row. Left of a number the nearest run of texts is its label; so that two blocks
side by side do not lend each other their labels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from headframe.audit.retrofit_headings import Heading, heading_of_day, heading_of_number
from headframe.audit.retrofit_labels import NOTHING, Meaning, meaning_of
from headframe.audit.retrofit_typed import Typed, typed_number
from headframe.audit.workbook_cells import Cell, Held, Merge
from headframe.audit.workbook_formats import Shown, day_of

GAPS = frozenset({"", "-", "–", "—", "n/a", "na", "n.a.", "n/m", "nm", "nmf", "tbd", "x", "a", "e", "✓", "#n/a"})
MOST_TITLES = 200
MOST_TEXTS = 20_000
"""Distinct texts read in a sheet: a sheet with more is a dump of data, and its further texts say nothing to us."""


@dataclass(frozen=True, slots=True)
class Title:
    """A text above numbers: a sheet's title, a section's head, the name over a block."""

    row: int
    column: int
    meaning: Meaning

    @property
    def is_telling(self) -> bool:
        """Whether it names a company, a unit or a period."""
        said = self.meaning
        return bool(said.companies or said.unit or said.inside or said.heading)


@dataclass(frozen=True, slots=True)
class Slot:
    """One hard-coded number with everything around it that may identify it."""

    typed: Typed
    label: tuple[Meaning, ...]
    """The texts beside it, the nearest last."""
    heads: tuple[Meaning, ...]
    """The texts over it."""
    row_heading: Heading | None
    column_heading: Heading | None
    spacing: int
    titles: tuple[Title, ...]
    """The titles over it that do not stand to the right of it, the nearest last."""
    line: tuple[str, int, int]
    """Which row or column of its block it belongs to."""


@dataclass(slots=True)
class _Columns:
    """What heads the columns at the row being read."""

    headings: dict[int, Heading] = field(default_factory=dict)
    spacing: int = 1
    texts: dict[int, tuple[int, tuple[Meaning, ...]]] = field(default_factory=dict)
    titles: list[Title] = field(default_factory=list)


class Layout:
    """Reads one sheet's rows into slots.

    Parameters
    ----------
    formats : sequence of Shown
        How each style shows a number.
    is_1904 : bool
        Whether days count from 1904.
    merges : sequence of Merge
        Merged ranges: their text heads every column they cover.
    """

    def __init__(self, formats: Sequence[Shown], is_1904: bool, merges: Sequence[Merge]) -> None:
        self._formats = formats
        self._is_1904 = is_1904
        self._wide = {(merge.top, merge.left): merge for merge in merges if merge.right > merge.left}
        self._texts: set[str] = set()
        self._over: dict[int, tuple[Title, ...]] = {}
        self._columns = _Columns()
        self.is_dump = False

    def slots(self, rows: Sequence[Sequence[Cell]]) -> Iterator[Slot]:
        """Yield the numbers that stand beside or under a text which names a concept."""
        for row in rows:
            if self._heads(row):
                continue
            yield from self._numbers(row)

    def _shown(self, cell: Cell) -> Shown:
        return self._formats[cell.style] if cell.style < len(self._formats) else Shown.PLAIN

    def _meaning(self, text: str) -> Meaning:
        if text not in self._texts:
            if len(self._texts) >= MOST_TEXTS:
                self.is_dump = True
                return NOTHING
            self._texts.add(text)
        return meaning_of(text)

    def _heading(self, cell: Cell) -> Heading | None:
        """Return the period that a cell is: a real day, a text, or a computed one."""
        if cell.held is Held.TEXT:
            return self._meaning(cell.text).heading
        shown = self._shown(cell)
        day = day_of(cell.number, self._is_1904) if shown.is_date else None
        return heading_of_day(day, shown.value) if day else None

    def _row_year(self, cell: Cell) -> Heading | None:
        """Return the year that a number at the head of a row is, where nothing over it says what it counts."""
        if cell.held is Held.TEXT or self._shown(cell) is not Shown.PLAIN:
            return None
        over = self._columns.texts.get(cell.column, (0, ()))[1]
        return None if any(meaning.concepts for meaning in over) else heading_of_number(cell.number)

    def _heads(self, row: Sequence[Cell]) -> bool:
        """Take a row in as headings and titles, or say that it holds numbers."""
        headings, texts, years, others = self._sorted(row)
        if years and (others or (len(years) < 2 and not headings)):
            return False
        if others:
            return False
        headings |= years
        if headings:
            self._take_headings(headings)
            self._take_corner(row[0], headings, bool(texts))
        for cell in texts:
            meaning = self._meaning(cell.text)
            self._take_title(Title(cell.row, cell.column, meaning))
            for column in self._covered(cell):
                self._take_text(cell.row, column, meaning)
        return True

    def _take_title(self, title: Title) -> None:
        """Keep a title; of those in rows further up only the ones that say something."""
        self._over = {}
        titles = self._columns.titles
        titles.append(title)
        if len(titles) > 2 * MOST_TITLES:
            self._columns.titles = [held for held in titles if held.row == title.row or held.is_telling][-MOST_TITLES:]

    def _titles_over(self, column: int) -> tuple[Title, ...]:
        if column not in self._over:
            self._over[column] = tuple(title for title in self._columns.titles if title.column <= column)
        return self._over[column]

    def _sorted(self, row: Sequence[Cell]) -> tuple[dict[int, Heading], list[Cell], dict[int, Heading], int]:
        """Return a row's period headings, texts, whole numbers that may be years, and the count of other numbers."""
        headings: dict[int, Heading] = {}
        years: dict[int, Heading] = {}
        texts: list[Cell] = []
        others = 0
        for cell in row:
            if heading := self._heading(cell):
                headings |= dict.fromkeys(self._covered(cell), heading)
            elif cell.held is Held.TEXT:
                if typed_number(cell, Shown.PLAIN):
                    others += 1
                elif cell.text.strip().lower() not in GAPS:
                    texts.append(cell)
            elif (year := heading_of_number(cell.number)) and self._shown(cell) is Shown.PLAIN:
                years |= dict.fromkeys(self._covered(cell), year)
            else:
                others += 1
        return headings, texts, years, others

    def _covered(self, cell: Cell) -> range:
        merge = self._wide.get((cell.row, cell.column))
        return range(cell.column, merge.right + 1) if merge else range(cell.column, cell.column + 1)

    def _take_corner(self, first: Cell, headings: dict[int, Heading], has_texts: bool) -> None:
        """Keep a period that stands alone at the left of a row as a title: it heads all that is under the row."""
        if len(headings) == 1 and first.column in headings and (has_texts or first.column == 1):
            self._take_title(Title(first.row, first.column, replace(NOTHING, heading=headings[first.column])))

    def _take_headings(self, found: dict[int, Heading]) -> None:
        closed = _with_years(found, self._columns)
        if len(closed) > 1:
            self._columns.headings = {}
            self._columns.spacing = _spacing(closed)
        self._columns.headings |= closed

    def _take_text(self, row: int, column: int, meaning: Meaning) -> None:
        last, held = self._columns.texts.get(column, (0, ()))
        self._columns.texts[column] = (row, (*held, meaning) if last == row - 1 else (meaning,))

    def _numbers(self, row: Sequence[Cell]) -> Iterator[Slot]:
        group: list[Meaning] = []
        start = 0
        heading: Heading | None = None
        after_number = True
        for cell in row:
            found = self._heading(cell) or (self._row_year(cell) if heading is None and not group else None)
            if found is not None:
                heading = found
                continue
            typed = typed_number(cell, self._shown(cell))
            if cell.held is Held.TEXT and typed is None:
                if cell.text.strip().lower() in GAPS:
                    continue
                if after_number:
                    group, start, after_number = [], cell.column, False
                group.append(self._meaning(cell.text))
                continue
            after_number = True
            if typed is None:
                continue
            head = self._columns.texts.get(cell.column, (0, ()))[1]
            beside = any(meaning.concepts for meaning in group)
            if not beside and not any(meaning.concepts for meaning in head):
                continue
            yield Slot(
                typed=typed,
                label=tuple(group),
                heads=head,
                row_heading=heading,
                column_heading=self._columns.headings.get(cell.column),
                spacing=self._columns.spacing,
                titles=self._titles_over(cell.column),
                line=("row", cell.row, start)
                if beside
                else ("column", cell.column, self._columns.texts[cell.column][0]),
            )


def _with_years(found: dict[int, Heading], columns: _Columns) -> dict[int, Heading]:
    """Return headings with the year of open ones ("Jan", "Q3") taken from the heading or title over them."""
    closed: dict[int, Heading] = {}
    for column, heading in found.items():
        year = _year_over(column, columns) if heading.is_open else heading.year
        closed[column] = Heading(
            heading.kind, year, heading.month, heading.day, heading.count, heading.fiscal, heading.expected
        )
    return closed


def _year_over(column: int, columns: _Columns) -> int | None:
    over = [at for at in columns.headings if at <= column]
    if over and (heading := columns.headings[max(over)]).kind == "year":
        return heading.year
    titled = [title.meaning.inside for title in columns.titles if title.meaning.inside]
    return titled[-1].year if titled and titled[-1].kind == "year" else None


def _spacing(headings: dict[int, Heading]) -> int:
    """Return the months between neighbouring headings, at their closest; 1 where that cannot be said."""
    months = sorted({heading.month_index for heading in headings.values() if heading.year})
    return min((later - earlier for earlier, later in pairwise(months)), default=1)
