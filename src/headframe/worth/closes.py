"""Daily closes that a user hands in as CSV: checked for splits and gaps, and refused by the day where they have them.

Columns: `date,ticker,close` and, where known, `adj_close` (adjusted for splits and dividends), one row a session of New
York. Bitcoin: rows of ticker BTC, or a second file with `date,price_usd`, one row a day of UTC.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import isfinite

from headframe.ground.errors import InputRefused, NotEnoughData

COLUMNS = ("date", "ticker", "close")
BITCOIN = "BTC"
BITCOIN_COLUMNS = ("date", "price_usd")
ADJUST = "give adj_close, adjusted for splits, on every row of the ticker"
MOST_ROWS = 2_000_000


@dataclass(frozen=True, slots=True)
class Series:
    """One ticker's closes [USD], in order of day; whether they are adjusted for splits."""

    ticker: str
    by_day: Mapping[date, float]
    adjusted: bool

    @property
    def days(self) -> tuple[date, ...]:
        """The days that have a close, in order."""
        return tuple(self.by_day)


@dataclass(frozen=True, slots=True)
class Closes:
    """Everything handed in, by ticker; `source` is the name of the file."""

    source: str
    series: Mapping[str, Series]

    def of(self, ticker: str) -> Series:
        """Return one ticker's closes.

        Raises
        ------
        NotEnoughData
            Where the file has none.
        """
        if ticker not in self.series:
            raise NotEnoughData(
                f"{self.source} has no closes of {ticker}",
                where=self.source,
                why=f"it has {', '.join(sorted(self.series)[:20])}",
                next=f"add rows of {ticker}",
            )
        return self.series[ticker]


def read_closes(text: str, source: str, as_of: date, bitcoin: str | None = None) -> Closes:
    r"""Return the closes of a CSV, days after `as_of` left out.

    Parameters
    ----------
    text : str
        The file, with a header.
    source : str
        Its name, for messages.
    as_of : date
        A view's day: what came after was not known.
    bitcoin : str, optional
        A second file with `date,price_usd`.

    Raises
    ------
    InputRefused
        For a row that cannot be right, two closes of one day, or closes adjusted on some rows and not on others.

    Examples
    --------
    Closes of a made-up company:

    >>> read = read_closes("date,ticker,close\n2026-01-05,NORTHFIELD,10\n", "made-up.csv", date(2026, 2, 1))
    >>> read.of("NORTHFIELD").by_day[date(2026, 1, 5)]
    10.0
    """
    rows = _rows(text, source, COLUMNS)
    found: dict[str, dict[date, tuple[float, float | None]]] = {}
    for number, row in rows:
        day = _day(row["date"], source, number)
        close = _price(row["close"], source, number, "close")
        adjusted = _price(row["adj_close"], source, number, "adj_close") if row.get("adj_close") else None
        held = found.setdefault(row["ticker"].strip(), {})
        if day in held:
            raise _refused(source, number, f"{row['ticker']} has two closes of {day}", "keep one")
        held[day] = (close, adjusted)
    series = {ticker: _series(ticker, held, source, as_of) for ticker, held in found.items()}
    if bitcoin is not None:
        series[BITCOIN] = _bitcoin(bitcoin, as_of)
    return Closes(source, series)


def check_splits(series: Series, source: str, factor: float) -> None:
    """Refuse unadjusted closes that move by `factor` or more in a session [ratio]: a split, naming the day."""
    if series.adjusted or series.ticker == BITCOIN:
        return
    days = series.days
    for before, after in pairwise(days):
        move = series.by_day[after] / series.by_day[before]
        if not 1 / factor < move < factor:
            raise InputRefused(
                f"{series.ticker} goes from {series.by_day[before]:g} to {series.by_day[after]:g} on {after}: a split?",
                where=source,
                why="a split read as a return would drown every other day",
                next=ADJUST,
            )


def check_gaps(series: Series, source: str, longest_days: float) -> None:
    """Refuse closes with a hole of more than `longest_days` [days], naming its ends."""
    days = series.days
    for before, after in pairwise(days):
        if (after - before).days > longest_days:
            raise InputRefused(
                f"{series.ticker} has no close between {before} and {after}",
                where=source,
                why="a return across the hole would stand for many sessions",
                next="fill the hole, or hand in the part after it",
            )


def _series(ticker: str, held: Mapping[date, tuple[float, float | None]], source: str, as_of: date) -> Series:
    adjusted = [day for day, (_, other) in held.items() if other is not None]
    if adjusted and len(adjusted) < len(held):
        lacking = min(set(held) - set(adjusted))
        raise InputRefused(
            f"{ticker} has adj_close on some days and not on {lacking}",
            where=source,
            why="adjusted and plain closes cannot stand in one series",
            next=ADJUST,
        )
    prices = {day: close if other is None else other for day, (close, other) in sorted(held.items()) if day <= as_of}
    return Series(ticker, prices, bool(adjusted))


def _bitcoin(text: str, as_of: date) -> Series:
    source = "the bitcoin file"
    prices: dict[date, float] = {}
    for number, row in _rows(text, source, BITCOIN_COLUMNS):
        day = _day(row["date"], source, number)
        if day in prices:
            raise _refused(source, number, f"two prices of {day}", "keep one")
        prices[day] = _price(row["price_usd"], source, number, "price_usd")
    return Series(BITCOIN, {day: prices[day] for day in sorted(prices) if day <= as_of}, True)


def _rows(text: str, source: str, columns: tuple[str, ...]) -> list[tuple[int, dict[str, str]]]:
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    lacking = [name for name in columns if name not in (reader.fieldnames or ())]
    if lacking:
        raise InputRefused(
            f"{source} has no column {', '.join(lacking)}", where=source, next=f"a header {','.join(columns)} is needed"
        )
    rows = [(number, row) for number, row in enumerate(reader, start=2)]
    if len(rows) > MOST_ROWS:
        raise InputRefused(f"{source} has {len(rows):,} rows", where=source, next=f"hand in {MOST_ROWS:,} at most")
    if not rows:
        raise InputRefused(f"{source} has no rows", where=source, next="one row a session and ticker")
    return rows


def _day(text: str | None, source: str, number: int) -> date:
    try:
        return date.fromisoformat((text or "").strip())
    except ValueError as error:
        raise _refused(source, number, f"'{(text or '')[:30]}' is no day", "write 2026-01-31") from error


def _price(text: str | None, source: str, number: int, column: str) -> float:
    try:
        value = float(text or "")
    except ValueError:
        value = float("nan")
    if not (isfinite(value) and value > 0):
        raise _refused(source, number, f"{column} '{(text or '')[:30]}' is no price above 0", "correct the cell")
    return value


def _refused(source: str, number: int, what: str, next: str) -> InputRefused:
    return InputRefused(what, where=f"{source} row {number}", why="one wrong close makes two wrong returns", next=next)
