"""A new sheet of words and numbers, written as a part of its own: inline text, no formulas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from headframe.audit.workbook_cells import letters_of
from headframe.audit.workbook_text import safe_cell, safe_text
from headframe.audit.workbook_xml import MAIN
from headframe.vocabulary.figure import plain


@dataclass(frozen=True, slots=True)
class Written:
    """One cell of a new sheet: text or a number, its format, and the cell it leads to ("'My sheet'!B12")."""

    value: str | float
    style: int = 0
    leads_to: str = ""


def new_sheet(rows: Sequence[Sequence[Written]], widths: Sequence[int], header: int) -> bytes:
    """Return a worksheet part.

    Parameters
    ----------
    rows : sequence
        The cells from the top left.
    widths : sequence of int
        Column widths, in characters.
    header : int
        The row of the table's heading: what is above it stays in sight, and it filters what is below.
    """
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>' for at, width in enumerate(widths, 1)
    )
    body, links = [], []
    for at, row in enumerate(rows, 1):
        body.append(f'<row r="{at}">' + "".join(_cell(at, place, cell) for place, cell in enumerate(row, 1)) + "</row>")
        links += [
            f'<hyperlink ref="{letters_of(place)}{at}" location="{safe_text(cell.leads_to)}"/>'
            for place, cell in enumerate(row, 1)
            if cell.leads_to
        ]
    last = letters_of(len(widths))
    return "".join(
        (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{MAIN}"><sheetPr>',
            '<pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">',
            f'<pane ySplit="{header}" topLeftCell="A{header + 1}" activePane="bottomLeft" state="frozen"/>',
            f"</sheetView></sheetViews><cols>{columns}</cols><sheetData>{''.join(body)}</sheetData>",
            f'<autoFilter ref="A{header}:{last}{max(len(rows), header)}"/>',
            f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else "",
            '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>',
            '<pageSetup orientation="landscape" fitToHeight="0"/></worksheet>',
        )
    ).encode()


def _cell(row: int, column: int, cell: Written) -> str:
    reference = f"{letters_of(column)}{row}"
    if isinstance(cell.value, str):
        text = f'<is><t xml:space="preserve">{safe_cell(cell.value)}</t></is>' if cell.value else ""
        kind = ' t="inlineStr"' if cell.value else ""
        return f'<c r="{reference}" s="{cell.style}"{kind}>{text}</c>'
    return f'<c r="{reference}" s="{cell.style}"><v>{plain(cell.value)}</v></c>'
