"""What sold coins had cost, by the lots they came from: FIFO, HIFO, LIFO or average (docs/why/lots.md).

Net proceeds are not a gain. The gain is proceeds less the cost of the lots used up; beside it stands the gain against
the last mark, which is what an income statement at fair value shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from headframe.accounts.lots_entries import Arrival, Departure, Entries, EntryKind, treasury_entries
from headframe.accounts.lots_pieces import cut_by
from headframe.accounts.lots_queue import Method, Queue
from headframe.accounts.lots_sale import LotSale, lot_sale
from headframe.accounts.lots_total import LotTotal, lot_total
from headframe.accounts.lots_treasury import CostCheck, LotsHeld, cost_checks, lots_held
from headframe.accounts.sales import Sale
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.company import company as find_company
from headframe.vocabulary.figure import Figure


@dataclass(frozen=True, slots=True)
class OpeningLot:
    """The coins held before the first month known, as one lot whose cost no source prints."""

    day: date
    coins: Figure
    unit_cost: Interval
    """Bounds of one coin's cost [USD/BTC]."""
    words: str


@dataclass(frozen=True, kw_only=True)
class LotReport(Answer):
    """Sales of bitcoin against the cost of the lots they used up. Coins in BTC, money in USD."""

    verb: ClassVar[str] = "lots"

    method: Method
    span: Period | None
    opening: OpeningLot | None
    sales: tuple[LotSale, ...]
    total: LotTotal | None
    held: LotsHeld | None
    checks: tuple[CostCheck, ...]
    missing: Missing | None = None


def value_lots(view: View, company: str, span: Period | None = None, method: Method | str = Method.FIFO) -> LotReport:
    """Return proceeds, cost, realised gain and gain against the last mark of each sale, and in total.

    Produced coins enter at their month's average price, bought coins at their printed cost.

    Parameters
    ----------
    view : View
        What was known, from `Record.view`.
    company : str
        Ticker or any name of the company, exactly.
    span : Period, optional
        The sales to show; the lots always run from the first known balance.
    method : Method or str
        fifo, hifo, lifo or average. The default is the order that Riot's printed cost basis followed to March 2025;
        `checks` show how near each method comes to a company's books.

    Returns
    -------
    LotReport
        A sale that reaches the opening lot has cost and gain `Missing`, with their bounds [USD] beside.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> report = value_lots(Record().view(), "RIOT", Period.parse("2025-11-01/2025-12-31"), "fifo")
    >>> report.total.net_proceeds.value
    198600000.0
    """
    ticker, chosen = find_company(company).ticker, Method(method)
    entries = treasury_entries(view, ticker)
    if isinstance(entries, Missing):
        return LotReport(
            made_from=view.made_from(ticker),
            method=chosen,
            span=span,
            opening=None,
            sales=(),
            total=None,
            held=None,
            checks=(),
            missing=entries,
        )
    sales, after = run_lots(view, ticker, entries, chosen)
    inside = tuple(sale for sale in sales if span is None or span.covers(sale.period))
    crossing = cut_by(span, [sale.period for sale in sales]) if span else ()
    last = span.end if span is not None else entries.balances[-1][0]
    return LotReport(
        made_from=view.made_from(ticker),
        method=chosen,
        span=span,
        opening=_opening(entries.opening),
        sales=inside,
        total=lot_total(ticker, span, inside, chosen, crossing) if inside else None,
        held=lots_held(entries, after, last, ticker, chosen),
        checks=cost_checks(view, ticker, entries, after, last),
        missing=None if inside else Missing(f"no sale of {ticker} is known{f' inside {span}' if span else ''}"),
    )


def run_lots(
    view: View, company: str, entries: Entries, method: Method
) -> tuple[tuple[LotSale, ...], tuple[tuple[date, Queue], ...]]:
    """Return every sale against its lots, and the queue as it stood at the end of each balance's day."""
    queue = Queue().add(entries.opening.lot)
    origins = {entries.opening.lot.name: entries.opening}
    sales: list[LotSale] = []
    after: list[tuple[date, Queue]] = []
    waiting = list(entries.entries)
    for day, _ in entries.balances:
        while waiting and waiting[0].day <= day:
            entry = waiting.pop(0)
            if isinstance(entry, Arrival):
                queue, origins[entry.lot.name] = queue.add(entry.lot), entry
            else:
                queue, sale = _leave(view, company, queue, entry, origins, method)
                sales += sale
        after.append((day, queue))
    return tuple(sales), tuple(after)


def _leave(
    view: View, company: str, queue: Queue, entry: Departure, origins: dict[str, Arrival], method: Method
) -> tuple[Queue, list[LotSale]]:
    queue, taken = queue.take(entry.coins, method)
    sale: Sale | None = entry.sale
    if entry.kind is not EntryKind.SOLD or sale is None:
        return queue, []
    return queue, [lot_sale(view, company, sale, taken, origins, method)]


def _opening(arrival: Arrival) -> OpeningLot:
    return OpeningLot(arrival.day, arrival.coins[0], arrival.unit.bounds, arrival.unit.words)
