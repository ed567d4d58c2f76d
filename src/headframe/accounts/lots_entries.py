"""What entered and left a treasury, in order: the roll-forward read as lots.

Entries of one day enter before anything leaves. Coins that a step must have gained or lost although nobody printed
them are entries of their own kind; what is left of a step whose every flow was printed is its residual, and is not
booked: the lots then hold a few coins more or less than the company says, and the report states how many.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from headframe.accounts.lots_blocks import Block, blocks
from headframe.accounts.lots_pieces import overlap
from headframe.accounts.lots_prices import UnitCost, bought_cost, mined_cost, opening_cost
from headframe.accounts.lots_queue import Lot
from headframe.accounts.rollforward import Explanation, reconcile
from headframe.accounts.sales import Sale, sales_of
from headframe.ground.missing import Missing
from headframe.ground.period import Period, day_before
from headframe.record.view import View
from headframe.vocabulary.figure import Figure

LEAST_UNPRINTED = 0.5
"""Half a coin: balances are printed in whole coins."""


class EntryKind(StrEnum):
    """Why coins came or went."""

    OPENING = "opening"
    """Held on the first day known."""
    PRODUCED = "produced"
    PURCHASED = "purchased"
    RECEIVED = "received"
    """Mined before, delivered now; negative where more was earned than delivered."""
    CAME_UNPRINTED = "came_unprinted"
    """The balances say so; no source says how."""
    SOLD = "sold"
    PAID = "paid"
    """Handed to staff: no proceeds."""
    LEFT_UNPRINTED = "left_unprinted"
    """The balances say so; no source says how. No proceeds are known."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A lot that entered, with what its coins and its cost rest on."""

    day: date
    kind: EntryKind
    lot: Lot
    unit: UnitCost
    coins: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Departure:
    """Coins [BTC] that left; a sale where they were sold."""

    day: date
    kind: EntryKind
    coins: float
    sale: Sale | None = None


@dataclass(frozen=True, slots=True)
class Entries:
    """All entries in order, and the balances they can be held against."""

    opening: Arrival
    entries: tuple[Arrival | Departure, ...]
    balances: tuple[tuple[date, Figure], ...]


def treasury_entries(view: View, company: str) -> Entries | Missing:
    """Return what entered and left a company's treasury from its first month-end balance on.

    Parameters
    ----------
    view : View
        What was known.
    company : str
        Ticker.
    """
    known = blocks(view, company)
    if not known:
        return Missing("fewer than two month-end balances are known")
    sales = sales_of(view, company, known)
    explained = _explained(reconcile(view, company).explanations, known)
    entries: list[Arrival | Departure] = []
    for block in known:
        entries += _of_block(view, company, block, sales)
    for explanation in explained:
        entries += _of_filing(view, explanation)
    first = _opening(view, known[0])
    ordered = sorted(entries, key=lambda entry: (entry.day, isinstance(entry, Departure)))
    return Entries(first, tuple(ordered), tuple((block.span.end, block.step.closing) for block in known))


def _opening(view: View, block: Block) -> Arrival:
    day = Period.day(day_before(block.span.first_day))
    unit = opening_cost(view, day)
    return _arrival(EntryKind.OPENING, day, block.step.opening.value, unit, (block.step.opening,))


def _of_block(view: View, company: str, block: Block, sales: tuple[Sale, ...]) -> list[Arrival | Departure]:
    found: list[Arrival | Departure] = []
    for piece in block.produced:
        if piece.figure.value > 0:
            unit = mined_cost(view, piece.period)
            found.append(_arrival(EntryKind.PRODUCED, piece.period, piece.figure.value, unit, (piece.figure,)))
    for bought in _purchases(block):
        period = _period_of(bought)
        unit = bought_cost(view, company, bought, period)
        found.append(_arrival(EntryKind.PURCHASED, period, bought.value, unit, (bought,)))
    for sale in sales:
        if block.span.covers(sale.period) and isinstance(sale.sold, Figure):
            found.append(Departure(sale.period.end, EntryKind.SOLD, sale.sold.value, sale))
    found += _other(view, block.span, block.step.received, block.step.paid)
    return found + _unprinted(view, block, found)


def _of_filing(view: View, explanation: Explanation) -> list[Arrival | Departure]:
    return _other(view, explanation.period, explanation.received, explanation.paid)


def _other(view: View, period: Period, received: Figure | Missing, paid: Figure | Missing) -> list[Arrival | Departure]:
    found: list[Arrival | Departure] = []
    if isinstance(received, Figure) and received.value > 0:
        unit = mined_cost(view, period)
        found.append(_arrival(EntryKind.RECEIVED, period, received.value, unit, (received,)))
    if isinstance(received, Figure) and received.value < 0:
        found.append(Departure(period.end, EntryKind.RECEIVED, -received.value))
    if isinstance(paid, Figure) and paid.value > 0:
        found.append(Departure(period.end, EntryKind.PAID, paid.value))
    return found


def _unprinted(view: View, block: Block, booked: list[Arrival | Departure]) -> list[Arrival | Departure]:
    """Return what the balances still want, where a flow of the block is not printed; nothing where all are."""
    if not block.sales_gaps and not block.production_gaps:
        return []
    opening, closing = block.step.opening, block.step.closing
    wanted = closing.value - opening.value - sum(map(_signed, booked))
    if abs(wanted) <= LEAST_UNPRINTED:
        return []
    days = block.production_gaps or block.sales_gaps
    period = Period.span(days[0].first_day, days[-1].end)
    if wanted > 0:
        unit = mined_cost(view, period)
        return [_arrival(EntryKind.CAME_UNPRINTED, period, wanted, unit, (opening, closing))]
    return [Departure(block.span.end, EntryKind.LEFT_UNPRINTED, -wanted)]


def _signed(entry: Arrival | Departure) -> float:
    return entry.lot.coins if isinstance(entry, Arrival) else -entry.coins


def _arrival(kind: EntryKind, period: Period, coins: float, unit: UnitCost, figures: tuple[Figure, ...]) -> Arrival:
    lot = Lot(f"{kind.value} {period}", coins, unit.bounds, unit.known, unit.best)
    return Arrival(period.end, kind, lot, unit, figures)


def _purchases(block: Block) -> tuple[Figure, ...]:
    bought = block.step.purchased
    if isinstance(bought, Missing):
        return ()
    return bought.inputs or (bought,)


def _period_of(figure: Figure) -> Period:
    return Period.parse(figure.id.split()[-1])


def _explained(explanations: tuple[Explanation, ...], known: tuple[Block, ...]) -> list[Explanation]:
    """Return the shortest filings' lines that do not overlap, where every flow of their blocks was printed.

    A block with a gap has such lines in what nobody printed already.
    """
    chosen: list[Explanation] = []
    for explanation in sorted(explanations, key=lambda item: item.period.days):
        inside = [block for block in known if overlap(block.span, explanation.period)]
        open_days = any(block.sales_gaps or block.production_gaps for block in inside)
        taken = any(overlap(explanation.period, other.period) for other in chosen)
        if not open_days and not taken:
            chosen.append(explanation)
    return chosen
