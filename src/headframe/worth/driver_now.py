"""Who leads now and since when, in one sentence, and whether the basket decides it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.vocabulary.assumptions import Assumptions
from headframe.vocabulary.figure import Figure
from headframe.worth.driver_figures import Maker
from headframe.worth.driver_rows import shares_at

if TYPE_CHECKING:
    from headframe.worth.driver_model import DriverModel
    from headframe.worth.market_returns import Returns


CHECK_DRAWS = 150
"""Draws of a check: enough to say who leads."""
SAID = {"bitcoin": "bitcoin", "AI basket": "AI infrastructure", "market": "the market"}


@dataclass(frozen=True, slots=True)
class DriverNow:
    """The driver that explains most on the last day, since when, and in what part of the draws it does."""

    driver: str
    day: date
    share: Figure
    since: date
    since_earliest: date
    since_latest: date
    certainty: Figure
    sentence: str


@dataclass(frozen=True, slots=True)
class BasketCheck:
    """Who leads on the last day where the basket holds one share alone, or why that cannot be said."""

    basket: str
    driver: str
    share: Figure | Missing
    basket_share: Figure | Missing
    certainty: Figure | Missing


def now_of(model: DriverModel, maker: Maker, assumptions: Assumptions, checks: tuple[BasketCheck, ...]) -> DriverNow:
    """Return who leads on the last day of a fitted model, since when, and in what part of the draws."""
    from headframe.worth.driver_model import DRIVERS, lead_of

    lead = lead_of(model, assumptions.value("worth.lead_broken_by_sessions"))
    days, last = model.returns.days, len(model.returns.days) - 1
    shares = shares_at(model, maker, days[last], last)
    share = (shares.bitcoin, shares.basket, shares.market)[lead.driver]
    formula = "share of drawn paths in which it explains most on the last day"
    certain = maker.figure(
        "driver_certainty", days[last], DRIVERS[lead.driver], lead.certainty, Interval.exact(lead.certainty), formula
    )
    return DriverNow(
        driver=DRIVERS[lead.driver],
        day=days[last],
        share=share,
        since=days[lead.since],
        since_earliest=days[lead.earliest],
        since_latest=days[lead.latest],
        certainty=certain,
        sentence=_sentence(
            model.returns.company,
            DRIVERS[lead.driver],
            share,
            certain,
            days,
            lead.since,
            lead.earliest,
            lead.latest,
            checks,
        ),
    )


def _sentence(
    company: str,
    driver: str,
    share: Figure,
    certain: Figure,
    days: tuple[date, ...],
    since: int,
    first: int,
    last: int,
    checks: tuple[BasketCheck, ...],
) -> str:
    """Return what drives the share now and since when, with both intervals, and whether the basket decides it."""
    low, high = share.interval.low, share.interval.high
    start = "since the series starts" if since == 0 else f"since {days[since]}"
    said = (
        f"Of the three drivers {SAID[driver]} explains most of {company}'s variance on {days[-1]}: {share.value:.0%} "
        f"(90 %: {low:.0%} to {high:.0%}), {start} (90 %: {days[first]} to {days[last]}); it does so in "
        f"{certain.value:.0%} of draws"
    )
    others: dict[str, list[str]] = {}
    for check in checks:
        if check.driver and check.driver != driver:
            others.setdefault(SAID[check.driver], []).append(check.basket)
    named = "; ".join(f"it would be {other} with {' or '.join(names)} alone" for other, names in others.items())
    return f"{said}; {named}." if named else f"{said}."


def check_of(alone: Returns, name: str, assumptions: Assumptions, seed: int) -> BasketCheck:
    """Return who leads on returns whose basket holds `name` alone."""
    from headframe.worth.driver_model import DRIVERS, fit_drivers, lead_of

    model = fit_drivers(alone, assumptions, seed, CHECK_DRAWS)
    lead = lead_of(model, assumptions.value("worth.lead_broken_by_sessions"))
    maker = Maker(alone.company, alone.source, alone.last_close, f"{alone.often} with {name} alone")
    last = len(alone.days) - 1
    shares = shares_at(model, maker, alone.days[last], last)
    each = (shares.bitcoin, shares.basket, shares.market)
    formula = "share of drawn paths in which it explains most on the last day"
    certain = Interval.exact(lead.certainty)
    named = DRIVERS[lead.driver]
    sure = maker.figure("driver_certainty", alone.days[last], named, lead.certainty, certain, formula)
    return BasketCheck(name, named, each[lead.driver], shares.basket, sure)
