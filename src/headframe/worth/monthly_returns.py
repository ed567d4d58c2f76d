"""Monthly returns from the packaged month-end closes: what can be said of the drivers without a user's daily file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from headframe.conduct.evidence_shares import share_close
from headframe.ground.errors import NotEnoughData
from headframe.record.view import View
from headframe.vocabulary.figure import Figure
from headframe.worth.closes import BITCOIN, Series
from headframe.worth.market_returns import (
    MARKET,
    BasketMember,
    Returns,
    basket_members,
    beside_drivers,
    days_beside,
    refuse_driver,
)

PACKAGED = "month_end_close.csv and btc_monthly.csv, packaged"


def monthly_returns(view: View, company: str, basket: Sequence[BasketMember] | None = None) -> Returns:
    """Return a company's monthly returns beside the drivers', as known on the view's day.

    Bitcoin's month ends at midnight UTC of its last day, a share's at the last session: up to three days apart, and no
    lead or lag mends that, so the months are taken as they are.

    Raises
    ------
    NotEnoughData
        Where fewer than 30 months of the company are packaged.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> len(monthly_returns(Record().view(), "RIOT").days)
    64
    """
    refuse_driver(company)
    share = Series(company, dict(_closes(view, company)), True)
    if not share.by_day:
        raise NotEnoughData(
            f"no month-end closes of {company} are packaged",
            where=PACKAGED,
            next="hand in daily closes: --prices closes.csv",
        )
    market = Series(MARKET, dict(_closes(view, MARKET)), True)
    bitcoin = Series(BITCOIN, dict(_bitcoin(view)), True)
    held = [m for m in (basket_members() if basket is None else basket) if m.ticker != company]
    members = [(m, Series(m.ticker, dict(_closes(view, m.ticker)), True)) for m in held]
    days = days_beside(share, market, members)
    return beside_drivers(company, days, share, market, bitcoin, members, PACKAGED, daily=False)


def _closes(view: View, ticker: str) -> Iterator[tuple[date, float]]:
    for month in view.market.months():
        close = share_close(view, ticker, month)
        if isinstance(close, Figure):
            yield month.end, close.value


def _bitcoin(view: View) -> Iterator[tuple[date, float]]:
    for month in view.market.months():
        close = view.market.month("bitcoin_price_month_close", month)
        if isinstance(close, Figure):
            yield month.end, close.value
