"""The last printed figure of a concept by a day: a balance or a ratio that holds until another is printed."""

from __future__ import annotations

from datetime import date

from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.figure import Figure


def latest_figure(view: View, company: str, concept: str, until: date) -> Figure | Missing:
    """Return the last printed figure of a concept whose period ends by `until`, in the concept's unit.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> latest_figure(Record().view(), "RIOT", "bitcoin_held", date(2026, 1, 10)).value
    18005.0
    """
    found = latest_period(view, company, concept, until)
    if found is None:
        return Missing(f"no source known by {view.as_of} prints {concept} of {company} up to {until}")
    return view.figure(company, concept, found)


def latest_period(view: View, company: str, concept: str, until: date) -> Period | None:
    """Return the last period, ending by `until`, for which a concept has a figure; of two, the shorter."""
    known = [
        period
        for period in view.periods(company, concept)
        if period.end <= until and isinstance(view.figure(company, concept, period), Figure)
    ]
    return max(known, key=lambda period: (period.end, period.first_day), default=None)
