"""Made-up facts to put into a record."""

from __future__ import annotations

from datetime import UTC, date, datetime

from headframe.ground.interval import Interval
from headframe.ground.period import Period
from headframe.vocabulary.fact import Fact, KnownBy, Source, Witness

NOW = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)
LATER = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)


def held(
    value: float,
    day: str = "2026-09-30",
    known_at: str = "2026-10-05",
    company: str = "RIOT",
    title: str = "a call",
    half: float = 0.5,
) -> Fact:
    """Return a made-up balance of bitcoin."""
    return Fact(
        company=company,
        concept="bitcoin_held",
        period=Period.parse(day),
        value=value,
        interval=Interval.around(value, half),
        unit="BTC",
        known_at=date.fromisoformat(known_at),
        known_by=KnownBy.TYPED,
        source=Source(Witness.OWN, title, "https://example.org/call", "minute 12"),
        quote="“about” – ünïcode",
        note="made up",
    )
