"""Start dates promised for a lease: the one at its announcement, and every later one in promises.csv."""

from __future__ import annotations

import re
from datetime import date

from headframe.ground.period import Period
from headframe.record.promises import Promise, promises
from headframe.sites.lease import StartPromise

BUILDING = re.compile(r"\bCB-\d\b")
STATE = re.compile(r"\b[A-Z]{2}$")


def starts_of(
    as_of: date, company: str, tenant: str, site: str, announced: Period, start: Period | None
) -> tuple[StartPromise, ...]:
    """Return the days promised for a lease's capacity, in the order they were said, as known on a day.

    Parameters
    ----------
    as_of : date
        A view's day.
    company : str
        The landlord's ticker.
    tenant, site : str
        As deals.csv prints them.
    announced : Period
        When the lease was announced.
    start : Period, optional
        The start promised with it.
    """
    first = () if start is None else (StartPromise("as announced", announced, start),)
    found = [
        StartPromise(promise.project, promise.promised_on, promise.promised_for)
        for promise in _named_alike(promises(as_of, company), tenant, site)
        if promise.promised_for is not None and _not_before(promise, announced)
    ]
    return (*first, *sorted(found, key=_order))


def _not_before(promise: Promise, announced: Period) -> bool:
    return promise.promised_on is not None and promise.promised_on.end >= announced.first_day


def _order(start: StartPromise) -> tuple[date, date]:
    return (start.promised_on.end if start.promised_on else date.max, start.promised_for.end)


def _named_alike(found: tuple[Promise, ...], tenant: str, site: str) -> list[Promise]:
    here = [promise for promise in found if _same_site(promise.site, site)]
    buildings = set(BUILDING.findall(site))
    if buildings:
        return [promise for promise in here if buildings & set(BUILDING.findall(promise.project))]
    first_word = tenant.split()[0] if tenant else ""
    named = [promise for promise in here if first_word and first_word in promise.project]
    return named or here


def _same_site(promised: str, leased: str) -> bool:
    words = STATE.sub("", promised).split()
    return bool(words) and all(word in leased.split() for word in words)
