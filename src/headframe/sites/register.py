"""The lease register: every signed lease with its terms and what follows from them, and what was left out and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.deals import deals
from headframe.record.view import View
from headframe.sites.carried import carried_terms
from headframe.sites.deal_terms import standing_of, terms_of_deal
from headframe.sites.ids import site_id
from headframe.sites.lease import Lease, LeaseTerms
from headframe.sites.lease_economics import weigh_lease
from headframe.sites.lease_words import Standing
from headframe.sites.noi_quarters import QuarterNoi, noi_by_quarter
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.company import company as find_company
from headframe.vocabulary.figure import Figure, derive

LEASES = frozenset({Standing.SIGNED, Standing.NOT_EFFECTIVE})
WHY_LEFT_OUT = {
    Standing.PART: "part of a lease already counted",
    Standing.RUNNING_TOTAL: "a running total of earlier rows",
    Standing.TARGET: "an aim: nobody has signed",
    Standing.FINANCING: "a loan and not a lease",
    Standing.PURCHASE: "a purchase and not a lease",
}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row of deals.csv that is no lease of its own."""

    row: int
    company: str
    announced: Period
    what: str
    why: str


@dataclass(frozen=True, kw_only=True)
class LeaseRegister(Answer):
    """The leases known on the view's day, of one company or of all.

    `leased_mw_it` is the sum over signed and effective leases whose critical IT is printed [MW].
    """

    verb: ClassVar[str] = "leases"

    leases: tuple[Lease, ...]
    left_out: tuple[LeftOut, ...]
    leased_mw_it: Figure | Missing
    unsized: tuple[str, ...]
    """Signed leases that no page gives in critical IT: not in the sum."""
    noi: tuple[QuarterNoi, ...]


def lease_register(view: View, company: str | None = None) -> LeaseRegister:
    """Return the lease register as of the view's day.

    Parameters
    ----------
    view : View
        What was known.
    company : str, optional
        Any exact label of a company; all where none is given.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> lease_register(Record().view(), "RIOT").leased_mw_it.value
    241.0
    """
    ticker = find_company(company).ticker if company else None
    leases = tuple(weigh_lease(terms) for terms in signed_terms(view.as_of, ticker))
    total, unsized = leased_mw_it(leases, ticker, view.as_of)
    return LeaseRegister(
        made_from=view.made_from(ticker),
        leases=leases,
        left_out=_left_out(view.as_of, ticker),
        leased_mw_it=total,
        unsized=unsized,
        noi=noi_by_quarter(leases, ticker, view.as_of) if ticker else (),
    )


def signed_terms(as_of: date, company: str | None = None) -> tuple[LeaseTerms, ...]:
    """Return the terms of every lease signed by `as_of`, in order of announcement."""
    printed = [terms_of_deal(deal, as_of) for deal in deals(as_of, company) if standing_of(deal) in LEASES]
    found = [*printed, *carried_terms(as_of, company)]
    return tuple(sorted(found, key=lambda terms: (terms.announced, terms.company, terms.tenant)))


def leased_mw_it(
    leases: tuple[Lease, ...], company: str | None, as_of: date
) -> tuple[Figure | Missing, tuple[str, ...]]:
    """Return the sum of critical IT under signed and effective leases [MW], and the leases that no page sizes in it."""
    counted = [lease.terms for lease in leases if lease.terms.standing is Standing.SIGNED]
    sized = [terms.it_mw for terms in counted if isinstance(terms.it_mw, Figure)]
    unsized = tuple(_name(terms) for terms in counted if isinstance(terms.it_mw, Missing))
    if company is None:
        return Missing("a sum over companies would mix definitions: ask for one"), unsized
    if not sized:
        return Missing(f"no lease of {company} is printed in critical IT"), unsized
    total = sized[0].interval
    for figure in sized[1:]:
        total = total + figure.interval
    note = f"left out, their critical IT is not printed: {', '.join(unsized)}" if unsized else ""
    id = site_id(company, "megawatts_leased_it", Period.day(as_of), "register")
    formula = "sum of signed leases, critical IT"
    return derive(id, formula, sum(part.value for part in sized), total, "MW", *sized, note=note), unsized


def _left_out(as_of: date, company: str | None) -> tuple[LeftOut, ...]:
    return tuple(
        LeftOut(deal.row, deal.company, deal.announced, deal.tenant_known(as_of), WHY_LEFT_OUT[standing])
        for deal in deals(as_of, company)
        if (standing := standing_of(deal)) not in LEASES
    )


def _name(terms: LeaseTerms) -> str:
    return f"{terms.tenant} {terms.site} {terms.announced}"
