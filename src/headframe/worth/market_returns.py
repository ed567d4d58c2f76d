"""Returns of a company beside those of bitcoin, the market and a basket of AI infrastructure, on the same sessions.

Bitcoin closes at midnight UTC, New York three to four hours earlier: a share's return overlaps the bitcoin return of
its own session and of the one before. Its beta is therefore the sum over one lag, the session and one lead (Dimson,
Journal of Financial Economics 7, 1979, 197-226). A bitcoin return runs from session to session, weekends inside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from math import log

import numpy as np
from numpy.typing import NDArray

from headframe.ground.errors import InputRefused, NotEnoughData, UsageProblem
from headframe.vocabulary.assumptions import Assumptions
from headframe.vocabulary.tables import packaged_rows
from headframe.worth.closes import BITCOIN, Closes, Series, check_gaps, check_splits

Floats = NDArray[np.float64]
MARKET = "SPY"
"""The fund that stands for the market; QQQ, the other fund packaged, is heavy in what the basket holds."""
LAG, NOW, LEAD = 0, 1, 2
FEWEST_ROWS = 30


@dataclass(frozen=True, slots=True)
class BasketMember:
    """A share that counts as AI infrastructure while `since` to `until`, and why."""

    ticker: str
    since: date
    until: date | None
    why: str


@dataclass(frozen=True, slots=True)
class Returns:
    """Log returns by step, step t ending on `days[t]`.

    Parameters
    ----------
    days : tuple of date
        The session (or month's last day) each return ends on: (T,).
    share, market, basket : array (T,)
        Log returns.
    bitcoin : array (T, 3) or (T, 1)
        Lag, session, lead where daily; the month's own where monthly.
    held : tuple of mapping
        What the basket held over each step, and its return: T of them.
    left_out : tuple of str
        Steps that had to be left out, and why.
    members : tuple of str
        What the basket held at the end.
    """

    company: str
    daily: bool
    days: tuple[date, ...]
    share: Floats
    bitcoin: Floats
    market: Floats
    basket: Floats
    held: tuple[Mapping[str, float], ...]
    left_out: tuple[str, ...]
    members: tuple[str, ...]
    source: str
    last_close: date

    @property
    def often(self) -> str:
        """The word for the length of a step."""
        return "daily" if self.daily else "monthly"

    def known_at(self, step: int) -> date:
        """Return when a step's return and the bitcoin that leads it were known: the session after, where daily."""
        return self.days[step + 1] if self.daily and step + 1 < len(self.days) else self.last_close


Held = tuple[BasketMember, Series]
"""A share that the basket may hold, and its closes."""


@cache
def basket_members() -> tuple[BasketMember, ...]:
    """Return what the basket may hold, with reasons (ai_basket.csv).

    Examples
    --------
    >>> [member.ticker for member in basket_members()]
    ['NVDA', 'CRWV', 'APLD']
    """
    return tuple(
        BasketMember(
            row["ticker"],
            date.fromisoformat(row["since"]),
            date.fromisoformat(row["until"]) if row["until"] else None,
            row["why"],
        )
        for row in packaged_rows("headframe.worth", "ai_basket.csv")
    )


def daily_returns(
    closes: Closes, company: str, assumptions: Assumptions, basket: Sequence[BasketMember] | None = None
) -> Returns:
    """Return a company's daily returns beside the drivers'; where the basket is empty, its column is zero.

    Parameters
    ----------
    closes : Closes
        Of the company, SPY, bitcoin and what of the basket there is.
    company : str
        Ticker; never in its own basket.
    assumptions : Assumptions
        Hold what counts as a split and as a hole.
    basket : sequence of BasketMember, optional
        What the basket may hold instead of ai_basket.csv; empty where none is wanted, as in an event study.

    Raises
    ------
    InputRefused
        For a split or a hole in the company, the market, the basket or bitcoin, naming the day.
    NotEnoughData
        Where a series is not there, or too short.
    """
    refuse_driver(company)
    held = [m for m in (basket_members() if basket is None else basket) if m.ticker != company]
    if basket is None and not any(member.ticker in closes.series for member in held):
        names = ", ".join(member.ticker for member in held)
        raise NotEnoughData(
            f"{closes.source} has no closes of AI infrastructure", where=closes.source, next=f"add one of {names}"
        )
    share, market, bitcoin = closes.of(company), closes.of(MARKET), closes.of(BITCOIN)
    members = [(m, closes.series[m.ticker]) for m in held if m.ticker in closes.series]
    for series in (share, market, *(series for _, series in members)):
        check_splits(series, closes.source, assumptions.value("worth.split_suspect_factor"))
    check_gaps(market, closes.source, assumptions.value("worth.longest_gap_days"))
    _check_days(bitcoin, share, closes.source)
    days = days_beside(share, market, members)
    return beside_drivers(company, days, share, market, bitcoin, members, closes.source, daily=True)


def refuse_driver(company: str) -> None:
    """Refuse the market as the share to explain: it would explain itself, and nothing else would move."""
    if company == MARKET:
        raise UsageProblem(
            f"{MARKET} is the market that shares are held against",
            where="company",
            next="ask for a company's share",
        )


def beside_drivers(
    company: str,
    days: Sequence[date],
    share: Series,
    market: Series,
    bitcoin: Series,
    members: Sequence[Held],
    source: str,
    *,
    daily: bool,
) -> Returns:
    """Return the returns of a share and its drivers on `days`, lead and lag of bitcoin where `daily`."""
    rows: list[tuple[date, float, tuple[float, ...], float, dict[str, float]]] = []
    missing = []
    edge = 1 if daily else 0
    for at in range(1 + edge, len(days) - edge):
        before, day = days[at - 1], days[at]
        if before not in share.by_day or day not in share.by_day:
            missing.append(f"{day if day not in share.by_day else before}: no close of {company}")
            continue
        around = days[at - 1 - edge : at + 1 + edge]
        coins = tuple(_step(bitcoin, a, b) for a, b in pairwise(around))
        held = _basket_steps(members, before, day)
        if (members and not held) or any(coin is None for coin in coins):
            missing.append(f"{day}: no {'basket' if members and not held else 'bitcoin'} return")
            continue
        known = tuple(coin for coin in coins if coin is not None)
        rows.append((day, _sure(share, before, day), known, _sure(market, before, day), held))
    if len(rows) < FEWEST_ROWS:
        raise NotEnoughData(
            f"{len(rows)} returns of {company} beside bitcoin, {MARKET} and the basket",
            where=source,
            why=f"{FEWEST_ROWS} at least are needed to tell three drivers apart",
            next="hand in a longer series",
        )
    return Returns(
        company=company,
        daily=daily,
        days=tuple(row[0] for row in rows),
        share=np.array([row[1] for row in rows]),
        bitcoin=np.array([row[2] for row in rows]),
        market=np.array([row[3] for row in rows]),
        basket=np.array([sum(row[4].values()) / len(row[4]) if row[4] else 0.0 for row in rows]),
        held=tuple(row[4] for row in rows),
        left_out=tuple(dict.fromkeys(missing)),
        members=tuple(rows[-1][4]),
        source=source,
        last_close=days[-1] if daily else rows[-1][0],
    )


def days_beside(share: Series, market: Series, members: Sequence[Held]) -> list[date]:
    """Return the market's days on which there is a share, and a basket to hold it against."""
    starts = [max(member.since, series.days[0]) for member, series in members if series.days]
    first = max(share.days[0], min(starts, default=share.days[0]))
    return [day for day in market.days if first <= day <= share.days[-1]]


def _held_on(members: Sequence[Held], day: date) -> list[Held]:
    return [
        (member, series)
        for member, series in members
        if member.since <= day and (member.until is None or day < member.until)
    ]


def _basket_steps(members: Sequence[Held], before: date, day: date) -> dict[str, float]:
    """Return the return of each share that the basket held over a step."""
    steps = {member.ticker: _step(series, before, day) for member, series in _held_on(members, before)}
    return {ticker: step for ticker, step in steps.items() if step is not None}


def _step(series: Series, before: date, day: date) -> float | None:
    if before not in series.by_day or day not in series.by_day:
        return None
    return log(series.by_day[day] / series.by_day[before])


def _sure(series: Series, before: date, day: date) -> float:
    return log(series.by_day[day] / series.by_day[before])


def _check_days(bitcoin: Series, share: Series, source: str) -> None:
    """Refuse a bitcoin series with a missing day inside the share's: bitcoin never closes."""
    days = [day for day in bitcoin.days if share.days[0] <= day <= share.days[-1]]
    for before, after in pairwise(days):
        if after - before > timedelta(days=1):
            raise InputRefused(f"bitcoin has no price between {before} and {after}", where=source, next="fill the hole")
