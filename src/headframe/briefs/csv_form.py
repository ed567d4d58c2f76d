"""Answers as CSV: one row a figure, and no text that a spreadsheet would run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import fields

from headframe.vocabulary.answer import Answer
from headframe.vocabulary.spreadsheet_text import BEGINS, defused
from headframe.vocabulary.wire import to_wire

__all__ = ["csv_text", "defused", "rows_csv"]


def csv_text(answer: Answer) -> str:
    """Return an answer's frame as CSV, formulas defused."""
    import polars

    frame = answer.frame()
    texts = [name for name, kind in frame.schema.items() if kind == polars.String]
    if texts:
        frame = frame.with_columns(polars.col(texts).str.replace(f"^({BEGINS.pattern})", "'${1}"))
    return frame.write_csv()


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
