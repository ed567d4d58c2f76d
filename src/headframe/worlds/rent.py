"""AI rent: what a new lease pays for a kilowatt of critical IT, a log that returns to a growing mean.

The level is that of the leases known: the median rent of those signed in the last two years. Its moves are those of
the asking rents that CBRE prints by the year, the only series there is; they are of 250 to 500 kW deployments, and a
lease of hundreds of megawatts may move more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import log, log1p, sqrt
from statistics import median

import numpy as np

from headframe.ground.errors import NotEnoughData
from headframe.ground.interval import Interval
from headframe.ground.period import Period, month_end
from headframe.record.view import View
from headframe.sites.lease_economics import weigh_lease
from headframe.sites.lease_words import Standing
from headframe.sites.register import signed_terms
from headframe.vocabulary.fact import Source, Witness
from headframe.vocabulary.figure import Badge, Figure
from headframe.vocabulary.tables import packaged_rows
from headframe.worlds.parameters import Floats

SNAPSHOT = "headframe.record.snapshot"
YOUNG_LEASES = timedelta(days=730)
"""Leases older than this say less of today's rent."""
KNOWN_AFTER = timedelta(days=184)
"""A half-year's market report has appeared by the time the next half-year is over."""
LEAST_CHANGES = 4
MARKET = "US primary avg (CBRE)"


@dataclass(frozen=True, slots=True)
class RentLevel:
    """What new leases pay: the median [USD/kW-month], its day, and the rents it is the median of."""

    usd_per_kw_month: float
    day: date
    rents: tuple[Figure, ...]
    words: str


@dataclass(frozen=True, slots=True)
class RentChange:
    """A year's change of the asking rent [log], and since when it is known."""

    year: int
    log_change: float
    known_at: date


def rent_level(view: View) -> RentLevel:
    """Return what new leases pay on the view's day.

    Raises
    ------
    NotEnoughData
        Where neither a lease nor an asking rent is known.
    """
    young = [
        (terms.announced.end, weigh_lease(terms).rent_usd_per_kw_month_it)
        for terms in signed_terms(view.as_of)
        if terms.standing is Standing.SIGNED and view.as_of - terms.announced.end <= YOUNG_LEASES
    ]
    rents = [(day, rent) for day, rent in young if isinstance(rent, Figure)]
    if rents:
        figures = tuple(rent for _, rent in rents)
        words = f"median rent of {len(rents)} leases signed in the two years before"
        return RentLevel(median(rent.value for rent in figures), max(day for day, _ in rents), figures, words)
    asked = [each for each in asking_rents() if each.known_at <= view.as_of]
    if not asked:
        raise NotEnoughData(
            f"no rent of AI or data center capacity was known on {view.as_of}",
            where="deals.csv, datacenter_market.csv",
            why="the rent of new leases starts from what is paid or asked",
            next="ask as of 2020 or later",
        )
    words = "last asking rent of US primary markets: no lease of AI capacity was known"
    return RentLevel(asked[-1].value, asked[-1].known_at, (asked[-1],), words)


def rent_changes(as_of: date) -> tuple[RentChange, ...]:
    """Return the yearly changes of the asking rent known on a day, oldest first: printed, else from two levels."""
    printed = {
        int(row["period"][:4]): log1p(float(row["value"]) / 100)
        for row in _rows("colo_asking_rent_yoy")
        if re.fullmatch(r"\d{4}", row["period"])
    }
    levels = {each.known_at.year - 1: each.value for each in asking_rents()}
    pairs = {year: log(level / levels[year - 1]) for year, level in levels.items() if year - 1 in levels}
    changes = [RentChange(year, change, date(year, 12, 31) + KNOWN_AFTER) for year, change in (pairs | printed).items()]
    return tuple(sorted((each for each in changes if each.known_at <= as_of), key=lambda each: each.year))


def rent_volatility(changes: Sequence[RentChange], half_life_years: float, stated: float) -> tuple[float, str]:
    """Return the shock of a month [1/sqrt(month)] and how it was found.

    The spread of yearly changes, widened for how few they are; the stated one below `LEAST_CHANGES` of them.
    """
    pull = 1 - 0.5 ** (1 / 12 / half_life_years)
    kept = (1 - pull) ** np.arange(12)
    a_year = sqrt(float((kept**2).sum()))
    if len(changes) < LEAST_CHANGES:
        return stated / a_year, f"the stated spread of a year: {len(changes)} yearly changes were known"
    spread = float(np.std([each.log_change for each in changes], ddof=1))
    widened = spread * sqrt((len(changes) - 1) / (len(changes) - 3))
    years = f"{changes[0].year} to {changes[-1].year}"
    return widened / a_year, f"spread of {len(changes)} yearly changes of asking rents, {years}, widened for so few"


def rent_paths(start: float, pull: float, volatility: float, mean: Floats, shocks: Floats) -> Floats:
    """Return paths of the rent of new leases [USD/kW-month], shape (T, paths).

    Parameters
    ----------
    start : float
        Of month 0 [log USD/kW-month].
    pull, volatility : float
        Share of a deviation gone a month [1/month], shock [1/sqrt(month)].
    mean : float64 array, shape (T,)
        Where it tends [log USD/kW-month].
    shocks : float64 array, shape (T, paths)
        Standard normals.
    """
    state = np.full(shocks.shape[1], start)
    rows = np.empty(shocks.shape)
    for at in range(len(shocks)):
        state = state + pull * (mean[at] - state) + volatility * shocks[at]
        rows[at] = state
    return np.exp(rows)


def asking_rents() -> tuple[Figure, ...]:
    """Return the asking rents of US primary markets [USD/kW-month], oldest first; a printed range by its middle."""
    return tuple(sorted((_asked(row) for row in _rows("colo_asking_rent")), key=lambda each: each.known_at))


def _asked(row: dict[str, str]) -> Figure:
    ends = [float(part) for part in row["value"].split("-")]
    year, _, part = row["period"].partition("-")
    day = month_end(int(year), 12 if part in ("", "12", "H2") else 6)
    return Figure(
        id=f"market asking_rent {Period.day(day)}",
        value=sum(ends) / len(ends),
        interval=Interval(min(ends), max(ends)),
        unit="USD/kW-month",
        badge=Badge.REPORTED,
        known_at=day + KNOWN_AFTER,
        sources=(Source(Witness.SECOND_HAND, "datacenter_market.csv", row["source"]),),
        note=row["note"],
    )


def _rows(topic: str) -> list[dict[str, str]]:
    rows = packaged_rows(SNAPSHOT, "datacenter_market.csv")
    return [row for row in rows if row["topic"] == topic and row["market"] == MARKET]
