"""The delivery log: every promise of capacity, what came of it, slips by company, and the curve of delay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.promises import promises
from headframe.record.view import View
from headframe.sites.ids import site_id
from headframe.sites.projects import Promised
from headframe.sites.promise_line import Outcome, PromiseLine, promise_line
from headframe.sites.survival import Observation, SurvivalCurve, kaplan_meier
from headframe.vocabulary.company import company as find_company
from headframe.vocabulary.figure import Figure, derive

DAYS_ASKED = (0, 90, 180, 365)
ALL_COMPANIES = "market"
"""Stands in an id where a company's ticker would."""
ON_THE_CURVE = frozenset({Promised.CAPACITY, Promised.BILLING})


@dataclass(frozen=True, slots=True)
class Delivery:
    """One delivery with every promise of it, oldest first; `first` is the one that its delay counts from."""

    company: str
    site: str
    name: str
    kind: Promised
    first: PromiseLine
    promises: tuple[PromiseLine, ...]
    outcome: Outcome
    slip_days: Figure | Missing
    """Against the first promise [days]."""
    times_moved: int
    """How often a later day was promised than the last one."""


@dataclass(frozen=True, slots=True)
class CompanySlip:
    """How a company kept its promises of capacity, each delivery once."""

    company: str
    deliveries: int
    delivered: int
    partly: int
    overdue: int
    open: int
    cancelled: int
    median_slip_days: Figure | Missing


@dataclass(frozen=True, slots=True)
class DeliveryLog:
    """Promises and deliveries known on the view's day, of one company or of all, and the curve over all companies."""

    deliveries: tuple[Delivery, ...]
    by_company: tuple[CompanySlip, ...]
    still_out: tuple[Figure | Missing, ...]
    """The curve `DAYS_ASKED` days after the promised day [ratio]."""
    curve: SurvivalCurve


def delivery_log(view: View, company: str | None = None) -> DeliveryLog:
    """Return the delivery log as of the view's day.

    Parameters
    ----------
    view : View
        What was known.
    company : str, optional
        Any exact label; all companies where none is given. The curve is always over all.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> [slip.cancelled for slip in delivery_log(Record().view(), "RIOT").by_company]
    [1]
    """
    ticker = find_company(company).ticker if company else None
    every = deliveries(view)
    shown = tuple(each for each in every if ticker in (None, each.company))
    names = dict.fromkeys(each.company for each in shown)
    return DeliveryLog(
        deliveries=shown,
        by_company=tuple(_company_slip(name, shown, view.as_of) for name in names),
        still_out=tuple(still_out(view, day) for day in DAYS_ASKED),
        curve=delay_curve(view),
    )


def still_out(view: View, days: int) -> Figure | Missing:
    """Return the share of all companies' deliveries still out `days` after the day first promised [ratio]."""
    slips = [each.slip_days for each in deliveries(view) if each.kind in ON_THE_CURVE]
    known = [slip for slip in slips if isinstance(slip, Figure)]
    curve = delay_curve(view)
    found = curve.at(days)
    if isinstance(found, Missing) or not known:
        return found if isinstance(found, Missing) else Missing("no delivery of a dated promise is known")
    share, low, high = found
    return derive(
        site_id(ALL_COMPANIES, "delivery_undelivered_share", Period.day(view.as_of), f"after {days} days"),
        f"Kaplan-Meier over {curve.promises} first promises, {curve.confidence:.0%} band",
        share,
        Interval(low, high),
        "ratio",
        *known,
        estimated=True,
        note="a promise of which nothing is known counts as still out",
    )


def deliveries(view: View) -> tuple[Delivery, ...]:
    """Return every delivery promised by the view's day, in the table's order."""
    return view.once("deliveries", lambda: _grouped([promise_line(view, each) for each in promises(view.as_of)]))


def delay_curve(view: View) -> SurvivalCurve:
    """Return the share of deliveries still out by days after the first promised day, over all companies.

    Each delivery counts once, from its first dated promise. A cancelled one stays out for good: cancelled is not
    delivered. One delivered in part is not seen after that day. One of which nothing is known counts as out: an empty
    day in the table may hide a delivery, so the curve is no better than the truth.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> delay_curve(Record().view()).at(-1000)
    (1.0, 1.0, 1.0)
    """
    seen = (observation(each, view.as_of) for each in deliveries(view) if each.kind in ON_THE_CURVE)
    return view.once("delay curve", lambda: kaplan_meier([each for each in seen if each is not None]))


def observation(delivery: Delivery, as_of: date) -> Observation | None:
    """Return a delivery on the axis of delay; None where no day was promised or the promise has no day of its own."""
    first = delivery.first
    if first.promised_for is None or first.promised_on is None:
        return None
    due = first.promised_for.end
    # made at some time in its day, so the day before is the last on which it was not yet out
    entered = float((first.promised_on.end - timedelta(days=1) - due).days)
    if isinstance(delivery.slip_days, Figure):
        return Observation(entered, max(delivery.slip_days.value, entered + 1), True)
    parts = [line.ended_on.end for line in delivery.promises if line.outcome is Outcome.PARTLY and line.ended_on]
    last_seen = min(max(parts), as_of) if parts else as_of
    return Observation(entered, float((last_seen - due).days), False)


def _grouped(lines: Sequence[PromiseLine]) -> tuple[Delivery, ...]:
    groups: dict[tuple[str, str, str], list[PromiseLine]] = {}
    for line in lines:
        groups.setdefault((line.company, line.site, line.about.delivery), []).append(line)
    return tuple(_delivery(name, sorted(group, key=_made)) for (_, _, name), group in groups.items())


def _made(line: PromiseLine) -> tuple[bool, date, date]:
    made = line.promised_on.end if line.promised_on else date.max
    ended = line.ended_on.end if line.ended_on else date.max
    return (line.promised_for is None, made, ended)


def _delivery(name: str, lines: list[PromiseLine]) -> Delivery:
    first = lines[0]
    ends = [line.promised_for.end for line in lines if line.promised_for]
    return Delivery(
        company=first.company,
        site=first.site,
        name=name,
        kind=first.about.kind,
        first=first,
        promises=tuple(lines),
        outcome=_outcome(lines),
        slip_days=first.slip_days,
        times_moved=sum(later > earlier for earlier, later in pairwise(ends)),
    )


def _outcome(lines: list[PromiseLine]) -> Outcome:
    """Return the best known outcome of the first promise's delivery; a restated day does not make it less late."""
    said = {line.outcome for line in lines}
    for outcome in (Outcome.CANCELLED, Outcome.DELIVERED, Outcome.PARTLY):
        if outcome in said:
            return outcome
    return lines[0].outcome


def _company_slip(company: str, every: Sequence[Delivery], as_of: date) -> CompanySlip:
    own = [each for each in every if each.company == company and each.kind is not Promised.TENANT]
    counted = {outcome: sum(each.outcome is outcome for each in own) for outcome in Outcome}
    return CompanySlip(
        company=company,
        deliveries=len(own),
        delivered=counted[Outcome.DELIVERED],
        partly=counted[Outcome.PARTLY],
        overdue=counted[Outcome.OVERDUE],
        open=counted[Outcome.OPEN],
        cancelled=counted[Outcome.CANCELLED],
        median_slip_days=_median_slip(company, own, as_of),
    )


def _median_slip(company: str, own: Sequence[Delivery], as_of: date) -> Figure | Missing:
    slips = [each.slip_days for each in own if isinstance(each.slip_days, Figure)]
    if not slips:
        return Missing(f"no delivery of {company} has both its promised and its delivered day")
    return derive(
        site_id(company, "delivery_slip_median", Period.day(as_of)),
        "median over deliveries, each against its first promise",
        median(each.value for each in slips),
        Interval(median(each.interval.low for each in slips), median(each.interval.high for each in slips)),
        "days",
        *slips,
        note=f"{len(slips)} delivered; those still out are not in it",
    )
