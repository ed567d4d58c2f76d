"""A record of any size, made up: months of balances and flows, printed over and over, in one company or in all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import count, islice
from pathlib import Path

from headframe.ground.interval import Interval
from headframe.ground.period import Period
from headframe.record.record import Record
from headframe.vocabulary.concept import Concept, Kind, concepts
from headframe.vocabulary.fact import Fact, KnownBy, Source, Witness

NOW = datetime(2026, 11, 22, tzinfo=UTC)
FIRST = ("bitcoin_held", "bitcoin_produced", "bitcoin_sold", "bitcoin_purchased")
CONCEPTS = 40
YEARS = range(2015, 2026)
AT_ONCE = 50_000
"""Facts of one batch."""


def made_up_record(path: Path, facts: int, companies: Sequence[str]) -> Record:
    """Return a new record with `facts` own facts, spread evenly over `companies`."""
    record, made = Record(str(path)), _facts(companies)
    for done in range(0, facts, AT_ONCE):
        record.append(list(islice(made, min(AT_ONCE, facts - done))), "made up", NOW)
    return record


def _facts(companies: Sequence[str]) -> Iterator[Fact]:
    """Yield every concept in every month of every company, then all of it again as another printing."""
    used = _concepts()
    months = [Period.month(year, month) for year in YEARS for month in range(1, 13)]
    for printing in count():
        for month in months:
            for concept in used:
                for company in companies:
                    yield _fact(company, concept, month, printing)


def _concepts() -> list[Concept]:
    """Return forty concepts that companies report, those of the roll-forward first."""
    reported = [c for c in concepts().values() if c.kind in (Kind.STOCK, Kind.FLOW) and not (c.is_derived or c.same_as)]
    return sorted(reported, key=lambda concept: (concept.name not in FIRST, concept.name))[:CONCEPTS]


def _fact(company: str, concept: Concept, month: Period, printing: int) -> Fact:
    value = float(1_000 + printing)
    return Fact(
        company=company,
        concept=concept.name,
        period=Period.day(month.end) if concept.kind is Kind.STOCK else month,
        value=value,
        interval=Interval.around(value, 0.5),
        unit=concept.unit,
        known_at=date(2026, 1, 1),
        known_by=KnownBy.TYPED,
        source=Source(Witness.OWN, "made up", place=f"printing {printing}"),
    )
