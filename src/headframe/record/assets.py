"""assets.csv: what is printed of single sites, with the last day on which each row can have become known.

Where `as_of` is a month's last day, the row stands in a filing or an update about it: the filing rule holds. Another
full day is the day of the announcement. A target's `as_of` is the day aimed at, so such a row is known when the other
rows of its source are; where there is none, not before the tables were compiled.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from headframe.ground.errors import HeadframeError
from headframe.ground.interval import Interval
from headframe.ground.period import Period, month_end
from headframe.ground.units import factor_between
from headframe.record.notes import read_note
from headframe.record.partial_days import last_known_day
from headframe.record.publication import filing_due
from headframe.record.snapshot_stamp import COMPILED_ON
from headframe.record.table_row import TableRow, table_rows
from headframe.record.witness_of import source_of
from headframe.vocabulary.company import companies
from headframe.vocabulary.company import company as find_company
from headframe.vocabulary.concept import concept as find_concept
from headframe.vocabulary.fact import Source, Standing

TARGETS = frozenset(
    {
        "frontier_lab_lease_first_delivery",
        "frontier_lab_lease_full_delivery",
        "phase1_construction_start",
        "phase1_first_completion",
        "power_planned",
        "substation_energization",
    }
)
"""Metrics whose day is a target, as concepts.csv says of each."""


@dataclass(frozen=True, slots=True)
class Asset:
    """One row: a number about a site, in the concept's unit."""

    row: int
    company: str
    site: str
    metric: str
    period: Period
    """The day or days the number speaks of; a target's are those aimed at."""
    value: float
    interval: Interval
    unit: str
    known_at: date
    standing: Standing
    source: Source
    note: str


def assets(as_of: date, company: str | None = None) -> tuple[Asset, ...]:
    """Return the rows known through the end of `as_of`, of one company or of all; unreliable ones are left out.

    Parameters
    ----------
    as_of : date
        A view's day.
    company : str, optional
        Any exact label of the company.

    Examples
    --------
    >>> [row.value for row in assets(date(2026, 1, 10), "RIOT") if row.metric == "phase1_core_shell_critical_it"]
    [112.0]
    """
    ticker = find_company(company).ticker if company else None
    return tuple(
        row
        for row in _every_asset()
        if row.known_at <= as_of and ticker in (None, row.company) and row.standing is not Standing.UNRELIABLE
    )


@cache
def _every_asset() -> tuple[Asset, ...]:
    rows = list(table_rows("assets.csv"))
    days = _days_of_sources(rows)
    return tuple(_asset(row, days) for row in rows)


def _asset(row: TableRow, days: dict[str, date]) -> Asset:
    period = row.days("as_of")
    if period is None:
        raise row.refused("as_of", "a number about a site needs its day", "give the day it speaks of")
    metric, note = row.text("metric"), row.text("note")
    standing = read_note(note, metric).standing
    printed = row.amount("value", approximate=standing is Standing.APPROXIMATE)
    if printed is None:
        raise row.refused("value", "the number is missing")
    factor = _factor(row, metric)
    return Asset(
        row=row.number,
        company=row.company(),
        site=row.text("site"),
        metric=metric,
        period=period,
        value=printed.value * factor,
        interval=printed.interval.scaled(factor),
        unit=find_concept(metric).unit,
        known_at=_known_at(row, metric, period, days),
        standing=standing,
        source=source_of(row.text("source_url"), note),
        note=note,
    )


def _factor(row: TableRow, metric: str) -> float:
    try:
        return float(factor_between(row.text("unit"), find_concept(metric).unit))
    except HeadframeError as problem:
        raise row.refused("unit", problem.what, problem.next) from problem


def _known_at(row: TableRow, metric: str, period: Period, days: dict[str, date]) -> date:
    if metric in TARGETS:
        return days.get(row.text("source_url"), COMPILED_ON)
    return _printed_known(row, period)


def _printed_known(row: TableRow, period: Period) -> date:
    if period.is_day and period.end == month_end(period.end.year, period.end.month):
        return min(filing_due(period.end, companies()[row.company()].fiscal_year_end_month), COMPILED_ON)
    return last_known_day(period)


def _days_of_sources(rows: list[TableRow]) -> dict[str, date]:
    """Return, for each link, the last day on which rows that are no targets can have become known from it."""
    days: dict[str, date] = {}
    for row in rows:
        period, url = row.days("as_of"), row.text("source_url")
        if url and period is not None and row.text("metric") not in TARGETS:
            days[url] = max(_printed_known(row, period), days.get(url, date.min))
    return days
