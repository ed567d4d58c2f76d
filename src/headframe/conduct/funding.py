"""What a sale of bitcoin can have paid for: sources and uses of its window, bounds, and coverage in its scope."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from headframe.accounts.funding import SourcesAndUses, sources_and_uses
from headframe.accounts.funding_scope import LAND_COINS, ScopeCost, asset_figure, land_bought, sale_per_mw, scopes_of
from headframe.accounts.sales import sale_ledger
from headframe.conduct.funding_bounds import FundingBound, bounds_of, bounds_of_scopes
from headframe.ground.errors import UsageProblem
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.assets import assets
from headframe.record.view import View
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.company import company as find_company
from headframe.vocabulary.figure import Figure


@dataclass(frozen=True, slots=True)
class Tie:
    """A document that ties coins sold [BTC] to what they paid for [USD]: only then is there a point."""

    site: str
    coins: Figure
    paid_for: Figure
    words: str


@dataclass(frozen=True, kw_only=True)
class Funding(Answer):
    """What a window's sale can have paid for, as known on a day."""

    verb: ClassVar[str] = "funding"

    span: Period | None
    money: SourcesAndUses | None
    bounds: tuple[FundingBound, ...]
    scopes: tuple[ScopeCost, ...]
    sale_per_mw: Figure | Missing
    ties: tuple[Tie, ...]
    narrowed_by: tuple[str, ...]
    """Lines that are not printed for the window, each of which would narrow the bounds."""
    missing: Missing | None = None


def bound_funding(view: View, company: str, span: Period | None = None) -> Funding:
    """Bound what a sale can have paid for.

    Parameters
    ----------
    view : View
        What was known, from `Record.view`.
    company : str
        Ticker or any name of the company, exactly.
    span : Period, optional
        The days to look at; without it, those of the last sale with printed proceeds.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> told = bound_funding(Record().view(), "RIOT", Period.parse("2025-11-01/2025-12-31"))
    >>> [round(scope.coverage.value, 3) for scope in told.scopes if scope.scope.value == "core and shell"]
    [0.928]
    """
    ticker = find_company(company).ticker
    asked = span or _last_sale(view, ticker)
    if asked is None:
        return _nothing(view, ticker, Missing(f"no sale of {ticker} with printed proceeds is known"))
    if asked.is_day:
        raise UsageProblem("sources and uses need a span of days", where=str(asked), next="give --from and --to")
    return view.once(("funding", ticker, asked), lambda: _bound(view, ticker, asked))


def _last_sale(view: View, ticker: str) -> Period | None:
    sales = [sale for sale in sale_ledger(view, ticker).sales if isinstance(sale.net_proceeds, Figure)]
    return sales[-1].period if sales else None


def _bound(view: View, ticker: str, span: Period) -> Funding:
    money = sources_and_uses(view, ticker, span)
    scopes = scopes_of(view, ticker, span, money.sale)
    return Funding(
        made_from=view.made_from(ticker),
        span=span,
        money=money,
        bounds=(*bounds_of(money), *bounds_of_scopes(money, scopes)),
        scopes=scopes,
        sale_per_mw=sale_per_mw(ticker, span, money.sale, scopes),
        ties=_ties(view, ticker, span),
        narrowed_by=money.missing_lines,
        missing=money.sale if isinstance(money.sale, Missing) else None,
    )


def _ties(view: View, ticker: str, span: Period) -> tuple[Tie, ...]:
    """Return purchases inside the window for which the company says which coins paid."""
    coins = [row for row in assets(view.as_of, ticker) if row.metric == LAND_COINS]
    return tuple(
        Tie(land.site, asset_figure(sold), asset_figure(land), "the company says these coins paid for this land")
        for land in land_bought(view, ticker, span)
        for sold in coins
        if sold.site == land.site and sold.period == land.period and span.covers(Period.day(land.period.end))
    )


def _nothing(view: View, ticker: str, why: Missing) -> Funding:
    return Funding(
        made_from=view.made_from(ticker),
        span=None,
        money=None,
        bounds=(),
        scopes=(),
        sale_per_mw=why,
        ties=(),
        narrowed_by=(),
        missing=why,
    )
