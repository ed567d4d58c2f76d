"""The lots that are left: how many coins, at what cost, against what the company itself says of both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from headframe.accounts.lots_entries import Arrival, Departure, Entries
from headframe.accounts.lots_queue import Method, Queue
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.figure import Figure, derive

COST_BASIS = ("bitcoin_carrying_cost_basis", "bitcoin_cost_basis")


@dataclass(frozen=True, slots=True)
class LotsHeld:
    """What the lots hold on the last balance's day of the span. Coins in BTC, cost in USD."""

    day: date
    coins_in: float
    coins_out: float
    coins_left: float
    reported: Figure
    residual: Figure
    """Reported less left: coins that the printed flows of the steps do not account for."""
    cost_bounds: Interval
    cost_best: float
    opening_coins: float


@dataclass(frozen=True, slots=True)
class CostCheck:
    """The cost of the lots left on a day, beside the cost basis that the company prints, in USD."""

    day: date
    lots: Interval
    best: float
    printed: Figure
    best_against_printed: float
    """The lots' best value over the printed cost [ratio]."""
    left_since: float | None
    """Cost of the coins that left since the check before, by this method [USD]; None at the first."""
    left_since_printed: float | None
    """The same by the company's books: printed cost before + what entered − printed cost now [USD]."""


def lots_held(
    entries: Entries, after: Sequence[tuple[date, Queue]], last: date, company: str, method: Method
) -> LotsHeld | None:
    """Return the lots at the last known balance up to `last`; None where there is none yet."""
    known = [(day, queue) for day, queue in after if day <= last]
    if not known:
        return None
    day, queue = known[-1]
    reported = dict(entries.balances)[day]
    past = [entry for entry in entries.entries if entry.day <= day]
    out = sum(entry.coins for entry in past if isinstance(entry, Departure))
    arrived = sum(entry.lot.coins for entry in past if not isinstance(entry, Departure))
    return LotsHeld(
        day=day,
        coins_in=entries.opening.lot.coins + arrived,
        coins_out=out,
        coins_left=queue.coins,
        reported=reported,
        residual=derive(
            f"{company} bitcoin_residual {Period.span(entries.opening.day + timedelta(days=1), day)} {method.value}",
            "reported holdings − coins left in the lots",
            reported.value - queue.coins,
            reported.interval - Interval.exact(queue.coins),
            "BTC",
            reported,
            entries.opening.coins[0],
        ),
        cost_bounds=queue.cost,
        cost_best=sum(lot.best_cost for lot in queue.lots),
        opening_coins=sum(lot.coins for lot in queue.lots if not lot.cost_known),
    )


def cost_checks(
    view: View, company: str, entries: Entries, after: Sequence[tuple[date, Queue]], last: date
) -> tuple[CostCheck, ...]:
    """Return the lots' cost beside the company's printed cost basis, on each day up to `last` that has both.

    What left since the check before shows which order a company's own books follow, whatever they opened with.
    """
    found: list[CostCheck] = []
    for day, queue in after:
        printed = _printed_basis(view, company, day)
        if day <= last and isinstance(printed, Figure) and printed.value > 0:
            best = sum(lot.best_cost for lot in queue.lots)
            before = found[-1] if found else None
            entered = _cost_entered(entries, before.day, day) if before else 0.0
            found.append(
                CostCheck(
                    day=day,
                    lots=queue.cost,
                    best=best,
                    printed=printed,
                    best_against_printed=best / printed.value,
                    left_since=before.best + entered - best if before else None,
                    left_since_printed=before.printed.value + entered - printed.value if before else None,
                )
            )
    return tuple(found)


def _cost_entered(entries: Entries, after: date, until: date) -> float:
    arrived = [entry for entry in entries.entries if isinstance(entry, Arrival) and after < entry.day <= until]
    return sum(arrival.lot.best_cost for arrival in arrived)


def _printed_basis(view: View, company: str, day: date) -> Figure | Missing:
    for concept in COST_BASIS:
        figure = view.figure(company, concept, Period.day(day))
        if isinstance(figure, Figure):
            return figure
    return Missing(f"no cost basis is printed for {day}")
