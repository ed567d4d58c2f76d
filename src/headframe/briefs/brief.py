"""The brief as values: a headline and sections, each with its figures, gaps, and the last day its data reaches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from headframe.accounts.encumbrance import encumbrance
from headframe.accounts.rollforward import reconcile
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
from headframe.briefs.sections.sales import sales_section
from headframe.briefs.sections.shifts import shifts_section
from headframe.briefs.sections.tie_out import failing_ties
from headframe.briefs.sections.watch import watch_section
from headframe.conduct.shifts import find_shifts
from headframe.ground.errors import NotEnoughData
from headframe.record.view import View
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.company import company as find_company

TREASURY_FLOWS = ("bitcoin_produced", "bitcoin_sold", "bitcoin_purchased")


@dataclass(frozen=True, kw_only=True)
class Brief(Answer):
    """What a company did, from evidence, as of a day."""

    verb: ClassVar[str] = "brief"

    name: str
    headline: str
    disputed: int
    facts: int
    sections: tuple[Section, ...]

    def section(self, key: str) -> Section:
        """Return the section called `key`."""
        return next(section for section in self.sections if section.key == key)


def write_brief(view: View, company: str, price: float | None = None, ahead: tuple[Section, ...] = ()) -> Brief:
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
        Sections of what lies ahead (worth, plan), which take seconds and are made only when asked for.

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
    told = reconcile(view, found.ticker)
    sections = (
        holdings_section(view, found.ticker, told),
        encumbrance_section(encumbrance(view, found.ticker)),
        sales_section(view, found.ticker),
        closes_section(found.ticker, told, failing_ties(tie_out(view, found.ticker), TREASURY_FLOWS)),
        shifts_section(find_shifts(view, found.ticker)) if told.steps else None,
        operations_section(view, found.ticker),
        motive_section(view, found.ticker),
        funding_section(view, found.ticker),
        margins_section(view, found.ticker, price),
        megawatts_section(view, found.ticker),
        leases_section(view, found.ticker),
        delivery_section(view, found.ticker),
        peers_section(view, found.ticker),
        *ahead,
        watch_section(view, found.ticker),
        disputes_section(view, found.ticker),
    )
    kept = tuple(section for section in sections if section is not None)
    return Brief(
        made_from=view.made_from(found.ticker),
        name=found.name,
        headline=headline_of(view, found.ticker, told),
        disputed=sum(len(section.rows) for section in kept if section.key == "disputes"),
        facts=len(view.facts(found.ticker)),
        sections=kept,
    )
