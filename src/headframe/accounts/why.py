"""Why a number is what it is: its source, the day it became known, other printings, restatements, or its formula."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from headframe.accounts.derived import derived_figure
from headframe.accounts.figure_index import by_id, figure_called
from headframe.accounts.figure_walk import named_figures
from headframe.accounts.market_figures import MARKET, market_figure
from headframe.accounts.rollforward import reconcile
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.choose import Printings, disputes
from headframe.record.view import View
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.company import company as find_company
from headframe.vocabulary.concept import Concept
from headframe.vocabulary.concept import concept as find_concept
from headframe.vocabulary.fact import Fact
from headframe.vocabulary.figure import Badge, Figure

NOTHING_PRINTED = Printings(Missing("a variant is not printed under its concept's name"), None, ())


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
    which: str
    """The words after the period in the id of one variant or component; empty for the number itself."""
    chosen: Printing | None
    others: tuple[Printing, ...]
    restatements: tuple[Printing, ...]
    inputs: tuple[Figure, ...]


def explain(view: View, company: str, concept: str, period: Period | str, which: str = "") -> Why:
    """Explain one number by its id: COMPANY CONCEPT PERIOD, and further words where it is one of several.

    Parameters
    ----------
    view : View
        What was known.
    company, concept : str
        Exact labels; "market" is the company of market series.
    period : Period or str
        2025-12 for a flow, 2025-12-31 for a balance.
    which : str
        The words after the period in the id of one variant or component: "in cash", "lifo".

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> explain(Record().view(), "RIOT", "bitcoin_held", "2025-12-31").figure.value
    18005.0
    >>> round(explain(Record().view(), "market", "bitcoin_price_month_average", "2025-11").figure.value)
    96282
    """
    ticker = MARKET if company == MARKET else find_company(company).ticker
    named = find_concept(concept)
    asked = Period.parse(period) if isinstance(period, str) else period
    printings = NOTHING_PRINTED if which or ticker == MARKET else view.printings(ticker, concept, asked)
    figure = _figure(view, ticker, named, asked, which, printings)
    chosen = printings.chosen
    return Why(
        made_from=view.made_from(ticker),
        figure=figure,
        concept=named.name,
        definition=named.definition,
        rivals=named.rivals,
        period=asked,
        which=which,
        chosen=_printing(chosen, chosen) if chosen else None,
        others=tuple(_printing(fact, chosen) for fact in printings.others),
        restatements=tuple(_printing(fact, chosen) for fact in printings.restatements),
        inputs=figure.inputs if isinstance(figure, Figure) else (),
    )


def every_printing(view: View, figure: Figure) -> tuple[Printing, ...]:
    """Return the printings of a figure, the chosen one first; none where it is a variant, or the market's."""
    company, concept, period, *which = figure.id.split(" ", 3)
    if which or company == MARKET:
        return ()
    found = view.printings(company, concept, Period.parse(period))
    facts = (*((found.chosen,) if found.chosen else ()), *found.others)
    return tuple(_printing(fact, found.chosen) for fact in facts)


def _figure(
    view: View, ticker: str, named: Concept, period: Period, which: str, printings: Printings
) -> Figure | Missing:
    if ticker == MARKET:
        return market_figure(view, named.name, period, which)
    printed = printings.figure
    if isinstance(printed, Figure):
        return _as_shown(view, ticker, printed)
    made = derived_figure(view, ticker, named.name, period, which)
    return made if isinstance(made, Figure) or which or named.is_derived else printed


def _as_shown(view: View, ticker: str, printed: Figure) -> Figure:
    """Return the printed figure as the answers show it.

    The roll-forward may find that it cannot be what it says, and disputes it. One that its table's compiler computed
    gives way to the same sum made here, which names its parts.
    """
    if printed.badge is Badge.DERIVED:
        shown = figure_called(view, ticker, printed.id)
    else:
        shown = by_id(named_figures(ticker, reconcile(view, ticker))).get(printed.id)
    return shown if isinstance(shown, Figure) and shown.value == printed.value else printed


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
