"""When the reported capacity that earns rent first reached a total: between two reported days."""

from __future__ import annotations

from datetime import date, timedelta

from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.figure import Figure

CONCEPT = "ai_billing_mw_it"


def billing_figures(view: View, company: str) -> list[tuple[date, Figure]]:
    """Return the critical IT that earned rent [MW], by the day it was counted for."""
    found = [(period.end, view.figure(company, CONCEPT, period)) for period in view.periods(company, CONCEPT)]
    return [(day, figure) for day, figure in found if isinstance(figure, Figure)]


def reached(view: View, company: str, mw: float) -> tuple[Period, Figure] | None:
    """Return the days in which billing can have reached `mw`, with the first figure that does; None where none does.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> str(reached(Record().view(), "CORZ", 200)[0])
    '2026-Q1'
    """
    before: date | None = None
    for day, figure in billing_figures(view, company):
        if figure.value >= mw:
            return (Period.span(before + timedelta(days=1), day) if before else Period.day(day)), figure
        before = day
    return None
