"""Why a number is what it is: its source, the day it became known, other printings, restatements, or its formula."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from headframe.accounts.derived import derived_figure
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.choose import disputes
from headframe.record.view import View
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.company import company as find_company
from headframe.vocabulary.concept import concept as find_concept
from headframe.vocabulary.fact import Fact
from headframe.vocabulary.figure import Figure


@dataclass(frozen=True, slots=True)
class Printing:
    """One printing of the number, as a reader of the card sees it."""

    value: float
    interval: Interval
    unit: str
    kind: str
    title: str
    url: str
    place: str
    known_at: date
    known_by: str
    basis: str
    standing: str
    agrees: bool
    quote: str
    note: str


@dataclass(frozen=True, kw_only=True)
class Why(Answer):
    """Everything behind one number."""

    verb: ClassVar[str] = "why"

    figure: Figure | Missing
    concept: str
    definition: str
    rivals: str
    period: Period
    chosen: Printing | None
    others: tuple[Printing, ...]
    restatements: tuple[Printing, ...]
    inputs: tuple[Figure, ...]


def explain(view: View, company: str, concept: str, period: Period | str) -> Why:
    """Explain one number.

    Parameters
    ----------
    view : View
        What was known.
    company, concept : str
        Exact labels.
    period : Period or str
        2025-12 for a flow, 2025-12-31 for a balance.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> explain(Record().view(), "RIOT", "bitcoin_held", "2025-12-31").figure.value
    18005.0
    """
    ticker = find_company(company).ticker
    named = find_concept(concept)
    asked = Period.parse(period) if isinstance(period, str) else period
    printings = view.printings(ticker, concept, asked)
    figure = printings.figure
    if isinstance(figure, Missing):
        made = derived_figure(view, ticker, concept, asked)
        if isinstance(made, Figure) or named.is_derived:
            figure = made
    chosen = printings.chosen
    return Why(
        made_from=view.made_from(ticker),
        figure=figure,
        concept=named.name,
        definition=named.definition,
        rivals=named.rivals,
        period=asked,
        chosen=_printing(chosen, chosen) if chosen else None,
        others=tuple(_printing(fact, chosen) for fact in printings.others),
        restatements=tuple(_printing(fact, chosen) for fact in printings.restatements),
        inputs=figure.inputs if isinstance(figure, Figure) else (),
    )


def _printing(fact: Fact, chosen: Fact | None) -> Printing:
    return Printing(
        value=fact.value,
        interval=fact.interval,
        unit=fact.unit,
        kind=fact.source.witness.value,
        title=fact.source.title,
        url=fact.source.url,
        place=fact.source.place,
        known_at=fact.known_at,
        known_by=fact.known_by.value,
        basis=fact.basis.value + (f": {fact.part}" if fact.part else ""),
        standing=fact.standing.value,
        agrees=chosen is not None and not disputes(fact, chosen),
        quote=fact.quote,
        note=fact.note,
    )
