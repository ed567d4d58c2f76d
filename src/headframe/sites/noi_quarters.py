"""NOI of signed leases by quarter, as promised: each lease pays from the day promised for it.

The value takes the last day that a promise can mean; the interval runs from the earliest day to the latest. Delay is
not in it: promises are what is known here, and the delivery log says how late they come.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period, day_before
from headframe.sites.ids import site_id
from headframe.sites.lease import Lease
from headframe.sites.lease_words import Standing
from headframe.vocabulary.figure import Figure, derive

QUARTERS_AHEAD = 8


@dataclass(frozen=True, slots=True)
class QuarterNoi:
    """One quarter's NOI of the leases whose margin and start are printed [USD]."""

    period: Period
    noi_usd: Figure | Missing
    left_out: tuple[str, ...]
    """Signed leases without a printed margin or start: their NOI is not in the sum."""


def noi_by_quarter(leases: tuple[Lease, ...], company: str, as_of: date) -> tuple[QuarterNoi, ...]:
    """Return the NOI promised for the quarter of `as_of` and the seven that follow.

    Parameters
    ----------
    leases : tuple of Lease
        The leases of one company.
    company : str
        Its ticker.
    as_of : date
        The view's day.
    """
    signed = [lease for lease in leases if lease.terms.standing is Standing.SIGNED]
    return tuple(_quarter(signed, company, quarter) for quarter in _quarters(as_of)) if signed else ()


def _quarters(as_of: date) -> Iterator[Period]:
    year, number = as_of.year, (as_of.month + 2) // 3
    for _ in range(QUARTERS_AHEAD):
        yield Period.quarter(year, number)
        year, number = (year + number // 4, number % 4 + 1)


def _quarter(leases: list[Lease], company: str, quarter: Period) -> QuarterNoi:
    parts, left_out = [], []
    for lease in leases:
        part = _part(lease, company, quarter)
        if isinstance(part, Figure):
            parts.append(part)
        else:
            left_out.append(f"{lease.terms.tenant} ({part.reason})")
    if not parts:
        reason = f"no lease's margin and start are both printed: {'; '.join(left_out)}"
        return QuarterNoi(quarter, Missing(reason), tuple(left_out))
    total = Interval.exact(0.0)
    for part in parts:
        total = total + part.interval
    note = f"without {', '.join(left_out)}" if left_out else ""
    id = site_id(company, "lease_noi_quarter", quarter)
    value = sum(part.value for part in parts)
    return QuarterNoi(quarter, derive(id, "sum of leases", value, total, "USD", *parts, note=note), tuple(left_out))


def _part(lease: Lease, company: str, quarter: Period) -> Figure | Missing:
    noi = lease.noi_usd_per_year
    if isinstance(noi, Missing):
        return noi
    if not lease.terms.starts:
        return Missing("no start is printed")
    start = lease.terms.starts[-1].promised_for
    early, late = _share(start.first_day, quarter), _share(start.end, quarter)
    return derive(
        site_id(company, "lease_noi_quarter", quarter, *lease.terms.words, str(lease.terms.announced)),
        f"NOI a year / 4 × share of the quarter after the start promised for {start}",
        noi.value / 4 * late,
        (noi.interval * Interval(late, early)).scaled(0.25),
        "USD",
        noi,
        estimated=True,
        note="as promised, whole from its start on",
    )


def _share(start: date, quarter: Period) -> float:
    """Return the part of a quarter's days that lies on or after `start` [ratio]."""
    if start > quarter.end:
        return 0.0
    waited = 0 if start <= quarter.first_day else Period.span(quarter.first_day, day_before(start)).days
    return (quarter.days - waited) / quarter.days
