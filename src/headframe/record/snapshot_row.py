"""From a table's row to a fact: value, interval, unit, period and what the note says."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from headframe.ground.errors import InputRefused
from headframe.ground.interval import Interval
from headframe.ground.period import Period, day_before
from headframe.ground.printed import interval_of_digits, interval_of_full_dollars
from headframe.ground.units import factor_between
from headframe.record.notes import Reading
from headframe.vocabulary.concept import Concept, Kind, concepts
from headframe.vocabulary.fact import Fact, KnownBy, Source, Standing

SNAPSHOT = "headframe.record.snapshot"
FULL_AMOUNT_UNITS = frozenset({"USD", "shares", "USD/year"})
FULL_AMOUNT_FROM = 10_000


def printed_value(digits: str, printed_unit: str, concept: Concept, approximate: bool) -> tuple[float, Interval]:
    """Return value and interval in the concept's unit, from digits in the unit that the table prints."""
    number = Decimal(digits)
    factor = factor_between(printed_unit, concept.unit)
    if printed_unit in FULL_AMOUNT_UNITS and abs(number) >= FULL_AMOUNT_FROM:
        interval = interval_of_full_dollars(number, approximate=approximate)
    else:
        interval = interval_of_digits(format(number, "f"), approximate=approximate)
    value, interval = float(number * factor), interval.scaled(float(factor)) if factor != 1 else interval
    return value, not_below_zero(value, interval) if concept.sign == "nonnegative" else interval


def not_below_zero(value: float, interval: Interval) -> Interval:
    """Return the interval without the negative numbers that rounding alone would admit: coins sold are never −0.4."""
    return Interval(max(interval.low, 0.0), interval.high) if value >= 0 else interval


def fact_of_row(
    row: dict[str, str], period: Period, known_at: date, known_by: KnownBy, source: Source, reading: Reading
) -> Fact:
    """Return the fact that a row of any table states."""
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


def period_of_row(row: dict[str, str]) -> Period:
    """Return the period of a row. A balance stands at its end, or before its start where it opens the period."""
    start = date.fromisoformat(row["period_start"]) if row["period_start"] else None
    end = date.fromisoformat(row["period_end"])
    if concepts()[row["metric"]].kind is Kind.STOCK and start is not None:
        return Period.day(day_before(start) if row["metric"].endswith("_begin") else end)
    return Period(start, end)


def title_of(url: str) -> str:
    """Return the name of the site that an address belongs to."""
    host = re.sub(r"^https?://(?:www\.)?", "", url).split("/")[0]
    return host or "no link in the table"
