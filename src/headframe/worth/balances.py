"""The lines of a balance that value needs, each on the printed day nearest to the one asked about.

A figure of the very day is taken as it is; one of another day is estimated and says which day it is of.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from headframe.accounts.encumbrance import free_on
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.choose import figure_id
from headframe.record.view import View
from headframe.vocabulary.assumptions import packaged_assumptions
from headframe.vocabulary.figure import Badge, Figure, derive

DEBT_PARTS = ("convertible_notes_principal", "credit_facility_drawn", "other_debt")
"""What adds up to all debt where no total is printed; each must be printed for the day."""
Finder = Callable[[Period], Figure | Missing]


@dataclass(frozen=True, slots=True)
class Near:
    """A figure, the day it is of, and how far that lies from the one asked about [days]."""

    figure: Figure
    of: date
    off: int


def nearest(view: View, company: str, concept: str, day: date) -> Figure | Missing:
    """Return the printed figure of a stock nearest to `day`, in the concept's unit; estimated where of another day.

    Parameters
    ----------
    view : View
        What was known.
    company, concept : str
        Exact labels.
    day : date
        The day asked about. Figures further off than the assumption `worth.balance_may_be_off_days` are not taken.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> nearest(Record().view(), "RIOT", "shares_outstanding", date(2026, 6, 30)).value
    378022964.0
    """
    found = _near(view, company, concept, day, lambda period: view.figure(company, concept, period))
    return found if isinstance(found, Missing) else found.figure


def debt_on(view: View, company: str, day: date) -> Figure | Missing:
    """Return all debt [USD]: the printed total or the sum of its printed parts, whichever is nearer to the day."""
    total = _near(view, company, "debt_total", day, lambda period: view.figure(company, "debt_total", period))
    parts = _near(view, company, DEBT_PARTS[1], day, lambda period: _debt_parts(view, company, period))
    found = [each for each in (total, parts) if isinstance(each, Near)]
    if found:
        return min(found, key=lambda each: each.off).figure
    return total if isinstance(total, Missing) else total.figure


def coins_on(view: View, company: str, day: date) -> tuple[Figure | Missing, Figure | Missing]:
    """Return all coins held and those that nobody else has a hold on [BTC], both of the same printed day."""
    held = _near(view, company, "bitcoin_held", day, lambda period: view.figure(company, "bitcoin_held", period))
    if isinstance(held, Missing):
        return held, held
    free = free_on(view, company, held.of)
    return held.figure, free if isinstance(free, Missing) else _of_another_day(free, held.of, day)


def _near(view: View, company: str, concept: str, day: date, find: Finder) -> Near | Missing:
    """Return what `find` gives for the nearest day on which `concept` is printed."""
    furthest = packaged_assumptions().value("worth.balance_may_be_off_days")
    periods = [p for p in view.periods(company, concept) if abs((p.end - day).days) <= furthest]
    for period in sorted(periods, key=lambda p: (abs((p.end - day).days), p.end < day)):
        figure = find(period)
        if isinstance(figure, Figure):
            return Near(_of_another_day(figure, period.end, day), period.end, abs((period.end - day).days))
    return Missing(f"no {concept} of {company} within {furthest:.0f} days of {day} is known by {view.as_of}")


def _debt_parts(view: View, company: str, period: Period) -> Figure | Missing:
    figures = [view.figure(company, concept, period) for concept in DEBT_PARTS]
    known = [figure for figure in figures if isinstance(figure, Figure)]
    if len(known) < len(DEBT_PARTS):
        return Missing(f"not all parts of the debt of {company} are printed for {period}")
    total = Interval.exact(0.0)
    for part in known:
        total = total + part.interval
    return derive(
        figure_id(company, "debt_in_parts", period),
        " + ".join(DEBT_PARTS),
        sum(part.value for part in known),
        total,
        "USD",
        *known,
    )


def _of_another_day(figure: Figure, of: date, day: date) -> Figure:
    if of == day:
        return figure
    badge = figure.badge if figure.badge is Badge.DISPUTED else Badge.ESTIMATED
    return replace(figure, badge=badge, note="; ".join(filter(None, (figure.note, f"as of {of}"))))
