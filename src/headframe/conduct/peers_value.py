"""One cell of the comparison: a figure on the one definition, its day, and what the company prints instead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from headframe.conduct.peers_measures import PeerMeasure
from headframe.ground.missing import Missing
from headframe.record.view import View
from headframe.vocabulary.concept import concept as find_concept
from headframe.vocabulary.continuity import breaks
from headframe.vocabulary.figure import Figure

STALE_AFTER_DAYS = 400
"""A year, and the month it takes to print the next one: an older figure is shown, marked, and never scored."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A figure, the last day it speaks of, and what was passed over for it."""

    figure: Figure
    day: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class Alternative:
    """What a company prints near a measure on another definition."""

    concept: str
    label: str
    figure: Figure
    day: date


@dataclass(frozen=True, slots=True)
class PeerValue:
    """One measure of one company.

    Parameters
    ----------
    measure : str
        Name in peers_measures.csv.
    figure : Figure or Missing
        On the measure's one definition, or why there is none.
    day : date or None
        The last day that the figure speaks of.
    stale : bool
        Whether that day lies more than 400 days before the view's.
    alternatives : tuple of Alternative
        The newest figure of each other definition that the company prints, newest first.
    note : str
        What a reader must know to compare.
    """

    measure: str
    figure: Figure | Missing
    day: date | None
    stale: bool
    alternatives: tuple[Alternative, ...]
    note: str

    @property
    def scored(self) -> Figure | Missing:
        """The figure where it is fresh enough to be weighed; a gap where it is missing or stale."""
        if isinstance(self.figure, Figure) and self.stale:
            return Missing(f"last known for {self.day}: too old to weigh")
        return self.figure


def peer_value(
    view: View, company: str, measure: PeerMeasure, found: Dated | Missing, instead: tuple[Alternative, ...] = ()
) -> PeerValue:
    """Return a cell from what was found for it.

    Parameters
    ----------
    view : View
        What was known.
    company : str
        Ticker.
    measure : PeerMeasure
        Which measure.
    found : Dated or Missing
        The newest figure on the measure's definition.
    instead : tuple of Alternative
        Figures that a finder met and refused, because they count something else.
    """
    alternatives = (*instead, *_alternatives(view, company, measure))
    if isinstance(found, Missing):
        return PeerValue(measure.name, found, None, False, alternatives, "")
    stale = (view.as_of - found.day).days > STALE_AFTER_DAYS
    note = "; ".join(filter(None, (found.figure.note, found.note, _break(company, measure, found.day))))
    return PeerValue(measure.name, found.figure, found.day, stale, alternatives, note)


def newest(view: View, company: str, concept: str) -> Dated | Missing:
    """Return the newest figure of a printed concept; one that no reliable printing gives is passed over, and named.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> newest(Record().view(), "RIOT", "bitcoin_held").day.isoformat()
    '2026-06-30'
    """
    passed = ""
    for period in reversed(view.periods(company, concept)):
        figure = view.figure(company, concept, period)
        if isinstance(figure, Figure):
            return Dated(figure, period.end, f"newer, not used: {passed}" if passed else "")
        passed = passed or f"{period}: {figure.reason}"
    return Missing(passed or f"no source known by {view.as_of} prints {find_concept(concept).label} of {company}")


def _alternatives(view: View, company: str, measure: PeerMeasure) -> tuple[Alternative, ...]:
    found = []
    for name in measure.alternatives:
        dated = newest(view, company, name)
        if isinstance(dated, Dated):
            found.append(Alternative(name, find_concept(name).label, dated.figure, dated.day))
    return tuple(sorted(found, key=lambda each: each.day, reverse=True))


def _break(company: str, measure: PeerMeasure, day: date) -> str:
    """Name the last change of what a company's coins count, which other companies' do not share."""
    if measure.name != "held":
        return ""
    past = [found for found in breaks() if found.company == company and found.first_day <= day]
    return f"since {past[-1].first_day}: {past[-1].what}" if past else ""
