"""How far bitcoin stands above the prices at which loans secured by it turn, and when it came near."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from headframe.accounts.encumbrance_loans import BackedLoan, backed_loans
from headframe.conduct.watch_alert import Alert, AlertKind, alert
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.record.view import View
from headframe.vocabulary.figure import Figure, derive

NEAR = 0.10
"""Within a tenth of the price: the design's word."""
LIMITS = {
    "liquidation": ("liquidation_price", "the lender may sell"),
    "par": ("price_at_par", "the coins are worth just the loan"),
}
"""Name in the id → field of a loan, and what happens there."""


@dataclass(frozen=True, slots=True)
class Headroom:
    """Bitcoin's price over a price at which a loan turns, less 1 [ratio]."""

    loan: str
    limit: str
    headroom: Figure
    price: Figure
    turns_at: Figure


def headrooms(view: View, company: str) -> tuple[Headroom, ...]:
    """Return the headroom of each loan whose turning price is known, at the last month's close.

    Examples
    --------
    >>> from datetime import date
    >>> from headframe.record.record import Record
    >>> [round(one.headroom.value, 2) for one in headrooms(Record().view(date(2026, 1, 10)), "RIOT")]
    [0.44]
    """
    return tuple(one for loan in backed_loans(view, company) for one in _of_loan(company, loan))


def ladder_alerts(now: View, before: View, company: str) -> Iterator[Alert]:
    """Yield each loan whose turning price bitcoin came near to since the day before."""
    was = {(one.loan, one.limit): one.headroom for one in headrooms(before, company)}
    for one in headrooms(now, company):
        earlier = was.get((one.loan, one.limit))
        if one.headroom.value > NEAR or (earlier is not None and earlier.value <= NEAR):
            continue
        words = (
            f"bitcoin at ${one.price.value:,.0f} ({one.price.id.split()[-1]}) is {one.headroom.value:+.0%} from "
            f"${one.turns_at.value:,.0f}, where {LIMITS[one.limit][1]} of {one.loan}"
        )
        figures = (one.headroom, one.price, one.turns_at)
        yield alert(AlertKind.LADDER, words, one.headroom.known_at, figures, (earlier,) if earlier else ())


def _of_loan(company: str, loan: BackedLoan) -> Iterator[Headroom]:
    price = loan.price_now
    for name, (field, _) in LIMITS.items():
        limit: Figure | Missing = getattr(loan, field)
        if isinstance(price, Missing) or isinstance(limit, Missing) or limit.interval.low <= 0:
            continue
        ratio = price.interval / limit.interval
        headroom = derive(
            f"{company} loan_price_headroom {price.known_at} {loan.name} {name}",
            "bitcoin price / price at which the loan turns − 1",
            price.value / limit.value - 1,
            Interval(ratio.low - 1, ratio.high - 1),
            "ratio",
            price,
            limit,
            note=f"loan and coins as of {loan.terms_of}",
        )
        yield Headroom(loan.name, name, headroom, price, limit)
