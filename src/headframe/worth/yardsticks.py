"""The field's yardsticks: market value and enterprise value over bitcoin (mNAV), over hash rate and over megawatts.

Market value is fully diluted at the day's price: convertibles above their conversion price are shares and no debt. The
price is a New York close; coins and debts are those of the nearest printed day. See docs/why/rules.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from headframe.accounts.margins_hash_price import STATED
from headframe.conduct.evidence_shares import share_close
from headframe.ground.errors import InputRefused
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.company import company as find_company
from headframe.vocabulary.figure import Badge, Figure
from headframe.worth.multiples import Multiples, multiples_on

QUARTER_MONTHS = (3, 6, 9, 12)


@dataclass(frozen=True, kw_only=True)
class Yardsticks(Answer):
    """Multiples on each quarter-end with a share price, and on the newest day."""

    verb: ClassVar[str] = "yardsticks"

    rows: tuple[Multiples, ...]
    left_out: tuple[str, ...]
    """Claims on the shares that could not be counted on the newest day, and why."""
    missing: Missing | None = None

    @property
    def newest(self) -> Multiples | None:
        """The row of the latest day."""
        return self.rows[-1] if self.rows else None


def measure_yardsticks(
    view: View, company: str, price_usd: float | None = None, bitcoin_price_usd: float | None = None
) -> Yardsticks:
    """Return the yardsticks of a company through time.

    Parameters
    ----------
    view : View
        What was known.
    company : str
        Ticker or any name of the company, exactly.
    price_usd : float, optional
        Share price on the view's day [USD/share]; without it the last packaged month-end close.
    bitcoin_price_usd : float, optional
        Bitcoin price on the view's day [USD/BTC]; without it the last known month's close.

    Raises
    ------
    InputRefused
        For a price that is not above 0.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> told = measure_yardsticks(Record().view(date(2026, 1, 31)), "RIOT")
    >>> [str(row.day) for row in told.rows[-2:]]
    ['2025-12-31', '2026-01-31']
    """
    ticker = find_company(company).ticker
    days = [(month.end, share_close(view, ticker, month)) for month in _months(view, ticker)]
    rows = [multiples_on(view, ticker, day, price, bitcoin_on(view, day)) for day, price in days]
    if price_usd is not None:
        stated = stated_share_price(view, ticker, price_usd)
        rows.append(multiples_on(view, ticker, view.as_of, stated, bitcoin_on(view, view.as_of, bitcoin_price_usd)))
    return Yardsticks(
        made_from=view.made_from(ticker),
        rows=tuple(rows),
        left_out=rows[-1].left_out if rows else (),
        missing=None if rows else Missing(f"no month-end share price of {ticker} is packaged by {view.as_of}"),
    )


def stated_share_price(view: View, company: str, price_usd: float) -> Figure:
    """Return a share price that the user states as of the view's day [USD/share].

    Raises
    ------
    InputRefused
        For a price that is not above 0.
    """
    if not 0 < price_usd < float("inf"):
        raise InputRefused(
            f"{price_usd:g} is no share price",
            where="--price",
            why="every multiple needs it",
            next="give dollars, above 0",
        )
    return Figure(
        id=f"{company} share_price_stated {view.as_of} at {price_usd:g} USD",
        value=price_usd,
        interval=Interval.exact(price_usd),
        unit="USD/share",
        badge=Badge.REPORTED,
        known_at=view.as_of,
        sources=(STATED,),
    )


def newest_price(view: View, company: str) -> tuple[date, Figure | Missing]:
    """Return the last month-end close known [USD/share] and its month's last day; a gap where none is packaged."""
    for month in reversed(view.market.months()):
        price = share_close(view, company, month)
        if isinstance(price, Figure):
            return month.end, price
    return view.as_of, Missing(f"no month-end share price of {company} is packaged by {view.as_of}: give --price")


def bitcoin_on(view: View, day: date, stated_usd: float | None = None) -> Figure | Missing:
    """Return the bitcoin price of a day [USD/BTC]: as stated, else its month's close, else the last month's known."""
    if stated_usd is not None:
        from headframe.accounts.margins_hash_price import stated_price

        return stated_price(view, stated_usd)
    months = [month for month in view.market.months() if month.end <= day]
    if not months:
        return Missing(f"no bitcoin price of {day} is known by {view.as_of}")
    return view.market.month("bitcoin_price_month_close", months[-1])


def _months(view: View, company: str) -> list[Period]:
    """Return quarter-ends with a known close, and the newest month."""
    known = [m for m in view.market.months() if isinstance(share_close(view, company, m), Figure)]
    return [month for month in known if month.end.month in QUARTER_MONTHS or month == known[-1]]
