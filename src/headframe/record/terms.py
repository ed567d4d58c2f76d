"""terms.csv: contract terms read in filings, each known from its filing's day.

NOT DISCLOSED and other words in place of a number are kept as words: `value` is None there and `text` says it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from headframe.ground.errors import HeadframeError
from headframe.ground.interval import Interval
from headframe.ground.period import Period
from headframe.record.filings_table import filing_days
from headframe.record.partial_days import last_known_day
from headframe.record.publication import filing_named_due, submission_year_end
from headframe.record.table_row import TableRow, printed_amount, table_rows
from headframe.vocabulary.company import company as find_company
from headframe.vocabulary.fact import Source, Witness


@dataclass(frozen=True, slots=True)
class Term:
    """One row: a key of an item (a loan, a power block, a site) on a day, as printed."""

    row: int
    company: str
    item: str
    key: str
    text: str
    value: float | None
    interval: Interval | None
    unit: str
    period: Period
    known_at: date
    source: Source
    note: str


def terms(as_of: date, company: str | None = None) -> tuple[Term, ...]:
    """Return the terms known through the end of `as_of`, of one company or of all, in the table's order.

    Examples
    --------
    >>> [t.value for t in terms(date(2026, 1, 10), "RIOT") if t.key == "corsicana_ultimate"]
    [1000.0]
    """
    ticker = find_company(company).ticker if company else None
    return tuple(term for term in _every_term() if term.known_at <= as_of and ticker in (None, term.company))


@cache
def _every_term() -> tuple[Term, ...]:
    return tuple(_term(row) for row in table_rows("terms.csv"))


def _term(row: TableRow) -> Term:
    period = row.days("as_of")
    if period is None:
        raise row.refused("as_of", "a term needs the day it speaks of")
    value, interval = _number(row)
    return Term(
        row=row.number,
        company=row.company(),
        item=row.text("item"),
        key=row.text("key"),
        text=row.text("value"),
        value=value,
        interval=interval,
        unit=row.text("unit"),
        period=period,
        known_at=max(_filed(row.text("filing")), last_known_day(period)),
        source=Source(Witness.FILING, row.text("filing"), place=row.text("where")),
        note=row.text("note"),
    )


def _number(row: TableRow) -> tuple[float | None, Interval | None]:
    if row.text("unit") in ("date", "text", ""):
        return None, None
    try:
        printed = printed_amount(row.text("value"))
    except HeadframeError:
        return None, None
    return printed.value, printed.interval


def _filed(filing: str) -> date:
    if filing in filing_days():
        return filing_days()[filing]
    return filing_named_due(filing) or submission_year_end(filing)
