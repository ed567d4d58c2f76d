"""filings.csv: figures read from filings, and the day each filing became known."""

from __future__ import annotations

from datetime import date
from functools import cache

from headframe.record.notes import read_note
from headframe.record.publication import filing_named_due, submission_year_end
from headframe.record.snapshot_row import SNAPSHOT, fact_of_row, period_of_row
from headframe.vocabulary.fact import Fact, KnownBy, Source, Witness
from headframe.vocabulary.tables import packaged_rows


def filing_row(row: dict[str, str]) -> Fact:
    """Return the fact of one row of filings.csv."""
    known_at, known_by = filing_known(row["filing"])
    source = Source(Witness.FILING, row["filing"], place=row["where"])
    named = row | {"metric": table_names().get(("filings", row["metric"]), row["metric"])}
    return fact_of_row(named, period_of_row(named), known_at, known_by, source, read_note(row["note"], row["metric"]))


@cache
def table_names() -> dict[tuple[str, str], str]:
    """Return the concept behind a metric's name where a table means another thing by it."""
    rows = packaged_rows("headframe.record", "table_names.csv")
    return {(row["table"], row["metric"]): row["concept"] for row in rows}


@cache
def filing_known(filing: str) -> tuple[date, KnownBy]:
    """Return the day a filing became known, and how we know."""
    if filing in filing_days():
        return filing_days()[filing], KnownBy.PUBLISHED
    due = filing_named_due(filing)
    if due is None:
        return submission_year_end(filing), KnownBy.END_OF_YEAR
    return max(due, _last_day_spoken_of()[filing]), KnownBy.FILING_RULE


@cache
def _last_day_spoken_of() -> dict[str, date]:
    """Return the latest day any row of a filing speaks of: it was not published before."""
    latest: dict[str, date] = {}
    for row in packaged_rows(SNAPSHOT, "filings.csv"):
        end = date.fromisoformat(row["period_end"])
        latest[row["filing"]] = max(end, latest.get(row["filing"], end))
    return latest


@cache
def filing_days() -> dict[str, date]:
    """Return the filing day of each submission whose header we hold."""
    rows = packaged_rows("headframe.record", "filing_days.csv")
    return {row["filing"]: date.fromisoformat(row["filed_on"]) for row in rows}
