"""A workbook with everything that a careless tool loses: charts, formats, formulas with values, comments, links."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import ColorScaleRule
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

SOFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
ROWS = [
    ["Riot Platforms model"],
    ["$ in millions"],
    [None, "Sep-25", "Oct-25", "Nov-25", "Dec-25"],
    ["Bitcoin held", 19287, 19324, 19368, 18050],
    ["BTC produced", 445, 437, 428, 460],
    ["BTC sold", -465, -400, -383, 1818],
    ["Net proceeds", 52.6, 46000, 37.0, 161.6],
    ["Net change", "=B5+B6", "=C5+C6", "=D5+D6", "=E5+E6"],
    ["Check", "=SUM(B4:E4)", "=hodl*2", '=IF(B4>C4,"up","down")', '="="&"1"'],
]


def rich_book() -> bytes:
    """Return the workbook as openpyxl writes it: formulas without values."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "RIOT & co"
    for row in ROWS:
        sheet.append(row)
    sheet["B4"].number_format, sheet["B4"].font = "#,##0", Font(bold=True, color="FF0000FF")
    sheet["E4"].comment = Comment("ask the CFO", "me")
    line = LineChart()
    line.add_data(Reference(sheet, min_col=2, max_col=5, min_row=4), from_rows=True)
    sheet.add_chart(line, "G2")
    sheet.conditional_formatting.add(
        "B5:E5", ColorScaleRule(start_type="min", start_color="FFAA0000", end_type="max", end_color="FF00AA00")
    )
    choice = DataValidation(type="list", formula1='"a > b,c"')
    sheet.add_data_validation(choice)
    choice.add("A20")
    other = book.create_sheet("Notes")
    for row in (["name", "value"], ["x", 1], ["y", 2]):
        other.append(row)
    other.add_table(Table(displayName="T1", ref="A1:B3"))
    bars = BarChart()
    bars.add_data(Reference(other, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    other.add_chart(bars, "D2")
    book.create_sheet("Hidden").sheet_state = "hidden"
    book.defined_names["hodl"] = DefinedName("hodl", attr_text="'RIOT & co'!$E$4")
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def converted(data: bytes, folder: Path, name: str = "book.xlsx", to: str = "xlsx") -> bytes:
    """Return a workbook opened, recalculated and saved by LibreOffice."""
    source, out = folder / name, folder / "out"
    source.write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", to, "--outdir", str(out), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (out / f"{source.stem}.{to}").read_bytes()


def values_of(data: bytes) -> dict[str, object]:
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    return {
        f"{sheet.title}!{cell.coordinate}": cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def formulas_of(data: bytes) -> dict[str, object]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {
        f"{sheet.title}!{cell.coordinate}": cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }
