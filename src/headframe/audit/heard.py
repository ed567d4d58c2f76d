"""What a sentence speaks of besides the reading of one number: the last question before anybody is called wrong.

Grammar can mislead. A number that is the record's for another company, measure and time *of its own sentence* was
most likely meant so, and is not called wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations

from headframe.audit.cues import cues_of
from headframe.audit.ours import our_figure
from headframe.audit.sentence import InHand, fitted, month_of
from headframe.audit.stated import Stated
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.concept import concept as find_concept
from headframe.vocabulary.figure import Figure

FAMILIES = ("coins", "money", "hash", "efficiency", "power")
OURS = {"net_loss": "net_income", "bitcoin_value": ""}
"""Cues that are no concept of the record: the concept they are of, or none."""
MOST = 8
"""Times of one sentence that are looked at: one with more is a list, and the nearest say enough."""


@dataclass(frozen=True, slots=True)
class Heard:
    """The companies, measures and times that a sentence names, in whatever order."""

    companies: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()


def heard_in(it: InHand) -> Heard:
    """Return what a sentence names."""
    cues = [cue.concept for family in FAMILIES for cue in cues_of(it.text, family)]
    named = [concept for cue in cues if (concept := OURS.get(cue, cue))]
    periods = [period for time in it.times for period in time.meanings]
    return Heard(
        tuple(dict.fromkeys(subject.ticker for subject in it.subjects if subject.ticker)),
        tuple(dict.fromkeys(named)),
        tuple(dict.fromkeys(periods))[:MOST],
    )


def as_heard(
    view: View, heard: Heard, stated: Stated, unit: str, company: str | None, concept: str, *, is_named: bool
) -> str:
    """Return whose, of what and of when a number is by the other words of its sentence; empty where it is nobody's.

    Parameters
    ----------
    view : View
        What was known.
    heard : Heard
        From `heard_in`.
    stated : Stated
        The number.
    unit : str
        Its unit; "percent" for a change.
    company, concept : str
        What it was taken to be of: its sentence need not name them again.
    is_named : bool
        Whether the word for its measure stands right beside it: then it is of no other.
    """
    tickers = tuple(dict.fromkeys((*((company,) if company else ()), *heard.companies)))
    concepts = tuple(dict.fromkeys((*((concept,) if concept else ()), *(() if is_named else heard.concepts))))
    for ticker in tickers:
        for name in concepts:
            figures = tuple(_figures(view, ticker, name, heard.periods))
            if unit == "percent":
                found = next((a for a, b in permutations(figures, 2) if _is_change(stated, a, b)), None)
            else:
                same = find_concept(name).unit == unit
                found = next((one for one in figures if same and stated.printed.meets(one.interval)), None)
            if found is not None:
                return found.id
    return ""


def _figures(view: View, ticker: str, concept: str, periods: tuple[Period, ...]) -> Iterator[Figure]:
    if ticker == "market":
        return
    for period in periods:
        fits = fitted(period, concept) or fitted(month_of(period), concept)
        figure = our_figure(view, ticker, concept, fits) if fits is not None else None
        if isinstance(figure, Figure):
            yield figure


def _is_change(stated: Stated, later: Figure, earlier: Figure) -> bool:
    if earlier.interval.low <= 0:
        return False
    change = later.value / earlier.value - 1
    return abs(change - stated.value) <= 2 * stated.digits_kept
