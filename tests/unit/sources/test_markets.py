"""Market series: the shapes of the public interfaces, in small made-up replies."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from loopback_server import LoopbackServer

from headframe.ground.errors import HeadframeError, NetworkProblem, UsageProblem
from headframe.sources.door import Door
from headframe.sources.markets import (
    SERIES,
    MarketPlaces,
    MarketRow,
    fetch_network,
    fetch_prices,
    fetch_series,
    parse_chart,
    parse_network,
    parse_prices,
)

MAY_1, MAY_2 = 1935360000, 1935446400
"""Midnight, UTC, of 1 and 2 May 2031."""


def chart(unit: str, *points: tuple[Any, Any]) -> bytes:
    values = [{"x": x, "y": y} for x, y in points]
    return json.dumps({"status": "ok", "name": "made up", "unit": unit, "period": "day", "values": values}).encode()


def test_a_chart_gives_a_row_a_day() -> None:
    rows = parse_chart(chart("USD", (MAY_1, 250000.5), (MAY_2, 251000)), SERIES["bitcoin_price"])
    assert rows[0] == MarketRow("bitcoin_price", date(2031, 5, 1), 250000.5, "USD/BTC", "blockchain.info market-price")
    assert rows[1].day == date(2031, 5, 2)


def test_the_last_point_of_a_day_stands_for_it() -> None:
    rows = parse_chart(chart("USD", (MAY_1 + 3600, 2.0), (MAY_1, 1.0)), SERIES["bitcoin_price"])
    assert [row.value for row in rows] == [2.0]


def test_hash_rate_is_held_in_exahashes() -> None:
    rows = parse_chart(chart("Hash Rate TH/s", (MAY_1, 900_000_000)), SERIES["network_hash_rate"])
    assert rows[0].value == pytest.approx(900.0)


def test_a_chart_in_another_unit_is_refused() -> None:
    with pytest.raises(NetworkProblem, match="shape") as refused:
        parse_chart(chart("Hash Rate GH/s", (MAY_1, 9e11)), SERIES["network_hash_rate"])
    assert "TH/s" in refused.value.why


@pytest.mark.parametrize("stamp", [MAY_1 * 1000, 0, -5, 1])
def test_a_moment_in_milliseconds_or_before_the_first_block_is_refused(stamp: int) -> None:
    with pytest.raises(NetworkProblem, match="shape"):
        parse_chart(chart("USD", (stamp, 1.0)), SERIES["bitcoin_price"])


@pytest.mark.parametrize("value", [-1.0, float("nan"), float("inf"), "1", None, True, 10**400])
def test_what_cannot_be_a_price_is_refused(value: object) -> None:
    with pytest.raises(NetworkProblem, match="shape"):
        parse_chart(chart("USD", (MAY_1, value)), SERIES["bitcoin_price"])


def test_coingeckos_moments_are_milliseconds() -> None:
    reply = {"prices": [[MAY_1 * 1000 + 331, 250000.0]], "market_caps": [], "total_volumes": []}
    rows = parse_prices(json.dumps(reply).encode())
    assert (rows[0].day, rows[0].value) == (date(2031, 5, 1), 250000.0)


def test_mempool_gives_hash_rate_by_day_and_difficulty_by_adjustment() -> None:
    reply = {
        "hashrates": [{"timestamp": MAY_1, "avgHashrate": 9e20}],
        "difficulty": [{"time": MAY_2 + 77, "height": 950000, "difficulty": 1.2e14, "adjustment": 1.02}],
        "currentHashrate": 9.1e20,
        "currentDifficulty": 1.2e14,
    }
    rows = parse_network(json.dumps(reply).encode())
    assert [(row.series, row.day, row.value, row.unit) for row in rows] == [
        ("network_hash_rate", date(2031, 5, 1), pytest.approx(900.0), "EH/s"),
        ("difficulty", date(2031, 5, 2), 1.2e14, "ratio"),
    ]


def test_series_are_fetched_from_a_day_on(server: LoopbackServer, open_door: Callable[..., Door]) -> None:
    server.answer(
        "/charts/market-price?timespan=all&start=2031-05-02&sampled=false&format=json",
        chart("USD", (MAY_1, 1.0), (MAY_2, 2.0)),
    )
    rows = fetch_series(open_door(), "bitcoin_price", since=date(2031, 5, 2), places=MarketPlaces(server.base))
    assert [row.day for row in rows] == [date(2031, 5, 2)]


def test_prices_and_network_are_fetched_too(server: LoopbackServer, open_door: Callable[..., Door]) -> None:
    places = MarketPlaces(mempool=server.base, coingecko=server.base)
    path = f"/api/v3/coins/bitcoin/market_chart/range?vs_currency=usd&from={MAY_1}&to={MAY_2 + 86_400}"
    server.answer(path, json.dumps({"prices": [[MAY_1 * 1000, 5.0]]}).encode())
    network = {
        "hashrates": [{"timestamp": MAY_1, "avgHashrate": 9e20}],
        "difficulty": [{"time": MAY_1, "difficulty": 2}],
    }
    server.answer("/api/v1/mining/hashrate/all", json.dumps(network).encode())
    assert len(fetch_prices(open_door(), since=date(2031, 5, 1), until=date(2031, 5, 2), places=places)) == 1
    assert len(fetch_network(open_door(), since=date(2031, 5, 1), places=places)) == 2


def test_an_unknown_series_is_refused_with_the_known_ones(open_door: Callable[..., Door]) -> None:
    with pytest.raises(UsageProblem) as refused:
        fetch_series(open_door(), "ether_price", since=date(2031, 5, 1))
    assert "bitcoin_price" in refused.value.next


CHARTS = st.builds(lambda x, y: chart("USD", (x, y)), st.integers() | st.none(), st.floats() | st.text())
READERS = (lambda data: parse_chart(data, SERIES["bitcoin_price"]), parse_prices, parse_network)


@given(st.binary(max_size=60) | CHARTS)
@settings(max_examples=60, deadline=None)
def test_any_reply_is_read_or_refused(data: bytes) -> None:
    for read in READERS:
        try:
            read(data)
        except HeadframeError as refused:
            assert refused.next
