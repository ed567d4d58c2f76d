"""Facts to database rows and back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import RowMapping

from headframe.ground.interval import Interval
from headframe.ground.period import Period
from headframe.vocabulary.fact import Basis, Fact, KnownBy, Source, Standing, Witness


def row_of(fact: Fact, batch: int, recorded_at: datetime) -> dict[str, Any]:
    """Return a fact as the row that stores it."""
    return {
        "batch": batch,
        "company": fact.company,
        "concept": fact.concept,
        "period_start": fact.period.start.isoformat() if fact.period.start else None,
        "period_end": fact.period.end.isoformat(),
        "value": fact.value,
        "low": fact.interval.low,
        "high": fact.interval.high,
        "unit": fact.unit,
        "known_at": fact.known_at.isoformat(),
        "known_by": fact.known_by.value,
        "witness": fact.source.witness.value,
        "title": fact.source.title,
        "url": fact.source.url,
        "place": fact.source.place,
        "basis": fact.basis.value,
        "part": fact.part,
        "standing": fact.standing.value,
        "restated": fact.restated,
        "quote": fact.quote,
        "note": fact.note,
        "recorded_at": recorded_at.isoformat(),
    }


def fact_of(row: RowMapping) -> Fact:
    """Return the fact that a row stores."""
    start = row["period_start"]
    return Fact(
        company=row["company"],
        concept=row["concept"],
        period=Period(date.fromisoformat(start) if start else None, date.fromisoformat(row["period_end"])),
        value=row["value"],
        interval=Interval(row["low"], row["high"]),
        unit=row["unit"],
        known_at=date.fromisoformat(row["known_at"]),
        known_by=KnownBy(row["known_by"]),
        source=Source(Witness(row["witness"]), row["title"], row["url"], row["place"]),
        basis=Basis(row["basis"]),
        part=row["part"],
        standing=Standing(row["standing"]),
        restated=bool(row["restated"]),
        quote=row["quote"],
        note=row["note"],
        recorded_at=datetime.fromisoformat(row["recorded_at"]),
        position=row["position"],
    )
