"""peers.csv: balance sheets, megawatts and shares of many companies, dated by `as_of` alone."""

from __future__ import annotations

import re
from datetime import date, timedelta

from headframe.ground.period import Period, month_end
from headframe.record.notes import read_note
from headframe.record.publication import filing_due
from headframe.record.snapshot_row import fact_of_row, title_of
from headframe.vocabulary.company import companies
from headframe.vocabulary.concept import Concept, Kind, concepts
from headframe.vocabulary.fact import Fact, KnownBy, Source, Witness


def peer_row(row: dict[str, str]) -> Fact | None:
    """Return the fact of one row of peers.csv; None for a flow whose length the table does not tell."""
    day = date.fromisoformat(row["as_of"])
    fiscal_month = companies()[row["company"]].fiscal_year_end_month
    at_month_end = day == month_end(day.year, day.month)
    known_at = filing_due(day, fiscal_month) if at_month_end else day
    period = _peer_period(concepts()[row["metric"]], day, row["metric"], row["note"])
    if period is None:
        return None
    source = Source(Witness(row["witness"]), title_of(row["source_url"]), row["source_url"])
    known_by = KnownBy.FILING_RULE if at_month_end else KnownBy.PUBLISHED
    return fact_of_row(row, period, known_at, known_by, source, read_note(row["note"], row["metric"]))


def _peer_period(concept: Concept, day: date, metric: str, note: str) -> Period | None:
    """Return the period of a peers row; None for a flow whose length the table does not tell."""
    if concept.kind not in (Kind.FLOW, Kind.MEAN):
        return Period.day(day)
    if match := re.search(r"period from (\d{4}-\d{2}-\d{2})", note):
        return Period.span(date.fromisoformat(match[1]), day)
    if re.search(r"\bquarter\b", note) or metric == "revenue_quarter":
        return Period.span(_months_back(day, 3), day)
    if re.search(r"\b(?:annual|fiscal year|year \d{4})\b", note) or metric in ("annual_revenue", "revenue_ltm"):
        return Period.span(_months_back(day, 12), day)
    return None


def _months_back(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return month_end(year, month + 1) + timedelta(days=1)
