"""A month of the market made from the user's own daily rows: every day of it, or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType

from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.vocabulary.fact import Fact
from headframe.vocabulary.figure import Badge, Figure

Days = dict[tuple[str, date], Fact]
DAILY: Mapping[str, str] = MappingProxyType(
    {
        "bitcoin_price": "bitcoin_price_day",
        "network_hash_rate": "network_hash_rate_day",
        "difficulty": "difficulty_day",
        "transaction_fees": "network_fees_day",
    }
)
"""The concept under which each daily series is kept."""
MADE_FROM: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "bitcoin_price_month_average": ("bitcoin_price_day", "mean"),
        "bitcoin_price_month_close": ("bitcoin_price_day", "last"),
        "network_hash_rate": ("network_hash_rate_day", "mean"),
        "difficulty": ("difficulty_day", "mean"),
        "network_fees": ("network_fees_day", "sum"),
    }
)


def month_of_days(days: Days, series: str, month: Period) -> Figure | Missing:
    """Return a month of a series from daily rows; Missing where a day lacks, or no daily series leads to it."""
    if series not in MADE_FROM:
        return Missing(f"the packaged series does not reach {month}")
    concept, how = MADE_FROM[series]
    wanted = [month.first_day + timedelta(days=offset) for offset in range(month.days)]
    held = [days[concept, day] for day in wanted if (concept, day) in days]
    if not held:
        return Missing(f"the packaged series does not reach {month}: `headframe refresh` adds daily rows")
    if len(held) < len(wanted):
        return Missing(f"only {len(held)} of {len(wanted)} days of {month} are held")
    value, interval = _reduced(held, how)
    return Figure(
        id=f"market {series} {month}",
        value=value,
        interval=interval,
        unit=held[0].unit,
        badge=Badge.DERIVED,
        known_at=month.end,
        sources=tuple(dict.fromkeys(fact.source for fact in held)),
        formula=f"{how} of {len(held)} days of {concept}",
    )


def _reduced(held: Sequence[Fact], how: str) -> tuple[float, Interval]:
    if how == "last":
        return held[-1].value, held[-1].interval
    total = Interval.exact(0.0)
    for fact in held:
        total = total + fact.interval
    share = 1 / len(held) if how == "mean" else 1.0
    return sum(fact.value for fact in held) * share, total.scaled(share)
