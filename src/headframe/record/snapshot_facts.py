"""The packaged facts: facts.csv, filings.csv and peers.csv read into one kind of noun."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from headframe.ground.errors import InputRefused
from headframe.ground.interval import Interval
from headframe.ground.period import Period, day_before, month_end
from headframe.ground.printed import interval_of_digits, interval_of_full_dollars
from headframe.ground.units import factor_between
from headframe.record.notes import Reading, read_note
from headframe.record.publication import (
    filing_due,
    filing_named_due,
    known_day,
    submission_year_end,
)
from headframe.vocabulary.company import companies
from headframe.vocabulary.concept import Concept, Kind, concepts
from headframe.vocabulary.fact import Fact, KnownBy, Source, Standing, Witness
from headframe.vocabulary.tables import packaged_rows

SNAPSHOT = "headframe.record.snapshot"
FULL_AMOUNT_UNITS = frozenset({"USD", "shares", "USD/year"})
FULL_AMOUNT_FROM = 10_000


@cache
def packaged_facts() -> tuple[Fact, ...]:
    """Return every packaged fact: about 4,500, read in well under a second.

    filings_read.csv adds comparatives that filings.csv lacks, read in the same filings.
    """
    facts = _facts_table()
    seen = {_identity(fact) for fact in facts}
    peers = [fact for fact in _peers_table() if _identity(fact) not in seen]
    return (*facts, *_filings_table(), *peers)


def _identity(fact: Fact) -> tuple[object, ...]:
    """What makes two rows the same printing: peers.csv repeats some of facts.csv, without the day."""
    return (*fact.key, fact.value, fact.source.url)


@cache
def packaged_facts_by_company() -> dict[str, tuple[Fact, ...]]:
    """Return the packaged facts of each company."""
    grouped: dict[str, list[Fact]] = {}
    for fact in packaged_facts():
        grouped.setdefault(fact.company, []).append(fact)
    return {company: tuple(facts) for company, facts in grouped.items()}


def printed_value(digits: str, printed_unit: str, concept: Concept, approximate: bool) -> tuple[float, Interval]:
    """Return value and interval in the concept's unit, from digits in the unit that the table prints."""
    number = Decimal(digits)
    factor = factor_between(printed_unit, concept.unit)
    if printed_unit in FULL_AMOUNT_UNITS and abs(number) >= FULL_AMOUNT_FROM:
        interval = interval_of_full_dollars(number, approximate=approximate)
    else:
        interval = interval_of_digits(format(number, "f"), approximate=approximate)
    return float(number * factor), interval.scaled(float(factor)) if factor != 1 else interval


def _facts_table() -> list[Fact]:
    return [_fact_row(row) for row in packaged_rows(SNAPSHOT, "facts.csv")]


def _fact_row(row: dict[str, str]) -> Fact:
    period = _period(row)
    fiscal_month = companies()[row["company"]].fiscal_year_end_month
    known_at, known_by = known_day(row["source_published"], period.end, fiscal_month, row["note"])
    source = Source(Witness(row["witness"]), _title(row["source_url"]), row["source_url"])
    return _fact(row, period, known_at, known_by, source, read_note(row["note"], row["metric"]))


def _filings_table() -> list[Fact]:
    read_later = packaged_rows("headframe.record", "filings_read.csv")
    return [_filing_row(row) for row in (*packaged_rows(SNAPSHOT, "filings.csv"), *read_later)]


def _filing_row(row: dict[str, str]) -> Fact:
    known_at, known_by = _filing_known(row["filing"])
    source = Source(Witness.FILING, row["filing"], place=row["where"])
    named = row | {"metric": table_names().get(("filings", row["metric"]), row["metric"])}
    return _fact(named, _period(named), known_at, known_by, source, read_note(row["note"], row["metric"]))


@cache
def table_names() -> dict[tuple[str, str], str]:
    """Return the concept behind a metric's name where a table means another thing by it."""
    rows = packaged_rows("headframe.record", "table_names.csv")
    return {(row["table"], row["metric"]): row["concept"] for row in rows}


@cache
def _filing_known(filing: str) -> tuple[date, KnownBy]:
    if filing in filing_days():
        return filing_days()[filing], KnownBy.PUBLISHED
    due = filing_named_due(filing)
    if due is None:
        return submission_year_end(filing), KnownBy.END_OF_YEAR
    return max(due, _last_day_spoken_of()[filing]), KnownBy.FILING_RULE


@cache
def _last_day_spoken_of() -> dict[str, date]:
    """Return the latest day any row of a filing speaks of: it was not published before (a cover counts shares later)."""
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


def _peers_table() -> list[Fact]:
    return [fact for row in packaged_rows(SNAPSHOT, "peers.csv") if (fact := _peer_row(row))]


def _peer_row(row: dict[str, str]) -> Fact | None:
    day = date.fromisoformat(row["as_of"])
    fiscal_month = companies()[row["company"]].fiscal_year_end_month
    at_month_end = day == month_end(day.year, day.month)
    known_at = filing_due(day, fiscal_month) if at_month_end else day
    period = _peer_period(concepts()[row["metric"]], day, row["metric"], row["note"])
    if period is None:
        return None
    source = Source(Witness(row["witness"]), _title(row["source_url"]), row["source_url"])
    known_by = KnownBy.FILING_RULE if at_month_end else KnownBy.PUBLISHED
    return _fact(row, period, known_at, known_by, source, read_note(row["note"], row["metric"]))


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


def _fact(
    row: dict[str, str], period: Period, known_at: date, known_by: KnownBy, source: Source, reading: Reading
) -> Fact:
    concept = concepts()[row["metric"]]
    approximate = reading.standing is Standing.APPROXIMATE
    try:
        value, interval = printed_value(row["value"], row["unit"], concept, approximate)
    except InputRefused as error:
        raise InputRefused(f"{row['company']} {row['metric']} {period}: {error}") from error
    return Fact(
        company=row["company"],
        concept=concept.name,
        period=period,
        value=value,
        interval=interval,
        unit=concept.unit,
        known_at=known_at,
        known_by=known_by,
        source=source,
        basis=reading.basis,
        part=reading.part,
        standing=reading.standing,
        restated=reading.restated,
        note=row["note"],
    )


def _period(row: dict[str, str]) -> Period:
    """Return the period of a row. A balance stands at its end, or before its start where it opens the period."""
    start = date.fromisoformat(row["period_start"]) if row["period_start"] else None
    end = date.fromisoformat(row["period_end"])
    if concepts()[row["metric"]].kind is Kind.STOCK and start is not None:
        return Period.day(day_before(start) if row["metric"].endswith("_begin") else end)
    return Period(start, end)


def _title(url: str) -> str:
    host = re.sub(r"^https?://(?:www\.)?", "", url).split("/")[0]
    return host or "no link in the table"
