"""The brief as values: a headline and sections, each with its figures, gaps, and the last day its data reaches."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from headframe.accounts.encumbrance import encumbrance
from headframe.accounts.margins_hash_price import stated_price
from headframe.accounts.rollforward import Reconciliation, reconcile
from headframe.accounts.tie_out import tie_out
from headframe.briefs.headline import headline_of
from headframe.briefs.section import Section
from headframe.briefs.sections.closes import closes_section
from headframe.briefs.sections.delivery import delivery_section
from headframe.briefs.sections.disputes import disputes_section
from headframe.briefs.sections.encumbrance import encumbrance_section
from headframe.briefs.sections.funding import funding_section
from headframe.briefs.sections.holdings import holdings_section
from headframe.briefs.sections.leases import leases_section
from headframe.briefs.sections.margins import margins_section
from headframe.briefs.sections.megawatts import megawatts_section
from headframe.briefs.sections.motive import motive_section
from headframe.briefs.sections.operations import operations_section
from headframe.briefs.sections.peers import peers_section
from headframe.briefs.sections.plan_absent import no_plan_kept
from headframe.briefs.sections.sales import sales_section
from headframe.briefs.sections.shifts import shifts_section
from headframe.briefs.sections.tie_out import failing_ties
from headframe.briefs.sections.watch import watch_section
from headframe.conduct.shifts import find_shifts
from headframe.ground.errors import NotEnoughData
from headframe.record.view import View
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.company import company as find_company
from headframe.vocabulary.figure import Figure

TREASURY_FLOWS = ("bitcoin_produced", "bitcoin_sold", "bitcoin_purchased")


@dataclass(frozen=True, kw_only=True)
class Brief(Answer):
    """What a company did, from evidence, as of a day."""

    verb: ClassVar[str] = "brief"
    revision: ClassVar[int] = 2

    name: str
    headline: str
    disputed: int
    facts: int
    sections: tuple[Section, ...]

    def section(self, key: str) -> Section:
        """Return the section called `key`."""
        return next(section for section in self.sections if section.key == key)


def _told(view: View, ticker: str) -> Reconciliation:
    return view.once(("brief reconciled", ticker), lambda: reconcile(view, ticker))


def _closes(view: View, ticker: str) -> Section | None:
    failing = failing_ties(tie_out(view, ticker), TREASURY_FLOWS)
    return closes_section(ticker, _told(view, ticker), failing)


def _encumbrance(view: View, ticker: str, price: float | None) -> Section | None:
    stated = stated_price(view, price)
    return encumbrance_section(encumbrance(view, ticker, stated if isinstance(stated, Figure) else None))


def _shifts(view: View, ticker: str) -> Section | None:
    return shifts_section(find_shifts(view, ticker)) if _told(view, ticker).steps else None


SECTIONS: Mapping[str, Callable[[View, str, float | None], Section | None]] = {
    "holdings": lambda view, ticker, price: holdings_section(view, ticker, _told(view, ticker)),
    "encumbrance": lambda view, ticker, price: _encumbrance(view, ticker, price),
    "sales": lambda view, ticker, price: sales_section(view, ticker),
    "closes": lambda view, ticker, price: _closes(view, ticker),
    "shifts": lambda view, ticker, price: _shifts(view, ticker),
    "operations": lambda view, ticker, price: operations_section(view, ticker),
    "motive": lambda view, ticker, price: motive_section(view, ticker),
    "funding": lambda view, ticker, price: funding_section(view, ticker),
    "margins": margins_section,
    "megawatts": lambda view, ticker, price: megawatts_section(view, ticker),
    "leases": lambda view, ticker, price: leases_section(view, ticker),
    "delivery": lambda view, ticker, price: delivery_section(view, ticker),
    "peers": lambda view, ticker, price: peers_section(view, ticker),
    "watch": lambda view, ticker, price: watch_section(view, ticker),
    "disputes": lambda view, ticker, price: disputes_section(view, ticker),
}
"""Each section of what is known, in order; what lies ahead stands before the `LAST` of them."""
LAST = ("watch", "disputes")


def write_brief(
    view: View, company: str, price: float | None = None, ahead: tuple[Section, ...] | None = None
) -> Brief:
    """Return the brief of a company as of the view's day.

    Parameters
    ----------
    view : View
        What was known.
    company : str
        Ticker or any name of the company, exactly.
    price : float, optional
        A price of bitcoin [USD/BTC] for now; without it nothing is priced beyond the data's last day.
    ahead : tuple of Section, optional
        Sections of what lies ahead (worth, plan), which take seconds and are made only when asked for; without them,
        how a plan is made.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> write_brief(Record().view(), "RIOT").section("holdings").title
    'HOLDINGS'
    """
    found = find_company(company)
    if not view.facts(found.ticker):
        raise NotEnoughData(
            f"nothing about {found.ticker} was known by {view.as_of}",
            next="ask as of a later day, or `headframe companies` for how much is known of each",
        )
    behind = {
        name: view.lasting(("section", name, found.ticker, price), partial(make, view, found.ticker, price))
        for name, make in SECTIONS.items()
    }
    last = {name: behind.pop(name) for name in LAST}
    planned = (no_plan_kept(found.ticker, view.as_of),) if ahead is None else ahead
    kept = tuple(section for section in (*behind.values(), *planned, *last.values()) if section is not None)
    return Brief(
        made_from=view.made_from(found.ticker),
        name=found.name,
        headline=view.lasting(
            ("headline", found.ticker), lambda: headline_of(view, found.ticker, _told(view, found.ticker))
        ),
        disputed=sum(len(section.rows) for section in kept if section.key == "disputes"),
        facts=len(view.facts(found.ticker)),
        sections=kept,
    )
