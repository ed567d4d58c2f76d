"""Daily series of bitcoin's price and network from public interfaces: parsing is pure, fetching goes by the door."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from headframe.ground.errors import NetworkProblem, UsageProblem
from headframe.sources.door import Door

FIRST_DAY = date(2009, 1, 3)
LAST_SECOND = 4_102_444_800
"""1 January 2100, UTC: a stamp beyond it counts milliseconds or is wrong."""


@dataclass(frozen=True, slots=True)
class MarketPlaces:
    """Where the interfaces stand; a test's loopback server stands elsewhere."""

    blockchain: str = "https://api.blockchain.info"
    mempool: str = "https://mempool.space"
    coingecko: str = "https://api.coingecko.com"


@dataclass(frozen=True, slots=True)
class MarketRow:
    """One day of one series: value in `unit`, and the interface that gave it."""

    series: str
    day: date
    value: float
    unit: str
    source: str


@dataclass(frozen=True, slots=True)
class Series:
    """A daily series: its unit, the chart that holds it, that chart's unit as printed, and bounds of sense."""

    name: str
    unit: str
    chart: str
    printed_unit: str
    factor: float
    low: float
    high: float


SERIES = {
    series.name: series
    for series in (
        Series("bitcoin_price", "USD/BTC", "market-price", "USD", 1.0, 0.0, 1e8),
        Series("network_hash_rate", "EH/s", "hash-rate", "TH/s", 1e-6, 0.0, 1e6),
        Series("difficulty", "ratio", "difficulty", "", 1.0, 0.0, 1e18),
        Series("transaction_fees", "BTC", "transaction-fees", "BTC", 1.0, 0.0, 1e5),
    )
}


def fetch_series(door: Door, name: str, *, since: date, places: MarketPlaces = MarketPlaces()) -> tuple[MarketRow, ...]:
    """Return a daily series from blockchain.info's charts, from `since` on, oldest first.

    Parameters
    ----------
    door : Door
        The way out.
    name : str
        bitcoin_price [USD/BTC], network_hash_rate [EH/s], difficulty, or transaction_fees [BTC a day].
    since : date
        The first day.
    places : MarketPlaces
        Where the interface stands.

    Raises
    ------
    UsageProblem
        Where no such series is known.
    NetworkProblem
        Where it cannot be had, or is not in the known shape and unit.
    """
    series = series_called(name)
    url = f"{places.blockchain}/charts/{series.chart}?timespan=all&start={since}&sampled=false&format=json"
    return _since(parse_chart(door.fetch(url).data, series), since)


def fetch_prices(
    door: Door, *, since: date, until: date, places: MarketPlaces = MarketPlaces()
) -> tuple[MarketRow, ...]:
    """Return bitcoin's daily price from CoinGecko: a second witness to blockchain.info's. It keeps a year only."""
    start, end = (int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) for day in (since, until))
    query = f"vs_currency=usd&from={start}&to={end + 86_400}"
    rows = parse_prices(door.fetch(f"{places.coingecko}/api/v3/coins/bitcoin/market_chart/range?{query}").data)
    return tuple(row for row in rows if since <= row.day <= until)


def fetch_network(door: Door, *, since: date, places: MarketPlaces = MarketPlaces()) -> tuple[MarketRow, ...]:
    """Return daily hash rate, and difficulty by its adjustments, from mempool.space."""
    return _since(parse_network(door.fetch(f"{places.mempool}/api/v1/mining/hashrate/all").data), since)


def series_called(name: str) -> Series:
    """Return the series of that name.

    Raises
    ------
    UsageProblem
        Where there is none.
    """
    try:
        return SERIES[name]
    except KeyError:
        raise UsageProblem(f"'{name[:40]}' is no market series", next=f"one of {', '.join(sorted(SERIES))}") from None


def parse_chart(data: bytes, series: Series) -> tuple[MarketRow, ...]:
    """Return the rows of a chart: {"unit", "values": [{"x": seconds, "y": value}, ...]}."""
    source = f"blockchain.info {series.chart}"
    chart = _object(data, source)
    if series.printed_unit not in str(chart.get("unit", "")):
        raise _strange(source, f"its unit is '{str(chart.get('unit'))[:30]}' and not {series.printed_unit}")
    points = [(_field(point, "x", source), _field(point, "y", source)) for point in _list(chart, "values", source)]
    return _rows(points, series, series.factor, source)


def parse_prices(data: bytes) -> tuple[MarketRow, ...]:
    """Return the rows of a price history: {"prices": [[milliseconds, value], ...]}."""
    source = "coingecko market_chart"
    points = [_pair(point, source) for point in _list(_object(data, source), "prices", source)]
    return _rows([(at / 1000, price) for at, price in points], SERIES["bitcoin_price"], 1.0, source)


def parse_network(data: bytes) -> tuple[MarketRow, ...]:
    """Return the rows of mempool.space's history.

    Its shape is {"hashrates": [{"timestamp", "avgHashrate": H/s}], "difficulty": [{"time", "difficulty"}]}.
    """
    source = "mempool.space hashrate"
    read = _object(data, source)
    rates = [
        (_field(entry, "timestamp", source), _field(entry, "avgHashrate", source))
        for entry in _list(read, "hashrates", source)
    ]
    steps = [
        (_field(entry, "time", source), _field(entry, "difficulty", source))
        for entry in _list(read, "difficulty", source)
    ]
    return (
        *_rows(rates, SERIES["network_hash_rate"], 1e-18, source),
        *_rows(steps, SERIES["difficulty"], 1.0, source),
    )


def _rows(points: Iterable[tuple[float, float]], series: Series, factor: float, source: str) -> tuple[MarketRow, ...]:
    last_of_day: dict[date, float] = {}
    for at, printed in sorted(points):
        value = printed * factor
        if not series.low <= value <= series.high:
            raise _strange(source, f"{value:g} {series.unit} cannot be a {series.name}")
        last_of_day[_day(at, source)] = value
    return tuple(MarketRow(series.name, day, value, series.unit, source) for day, value in last_of_day.items())


def _day(second: float, source: str) -> date:
    if not 0 < second < LAST_SECOND:
        raise _strange(source, f"{second:g} is no moment in seconds")
    day = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=second)).date()
    if day < FIRST_DAY:
        raise _strange(source, f"{day} lies before the first block")
    return day


def _since(rows: tuple[MarketRow, ...], since: date) -> tuple[MarketRow, ...]:
    return tuple(row for row in rows if row.day >= since)


def _object(data: bytes, source: str) -> dict[str, Any]:
    try:
        read = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise _strange(source, "it is no JSON") from error
    if not isinstance(read, dict):
        raise _strange(source, "it is no JSON object")
    return read


def _list(read: dict[str, Any], key: str, source: str) -> list[Any]:
    found = read.get(key)
    if not isinstance(found, list) or not found:
        raise _strange(source, f"'{key}' holds nothing")
    return found


def _field(entry: Any, key: str, source: str) -> float:
    return _number(entry.get(key) if isinstance(entry, dict) else None, source)


def _pair(entry: Any, source: str) -> tuple[float, float]:
    if not isinstance(entry, list) or len(entry) != 2:
        raise _strange(source, "a point is no pair of moment and value")
    return _number(entry[0], source), _number(entry[1], source)


def _number(value: Any, source: str) -> float:
    try:
        number = math.nan if isinstance(value, bool) or not isinstance(value, int | float) else float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise _strange(source, f"'{str(value)[:30]}' is no number")
    return number


def _strange(source: str, why: str) -> NetworkProblem:
    return NetworkProblem(
        "a market series is not in the shape Headframe knows",
        where=source,
        why=why,
        next="try again later, or use the packaged series with --offline",
    )
