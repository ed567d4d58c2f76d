"""Answers as CSV and Parquet: one row a figure."""

from __future__ import annotations

from headframe.vocabulary.answer import Answer


def csv_text(answer: Answer) -> str:
    """Return an answer's frame as CSV."""
    return answer.frame().write_csv()
