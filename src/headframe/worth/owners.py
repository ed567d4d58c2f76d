"""Who holds the stock: net change by holder and quarter, from 13F tables; without them, cannot_check and why.

A price that rises proves no purchase: every share bought was sold by somebody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import ClassVar

from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.choose import figure_id
from headframe.record.view import View
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.company import company as find_company
from headframe.vocabulary.fact import Source, Witness
from headframe.vocabulary.figure import Badge, Figure, derive
from headframe.worth.owners_file import Holding

NO_TABLES = (
    "no 13F information table of its holders is packaged or handed in; a price move is no proof of who bought: "
    "hand in --holdings with submissions (.txt) or CSV"
)
NOT_THERE = "not among the rows handed in for that quarter: sold, below the threshold, or not handed in"


class OwnersVerdict(StrEnum):
    """Whether anything can be said of the owners."""

    COUNTED = "counted"
    CANNOT_CHECK = "cannot_check"


@dataclass(frozen=True, slots=True)
class HolderChange:
    """One holder's shares at two quarters' ends [shares]; a holder absent from one is a gap there, and no zero."""

    holder: str
    quarter: date
    before: Figure | Missing
    after: Figure | Missing
    change: Figure | Missing


@dataclass(frozen=True, slots=True)
class QuarterOwners:
    """One quarter: shares of all holders handed in, and the net change of those in both quarters [shares]."""

    quarter: date
    holders: int
    in_both: int
    shares: Figure
    net_change: Figure | Missing


@dataclass(frozen=True, kw_only=True)
class Owners(Answer):
    """Who held a company's stock, as far as tables were handed in and known on the day."""

    verb: ClassVar[str] = "owners"

    verdict: OwnersVerdict
    quarters: tuple[QuarterOwners, ...]
    changes: tuple[HolderChange, ...]
    missing: Missing | None = None


def find_owners(view: View, company: str, holdings: Sequence[Holding] = ()) -> Owners:
    """Return holdings by quarter and their changes.

    Parameters
    ----------
    view : View
        What was known; a filing due after its day is not used.
    company : str
        Ticker or any name of the company, exactly.
    holdings : sequence of Holding
        What holders reported.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> find_owners(Record().view(), "RIOT").verdict.value
    'cannot_check'
    """
    ticker = find_company(company).ticker
    known = [each for each in holdings if each.known_at <= view.as_of]
    if not known:
        late = f"; {len(holdings)} rows were not yet filed on {view.as_of}" if holdings else ""
        return Owners(
            made_from=view.made_from(ticker),
            verdict=OwnersVerdict.CANNOT_CHECK,
            quarters=(),
            changes=(),
            missing=Missing(NO_TABLES + late),
        )
    days = sorted({each.quarter for each in known})
    by_day = {day: {h.holder: _figure(ticker, h) for h in known if h.quarter == day} for day in days}
    changes = tuple(
        change for before, after in pairwise(days) for change in _changes(ticker, after, by_day[before], by_day[after])
    )
    return Owners(
        made_from=view.made_from(ticker),
        verdict=OwnersVerdict.COUNTED,
        quarters=tuple(_quarter(ticker, day, by_day[day], changes) for day in days),
        changes=changes,
    )


def _changes(company: str, quarter: date, before: dict[str, Figure], after: dict[str, Figure]) -> list[HolderChange]:
    rows = []
    for holder in sorted(before.keys() | after.keys()):
        first, last = before.get(holder, Missing(NOT_THERE)), after.get(holder, Missing(NOT_THERE))
        change: Figure | Missing = Missing(NOT_THERE)
        if isinstance(first, Figure) and isinstance(last, Figure):
            moved = last.value - first.value
            id = f"{figure_id(company, 'shares_held_change', Period.day(quarter))} {_words(holder)}"
            change = derive(id, "after − before", moved, Interval.exact(moved), "shares", last, first)
        rows.append(HolderChange(holder, quarter, first, last, change))
    return sorted(rows, key=lambda row: -abs(row.change.value) if isinstance(row.change, Figure) else 0.0)


def _quarter(company: str, day: date, held: dict[str, Figure], changes: Sequence[HolderChange]) -> QuarterOwners:
    figures = tuple(held.values())
    total = sum(figure.value for figure in figures)
    at = Period.day(day)
    shares = derive(
        f"{figure_id(company, 'shares_held_13f', at)} all handed in",
        f"sum of {len(figures)} holders handed in",
        total,
        Interval.exact(total),
        "shares",
        *figures,
    )
    moved = tuple(c.change for c in changes if c.quarter == day and isinstance(c.change, Figure))
    net: Figure | Missing = Missing("no holder is handed in for this quarter and the one before")
    if moved:
        value = sum(figure.value for figure in moved)
        formula = f"sum over {len(moved)} holders in both quarters"
        id = f"{figure_id(company, 'shares_held_change', at)} all in both"
        net = derive(id, formula, value, Interval.exact(value), "shares", *moved)
    return QuarterOwners(day, len(figures), len(moved), shares, net)


def _figure(company: str, holding: Holding) -> Figure:
    return Figure(
        id=f"{figure_id(company, 'shares_held_13f', Period.day(holding.quarter))} {_words(holding.holder)}",
        value=holding.shares,
        interval=Interval.exact(holding.shares),
        unit="shares",
        badge=Badge.REPORTED,
        known_at=holding.known_at,
        sources=(Source(Witness.FILING, holding.source),),
    )


def _words(holder: str) -> str:
    return " ".join("".join(c if c.isalnum() or c in " .&-" else " " for c in holder).split())
