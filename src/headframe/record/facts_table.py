"""facts.csv: figures of releases, press and filings, each with its source and the note of its compiler."""

from __future__ import annotations

from headframe.record.notes import read_note
from headframe.record.publication import known_day
from headframe.record.snapshot_row import fact_of_row, period_of_row, title_of
from headframe.vocabulary.company import companies
from headframe.vocabulary.fact import Fact, Source, Witness


def fact_row(row: dict[str, str]) -> Fact:
    """Return the fact of one row of facts.csv."""
    period = period_of_row(row)
    fiscal_month = companies()[row["company"]].fiscal_year_end_month
    known_at, known_by = known_day(row["source_published"], period.end, fiscal_month, row["note"])
    source = Source(Witness(row["witness"]), title_of(row["source_url"]), row["source_url"])
    return fact_of_row(row, period, known_at, known_by, source, read_note(row["note"], row["metric"]))
