"""One promise and what came of it: kept, late, in part, cancelled, or still open, with its slip in days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.promises import Promise
from headframe.record.table_row import Printed
from headframe.record.view import View
from headframe.sites.billing import reached
from headframe.sites.ids import reported, site_id
from headframe.sites.power_basis import NOT_STATED, PowerBasis
from headframe.sites.projects import Project, Promised, project_of
from headframe.vocabulary.figure import Badge, Figure


class Outcome(StrEnum):
    """What came of a promise by the view's day."""

    DELIVERED = "delivered"
    PARTLY = "partly"
    """A part came, of printed or unknown size."""
    CANCELLED = "cancelled"
    OPEN = "open"
    """Nothing is known of a delivery, and the promised day is not over."""
    OVERDUE = "overdue"
    """Nothing is known of a delivery, and the promised day is over."""


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """One promise as it stood on the view's day.

    Parameters
    ----------
    mw : Figure or Missing
        Megawatts promised, on `basis` [MW].
    ended_on : Period or None
        The days in which the delivery, its part, or the cancellation can have happened.
    delivered_mw : Figure or Missing
        Megawatts delivered, on `basis` [MW].
    slip_days : Figure or Missing
        Last day of the delivery less last day promised; the interval holds every day either can mean [days].
    """

    row: int
    company: str
    site: str
    project: str
    about: Project
    promised_on: Period | None
    promised_for: Period | None
    mw: Figure | Missing
    basis: PowerBasis
    outcome: Outcome
    ended_on: Period | None
    delivered_mw: Figure | Missing
    slip_days: Figure | Missing
    known_at: date
    clauses: tuple[str, ...]


def promise_line(view: View, promise: Promise) -> PromiseLine:
    """Return a promise with what came of it by the view's day."""
    about = project_of(promise)
    seen = reached(view, promise.company, promise.mw.value) if _is_total(promise, about) and promise.mw else None
    ended = seen[0] if seen else promise.delivered_on or promise.cancelled_on
    outcome = Outcome.DELIVERED if seen else outcome_of(promise, view.as_of)
    words = (promise.project, promise.site)
    return PromiseLine(
        row=promise.row,
        company=promise.company,
        site=promise.site,
        project=promise.project,
        about=about,
        promised_on=promise.promised_on,
        promised_for=promise.promised_for,
        mw=_mw(promise, "promised_mw", promise.mw, words, "no page prints the megawatts promised"),
        basis=basis_of(promise),
        outcome=outcome,
        ended_on=ended,
        delivered_mw=seen[1] if seen else _delivered(promise, outcome, words),
        slip_days=slip(promise, outcome, ended, seen[1] if seen else None),
        known_at=promise.known_at,
        clauses=promise.clauses(view.as_of),
    )


def basis_of(promise: Promise) -> PowerBasis:
    """Return what a promise's megawatts count; its note may say that the source does not tell."""
    return PowerBasis.UNSTATED if NOT_STATED.search(promise.note) else PowerBasis(promise.basis.value)


def outcome_of(promise: Promise, as_of: date) -> Outcome:
    """Return what came of a promise, by its own row. Cancelled is not delivered."""
    if promise.cancelled_on is not None:
        return Outcome.CANCELLED
    if promise.delivered_on is None:
        late = promise.promised_for is not None and promise.promised_for.end < as_of
        return Outcome.OVERDUE if late else Outcome.OPEN
    if promise.mw is None:
        return Outcome.DELIVERED
    whole = promise.delivered_mw is not None and promise.delivered_mw.interval.high >= promise.mw.value
    return Outcome.DELIVERED if whole else Outcome.PARTLY


def slip(promise: Promise, outcome: Outcome, ended: Period | None, seen: Figure | None = None) -> Figure | Missing:
    """Return how late a delivery came [days]: last day against last day, within every day that either can mean.

    Examples
    --------
    >>> from headframe.record.promises import promises
    >>> made = next(p for p in promises(date(2026, 11, 22), "GLXY") if p.project == "phase I 133 MW")
    >>> slip(made, Outcome.DELIVERED, made.delivered_on).interval
    Interval(low=1.0, high=211.0)
    """
    if outcome is Outcome.CANCELLED:
        return Missing("cancelled: there is no delivery to be late")
    if outcome is Outcome.PARTLY:
        return Missing("only a part was delivered: the whole has no day")
    if outcome is not Outcome.DELIVERED or ended is None:
        return Missing("no delivery is known")
    due = promise.promised_for
    if due is None:
        return Missing("no day was promised, or none is printed")
    interval = Interval(float((ended.first_day - due.end).days), float((ended.end - due.first_day).days))
    return Figure(
        id=site_id(promise.company, "delivery_slip", due, promise.project, promise.site),
        value=float((ended.end - due.end).days),
        interval=interval,
        unit="days",
        badge=Badge.DERIVED,
        known_at=seen.known_at if seen else promise.end_known_at,
        sources=(promise.source, *(seen.sources if seen else ())),
        formula=f"delivered {ended} less promised {due}, last day less last day",
        inputs=(seen,) if seen else (),
        note=f"promised on {promise.promised_on or 'a day not printed'}",
    )


def _is_total(promise: Promise, about: Project) -> bool:
    return about.kind is Promised.BILLING and promise.mw is not None


def _delivered(promise: Promise, outcome: Outcome, words: tuple[str, str]) -> Figure | Missing:
    if outcome is Outcome.CANCELLED:
        return Missing("cancelled: nothing was delivered")
    if promise.delivered_on is None:
        return Missing("no delivery is known")
    reason = "delivered, but no page prints how many megawatts"
    return _mw(promise, "delivered_mw", promise.delivered_mw, words, reason)


def _mw(
    promise: Promise, concept: str, printed: Printed | None, words: tuple[str, str], reason: str
) -> Figure | Missing:
    if printed is None:
        return Missing(reason)
    of_end = concept == "delivered_mw"
    days = promise.delivered_on if of_end else promise.promised_on
    known = promise.end_known_at if of_end else promise.known_at
    id = site_id(promise.company, concept, days or Period.day(known), *words, basis_of(promise).value)
    return reported(id, printed.value, printed.interval, "MW", known, promise.source)
