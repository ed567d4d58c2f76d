"""Closes of made-up prices under real tickers: what is planted in them is known."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import numpy as np

TICKERS = ("SPY", "NVDA")
START = date(2024, 1, 2)
SPLIT = 10.0


def sessions(count: int, start: date = START) -> list[date]:
    """Return weekdays from `start` on."""
    days, day = [], start
    while len(days) < count:
        if day.weekday() < 5:
            days.append(day)
        day += timedelta(days=1)
    return days


def made_up_returns(count: int, seed: int = 5) -> dict[str, np.ndarray]:
    """Return daily log returns of SPY, NVDA, bitcoin by session, and RIOT as 1 × bitcoin + 0.5 × NVDA + noise."""
    random = np.random.default_rng(seed)
    made = {"SPY": random.normal(0, 0.01, count), "NVDA": random.normal(0, 0.03, count)}
    made["BTC"] = random.normal(0, 0.03, count)
    made["RIOT"] = made["BTC"] + 0.5 * made["NVDA"] + made["SPY"] + random.normal(0, 0.02, count)
    return made


def prices_of(returns: np.ndarray) -> np.ndarray:
    """Return prices from 100 on that move by log returns."""
    return 100 * np.exp(np.cumsum(returns))


def closes_csv(count: int = 300, planted: Mapping[int, float] | None = None, seed: int = 5) -> tuple[str, str]:
    """Return a closes file and a bitcoin file; `planted` adds to RIOT's return of a session."""
    returns = made_up_returns(count, seed)
    for at, jump in (planted or {}).items():
        returns["RIOT"][at] += jump
    days = sessions(count)
    rows = ["date,ticker,close"]
    for ticker in ("RIOT", *TICKERS):
        prices = prices_of(returns[ticker])
        rows += [f"{day},{ticker},{price:.8f}" for day, price in zip(days, prices, strict=True)]
    return "\n".join(rows) + "\n", bitcoin_csv(days, prices_of(returns["BTC"]))


def bitcoin_csv(days: list[date], prices: np.ndarray) -> str:
    """Return a price for every day, a weekend's as the Friday before."""
    at, rows, price = dict(zip(days, prices, strict=True)), ["date,price_usd"], 100.0
    day = days[0]
    while day <= days[-1]:
        price = at.get(day, price)
        rows.append(f"{day},{price:.8f}")
        day += timedelta(days=1)
    return "\n".join(rows) + "\n"
