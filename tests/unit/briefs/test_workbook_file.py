"""The workbook as a file: what a spreadsheet program opens."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from tests.unit.briefs.workbook_cases import made, northfield

from headframe.briefs.workbook.model import OPENING
from headframe.briefs.workbook.references import letters
from headframe.briefs.workbook.workbook import Made
from headframe.briefs.workbook.writer import workbook_bytes

openpyxl = pytest.importorskip("openpyxl")
BY_MONTH = ("Ledger", "Leases", "MW", "Scenario", "Parts")
VOLATILE = re.compile(r"\b(OFFSET|INDIRECT|TODAY|NOW|RAND|RANDBETWEEN|CELL|INFO)\(")
REFERENCE = re.compile(r"(?<![A-Z$])([A-Z]{1,3})(?=\d)")


def opened(of: Made) -> Any:
    held = workbook_bytes(of.built.model, of.computed, of.title)
    return openpyxl.load_workbook(BytesIO(held))


BOOK = opened(made())


def formulas(sheet: Any) -> list[tuple[Any, str]]:
    cells = [cell for row in sheet.iter_rows() for cell in row]
    return [(cell, cell.value) for cell in cells if isinstance(cell.value, str) and cell.value.startswith("=")]


def test_the_sheets_are_those_promised() -> None:
    promised = ["Inputs", "Ledger", "Leases", "MW", "Scenario", "Parts", "Checks", "Sources"]
    assert BOOK.sheetnames == [*promised, "Curves"]


def test_no_name_is_defined() -> None:
    assert len(BOOK.defined_names) == 0


def test_no_function_is_volatile() -> None:
    assert not [cell for sheet in BOOK for cell, text in formulas(sheet) if VOLATILE.search(text)]


@pytest.mark.parametrize("name", BY_MONTH)
def test_a_row_has_one_formula_across_time(name: str) -> None:
    by_row: dict[int, set[str]] = {}
    for cell, text in formulas(BOOK[name]):
        if cell.column > OPENING + 1:
            by_row.setdefault(cell.row, set()).add(_relative(text, cell.column))
    assert by_row and all(len(kinds) == 1 for kinds in by_row.values())


def _relative(text: str, column: int) -> str:
    """Return a formula with its moving columns as steps from its own."""
    return REFERENCE.sub(lambda found: f"C[{openpyxl.utils.column_index_from_string(found[1]) - column}]", text)


@pytest.mark.parametrize("name", BY_MONTH)
def test_every_printed_page_by_month_names_its_months(name: str) -> None:
    last = int(BOOK[name].print_title_rows.rpartition("$")[2])
    assert BOOK[name].cell(last, 1).value == "month ending"


def test_every_blue_cell_of_the_inputs_leads_somewhere() -> None:
    blue = [line.first for line in made().built.model.inputs if line.first[0] == "Inputs"]
    cells = [BOOK["Inputs"].cell(row + 1, column + 1) for _, row, column in blue]
    assert len(cells) > 100 and all(cell.hyperlink is not None for cell in cells)


def test_a_reported_blue_cell_leads_to_the_page_that_printed_it() -> None:
    line = next(line for line in made().built.model.inputs if line.label == "bitcoin held")
    assert BOOK["Inputs"].cell(line.first[1] + 1, 2).hyperlink.target.startswith("https://")


def test_every_blue_cell_has_its_line_of_sources() -> None:
    told = {row[0].value for row in BOOK["Sources"].iter_rows(min_row=7)}
    blue = {f"{s}!{letters(c)}{r + 1}" for s, r, c in (line.first for line in made().built.model.inputs)}
    assert {text.partition(":")[0] for text in told} == blue


def test_blue_is_only_what_goes_in() -> None:
    typed = [cell for row in BOOK["Inputs"].iter_rows(min_col=2, max_col=2) for cell in row]
    blue = {cell.coordinate for cell in typed if cell.font.color is not None and cell.font.color.rgb == "FF0033CC"}
    assert blue == {cell.coordinate for cell in typed if isinstance(cell.value, int | float) or cell.is_date}


def test_a_text_that_begins_like_a_formula_is_a_text() -> None:
    sheet = opened(northfield())["Inputs"]
    labels = [str(row[0].value) for row in sheet.iter_rows() if "HYPERLINK" in str(row[0].value)]
    assert labels and all(label.startswith("'=") for label in labels)
