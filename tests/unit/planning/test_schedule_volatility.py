"""Volatility: from month closes, or from the user's own daily rows where they reach far enough."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from math import exp, log, sqrt
from pathlib import Path
from statistics import stdev

import pytest

from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.planning.schedule_volatility import DAYS_A_MONTH, daily_volatility, newest_price
from headframe.record.market import MARKET
from headframe.record.record import Record
from headframe.vocabulary.fact import Fact, KnownBy, Source, Witness

AS_OF = date(2025, 10, 31)


def test_it_is_the_deviation_of_monthly_returns_taken_to_a_day() -> None:
    view = Record().view(AS_OF)
    closes = [view.market.month("bitcoin_price_month_close", month) for month in view.market.months()[-13:]]
    values = [close.value for close in closes if not isinstance(close, Missing)]
    returns = [log(after / before) for before, after in pairwise(values)]
    found = daily_volatility(view, 12)
    assert not isinstance(found, Missing)
    assert found.value == pytest.approx(stdev(returns) / sqrt(DAYS_A_MONTH))
    assert found.interval.low < found.value < found.interval.high


def test_too_few_months_are_a_gap() -> None:
    assert isinstance(daily_volatility(Record().view(date(2014, 4, 30)), 24), Missing)


def own_days(tmp_path: Path, days: int, last: date, deviation: float) -> Record:
    """Return a record with made-up daily prices that rise and fall by turns."""
    record = Record(str(tmp_path / "northfield.sqlite"))
    facts = []
    for at in range(days):
        day, price = last - timedelta(days=days - 1 - at), 100_000 * exp(deviation * (at % 2))
        source = Source(Witness.OWN, "made up by Northfield")
        facts.append(
            Fact(
                MARKET, "bitcoin_price_day", Period.day(day), price, Interval.exact(price), "USD/BTC", day,
                KnownBy.TYPED, source,
            )
        )  # fmt: skip
    record.append(facts, "made up", datetime(2026, 11, 22, tzinfo=UTC))
    return record


def test_own_days_go_before_months(tmp_path: Path) -> None:
    view = own_days(tmp_path, 400, AS_OF, 0.01).view(AS_OF)
    found = daily_volatility(view, 12)
    assert not isinstance(found, Missing)
    assert "daily" in found.formula
    assert found.value == pytest.approx(0.01, rel=0.01)


def test_own_days_with_too_short_a_past_are_left_aside(tmp_path: Path) -> None:
    found = daily_volatility(own_days(tmp_path, 100, AS_OF, 0.01).view(AS_OF), 12)
    assert not isinstance(found, Missing)
    assert "monthly" in found.formula


def test_an_own_day_after_the_last_month_is_the_newest_price(tmp_path: Path) -> None:
    last = date(2025, 11, 12)
    price = newest_price(own_days(tmp_path, 5, last, 0.0).view(last))
    assert not isinstance(price, Missing)
    assert (price.value, price.known_at) == (100_000.0, last)
