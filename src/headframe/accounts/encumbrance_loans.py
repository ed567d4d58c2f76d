"""Loans secured by bitcoin: what is drawn against which coins, at which price it turns (terms.csv).

A contract's threshold that the filings do not print is Missing, never a customary one. What can always be said is the
price at which the coins are worth no more than the loan.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from headframe.ground.missing import Missing
from headframe.ground.printed import interval_of_digits, interval_of_full_dollars
from headframe.record.publication import filing_due, filing_named_due
from headframe.record.view import View
from headframe.vocabulary.company import companies
from headframe.vocabulary.fact import Source, Witness
from headframe.vocabulary.figure import Badge, Figure, derive
from headframe.vocabulary.tables import packaged_rows

SNAPSHOT = "headframe.record.snapshot"
NOT_DISCLOSED = "not disclosed in the filings held"
COLLATERAL, DRAWN, FIRST_LIMIT, LIQUIDATION = "collateral_bitcoin", "drawn", "initial_ltv_max", "liquidation_ltv"
REUSE = "rehypothecation"
CONCEPTS: Mapping[str, str] = MappingProxyType(
    {
        COLLATERAL: "loan_collateral",
        DRAWN: "loan_drawn",
        FIRST_LIMIT: "loan_first_limit",
        LIQUIDATION: "loan_liquidation_limit",
    }
)
"""Key of terms.csv → name in concepts.csv."""


@dataclass(frozen=True, slots=True)
class BackedLoan:
    """One bitcoin-backed loan as its last known filing has it: dollars in USD, coins in BTC, prices in USD/BTC."""

    name: str
    terms_of: date
    """Day of the balance sheet that the terms were read from."""
    drawn: Figure | Missing
    collateral: Figure
    price: Figure | Missing
    """Bitcoin price on that day."""
    loan_to_value: Figure | Missing
    price_now: Figure | Missing
    loan_to_value_now: Figure | Missing
    """The same loan and coins at the price now: both may have changed since."""
    first_limit: Figure | Missing
    """Highest loan-to-value at which the lender first lends [ratio]."""
    price_at_first_limit: Figure | Missing
    liquidation_price: Figure | Missing
    price_at_par: Figure | Missing
    """Price at which the coins are worth just the loan: whatever the contract says, it cannot stand below."""
    reuse: str
    """What the filing says of the lender's right to use the coins."""
    notes: tuple[str, ...]


def backed_loans(view: View, company: str, price: Figure | None = None) -> tuple[BackedLoan, ...]:
    """Return a company's bitcoin-backed loans whose terms were known on the view's day.

    Parameters
    ----------
    view : View
        What was known.
    company : str
        Ticker.
    price : Figure, optional
        Bitcoin price now [USD/BTC]; without it, the last month's close.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> round(backed_loans(Record().view(), "RIOT")[0].loan_to_value.value, 3)
    0.532
    """
    items: dict[str, dict[str, Mapping[str, str]]] = {}
    for row in sorted(_known_rows(view, company), key=lambda row: row["as_of"]):
        items.setdefault(row["item"], {})[row["key"]] = row
    return tuple(_loan(view, company, item, terms, price) for item, terms in items.items() if COLLATERAL in terms)


def _known_rows(view: View, company: str) -> list[dict[str, str]]:
    rows = packaged_rows(SNAPSHOT, "terms.csv")
    return [row for row in rows if row["company"] == company and known_day(row) <= view.as_of]


def known_day(row: Mapping[str, str]) -> date:
    """Return the last day on which a row of terms.csv became known: its filing's, by the filing rule."""
    fiscal_month = companies()[row["company"]].fiscal_year_end_month
    return filing_named_due(row["filing"]) or filing_due(date.fromisoformat(row["as_of"]), fiscal_month)


def _loan(
    view: View, company: str, item: str, terms: Mapping[str, Mapping[str, str]], price: Figure | None
) -> BackedLoan:
    collateral = _term(company, item, terms[COLLATERAL])
    day = date.fromisoformat(terms[COLLATERAL]["as_of"])
    drawn = _optional(company, item, terms, DRAWN)
    then = view.market.close_at(day)
    now = price or view.market.month("bitcoin_price_month_close", view.market.last_month())
    first = _optional(company, item, terms, FIRST_LIMIT)
    limit = _optional(company, item, terms, LIQUIDATION)
    return BackedLoan(
        name=item,
        terms_of=day,
        drawn=drawn,
        collateral=collateral,
        price=then,
        loan_to_value=_loan_to_value(f"{company} loan_to_value {day} {item}", drawn, collateral, then),
        price_now=now,
        loan_to_value_now=_loan_to_value(
            f"{company} loan_to_value {_day_of(now, day)} {item}", drawn, collateral, now, f"drawn and coins of {day}"
        ),
        first_limit=first,
        price_at_first_limit=_price_at(f"{company} loan_price_at_first_limit {day} {item}", drawn, collateral, first),
        liquidation_price=_price_at(f"{company} liquidation_price {day} {item}", drawn, collateral, limit),
        price_at_par=_price_at(f"{company} loan_price_at_par {day} {item}", drawn, collateral, None),
        reuse=terms[REUSE]["value"] if REUSE in terms else NOT_DISCLOSED,
        notes=tuple(dict.fromkeys(row["note"] for row in terms.values() if row["note"])),
    )


def _optional(company: str, item: str, terms: Mapping[str, Mapping[str, str]], key: str) -> Figure | Missing:
    if key not in terms or "NOT DISCLOSED" in terms[key]["value"]:
        return Missing(NOT_DISCLOSED)
    return _term(company, item, terms[key])


def _term(company: str, item: str, row: Mapping[str, str]) -> Figure:
    number = Decimal(row["value"])
    dollars = row["unit"] == "USD"
    return Figure(
        id=f"{company} {CONCEPTS[row['key']]} {row['as_of']} {item}",
        value=float(number),
        interval=interval_of_full_dollars(number) if dollars else interval_of_digits(row["value"]),
        unit="ratio" if row["unit"] == "fraction" else row["unit"],
        badge=Badge.REPORTED,
        known_at=known_day(row),
        sources=(Source(Witness.FILING, row["filing"], place=row["where"]),),
        note=row["note"],
    )


def _loan_to_value(
    id: str, drawn: Figure | Missing, coins: Figure, price: Figure | Missing, note: str = ""
) -> Figure | Missing:
    if isinstance(drawn, Missing):
        return Missing(f"the amount drawn is {drawn.reason}")
    if isinstance(price, Missing):
        return price
    worth = coins.interval * price.interval
    value = drawn.value / (coins.value * price.value)
    formula = f"drawn / (coins posted × bitcoin price of {price.id.split()[-1]})"
    return derive(id, formula, value, drawn.interval / worth, "ratio", drawn, coins, price, note=note)


def _price_at(id: str, drawn: Figure | Missing, coins: Figure, limit: Figure | Missing | None) -> Figure | Missing:
    """Return the price at which the loan reaches a loan-to-value; without a limit, at which it equals the coins."""
    if isinstance(drawn, Missing):
        return Missing(f"the amount drawn is {drawn.reason}")
    if isinstance(limit, Missing):
        return limit
    if limit is None:
        interval = drawn.interval / coins.interval
        return derive(id, "drawn / coins posted", drawn.value / coins.value, interval, "USD/BTC", drawn, coins)
    interval = drawn.interval / (coins.interval * limit.interval)
    value = drawn.value / (coins.value * limit.value)
    return derive(id, "drawn / (coins posted × limit)", value, interval, "USD/BTC", drawn, coins, limit)


def _day_of(price: Figure | Missing, otherwise: date) -> date:
    return price.known_at if isinstance(price, Figure) else otherwise
