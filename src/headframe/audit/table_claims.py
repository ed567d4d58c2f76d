"""Tables in an article: each cell is a claim of the measure and the period that its row and column are headed by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from headframe.audit.clock import Time
from headframe.audit.cues import cues_of
from headframe.audit.judge import Asked
from headframe.audit.recomputed import level
from headframe.audit.sentence import Told, fitted, month_of
from headframe.audit.stated import Bound, Stated, stated
from headframe.audit.verdict import Kind
from headframe.ground.errors import InputRefused
from headframe.ground.period import Period
from headframe.ground.units import factor_between
from headframe.reading.companies_in_text import companies_named
from headframe.reading.quantities import Quantity, quantities
from headframe.vocabulary.concept import Kind as ConceptKind
from headframe.vocabulary.concept import concept as find_concept

FAMILIES = ("coins", "money", "hash", "efficiency")
MOST_CELLS = 3_000
RULE = re.compile(r"[\s|:+=_-]*")
SCALED = re.compile(r"\(?(?:in |\$|US\$)?\s?(million|thousand|bn|billion)s?|\$\s?(m|bn|k)\b", re.IGNORECASE)
NO_WHOLE = re.compile(
    r"(?<!\w)(?:customers?|host(?:ing|ed)|per day|daily|colocat\w+|change|difference|equivalents?|joint venture|"
    r"JV|target\w*|"
    r"guidance|estimate\w*|expected|plan\w*|year[- ]ago|Y/Y|M/M)(?!\w)|/\s?day|%",
    re.IGNORECASE,
)
AVERAGE_PRICE = re.compile(
    r"(?:average|net|realised|realized|sale) (?:net |sale )?price|price per|per (?:bitcoin|coin|BTC)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its words and where they stand in the article."""

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells that stand together, and the stretch of the article they take."""

    rows: tuple[tuple[Cell, ...], ...]
    start: int
    end: int


def tables(text: str) -> list[Table]:
    r"""Return the tables of a text: two lines or more in a row with cells between bars or tabs.

    Examples
    --------
    >>> [len(table.rows) for table in tables("a | b\n1 | 2\nwords")]
    [2]
    """
    found: list[Table] = []
    rows: list[tuple[Cell, ...]] = []
    begin = at = 0
    for line in [*text.split("\n"), ""]:
        cells = _cells(line, at)
        if cells or (rows and line.strip() and RULE.fullmatch(line)):
            begin = at if not rows else begin
            rows += [cells] if cells else []
        elif rows and (line.strip() or at >= len(text)):
            if len(rows) > 1:
                found.append(Table(tuple(rows), begin, at))
            rows = []
        at += len(line) + 1
    return found


def _cells(line: str, at: int) -> tuple[Cell, ...]:
    mark = "|" if line.count("|") else "\t"
    if line.count(mark) < 1 or RULE.fullmatch(line):
        return ()
    cells, place = [], at
    for piece in line.split(mark):
        lead = len(piece) - len(piece.lstrip())
        cells.append(Cell(piece.strip(), place + lead))
        place += len(piece) + 1
    if not cells[0].text:
        cells = cells[1:]
    return tuple(cells) if len([cell for cell in cells if cell.text]) > 1 else ()


def ask_table(table: Table, told: Told) -> Iterator[Asked]:
    """Yield the claims of a table's cells; a cell whose heads do not say measure and period makes none."""
    head, *body = table.rows
    columns = {number: _Head.of(cell.text, told) for number, cell in enumerate(head)}
    title = _Head.of(" ".join(cell.text for cell in head), told)
    cells = 0
    for row in body:
        own = _Head.of(row[0].text, told)
        for number, cell in enumerate(row[1:], start=1):
            cells += 1
            if cells > MOST_CELLS:
                return
            asked = _ask_cell(cell, own, columns.get(number), title, told)
            if asked is not None:
                yield asked


@dataclass(frozen=True, slots=True)
class _Head:
    text: str
    concept: str
    times: tuple[Time, ...]
    company: str

    @classmethod
    def of(cls, text: str, told: Told) -> _Head:
        named = [mention.ticker for mention in companies_named(text)]
        times = tuple(time for time in told.clock.times(text) if time.role == "at" and time.meanings)
        return cls(text, _concept(text), times, named[0] if len(set(named)) == 1 else "")


def _concept(text: str) -> str:
    if AVERAGE_PRICE.search(text):
        return "bitcoin_sale_average_net_price"
    for family in ("money", "coins", "hash", "efficiency"):
        cues = [cue for cue in cues_of(f"{text} ", family) if cue.concept not in ("bitcoin_value", "net_loss")]
        if family == "money" and not re.search(r"proceeds|revenue|income|EBITDA|\$", text, re.IGNORECASE):
            continue
        if cues:
            return cues[0].concept
    return ""


def _ask_cell(cell: Cell, own: _Head, column: _Head | None, title: _Head, told: Told) -> Asked | None:
    numbers = quantities(cell.text)
    if column is not None and (NO_WHOLE.search(column.text) or NO_WHOLE.search(own.text)):
        return None
    if column is None or len(numbers) != 1 or len(cell.text) > 40:
        return None
    concept = column.concept or own.concept
    times = own.times or column.times
    company = own.company or column.company or title.company or told.cast.main
    if not concept or not times or not company or (own.concept and column.concept and own.concept != column.concept):
        return None
    said = _stated(numbers[0], concept, f"{column.text} {own.text}")
    if said is None:
        return None
    periods = [fitted(p, concept) or fitted(month_of(p), concept) for p in times[0].meanings]
    readings = tuple(level(company, concept, period) for period in periods if isinstance(period, Period))
    number = numbers[0]
    flow = find_concept(concept).kind is ConceptKind.FLOW
    return Asked(
        cell.start + number.start,
        cell.start + number.end,
        Kind.FLOW if flow else Kind.LEVEL,
        said,
        find_concept(concept).unit,
        readings,
        bool(readings) and concept != "bitcoin_purchased_cost_usd",
    )


def _stated(number: Quantity, concept: str, heads: str) -> Stated | None:
    unit = find_concept(concept).unit
    scale = SCALED.search(heads)
    factor = 1.0
    if number.unit == "percent" or (number.unit in ("USD", "BTC") and not unit.startswith(number.unit)):
        return None
    if number.scale == 0 and scale and unit == "USD":
        word = (scale[1] or scale[2] or "").lower()
        factor = {"million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "thousand": 1e3, "k": 1e3}[word]
    elif unit == "USD" and number.scale == 0 and number.value < 1e6:
        return None
    elif number.unit not in ("", unit, "USD"):
        try:
            factor = float(factor_between(number.unit, unit))
        except InputRefused:
            return None
    sign = -1.0 if number.negative else 1.0
    return stated(number, Bound.ABOUT if number.approximate else Bound.EXACT, factor, sign)
