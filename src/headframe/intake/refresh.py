"""Market series beyond the packaged ones: daily rows from public interfaces into the user's record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar

from headframe.ground.interval import Interval
from headframe.ground.period import Period
from headframe.record.market import DAILY, MARKET
from headframe.record.record import Record
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.fact import Fact, KnownBy, Source, Witness

if TYPE_CHECKING:
    from headframe.sources.door import Door
    from headframe.sources.markets import MarketPlaces, MarketRow

PRINTED_DIGITS = 1e-9
"""The interfaces print all their digits: a value stands for itself, to a billionth."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """One series: the days that were added."""

    series: str
    rows: int
    first: date | None
    last: date | None


@dataclass(frozen=True, kw_only=True)
class Refresh(Answer):
    """What became of the market series."""

    verb: ClassVar[str] = "refresh"

    series: tuple[Refreshed, ...]


def refresh(record: Record, door: Door, now: datetime, places: MarketPlaces | None = None) -> Refresh:
    """Fetch daily price, network hash rate, difficulty and fees from the day the record's series end.

    Days already held are not asked for again; today's unfinished day is left out.
    """
    from headframe.sources.markets import MarketPlaces, fetch_series

    where = places or MarketPlaces()
    done = []
    for source_name, concept in DAILY.items():
        since = record.view().market.daily_from(concept)
        rows = [row for row in fetch_series(door, source_name, since=since, places=where) if row.day < now.date()]
        facts = [_fact(row, concept) for row in rows]
        record.append(facts, f"refresh {concept} since {since}", now)
        done.append(_refreshed(concept, rows))
    return Refresh(made_from=record.view().made_from(), series=tuple(done))


def _fact(row: MarketRow, concept: str) -> Fact:
    return Fact(
        company=MARKET,
        concept=concept,
        period=Period.day(row.day),
        value=row.value,
        interval=Interval.around(row.value, abs(row.value) * PRINTED_DIGITS),
        unit=row.unit,
        known_at=row.day,
        known_by=KnownBy.PUBLISHED,
        source=Source(Witness.SECOND_HAND, row.source),
    )


def _refreshed(concept: str, rows: Sequence[MarketRow]) -> Refreshed:
    days = [row.day for row in rows]
    return Refreshed(concept, len(rows), min(days, default=None), max(days, default=None))
