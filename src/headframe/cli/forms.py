"""Answers as CSV, as every verb prints them."""

from __future__ import annotations

from headframe.briefs.csv_form import csv_text, defused, rows_csv

__all__ = ["csv_text", "defused", "rows_csv"]
