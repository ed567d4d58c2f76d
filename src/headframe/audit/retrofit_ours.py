"""The record's side: the figure for a claim, its other printings, and where else a number stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from headframe.accounts.figure_index import by_id
from headframe.accounts.figure_walk import named_figures
from headframe.accounts.flows import flow_over
from headframe.accounts.measures import DERIVED
from headframe.accounts.rollforward import reconcile
from headframe.ground.missing import Missing
from headframe.ground.period import Period, day_before
from headframe.record.view import View
from headframe.vocabulary.company import companies
from headframe.vocabulary.concept import Kind
from headframe.vocabulary.concept import concept as find_concept
from headframe.vocabulary.fact import Fact
from headframe.vocabulary.figure import Badge, Figure

FAR_DAYS = 430
SAME_LENGTH_DAYS = 5


class Neighbour(NamedTuple):
    """The figure of another period: how far off, and whether that period is as long."""

    period: Period
    figure: Figure
    value: float
    half_width: float
    is_far: bool
    is_alike: bool


class Ours:
    """Looks figures up in a view, each once.

    Parameters
    ----------
    view : View
        What was known.
    """

    def __init__(self, view: View) -> None:
        self.view = view
        self._figures: dict[tuple[str, str, Period], Figure | Missing] = {}
        self._neighbours: dict[tuple[str, str, Period], list[Neighbour]] = {}
        self._same_day: dict[tuple[str, Period], list[tuple[str, Figure]]] = {}
        self._same_concept: dict[tuple[str, Period], list[tuple[str, Figure]]] = {}
        self._concepts: dict[str, tuple[str, ...]] = {}

    def figure(self, company: str, concept: str, period: Period) -> Figure | Missing:
        """Return a figure as printed, summed from printed periods, or measured; or why there is none."""
        key = (company, concept, period)
        if key not in self._figures:
            self._figures[key] = self._found(*key)
        return self._figures[key]

    def others(self, company: str, concept: str, period: Period) -> tuple[Fact, ...]:
        """Return the printings that were not chosen."""
        return self.view.printings(company, concept, period).others

    def restated_from(self, company: str, concept: str, period: Period) -> tuple[Fact, ...]:
        """Return the printings that the chosen one, or a later one on its basis, came after."""
        found = self.view.printings(company, concept, period)
        if found.chosen is None:
            return ()
        last = max((fact.known_at for fact in found.restatements), default=None)
        return tuple(
            fact for fact in found.others if _is_earlier(fact, found.chosen, last) and fact.value != found.chosen.value
        )

    def neighbours(self, company: str, concept: str, period: Period) -> list[Neighbour]:
        """Return the same concept's figures for other periods, the nearest first."""
        key = (company, concept, period)
        if key not in self._neighbours:
            self._neighbours[key] = list(self._nearest(*key))
        return self._neighbours[key]

    def _nearest(self, company: str, concept: str, period: Period) -> Iterator[Neighbour]:
        periods = sorted(
            (other for other in self.view.periods(company, concept) if other != period),
            key=lambda other: (abs((other.end - period.end).days), abs(other.days - period.days), other),
        )
        for other in periods:
            figure = self.figure(company, concept, other)
            if isinstance(figure, Figure):
                far = abs((other.end - period.end).days) > FAR_DAYS
                alike = abs(other.days - period.days) <= SAME_LENGTH_DAYS
                yield Neighbour(other, figure, figure.value, figure.half_width, far, alike)

    def same_day(self, company: str, period: Period) -> list[tuple[str, Figure]]:
        """Return all of the company's printed figures for a period."""
        key = (company, period)
        if key not in self._same_day:
            if company not in self._concepts:
                self._concepts[company] = self.view.concepts(company)
            figures = ((name, self.view.figure(company, name, period)) for name in self._concepts[company])
            self._same_day[key] = [(name, figure) for name, figure in figures if isinstance(figure, Figure)]
        return self._same_day[key]

    def same_concept(self, concept: str, period: Period) -> list[tuple[str, Figure]]:
        """Return every company's printed figure of a concept for a period."""
        key = (concept, period)
        if key not in self._same_concept:
            figures = ((ticker, self.view.figure(ticker, concept, period)) for ticker in companies())
            self._same_concept[key] = [(ticker, figure) for ticker, figure in figures if isinstance(figure, Figure)]
        return self._same_concept[key]

    def _found(self, company: str, concept: str, period: Period) -> Figure | Missing:
        printed = self.view.figure(company, concept, period)
        if isinstance(printed, Figure):
            return self._as_shown(company, concept, printed)
        named = find_concept(concept)
        if named.kind is Kind.FLOW and not period.is_day and not named.is_derived:
            summed = flow_over(self.view, company, concept, period)
            return summed if isinstance(summed, Figure) else printed
        measure = DERIVED.get(concept)
        made = measure(self.view, company, period, None) if measure else printed
        return made if isinstance(made, Figure) else printed

    def _as_shown(self, company: str, concept: str, printed: Figure) -> Figure:
        """Return a printed figure as the roll-forward shows it: it may find that the figure cannot be what it says."""
        if not concept.startswith("bitcoin_") or printed.unit != "BTC":
            return printed
        index = self.view.once(
            ("retrofit rolled", company), lambda: by_id(named_figures(company, reconcile(self.view, company)))
        )
        shown = index.get(printed.id)
        disputed = isinstance(shown, Figure) and shown.badge is Badge.DISPUTED and shown.value == printed.value
        return shown if disputed and isinstance(shown, Figure) else printed


def _is_earlier(fact: Fact, chosen: Fact, last_restated: date | None) -> bool:
    return fact.known_at < chosen.known_at or (last_restated is not None and fact.known_at < last_restated)


def opening_day(period: Period) -> Period:
    """Return the day on which a period's opening balance stood."""
    return Period.day(day_before(period.first_day))
