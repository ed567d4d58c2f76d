"""What follows from a lease's printed terms: rent, NOI, yield, payback, cover of its loan."""

from __future__ import annotations

from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.record.deals import DealKind
from headframe.sites.ids import KW_A_MW, MONTHS_A_YEAR, product, quotient, site_id, the_gap
from headframe.sites.lease import Lease, LeaseTerms
from headframe.vocabulary.figure import Figure, derive

GPU_RENT = "pays for the GPUs too: not comparable with the rent of space"


def weigh_lease(terms: LeaseTerms) -> Lease:
    """Return a lease with everything that its printed terms imply.

    Examples
    --------
    >>> from datetime import date
    >>> from headframe.sites.register import signed_terms
    >>> amd = weigh_lease(signed_terms(date(2026, 1, 20), "RIOT")[0])
    >>> round(amd.rent_usd_per_kw_month_it.value, 1)
    103.7
    """
    annual = _annual(terms)
    rent = _rent(terms, annual)
    noi = product(_id(terms, "lease_noi"), "annual revenue × margin", annual, terms.noi_margin, "USD/year")
    cost = _cost(terms)
    return Lease(
        terms=terms,
        pue=quotient(_id(terms, "lease_pue"), "gross MW / critical IT MW", terms.gross_mw, terms.it_mw, "ratio"),
        annual_revenue_usd=annual,
        rent_usd_per_kw_month_it=rent,
        rent_first_year_usd_per_kw_month_it=_first_year(terms, rent),
        noi_usd_per_year=noi,
        cost_usd=cost,
        yield_on_cost=quotient(
            _id(terms, "lease_yield_on_cost"), "NOI / cost", noi, cost, "ratio", note=_scope_words(terms)
        ),
        payback_years=quotient(_id(terms, "lease_payback"), "cost / NOI", cost, noi, "years", note=_scope_words(terms)),
        interest_cover=_interest_cover(terms, noi),
        dscr=_dscr(terms, noi),
    )


def first_year_share(escalator: float, years: float) -> float:
    """Return the first year's rent over the term's average, for a rent that rises by `escalator` each year [ratio].

    Examples
    --------
    >>> round(first_year_share(0.03, 10), 4)
    0.8723
    >>> first_year_share(0.0, 10)
    1.0
    """
    if escalator == 0:
        return 1.0
    return float(years * escalator / ((1 + escalator) ** years - 1))


def level_payment_share(coupon: float, years: float) -> float:
    """Return the yearly payment that repays a loan over `years` at `coupon`, over its principal [1/year].

    Examples
    --------
    >>> round(level_payment_share(0.05, 15), 5)
    0.09634
    """
    if coupon == 0:
        return 1 / years
    return float(coupon / (1 - (1 + coupon) ** -years))


def _id(terms: LeaseTerms, concept: str) -> str:
    return site_id(terms.company, concept, terms.announced, *terms.words)


def _annual(terms: LeaseTerms) -> Figure | Missing:
    if isinstance(terms.contract_value_usd, Missing) and isinstance(terms.annual_revenue_printed_usd, Figure):
        return terms.annual_revenue_printed_usd
    return quotient(
        _id(terms, "lease_annual_revenue"),
        "contract value / term",
        terms.contract_value_usd,
        terms.term_years,
        "USD/year",
    )


def _rent(terms: LeaseTerms, annual: Figure | Missing) -> Figure | Missing:
    if terms.kind is DealKind.GPU_CLOUD:
        return Missing(GPU_RENT)
    formula = f"annual revenue / (critical IT MW × {KW_A_MW:,} × {MONTHS_A_YEAR})"
    factor = 1 / (KW_A_MW * MONTHS_A_YEAR)
    id = _id(terms, "lease_rent_per_kw_month_it")
    return quotient(id, formula, annual, terms.it_mw, "USD/kW-month", factor=factor)


def _first_year(terms: LeaseTerms, rent: Figure | Missing) -> Figure | Missing:
    if isinstance(rent, Missing) or isinstance(terms.escalator, Missing) or isinstance(terms.term_years, Missing):
        return the_gap(rent, terms.escalator, terms.term_years)
    if isinstance(terms.contract_value_usd, Missing):
        return rent
    steps, years = terms.escalator.interval, terms.term_years.value
    shares = Interval(first_year_share(steps.high, years), first_year_share(steps.low, years))
    return derive(
        _id(terms, "lease_rent_first_year_per_kw_month_it"),
        "average rent × term × escalator / ((1 + escalator)^term − 1)",
        rent.value * first_year_share(terms.escalator.value, years),
        rent.interval * shares,
        "USD/kW-month",
        rent,
        terms.escalator,
        terms.term_years,
    )


def _cost(terms: LeaseTerms) -> Figure | Missing:
    if isinstance(terms.capex_usd, Figure):
        return terms.capex_usd
    if isinstance(terms.capex_usd_per_mw_it, Missing):
        return terms.capex_usd
    formula = "cost of one MW × critical IT MW"
    note = "the printed cost of one MW is taken as of critical IT"
    id = _id(terms, "lease_capex")
    return product(id, formula, terms.capex_usd_per_mw_it, terms.it_mw, "USD", estimated=True, note=note)


def _scope_words(terms: LeaseTerms) -> str:
    return f"cost: {terms.capex_scope}; margin: {terms.noi_margin_means}"


def _interest_cover(terms: LeaseTerms, noi: Figure | Missing) -> Figure | Missing:
    if isinstance(terms.loan_usd, Missing) or isinstance(terms.loan_coupon, Missing):
        return the_gap(terms.loan_usd, terms.loan_coupon)
    id = _id(terms, "lease_loan_interest")
    interest = product(id, "loan × coupon", terms.loan_usd, terms.loan_coupon, "USD/year")
    return quotient(_id(terms, "lease_interest_cover"), "NOI / interest", noi, interest, "ratio")


def _dscr(terms: LeaseTerms, noi: Figure | Missing) -> Figure | Missing:
    loan, coupon, years = terms.loan_usd, terms.loan_coupon, terms.term_years
    if isinstance(loan, Missing) or isinstance(coupon, Missing) or isinstance(years, Missing):
        return the_gap(loan, coupon, years)
    shares = Interval(
        level_payment_share(coupon.interval.low, years.value), level_payment_share(coupon.interval.high, years.value)
    )
    service = derive(
        _id(terms, "lease_debt_service"),
        "loan × coupon / (1 − (1 + coupon)^−term)",
        loan.value * level_payment_share(coupon.value, years.value),
        loan.interval * shares,
        "USD/year",
        loan,
        coupon,
        years,
        estimated=True,
        note="level payments over the lease's term: the loan's own schedule is not printed",
    )
    return quotient(_id(terms, "lease_dscr"), "NOI / debt service", noi, service, "ratio")
