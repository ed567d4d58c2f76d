"""Answers as CSV and Parquet: one row a figure."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import fields

from headframe.vocabulary.answer import Answer
from headframe.vocabulary.wire import to_wire


def csv_text(answer: Answer) -> str:
    """Return an answer's frame as CSV."""
    return answer.frame().write_csv()


def rows_csv(rows: Sequence[object]) -> str:
    """Return frozen rows as CSV: one column a field, dates and periods as printed, formulas defused."""
    if not rows:
        return ""
    names = [field.name for field in fields(rows[0])]  # type: ignore[arg-type]
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([defused(to_wire(getattr(row, name))) for name in names])
    return buffer.getvalue()


def defused(cell: object) -> object:
    """Return a cell that no spreadsheet will run as a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
