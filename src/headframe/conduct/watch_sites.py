"""What deliveries and leases did between two days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from headframe.conduct.watch_alert import Alert, AlertKind, alert
from headframe.ground.missing import Missing
from headframe.record.view import View
from headframe.sites.delivery import Delivery, delivery_log
from headframe.sites.lease import LeaseTerms
from headframe.sites.promise_line import Outcome
from headframe.sites.register import signed_terms
from headframe.vocabulary.figure import Figure

Deliveries = dict[tuple[str, str], Delivery]


def site_alerts(now: View, before: View, company: str) -> Iterator[Alert]:
    """Yield slips and cancellations of deliveries known before, and leases signed since."""
    past = _deliveries(before, company)
    for key, delivery in _deliveries(now, company).items():
        if key in past:
            yield from _slipped(delivery, past[key], now.as_of)
    for terms in signed_terms(now.as_of, company):
        if terms.known_at > before.as_of:
            yield _signed(terms)


def _deliveries(view: View, company: str) -> Deliveries:
    return {(each.site, each.name): each for each in delivery_log(view, company).deliveries}


def _slipped(is_now: Delivery, was: Delivery, as_of: date) -> Iterator[Alert]:
    name = f"{is_now.name}, {is_now.site}"
    figures = [part for part in (is_now.slip_days, is_now.first.mw) if isinstance(part, Figure)]
    if is_now.times_moved > was.times_moved:
        words = f"{name}: moved from {_promised(was)} to {_promised(is_now)}"
        yield alert(AlertKind.SLIP, words, max(line.known_at for line in is_now.promises), figures)
    if is_now.outcome is not was.outcome and (words := _became(is_now)):
        yield alert(AlertKind.SLIP, f"{name}: {words}", _since_when(is_now, as_of), figures)


def _became(delivery: Delivery) -> str:
    if delivery.outcome is Outcome.CANCELLED:
        return "cancelled"
    if delivery.outcome is Outcome.OVERDUE:
        return f"promised for {_promised(delivery)}, and nothing is known of a delivery"
    return _late(delivery) if delivery.outcome is Outcome.DELIVERED else ""


def _since_when(delivery: Delivery, as_of: date) -> date:
    """Return the day from which a delivery's outcome was known: its slip's, its end, or the day after the one due."""
    if isinstance(delivery.slip_days, Figure):
        return delivery.slip_days.known_at
    ends = [line.ended_on.end for line in delivery.promises if line.ended_on]
    due = delivery.first.promised_for
    if ends or due is None:
        return min(max(ends, default=as_of), as_of)
    return min(due.end + timedelta(days=1), as_of)


def _late(delivery: Delivery) -> str:
    slip = delivery.slip_days
    if isinstance(slip, Missing) or slip.interval.low <= 0:
        return ""
    return f"delivered {slip.value:,.0f} days after the day first promised {slip.badge.mark}"


def _promised(delivery: Delivery) -> str:
    days = [line.promised_for for line in delivery.promises if line.promised_for]
    return str(days[-1]) if days else "no printed day"


def _signed(terms: LeaseTerms) -> Alert:
    figures = [part for part in (terms.it_mw, terms.term_years, terms.contract_value_usd) if isinstance(part, Figure)]
    size = f"{terms.it_mw.value:,.0f} MW of IT" if isinstance(terms.it_mw, Figure) else "megawatts of IT not printed"
    term = f", {terms.term_years.value:g} years" if isinstance(terms.term_years, Figure) else ""
    words = f"lease signed with {terms.tenant} at {terms.site}: {size}{term}"
    return alert(AlertKind.LEASE, words, terms.known_at, figures)
