"""The brief as values: sections of figures, no form. Titles state the finding."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from headframe.accounts.behaviour import Behaviour, behaviour_of, net_change, sell_through
from headframe.accounts.rollforward import Reconciliation, Step, reconcile
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.company import company as find_company
from headframe.vocabulary.figure import Figure


@dataclass(frozen=True, slots=True)
class HoldingsRow:
    """One balance and the step that led to it, in BTC."""

    day: date
    held: Figure
    change: Figure | Missing
    produced: Figure | Missing
    sold: Figure | Missing
    sell_through: Figure | Missing
    restricted: Figure | Missing
    behaviour: Behaviour | Missing
    words: str


@dataclass(frozen=True, kw_only=True)
class Brief(Answer):
    """What a company did, from evidence, as of a day."""

    verb: ClassVar[str] = "brief"

    name: str
    headline: str
    holdings: tuple[HoldingsRow, ...]
    reconciliation: Reconciliation | Missing
    reaches: dict[str, date]
    missing: tuple[Missing, ...]


def write_brief(view: View, company: str) -> Brief:
    """Return the brief of a company as of the view's day.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> write_brief(Record().view(), "RIOT").name
    'Riot Platforms'
    """
    found = find_company(company)
    told = reconcile(view, found.ticker)
    rows = tuple(_holdings_row(view, found.ticker, step) for step in told.steps)
    latest = view.latest_day(found.ticker)
    return Brief(
        made_from=view.made_from(found.ticker),
        name=found.name,
        headline=_headline(rows),
        holdings=rows,
        reconciliation=told,
        reaches={"holdings": rows[-1].day} if rows else {} if latest is None else {"facts": latest},
        missing=(told.missing,) if told.missing else (),
    )


def _holdings_row(view: View, company: str, step: Step) -> HoldingsRow:
    behaviour = behaviour_of(step)
    return HoldingsRow(
        day=step.span.end,
        held=step.closing,
        change=net_change(step),
        produced=step.produced,
        sold=step.sold,
        sell_through=sell_through(step),
        restricted=view.figure(company, "bitcoin_restricted", Period.day(step.span.end)),
        behaviour=behaviour,
        words=behaviour.reason if isinstance(behaviour, Missing) else behaviour.words,
    )


def _headline(rows: tuple[HoldingsRow, ...]) -> str:
    if not rows:
        return "Too little is reported for a roll-forward."
    last = rows[-1]
    if isinstance(last.change, Missing):
        return f"It held {last.held.value:,.0f} BTC on {last.day}."
    verb = "shrank" if last.change.value < 0 else "grew"
    moved = f"holdings {verb} by {abs(last.change.value):,.0f} to {last.held.value:,.0f} BTC"
    return f"To {last.day} it {last.words}: {moved}."
