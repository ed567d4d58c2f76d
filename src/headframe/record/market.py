"""Bitcoin and its network by month, and difficulty by epoch, as far as they were known on a day.

A month's average is known at the end of its last day; an epoch's difficulty a day after it starts, its packaged day
being good to about a day.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType

from headframe.ground.errors import NotEnoughData
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period, month_end
from headframe.ground.printed import interval_of_digits
from headframe.record.market_days import DAILY, Days, month_of_days
from headframe.vocabulary.fact import Fact, Source, Witness
from headframe.vocabulary.figure import Badge, Figure
from headframe.vocabulary.tables import packaged_rows

__all__ = ["COLUMNS", "DAILY", "MARKET", "Epoch", "Market"]

SNAPSHOT = "headframe.record.snapshot"
MONTHLY = Source(Witness.SECOND_HAND, "btc_monthly.csv, packaged series")
EPOCHS = Source(Witness.SECOND_HAND, "difficulty_epochs.csv, packaged series")
MARKET = "market"
"""The company under which the record keeps the market's own rows."""
COLUMNS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "bitcoin_price_month_average": ("price_avg", "USD/BTC"),
        "bitcoin_price_month_close": ("price_close", "USD/BTC"),
        "network_hash_rate": ("hash_rate_avg_ehs", "EH/s"),
        "difficulty": ("difficulty_avg", "ratio"),
        "network_fees": ("fees_btc_total", "BTC"),
        "network_issuance": ("issuance_btc_total", "BTC"),
        "hash_price": ("hashprice_avg_usd_ph_day", "USD/PH/day"),
    }
)


@dataclass(frozen=True, slots=True)
class Epoch:
    """One difficulty epoch: 2,016 blocks from `start_height` on."""

    start_height: int
    difficulty: float
    start: date
    known_at: date


class Market:
    """The market series known through the end of `as_of`.

    Examples
    --------
    >>> from datetime import date
    >>> Market(date(2026, 1, 10)).month("bitcoin_price_month_average", Period.month(2025, 11)).value
    96281.99
    """

    def __init__(self, as_of: date, own: Callable[[], Sequence[Fact]] = tuple) -> None:
        self.as_of = as_of
        self._own = own
        self._days: Days | None = None

    def month(self, series: str, month: Period) -> Figure | Missing:
        """Return one month's value of a series (a key of `COLUMNS`), in the series' unit.

        Beyond the packaged months it is made from the user's own daily rows (`headframe refresh`), all days or none.
        """
        row = _months().get(month)
        if row is None:
            return month_of_days(self._daily(), series, month)
        if month.end > self.as_of:
            return Missing(f"{month} was not over on {self.as_of}")
        column, unit = COLUMNS[series]
        return Figure(
            id=f"market {series} {month}",
            value=float(row[column]),
            interval=interval_of_digits(row[column]),
            unit=unit,
            badge=Badge.REPORTED,
            known_at=month.end,
            sources=(MONTHLY,),
        )

    def close_at(self, day: date) -> Figure | Missing:
        """Return the price at the close of a month's last day [USD/BTC]; other days are not in the packaged series."""
        if day != month_end(day.year, day.month):
            return Missing(f"the packaged series holds month-end prices only, not {day}: give --price")
        return self.month("bitcoin_price_month_close", Period.month(day.year, day.month))

    def daily_from(self, concept: str) -> date:
        """Return the first day that a daily series of the user's own still lacks."""
        held = [day for name, day in self._daily() if name == concept]
        return max([max(month.end for month in _months()), *held]) + timedelta(days=1)

    def own_days(self, concept: str) -> tuple[Fact, ...]:
        """Return the user's own daily rows of a series (a value of `DAILY`) known by `as_of`, in order of day."""
        found = [fact for (name, _), fact in self._daily().items() if name == concept]
        return tuple(sorted(found, key=lambda fact: fact.period.end))

    def _daily(self) -> Days:
        if self._days is None:
            known = (fact for fact in self._own() if fact.known_at <= self.as_of)
            self._days = {(fact.concept, fact.period.end): fact for fact in known}
        return self._days

    def last_month(self) -> Period:
        """Return the last month the series reaches by `as_of`.

        Raises
        ------
        NotEnoughData
            Before the series starts.
        """
        reached = [month for month in _months() if month.end <= self.as_of]
        if not reached:
            what = f"no month of the market was over by {self.as_of}"
            raise NotEnoughData(
                what, why=f"the packaged series starts with {min(_months())}", next="ask for a later day"
            )
        return max(reached)

    def months(self) -> tuple[Period, ...]:
        """Return every month known, in order."""
        return tuple(month for month in _months() if month.end <= self.as_of)

    def epochs(self) -> tuple[Epoch, ...]:
        """Return the difficulty epochs known, in order of height."""
        return tuple(epoch for epoch in _epochs() if epoch.known_at <= self.as_of)

    def quarter_average(self, series: str, period: Period) -> Figure | Missing:
        """Return the mean of a series over the days of a period's whole months, in the series' unit."""
        from headframe.vocabulary.figure import derive

        parts = [self.month(series, month) for month in period.months()]
        figures = [part for part in parts if isinstance(part, Figure)]
        gap = next((part for part in parts if isinstance(part, Missing)), None)
        if gap is not None:
            return gap
        if len(figures) == 1:
            return figures[0]
        shares = [month.days / sum(each.days for each in period.months()) for month in period.months()]
        total = Interval.exact(0.0)
        for figure, share in zip(figures, shares, strict=True):
            total = total + figure.interval.scaled(share)
        mean = sum(figure.value * share for figure, share in zip(figures, shares, strict=True))
        formula = f"mean of {len(figures)} months by their days"
        return derive(f"market {series} {period}", formula, mean, total, figures[0].unit, *figures)


@cache
def _months() -> dict[Period, dict[str, str]]:
    rows = packaged_rows(SNAPSHOT, "btc_monthly.csv")
    return {Period.month(int(row["month"][:4]), int(row["month"][5:])): row for row in rows}


@cache
def _epochs() -> tuple[Epoch, ...]:
    """Return the epochs whose first day the table tells."""
    return tuple(
        Epoch(
            start_height=int(row["start_height"]),
            difficulty=float(row["difficulty"]),
            start=(start := date.fromisoformat(row["start_date_utc"])),
            known_at=start + timedelta(days=1),
        )
        for row in packaged_rows(SNAPSHOT, "difficulty_epochs.csv")
        if row["start_date_utc"]
    )
