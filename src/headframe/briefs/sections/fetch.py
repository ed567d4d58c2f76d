"""What was fetched: filings with their receipts, and market series with the days added."""

from __future__ import annotations

from headframe.briefs.section import Section, words_column
from headframe.briefs.sections.ingest import receipt_section
from headframe.intake.fetch import Fetch
from headframe.intake.refresh import Refresh

ALL_ROWS = 100_000


def fetch_sections(told: Fetch) -> tuple[Section, ...]:
    """Return a list of the filings, then a receipt for each that was read."""
    rows = tuple(
        (
            filing.filed_on.isoformat(),
            filing.form,
            filing.accession,
            ", ".join(filing.items),
            filing.problem or (f"{filing.receipt.appended} taken in" if filing.receipt else ""),
        )
        for filing in told.filings
    )
    listed = Section(
        key="filings",
        title="FILINGS",
        finding=f"{len(rows)} filing(s) since {told.since}.",
        columns=tuple(words_column(name) for name in ("filed", "form", "number", "items", "what became of it")),
        rows=rows,
        notes=(),
        reaches=None,
        verb=f"headframe fetch {told.made_from.company} --since {told.since}",
        shown_rows=ALL_ROWS,
    )
    return (listed, *(receipt_section(filing.receipt) for filing in told.filings if filing.receipt is not None))


def refresh_section(told: Refresh) -> Section:
    """Return the days added to each series."""
    rows = tuple((one.series, f"{one.rows:,}", str(one.first or "–"), str(one.last or "–")) for one in told.series)
    return Section(
        key="market",
        title="MARKET SERIES",
        finding=f"{sum(one.rows for one in told.series):,} day(s) added.",
        columns=tuple(words_column(name) for name in ("series", "days", "from", "to")),
        rows=rows,
        notes=(),
        reaches=None,
        verb="headframe refresh",
        shown_rows=ALL_ROWS,
    )
