"""Figures that are computed rather than printed, found by the same three labels."""

from __future__ import annotations

from headframe.accounts.flows import flow_over
from headframe.accounts.rollforward import Step, month_end_balances, reconcile, roll
from headframe.ground.missing import Missing
from headframe.ground.period import Period, day_before
from headframe.record.view import View
from headframe.vocabulary.concept import Kind
from headframe.vocabulary.concept import concept as find_concept
from headframe.vocabulary.figure import Figure


def derived_figure(view: View, company: str, concept: str, period: Period) -> Figure | Missing:
    """Return a figure that Headframe computes, or why it cannot.

    A printed flow's name is answered by adding up or taking apart the periods that were printed.
    """
    if find_concept(concept).kind is Kind.FLOW and not find_concept(concept).is_derived:
        return flow_over(view, company, concept, period)
    return Missing(f"nothing printed, and no rule computes {concept} for {period}")


def step_over(view: View, company: str, period: Period) -> Step | Missing:
    """Return the roll-forward step over exactly `period`: one of `reconcile`'s, else rolled between two balances."""
    for step in reconcile(view, company).steps:
        if step.span == period:
            return step
    balances = {day.end: figure for day, figure in month_end_balances(view, company)}
    opening, closing = balances.get(day_before(period.first_day)), balances.get(period.end)
    if opening is None or closing is None:
        return Missing(f"no balance is known on both ends of {period}")
    return roll(view, company, period, opening, closing, [])
