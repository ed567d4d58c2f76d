"""A lease: what is let to whom, on which terms, and what follows from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.deals import DealKind
from headframe.sites.lease_words import Standing
from headframe.vocabulary.figure import Figure


@dataclass(frozen=True, slots=True)
class StartPromise:
    """A day for which capacity of a lease was promised, and when that was said."""

    project: str
    promised_on: Period | None
    promised_for: Period


@dataclass(frozen=True, slots=True)
class LeaseTerms:
    """What is printed of a lease. Every number is a figure or says why it is missing.

    Units: megawatts of critical IT [MW] and gross [MW], term [years], money [USD], escalator [1/year], margin [ratio],
    loan coupon [1/year].
    """

    company: str
    tenant: str
    site: str
    kind: DealKind
    standing: Standing
    announced: Period
    known_at: date
    it_mw: Figure | Missing
    gross_mw: Figure | Missing
    term_years: Figure | Missing
    contract_value_usd: Figure | Missing
    annual_revenue_printed_usd: Figure | Missing
    escalator: Figure | Missing
    noi_margin: Figure | Missing
    noi_margin_means: str
    capex_usd: Figure | Missing
    capex_usd_per_mw_it: Figure | Missing
    capex_scope: str
    who_pays_capex: str
    backstop: str
    backstop_usd: Figure | Missing
    warrants: Figure | Missing
    loan_usd: Figure | Missing
    loan_coupon: Figure | Missing
    starts: tuple[StartPromise, ...]
    clauses: tuple[str, ...]

    @property
    def words(self) -> tuple[str, str]:
        """What tells this lease from the company's others of the day: tenant and site."""
        return self.tenant, self.site


@dataclass(frozen=True, slots=True)
class Lease:
    """A lease with what follows from its terms.

    Parameters
    ----------
    terms : LeaseTerms
        What is printed.
    pue : Figure or Missing
        Gross over critical IT megawatts [ratio].
    annual_revenue_usd : Figure or Missing
        Contract value over term, else as printed [USD/year].
    rent_usd_per_kw_month_it : Figure or Missing
        Averaged over the term, for each kilowatt of critical IT [USD/kW-month].
    rent_first_year_usd_per_kw_month_it : Figure or Missing
        The first year's, where an escalator is printed [USD/kW-month].
    noi_usd_per_year : Figure or Missing
        Annual revenue times the printed margin, in the meaning of `terms.noi_margin_means` [USD/year].
    cost_usd : Figure or Missing
        As printed, else megawatts times the printed cost of one [USD].
    yield_on_cost : Figure or Missing
        NOI over cost [ratio].
    payback_years : Figure or Missing
        Cost over NOI [years].
    interest_cover : Figure or Missing
        NOI over the loan's interest [ratio].
    dscr : Figure or Missing
        NOI over level payments of the loan spread across the lease's term [ratio].
    """

    terms: LeaseTerms
    pue: Figure | Missing
    annual_revenue_usd: Figure | Missing
    rent_usd_per_kw_month_it: Figure | Missing
    rent_first_year_usd_per_kw_month_it: Figure | Missing
    noi_usd_per_year: Figure | Missing
    cost_usd: Figure | Missing
    yield_on_cost: Figure | Missing
    payback_years: Figure | Missing
    interest_cover: Figure | Missing
    dscr: Figure | Missing
