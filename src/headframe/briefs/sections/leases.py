"""Leases: who rents what, at which rent, and what it yields."""

from __future__ import annotations

from typing import TypeVar

from headframe.briefs.numbers import day, quantity
from headframe.briefs.section import Cell, Column, Section, Style, words_column
from headframe.ground.missing import Missing
from headframe.record.view import View
from headframe.sites.lease import Lease
from headframe.sites.lease_words import NOT_SAID
from headframe.sites.noi_quarters import QuarterNoi
from headframe.sites.register import LeaseRegister, lease_register
from headframe.vocabulary.figure import Figure

T = TypeVar("T")
COLUMNS = (
    words_column("announced"),
    words_column("tenant"),
    Column("IT\n[MW]"),
    Column("term\n[years]"),
    Column("value"),
    Column("rent\n[/kW-mo]"),
    Column("NOI\nmargin"),
    Column("NOI\n[/year]"),
    Column("yield\non cost"),
    Column("payback\n[years]"),
    Column("DSCR", Style.TIMES),
)
ONE_COMPANY_ONLY = frozenset({7, 9, 10})
"""Columns for which a page of all companies has no room: NOI, payback, DSCR."""
NOI_COLUMNS = (words_column("quarter"), Column("NOI as promised"))
LONGEST_NAME = 20


def leases_section(view: View, company: str) -> Section | None:
    """Return a company's leases; None where none is known."""
    told = lease_register(view, company)
    return leases_page(told) if told.leases else None


def leases_page(told: LeaseRegister) -> Section:
    """Return a register already made, as a section."""
    company = told.made_from.company
    several = company is None
    return Section(
        key="leases",
        title="LEASES",
        finding=_finding(told),
        columns=_fitting(COLUMNS, several),
        rows=tuple(_fitting(_row(lease, several), several) for lease in told.leases),
        notes=tuple(_notes(told)),
        reaches=told.leases[-1].terms.announced.end if told.leases else None,
        verb=f"headframe leases {company or ''}".strip(),
        shown_rows=max(len(told.leases), 1),
    )


def noi_page(told: LeaseRegister) -> Section | None:
    """Return the NOI promised by quarter, as a section; None where no company was asked for."""
    if not any(isinstance(quarter.noi_usd, Figure) for quarter in told.noi):
        return None
    return Section(
        key="lease_noi",
        title="NOI OF LEASES BY QUARTER",
        finding="As promised: each lease pays whole from the last day that its promised start can mean.",
        columns=NOI_COLUMNS,
        rows=tuple(_noi_row(quarter) for quarter in told.noi),
        notes=tuple(f"not in it: {name}" for name in told.noi[0].left_out),
        reaches=None,
        verb=f"headframe leases {told.made_from.company}",
        shown_rows=len(told.noi),
    )


def _fitting(parts: tuple[T, ...], several: bool) -> tuple[T, ...]:
    return tuple(part for at, part in enumerate(parts) if not several or at not in ONE_COMPANY_ONLY)


def _row(lease: Lease, several: bool) -> tuple[Cell, ...]:
    terms = lease.terms
    name = f"{terms.company} {terms.tenant}" if several else terms.tenant
    return (
        str(terms.announced) if len(str(terms.announced)) <= 10 else day(terms.announced.end),
        name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…",
        terms.it_mw,
        terms.term_years,
        terms.contract_value_usd,
        lease.rent_usd_per_kw_month_it,
        terms.noi_margin,
        lease.noi_usd_per_year,
        lease.yield_on_cost,
        lease.payback_years,
        lease.dscr,
    )


def _noi_row(quarter: QuarterNoi) -> tuple[Cell, ...]:
    return (str(quarter.period), quarter.noi_usd)


def _finding(told: LeaseRegister) -> str:
    company = told.made_from.company
    if not told.leases:
        return f"No lease of {company or 'any company'} is known."
    count = "1 lease" if len(told.leases) == 1 else f"{len(told.leases)} leases"
    if isinstance(told.leased_mw_it, Missing):
        return f"{count} signed; {told.leased_mw_it.reason}."
    return f"{count} signed, {quantity(told.leased_mw_it.value, 'MW')} MW of critical IT."


def _notes(told: LeaseRegister) -> list[str]:
    said = []
    for lease in told.leases if told.made_from.company else ():
        said += _of_lease(lease)
    if told.left_out:
        said.append(f"{len(told.left_out)} rows are no leases of their own: " + _left_out(told))
    return said


def _of_lease(lease: Lease) -> list[str]:
    terms = lease.terms
    words = [f"{terms.tenant}, {terms.site}:"]
    if terms.starts:
        starts = ", ".join(
            f"{start.promised_for} (said {start.promised_on}, {start.project})" for start in terms.starts
        )
        words.append(f"start promised for {starts};")
    if terms.who_pays_capex != NOT_SAID:
        words.append(f"capital paid by {terms.who_pays_capex};")
    if terms.capex_scope != NOT_SAID:
        words.append(f"cost covers {terms.capex_scope};")
    if isinstance(terms.noi_margin, Figure):
        words.append(f"margin is {terms.noi_margin_means};")
    if terms.backstop != "none printed":
        words.append(f"backstop {terms.backstop};")
    return [" ".join(words).rstrip(";:")] if len(words) > 1 else []


def _left_out(told: LeaseRegister) -> str:
    reasons: dict[str, int] = {}
    for row in told.left_out:
        reasons[row.why] = reasons.get(row.why, 0) + 1
    return "; ".join(f"{count} × {why}" for why, count in reasons.items())
