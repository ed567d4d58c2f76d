"""Small sheets to check: rows in, findings out."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

import openpyxl

from headframe.audit.retrofit import retrofit_workbook
from headframe.audit.retrofit_verdict import CellFinding
from headframe.record.record import Record

VIEW = Record().view()


def sheet_of(rows: Sequence[Sequence[object]], title: str = "RIOT", edit: Callable[[Any], None] | None = None) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    if edit:
        edit(sheet)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def checked(
    rows: Sequence[Sequence[object]],
    title: str = "RIOT",
    edit: Callable[[Any], None] | None = None,
    every: bool = False,
) -> dict[str, CellFinding]:
    answer = retrofit_workbook(VIEW, sheet_of(rows, title, edit), "model.xlsx", every=every)
    return {found.cell: found for found in answer.findings}


def verdicts(
    rows: Sequence[Sequence[object]],
    title: str = "RIOT",
    edit: Callable[[Any], None] | None = None,
    every: bool = False,
) -> dict[str, str]:
    return {cell: found.verdict.value for cell, found in checked(rows, title, edit, every).items()}
