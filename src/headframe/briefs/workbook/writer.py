"""From the model to the bytes of a workbook: formulas with their values beside them, no names of ours."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from headframe.briefs.workbook.expression import Expr, Key
from headframe.briefs.workbook.headings import DAYS_ROW
from headframe.briefs.workbook.looks import look
from headframe.briefs.workbook.model import NOTE, OPENING, Computed, Content, Kind, Model
from headframe.briefs.workbook.sources import link_of
from headframe.vocabulary.spreadsheet_text import defused

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

BY_MONTH = ("Ledger", "Leases", "MW", "Scenario", "Parts")
A4 = 9
WIDTHS: dict[str, tuple[float, ...]] = {
    "Inputs": (52, 17, 15, 13, 13, 90),
    "Checks": (52, 14, 14, 12, 12, 62, 22),
    "Sources": (18, 52, 17, 17, 16, 60, 11, 12, 60, 9),
}
MONTH_WIDTHS = (40, 12, 30)
PARTS_WIDTHS = (40, 11, 58)
MONTH_WIDTH = 12.5
FIRST_PAGE, PAGE = 6, 12
"""Months printed beside the words of the first page, and on each page after it."""
SCALE = 52
"""Of a printed page by month [percent]."""
LONGEST_LINK = 2000
LONGEST_TEXT = 1000


def workbook_bytes(model: Model, computed: Computed, title: str) -> bytes:
    """Return the workbook as a spreadsheet's file."""
    import xlsxwriter

    held = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(held, options)
    book.set_properties({"title": title, "comments": "Not investment advice."})
    book.set_calc_mode("auto")
    formats: dict[tuple[Kind, str, bool], Format] = {}

    def format_of(kind: Kind, unit: str, link: bool = False) -> Format:
        if (kind, unit, link) not in formats:
            formats[kind, unit, link] = book.add_format(look(kind, unit, link))
        return formats[kind, unit, link]

    links = _links(model)
    sheets = {name: book.add_worksheet(name) for name in model.sheets}
    for key, content in model.cells.items():
        _write(sheets[key[0]], key, content, computed, format_of, links.get(key, content.link))
    for name, sheet in sheets.items():
        _lay_out(sheet, name, model)
    sheets[model.sheets[0]].activate()
    book.close()
    return held.getvalue()


def _links(model: Model) -> dict[Key, str]:
    """Return where each blue cell leads: its source's page, else its line on the Sources sheet."""
    found: dict[Key, str] = {}
    for row, line in enumerate(model.inputs, start=7):
        if line.first == line.last:
            found[line.first] = link_of(line.figure) or f"internal:Sources!A{row}"
    return found


def _write(sheet: Worksheet, key: Key, content: Content, computed: Computed, format_of: Any, link: str) -> None:
    _, row, column = key
    style = format_of(content.kind, content.unit, bool(link) and content.kind is Kind.UNIT)
    if link and len(link) <= LONGEST_LINK:
        sheet.write_url(row, column, link, style, string=" ")
    held = content.held
    if isinstance(held, Expr):
        sheet.write_formula(row, column, f"={held.text(key[0], column)}", style, computed.value(key))
    elif isinstance(held, str):
        if held:
            sheet.write_string(row, column, str(defused(held))[:LONGEST_TEXT], style)
    else:
        sheet.write_number(row, column, held, style)


def _lay_out(sheet: Worksheet, name: str, model: Model) -> None:
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(0.4, 0.4, 0.5, 0.5)
    sheet.set_footer("&L&8&A&C&8Not investment advice&R&8&P of &N")
    rows = max(key[1] for key in model.cells if key[0] == name)
    columns = max(key[2] for key in model.cells if key[0] == name)
    sheet.print_area(0, 0, rows, columns)
    if name in BY_MONTH:
        for at, width in enumerate(PARTS_WIDTHS if name == "Parts" else MONTH_WIDTHS):
            sheet.set_column(at, at, width)
        sheet.set_column(OPENING, OPENING + model.months, MONTH_WIDTH)
        sheet.freeze_panes(DAYS_ROW + 1 if name != "Parts" else 0, NOTE)
        sheet.repeat_columns(0, 1)
        sheet.repeat_rows(*((0, DAYS_ROW) if name != "Parts" else (model.days_row, model.days_row)))
        sheet.set_print_scale(SCALE)
        sheet.set_v_pagebreaks(list(range(OPENING + 1 + FIRST_PAGE, OPENING + 1 + model.months, PAGE)))
        return
    for at, wide in enumerate(WIDTHS.get(name, ())):
        sheet.set_column(at, at, wide)
    if name == "Curves":
        sheet.set_column(0, columns, 9)
    sheet.freeze_panes(6 if name != "Inputs" else 4, 1 if name != "Curves" else 0)
    sheet.repeat_rows(0, 5 if name != "Inputs" else 3)
    sheet.fit_to_pages(1, 0)
