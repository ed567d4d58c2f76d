"""The last mark: the price at which bitcoin stood in the books before a sale, where it was carried at fair value."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from headframe.ground.missing import Missing
from headframe.ground.period import Period, month_end
from headframe.record.view import View
from headframe.vocabulary.figure import Figure

FAIR_VALUE_SINCE: Mapping[str, date] = MappingProxyType({"RIOT": date(2023, 1, 1), "CLSK": date(2023, 10, 1)})
"""First day on which a company carried its bitcoin at fair value: Riot from 2023, CleanSpark from its fiscal 2024.

Before it, coins stood at cost less impairment and there was no mark to gain against. For other companies no packaged
source says when it began.
"""


def last_mark(view: View, company: str, sold_over: Period) -> Figure | Missing:
    """Return the bitcoin price [USD/BTC] on the last balance-sheet day before a sale.

    Parameters
    ----------
    view : View
        What was known.
    company : str
        Ticker.
    sold_over : Period
        The days of the sale; the balance sheet is the last quarter's before they begin.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> last_mark(Record().view(), "RIOT", Period.month(2025, 12)).id
    'market bitcoin_price_month_close 2025-09'
    """
    since = FAIR_VALUE_SINCE.get(company)
    if since is None:
        return Missing(f"the day on which {company} began to carry bitcoin at fair value is in no packaged source")
    day = quarter_end_before(sold_over.first_day)
    if sold_over.first_day < since:
        return Missing(f"{company} carried bitcoin at cost less impairment until {since}: there was no mark")
    return view.market.close_at(day)


def quarter_end_before(day: date) -> date:
    """Return the last calendar quarter's end before `day`.

    Examples
    --------
    >>> quarter_end_before(date(2026, 1, 1))
    datetime.date(2025, 12, 31)
    """
    quarter = (day.month - 1) // 3
    return month_end(day.year, 3 * quarter) if quarter else date(day.year - 1, 12, 31)
