"""Every measure that Headframe computes of a treasury, by the name it has in concepts.csv."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar, Protocol

from headframe.accounts import measures_liquidity as liquidity
from headframe.accounts import measures_lots as lots
from headframe.accounts import measures_treasury as treasury
from headframe.accounts.encumbrance_loans import BackedLoan, backed_loans
from headframe.accounts.rollforward import month_end_balances, reconcile
from headframe.accounts.sales import sale_ledger
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.company import company as find_company
from headframe.vocabulary.concept import Kind
from headframe.vocabulary.concept import concept as find_concept
from headframe.vocabulary.figure import Figure


class Measure(Protocol):
    """A measure: what was known, whose, when, and a bitcoin price [USD/BTC] where one is stated."""

    def __call__(self, view: View, company: str, period: Period, price: Figure | None = None, /) -> Figure | Missing:
        """Return the figure, or why there is none."""


def loan_to_value(view: View, company: str, period: Period, price: Figure | None = None) -> Figure | Missing:
    """Return a bitcoin-backed loan over its collateral's worth on the day its terms speak of [ratio]."""
    loan = _only_loan(view, company, period)
    return loan if isinstance(loan, Missing) else loan.loan_to_value


def liquidation_price(view: View, company: str, period: Period, price: Figure | None = None) -> Figure | Missing:
    """Return the bitcoin price at which the lender may sell the collateral [USD/BTC], where the contract's is known."""
    loan = _only_loan(view, company, period)
    return loan if isinstance(loan, Missing) else loan.liquidation_price


def month_average(view: View, company: str, period: Period, price: Figure | None = None) -> Figure | Missing:
    """Return the mean bitcoin price of a month, or of a span's months [USD/BTC]: the same for every company."""
    if period.is_day:
        return Missing("an average price belongs to a month")
    return view.market.quarter_average("bitcoin_price_month_average", period)


def month_close(view: View, company: str, period: Period, price: Figure | None = None) -> Figure | Missing:
    """Return the bitcoin price at the end of a month [USD/BTC]: the same for every company."""
    return view.market.close_at(period.end)


DERIVED: Mapping[str, Measure] = MappingProxyType(
    {
        "bitcoin_expected_closing": treasury.expected_closing,
        "bitcoin_free": treasury.bitcoin_free,
        "bitcoin_net_change": treasury.net_change,
        "bitcoin_paid": treasury.paid,
        "bitcoin_per_share": treasury.per_share,
        "bitcoin_price_month_average": month_average,
        "bitcoin_price_month_close": month_close,
        "bitcoin_received": treasury.received,
        "bitcoin_residual": treasury.residual,
        "bitcoin_restricted": treasury.restricted,
        "bitcoin_restricted_share": treasury.restricted_share,
        "bitcoin_sold_implied": treasury.sold_implied,
        "bitcoin_value": treasury.bitcoin_value,
        "liquidation_price": liquidation_price,
        "loan_to_value": loan_to_value,
        "lots_cost_basis": lots.cost_basis,
        "lots_gain_against_last_mark": lots.gain_against_last_mark,
        "lots_realised_gain": lots.realised_gain,
        "months_of_liquidity": liquidity.months_of_liquidity,
        "realised_against_month_average": treasury.against_month_average,
        "realised_price": treasury.realised_price,
        "sell_through": treasury.sell_through,
    }
)
"""Name in concepts.csv → function. Other rooms merge their own tables with it."""

OF_SALES = frozenset(
    {
        "lots_cost_basis",
        "lots_gain_against_last_mark",
        "lots_realised_gain",
        "realised_against_month_average",
        "realised_price",
    }
)


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a series."""

    period: Period
    value: Figure | Missing


@dataclass(frozen=True, kw_only=True)
class Series(Answer):
    """One measure of a company over all periods it can be asked for."""

    verb: ClassVar[str] = "series"

    concept: str
    unit: str
    points: tuple[Point, ...]
    missing: Missing | None = None


def measure(view: View, company: str, name: str, period: Period | str, price: Figure | None = None) -> Figure | Missing:
    """Return one measure of a company, in its concept's unit.

    Parameters
    ----------
    view : View
        What was known, from `Record.view`.
    company, name : str
        Exact labels: a company, a key of `DERIVED`.
    period : Period or str
        2025-12 for a flow, 2025-12-31 for a balance.
    price : Figure, optional
        Bitcoin price [USD/BTC] to use instead of the market's.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> round(measure(Record().view(), "RIOT", "sell_through", "2025-12").value, 2)
    3.95
    """
    from headframe.vocabulary.names import unknown_name

    if name not in DERIVED:
        raise unknown_name("measure", name, DERIVED, "concepts")
    asked = Period.parse(period) if isinstance(period, str) else period
    return DERIVED[name](view, find_company(company).ticker, asked, price)


def series(view: View, company: str, name: str, price: Figure | None = None) -> Series:
    """Return a measure, or a printed concept, over all its periods.

    Balances are asked for each known month end, flows for each step of the roll-forward, prices made for each sale.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> found = series(Record().view(), "RIOT", "realised_price")
    >>> str(found.points[-3].period)
    '2025-12'
    """
    ticker, named = find_company(company).ticker, find_concept(name)
    periods = _periods(view, ticker, named.name, named.kind)
    compute = DERIVED.get(named.name)
    points = tuple(
        Point(period, compute(view, ticker, period, price) if compute else view.figure(ticker, named.name, period))
        for period in periods
    )
    return Series(
        made_from=view.made_from(ticker),
        concept=named.name,
        unit=named.unit,
        points=points,
        missing=None if points else Missing(f"nothing known of {ticker} lets {named.name} be asked for"),
    )


def _periods(view: View, company: str, name: str, kind: Kind) -> list[Period]:
    if name not in DERIVED or name == "bitcoin_restricted":
        return list(view.periods(company, name))
    if name in OF_SALES:
        return [sale.period for sale in sale_ledger(view, company).sales]
    if name in ("loan_to_value", "liquidation_price"):
        return [Period.day(loan.terms_of) for loan in backed_loans(view, company)]
    if name.startswith("bitcoin_price_month"):
        return list(view.market.months())
    by_day = kind is Kind.STOCK or name in ("bitcoin_per_share", "bitcoin_restricted_share", "months_of_liquidity")
    if by_day and name != "bitcoin_expected_closing":
        return [period for period, _ in month_end_balances(view, company)]
    return [step.span for step in reconcile(view, company).steps]


def _only_loan(view: View, company: str, period: Period) -> BackedLoan | Missing:
    loans = backed_loans(view, company)
    if not loans:
        return Missing(f"no bitcoin-backed loan of {company} is disclosed in the filings held")
    on_day = [loan for loan in loans if loan.terms_of == period.end and period.is_day]
    if not on_day:
        days = ", ".join(f"{loan.name} on {loan.terms_of}" for loan in loans)
        return Missing(f"terms of bitcoin-backed loans are known for other days: {days}")
    if len(on_day) > 1:
        return Missing(f"several loans: {', '.join(loan.name for loan in on_day)}; see encumbrance")
    return on_day[0]
