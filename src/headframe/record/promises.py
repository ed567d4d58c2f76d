"""promises.csv: capacity promised for a day, and what was delivered.

A promise is known when it was made, its delivery when it happened. A row's note is known clause by clause. Of a
promise whose own day nobody printed, nothing is known before the delivery's.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache

from headframe.ground.period import Period
from headframe.record.dated_note import known_clauses
from headframe.record.partial_days import last_known_day
from headframe.record.snapshot_stamp import COMPILED_ON
from headframe.record.table_row import Printed, TableRow, table_rows
from headframe.record.witness_of import source_of
from headframe.vocabulary.company import company as find_company
from headframe.vocabulary.fact import Source

CANCELLED = "CANCELLED:"


class PromisedBasis(StrEnum):
    """In which megawatts a promise is counted."""

    GROSS = "gross"
    IT = "it"


@dataclass(frozen=True, slots=True)
class Promise:
    """One row: megawatts promised on a day for a day. `delivered_on` of a cancelled one is None; see `cancelled_on`."""

    row: int
    company: str
    site: str
    project: str
    promised_on: Period | None
    promised_for: Period | None
    mw: Printed | None
    basis: PromisedBasis
    delivered_on: Period | None
    delivered_mw: Printed | None
    cancelled_on: Period | None
    known_at: date
    end_known_at: date
    """When delivery or cancellation became known; `known_at` where neither happened."""
    source: Source
    note: str

    def clauses(self, as_of: date) -> tuple[str, ...]:
        """Return the clauses of the note that were known on a day."""
        return known_clauses(self.note, self.known_at, as_of)

    def seen_from(self, as_of: date) -> Promise:
        """Return the promise as known on a day: an end that came later has not happened."""
        if self.end_known_at <= as_of:
            return self
        return replace(
            self,
            delivered_on=None,
            delivered_mw=None,
            cancelled_on=None,
            end_known_at=self.known_at,
            note="; ".join(self.clauses(as_of)),
        )


def promises(as_of: date, company: str | None = None) -> tuple[Promise, ...]:
    """Return the promises made through the end of `as_of`, each as it stood then, in the table's order.

    Parameters
    ----------
    as_of : date
        A view's day.
    company : str, optional
        Any exact label of the company.

    Examples
    --------
    >>> [promise.project for promise in promises(date(2026, 1, 10), "RIOT") if promise.cancelled_on]
    ['mining phase II 600 MW']
    """
    ticker = find_company(company).ticker if company else None
    known = (promise for promise in _every_promise() if promise.known_at <= as_of and ticker in (None, promise.company))
    return tuple(promise.seen_from(as_of) for promise in known)


@cache
def _every_promise() -> tuple[Promise, ...]:
    return tuple(promise_of_row(row) for row in table_rows("promises.csv"))


def promise_of_row(row: TableRow) -> Promise:
    """Return the promise that a row states.

    Raises
    ------
    InputRefused
        Naming row and column, for negative megawatts, an unknown basis, or a delivery or target before the promise.
    """
    made, due, ended = row.days("promised_on"), row.days("promised_for"), row.days("delivered_on")
    _after(row, "promised_for", due, made)
    _after(row, "delivered_on", ended, made)
    cancelled = row.text("note").startswith(CANCELLED)
    if cancelled and ended is None:
        raise row.refused("delivered_on", "a cancelled promise needs the day it was halted")
    end_known = last_known_day(ended) if ended else None
    known_at = last_known_day(made) if made else end_known or COMPILED_ON
    return Promise(
        row=row.number,
        company=row.company(),
        site=row.text("site"),
        project=row.text("project"),
        promised_on=made,
        promised_for=due,
        mw=row.no_less_than_zero("mw"),
        basis=row.one_of("basis", PromisedBasis),
        delivered_on=None if cancelled else ended,
        delivered_mw=None if cancelled else row.no_less_than_zero("delivered_mw"),
        cancelled_on=ended if cancelled else None,
        known_at=known_at,
        end_known_at=max(known_at, end_known) if end_known else known_at,
        source=source_of(row.text("source_url"), row.text("note")),
        note=row.text("note"),
    )


def _after(row: TableRow, column: str, later: Period | None, made: Period | None) -> None:
    if later is not None and made is not None and later.end < made.first_day:
        what = f"{row.text(column)} lies before the promise of {row.text('promised_on')}"
        raise row.refused(column, what, "the two cells may be interchanged")
