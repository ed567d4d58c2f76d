"""A row of deals.csv as lease terms: printed numbers as figures, gaps with their reasons."""

from __future__ import annotations

from datetime import date

from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.printed import interval_of_digits
from headframe.record.deals import Deal, DealKind
from headframe.record.table_row import Printed
from headframe.sites.ids import reported, site_id
from headframe.sites.lease import LeaseTerms
from headframe.sites.lease_words import (
    BACKSTOP,
    ESCALATOR,
    LOAN,
    WARRANTS,
    Standing,
    margin_in,
    scope_in,
    standing_in,
)
from headframe.sites.starts import starts_of
from headframe.vocabulary.figure import Figure

SCALES = {"B": 9, "M": 6}


def terms_of_deal(deal: Deal, as_of: date) -> LeaseTerms:
    """Return what was known of a deal's terms on a day."""
    clauses, tenant = deal.clauses(as_of), deal.tenant_known(as_of)
    read = _Reader(deal, tenant, clauses)
    loan, coupon = read.loan()
    return LeaseTerms(
        company=deal.company,
        tenant=tenant,
        site=deal.site or "site not named",
        kind=deal.kind,
        standing=standing_of(deal),
        announced=deal.announced,
        known_at=deal.known_at,
        it_mw=read.column("lease_it_mw", deal.it_mw, "MW", _no_it(deal)),
        gross_mw=read.column("lease_gross_mw", deal.gross_mw, "MW", "no page prints gross megawatts of this lease"),
        term_years=read.column("lease_term", deal.term_years, "years", "no page prints the term"),
        contract_value_usd=read.column(
            "lease_contract_value", deal.contract_value_usd, "USD", "no page prints the contract's value"
        ),
        annual_revenue_printed_usd=read.column(
            "lease_annual_revenue_printed", deal.annual_revenue_usd, "USD/year", "no page prints a year's revenue"
        ),
        escalator=read.escalator(),
        noi_margin=read.column("lease_noi_margin", deal.noi_margin, "ratio", "no page prints a margin of this lease"),
        noi_margin_means=margin_in(clauses),
        capex_usd=read.column("lease_capex", deal.capex_usd, "USD", "no page prints the cost of this lease's capacity"),
        capex_usd_per_mw_it=read.column(
            "lease_capex_per_mw_it", deal.capex_usd_per_mw, "USD/MW", "no page prints the cost of one megawatt"
        ),
        capex_scope=scope_in(clauses),
        who_pays_capex=deal.who_pays_capex or "not said",
        backstop=deal.backstop or "none printed",
        backstop_usd=read.backstop(),
        warrants=read.warrants(),
        loan_usd=loan,
        loan_coupon=coupon,
        starts=starts_of(as_of, deal.company, tenant, deal.site, deal.announced, deal.start),
        clauses=clauses,
    )


def standing_of(deal: Deal) -> Standing:
    """Return whether a deal is a lease that counts. The class of a row is the compiler's and holds on every day."""
    said = standing_in(deal.note)
    return Standing.PURCHASE if deal.kind is DealKind.PURCHASE and said is Standing.SIGNED else said


def _no_it(deal: Deal) -> str:
    if deal.gross_mw is None:
        return "no page prints the megawatts"
    return f"only {deal.gross_mw.value:g} MW gross are printed, and no PUE: critical IT is not known"


class _Reader:
    """Makes figures of one deal's printed parts."""

    def __init__(self, deal: Deal, tenant: str, clauses: tuple[str, ...]) -> None:
        self.deal = deal
        self.words = (tenant, deal.site or "site not named")
        self.clauses = clauses

    def column(self, concept: str, printed: Printed | None, unit: str, reason: str) -> Figure | Missing:
        if printed is None:
            return Missing(reason)
        return self._figure(concept, printed.value, printed.interval, unit)

    def escalator(self) -> Figure | Missing:
        match = next((found for clause in self.clauses if (found := ESCALATOR.search(clause))), None)
        if match is None:
            return Missing("no page prints an escalator")
        rate = float(match[1]) / 100
        return self._figure("lease_escalator", rate, interval_of_digits(match[1]).scaled(0.01), "ratio")

    def loan(self) -> tuple[Figure | Missing, Figure | Missing]:
        match = next((found for clause in self.clauses if (found := LOAN.search(clause))), None)
        if match is None:
            gap = Missing("no loan of this lease is printed with principal and coupon")
            return gap, gap
        principal = self._figure("lease_loan", float(match[1]) * 1e9, interval_of_digits(match[1], scale=9), "USD")
        rate = Interval.exact(float(match[2]) / 100)
        return principal, self._figure("lease_loan_coupon", rate.middle, rate, "ratio")

    def backstop(self) -> Figure | Missing:
        match = BACKSTOP.search(self.deal.backstop)
        if match is None:
            return Missing("no amount of a backstop is printed")
        scale = SCALES[match[3]]
        interval = interval_of_digits(match[2], scale=scale, approximate=bool(match[1]))
        return self._figure("lease_backstop", float(match[2]) * 10**scale, interval, "USD")

    def warrants(self) -> Figure | Missing:
        match = WARRANTS.search(self.deal.backstop)
        if match is None:
            return Missing("no warrants for a backstop are printed")
        interval = interval_of_digits(match[2], scale=6, approximate=bool(match[1]))
        return self._figure("lease_warrants", float(match[2]) * 1e6, interval, "shares")

    def _figure(self, concept: str, value: float, interval: Interval, unit: str) -> Figure:
        id = site_id(self.deal.company, concept, self.deal.announced, *self.words)
        return reported(id, value, interval, unit, self.deal.known_at, self.deal.source)
