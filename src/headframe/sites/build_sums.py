"""What is being built and what was delivered, added up from the promises: each delivery once, each basis apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.sites.delivery import ON_THE_CURVE, Delivery
from headframe.sites.ids import site_id
from headframe.sites.power_basis import PowerBasis
from headframe.sites.promise_line import Outcome, PromiseLine
from headframe.vocabulary.figure import Figure, derive

STILL_OUT = frozenset({Outcome.OPEN, Outcome.OVERDUE, Outcome.PARTLY})
SOLD = re.compile(r"\bsold its\b|\bwhen sold on\b")
"""A note's words for a site that left the company before it was delivered."""
CAME = frozenset({Outcome.DELIVERED, Outcome.PARTLY})


def building_mw(company: str, basis: PowerBasis, every: Sequence[Delivery], as_of: date) -> Figure | Missing:
    """Return megawatts promised and not delivered, by the newest promise of each delivery, less the part that came.

    Parameters
    ----------
    company : str
        Ticker.
    basis : PowerBasis
        Gross or critical IT: the two are summed apart.
    every : sequence of Delivery
        The company's deliveries.
    as_of : date
        The view's day.
    """
    parts = [
        _left(company, line)
        for each in every
        if each.kind in ON_THE_CURVE and each.outcome in STILL_OUT and not was_sold(each)
        for line in _adding(each, basis)
    ]
    made = _sum(company, f"megawatts_building_{basis.value}", "sum of open promises", _figures(parts), as_of)
    return made or Missing(f"no open promise of {company} is printed in {_words(basis)}")


def was_sold(delivery: Delivery) -> bool:
    """Say whether a promise's note, as known by the view's day, says that the company sold what it was building."""
    return any(SOLD.search(clause) for line in delivery.promises for clause in line.clauses)


def delivered_mw(company: str, basis: PowerBasis, every: Sequence[Delivery], as_of: date) -> Figure | Missing:
    """Return megawatts delivered of what was promised, each delivery once, on one basis."""
    parts = [
        line.delivered_mw
        for each in every
        if each.kind in ON_THE_CURVE
        for line in _adding(each, basis)
        if line.outcome in CAME
    ]
    made = _sum(company, f"megawatts_delivered_{basis.value}", "sum of deliveries", _figures(parts), as_of)
    return made or Missing(_why_none(company, basis, every))


def unsized(every: Sequence[Delivery]) -> tuple[str, ...]:
    """Return the deliveries that came without a printed size of their own."""
    return tuple(
        f"{each.name}, {each.site}"
        for each in every
        if each.outcome in CAME and each.kind in ON_THE_CURVE and isinstance(each.first.delivered_mw, Missing)
    )


def _adding(delivery: Delivery, basis: PowerBasis) -> list[PromiseLine]:
    """Return the newest promise of a delivery whose megawatts may be added, if it is on this basis.

    A promise restated on the other basis is the same capacity: it is counted on its newest basis alone.
    """
    lines = [each for each in delivery.promises if each.about.adds]
    sized = [line for line in lines if isinstance(line.mw, Figure) or isinstance(line.delivered_mw, Figure)]
    return [line for line in sized[-1:] if line.basis is basis]


def _left(company: str, line: PromiseLine) -> Figure | Missing:
    if isinstance(line.mw, Missing) or isinstance(line.delivered_mw, Missing):
        return line.mw
    came = line.delivered_mw
    low = max(line.mw.interval.low - came.interval.high, 0.0)
    interval = Interval(low, max(line.mw.interval.high - came.interval.low, low))
    id = site_id(company, "megawatts_left", line.promised_on or Period.day(line.known_at), line.project, line.site)
    return derive(id, "promised − delivered", max(line.mw.value - came.value, 0.0), interval, "MW", line.mw, came)


def _figures(parts: Sequence[Figure | Missing]) -> list[Figure]:
    return [part for part in parts if isinstance(part, Figure)]


def _sum(company: str, concept: str, formula: str, parts: list[Figure], as_of: date) -> Figure | None:
    if not parts:
        return None
    total = parts[0].interval
    for part in parts[1:]:
        total = total + part.interval
    id = site_id(company, concept, Period.day(as_of))
    return derive(id, formula, sum(part.value for part in parts), total, "MW", *parts)


def _why_none(company: str, basis: PowerBasis, every: Sequence[Delivery]) -> str:
    came = unsized(every)
    if came:
        return f"delivered, but no page prints how many megawatts: {'; '.join(came)}"
    return f"no delivery of {company} is known in {_words(basis)}"


def _words(basis: PowerBasis) -> str:
    return {PowerBasis.IT: "critical IT", PowerBasis.GROSS: "gross"}.get(basis, "megawatts of unstated basis")
