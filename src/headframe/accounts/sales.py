"""Every sale of bitcoin: coins, net proceeds, the price they make, and that price against the month's average.

Net proceeds are cash for coins; what they cost is another question (lots). A number of coins that its source confuses
with the net change of the holdings is shown and not used: the roll-forward's is used instead, and says so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar

from headframe.accounts.behaviour import HELD_BELOW
from headframe.accounts.flows import flow_over
from headframe.accounts.lots_blocks import Block, blocks, unprinted_sale
from headframe.accounts.lots_pieces import cut_by, finest_pieces, overlap
from headframe.accounts.sales_total import PROCEEDS, SalesTotal, against_average, realised_price, sales_total
from headframe.ground.missing import Missing
from headframe.ground.period import Period, day_before
from headframe.record.view import View
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.company import company as find_company
from headframe.vocabulary.figure import Figure

NOT_PRINTED = "no source prints the number of coins"


class CountFrom(StrEnum):
    """Where the number of coins comes from."""

    PRINTED = "printed"
    """A source prints it, for this period or for others that it follows from by adding up or taking apart."""
    PRICE = "price"
    """Net proceeds over the average net price, both printed."""
    ROLL_FORWARD = "roll_forward"
    """What the roll-forward leaves when every other entry is known."""
    NOWHERE = "nowhere"
    """Only the money is printed."""


@dataclass(frozen=True, slots=True)
class Sale:
    """The sales of one period: coins in BTC, money in USD, prices in USD/BTC.

    `sold` is the number used. `printed` and `implied` are what the sources and the roll-forward say: where they
    disagree beyond what is usual, `flags` says so.
    """

    period: Period
    count_from: CountFrom
    sold: Figure | Missing
    printed: Figure | Missing
    implied: Figure | Missing
    net_proceeds: Figure | Missing
    realised_price: Figure | Missing
    printed_price: Figure | Missing
    month_average: Figure | Missing
    realised_against_month_average: Figure | Missing
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SaleLedger(Answer):
    """The sales of a company's bitcoin, as known on a day."""

    verb: ClassVar[str] = "sales"

    sales: tuple[Sale, ...]
    total: SalesTotal | None
    crossing: tuple[str, ...]
    """Periods of sales that cross the span's edge: with one of them, the span's sums are not known."""
    missing: Missing | None = None


def sale_ledger(view: View, company: str, span: Period | None = None) -> SaleLedger:
    """Return each month or quarter with a sale, and their sum.

    Parameters
    ----------
    view : View
        What was known, from `Record.view`.
    company : str
        Ticker or any name of the company, exactly.
    span : Period, optional
        The days to look at; without it, all that is known.

    Returns
    -------
    SaleLedger
        Coins [BTC], net proceeds [USD], prices [USD/BTC]. Where coins or money are not known: `Missing(reason)`.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> ledger = sale_ledger(Record().view(), "RIOT", Period.parse("2025-11-01/2025-12-31"))
    >>> ledger.total.sold.value, ledger.total.net_proceeds.value
    (2201.0, 198600000.0)
    """
    ticker = find_company(company).ticker
    every = sales_of(view, ticker, blocks(view, ticker))
    inside = tuple(sale for sale in every if span is None or span.covers(sale.period))
    crossing = cut_by(span, [sale.period for sale in every]) if span else ()
    whole = span or _hull([sale.period for sale in inside])
    return SaleLedger(
        made_from=view.made_from(ticker),
        sales=inside,
        total=sales_total(ticker, whole, inside, crossing) if whole is not None else None,
        crossing=crossing,
        missing=None if inside else Missing(f"no sale of {ticker} is known{f' inside {span}' if span else ''}"),
    )


def sales_of(view: View, company: str, known: tuple[Block, ...]) -> tuple[Sale, ...]:
    """Return every sale of a company, in order of time: printed, implied by price or by the roll-forward."""
    found = [_printed(view, company, period, sold, known) for period, sold in _counted(view, company, known)]
    covered = [sale.period for sale in found]
    found = [sale for sale in found if isinstance(sale.sold, Missing) or sale.sold.value > 0]
    for block in known:
        rest = unprinted_sale(block)
        if isinstance(rest, Figure) and rest.interval.low > 0:
            sale = _sale(view, company, Period.parse(rest.id.split()[2]), CountFrom.ROLL_FORWARD, rest, rest, ())
            found.append(replace(sale, printed=Missing(NOT_PRINTED), flags=_doubts(rest, block)))
            covered.append(sale.period)
    for period in view.periods(company, PROCEEDS):
        if not period.is_day and not any(overlap(period, other) for other in covered):
            nobody = Missing(f"no source prints the coins sold over {period}, and the roll-forward does not imply them")
            found.append(_sale(view, company, period, CountFrom.NOWHERE, nobody, nobody, ()))
            covered.append(period)
    return tuple(sorted(found, key=lambda sale: sale.period))


def _counted(view: View, company: str, known: tuple[Block, ...]) -> list[tuple[Period, Figure]]:
    """Return the printed numbers of coins: inside the roll-forward as its blocks have them, and before and after it."""
    pieces = [piece for block in known for piece in block.sold]
    for span in _outside(view, company, known):
        pieces += finest_pieces(view, company, "bitcoin_sold", span)
    return [(piece.period, piece.figure) for piece in sorted(pieces, key=lambda piece: piece.period)]


def _outside(view: View, company: str, known: tuple[Block, ...]) -> list[Period]:
    printed = [period for name in ("bitcoin_sold", PROCEEDS) for period in view.periods(company, name)]
    hull = _hull([period for period in printed if not period.is_day])
    if hull is None or not known:
        return [hull] if hull else []
    first, last = known[0].span.first_day, known[-1].span.end
    before = [Period.span(hull.first_day, day_before(first))] if hull.first_day < first else []
    after = [Period.span(_day_after(last), hull.end)] if last < hull.end else []
    return before + after


def _printed(view: View, company: str, period: Period, sold: Figure, known: tuple[Block, ...]) -> Sale:
    by_price = sold.formula == "net proceeds / average net price"
    block = next((block for block in known if block.span == period), None)
    implied = block.step.sold_implied if block else Missing(f"no balance is known on both ends of {period}")
    flags = block.step.flags if block else ()
    if block is not None and block.step.states_net_change and isinstance(implied, Figure):
        return replace(_sale(view, company, period, CountFrom.ROLL_FORWARD, implied, implied, flags), printed=sold)
    start = CountFrom.PRICE if by_price else CountFrom.PRINTED
    sale = _sale(view, company, period, start, sold, implied, flags)
    return replace(sale, printed=Missing(NOT_PRINTED)) if by_price else sale


def _doubts(rest: Figure, block: Block) -> tuple[str, ...]:
    produced = block.step.produced
    if isinstance(produced, Figure) and rest.value < HELD_BELOW * produced.value:
        return ("so few against production that pay, fees and rounding may be all of it",)
    return ("coins handed over for machines, services or other tokens would be in it",)


def _sale(
    view: View,
    company: str,
    period: Period,
    count_from: CountFrom,
    sold: Figure | Missing,
    implied: Figure | Missing,
    flags: tuple[str, ...],
) -> Sale:
    proceeds = flow_over(view, company, PROCEEDS, period)
    average = view.market.quarter_average("bitcoin_price_month_average", period)
    realised = realised_price(company, period, proceeds, sold)
    return Sale(
        period=period,
        count_from=count_from,
        sold=sold,
        printed=sold,
        implied=implied,
        net_proceeds=proceeds,
        realised_price=realised,
        printed_price=view.figure(company, "bitcoin_sale_average_net_price", period),
        month_average=average,
        realised_against_month_average=against_average(company, period, realised, average),
        flags=flags,
    )


def _hull(periods: list[Period]) -> Period | None:
    if not periods:
        return None
    return Period.span(min(period.first_day for period in periods), max(period.end for period in periods))


def _day_after(day: date) -> date:
    return day + timedelta(days=1)
