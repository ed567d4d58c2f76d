"""month_end_close.csv: a share's close on the last session of each month, known that evening."""

from __future__ import annotations

from datetime import date
from functools import cache

from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.ground.printed import interval_of_digits
from headframe.vocabulary.fact import Source, Witness
from headframe.vocabulary.figure import Badge, Figure
from headframe.vocabulary.tables import packaged_rows

CLOSES = Source(Witness.SECOND_HAND, "month_end_close.csv, packaged series, splits adjusted")


def month_end_close(ticker: str, month: Period, as_of: date) -> Figure | Missing:
    """Return a share's close at the end of a month [USD/share].

    Examples
    --------
    >>> month_end_close("RIOT", Period.month(2025, 12), date(2026, 1, 10)).unit
    'USD/share'
    """
    row = _rows().get((ticker, str(month)))
    if row is None:
        return Missing(f"the packaged closes hold no {ticker} for {month}: give --price")
    session = date.fromisoformat(row["last_session"])
    if session > as_of:
        return Missing(f"{month} had not closed on {as_of}")
    return Figure(
        id=f"{ticker} share_price_close {session}",
        value=float(row["close_usd"]),
        interval=interval_of_digits(row["close_usd"]),
        unit="USD/share",
        badge=Badge.REPORTED,
        known_at=session,
        sources=(CLOSES,),
    )


def last_close(ticker: str, until: date, as_of: date) -> Figure | Missing:
    """Return the last packaged close of a share on or before `until` [USD/share]."""
    months = [month for name, month in _rows() if name == ticker and _session(ticker, month) <= min(until, as_of)]
    if not months:
        return Missing(f"the packaged closes hold no {ticker} by {min(until, as_of)}: give --price")
    return month_end_close(ticker, Period.parse(max(months)), as_of)


def _session(ticker: str, month: str) -> date:
    return date.fromisoformat(_rows()[ticker, month]["last_session"])


@cache
def _rows() -> dict[tuple[str, str], dict[str, str]]:
    rows = packaged_rows("headframe.record.snapshot", "month_end_close.csv")
    return {(row["ticker"], row["month"]): row for row in rows}
