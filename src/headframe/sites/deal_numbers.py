"""The identities between a deal's figures: value, rent, NOI, cost, yield, cover, gross and critical IT."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.sites.deal_fields import fields
from headframe.sites.deal_file import DealFile
from headframe.sites.deal_hints import rent_on_gross, total_as_annual, where_the_yield_holds
from headframe.sites.ids import KW_A_MW, MONTHS_A_YEAR, product, quotient, site_id, the_gap
from headframe.sites.lease_economics import first_year_share, level_payment_share
from headframe.vocabulary.fact import Source, Witness
from headframe.vocabulary.figure import Badge, Figure, derive

CONCEPTS = {
    "it_mw": "lease_it_mw",
    "gross_mw": "lease_gross_mw",
    "pue": "lease_pue",
    "term_years": "lease_term",
    "rent_usd_per_kw_month": "lease_rent_per_kw_month_it",
    "escalator": "lease_escalator",
    "contract_value_usd": "lease_contract_value",
    "contract_value_with_extensions_usd": "lease_contract_value_with_extensions",
    "annual_revenue_usd": "lease_annual_revenue",
    "noi_usd_per_year": "lease_noi",
    "noi_usd_per_mw_year": "lease_noi_per_mw_it",
    "noi_margin": "lease_noi_margin",
    "capex_usd": "lease_capex",
    "capex_usd_per_mw": "lease_capex_per_mw_it",
    "yield_on_cost": "lease_yield_on_cost",
    "loan_usd": "lease_loan",
    "loan_coupon": "lease_loan_coupon",
    "dscr": "lease_dscr",
    "payback_years": "lease_payback",
}
Comparison = tuple[str, Figure, Figure, str]
Part = Figure | Missing


class DealNumbers:
    """A deal's stated figures, and what follows from them."""

    def __init__(self, deal: DealFile) -> None:
        self.deal = deal
        self.source = Source(Witness.OWN, deal.source)
        self.stated = {name: self._as_stated(name) for name in fields() if name != "mw"}

    def comparisons(self) -> Iterator[Comparison]:
        """Yield each stated figure that the others reach: its name, both figures, and what a mismatch suggests."""
        for name, computed, hint in self._reached():
            stated = self.stated[name]
            if isinstance(stated, Figure) and isinstance(computed, Figure):
                yield name, stated, computed, hint

    def implied(self) -> dict[str, Part]:
        """Return what follows from the stated figures and was not stated itself, by name, gaps with their reason."""
        found: dict[str, Part] = {}
        for name, computed, _ in self._reached():
            if isinstance(self.stated[name], Missing) and not isinstance(found.get(name), Figure):
                found[name] = computed
        return found

    def _reached(self) -> Iterator[tuple[str, Part, str]]:
        megawatts, value = self.megawatts, self.stated["contract_value_usd"]
        yield "gross_mw", self._times("gross_mw", "critical IT × PUE", "it_mw", "pue"), ""
        yield (
            "pue",
            quotient(self._id("pue"), "gross / critical IT", self.stated["gross_mw"], self.stated["it_mw"], "ratio"),
            "",
        )
        yield "contract_value_usd", self.value_from_rent(megawatts), rent_on_gross(self)
        yield "annual_revenue_usd", self._annual_that_may_be_stated(), total_as_annual(self)
        yield "rent_usd_per_kw_month", self._rent(value, megawatts), rent_on_gross(self)
        yield "noi_usd_per_year", self._noi_from_margin(), ""
        yield "noi_usd_per_year", self._noi_from_mw(megawatts), ""
        yield "noi_margin", self._margin(), "more NOI than revenue cannot be"
        yield (
            "capex_usd",
            self._over("capex_usd", "cost of one MW × MW", self.stated["capex_usd_per_mw"], megawatts),
            "",
        )
        yield "yield_on_cost", self._yield(), where_the_yield_holds(self)
        yield "payback_years", self._payback(), ""
        yield "dscr", self._dscr(), "level payments over the term are taken"
        yield "contract_value_with_extensions_usd", self._at_least_value(), "extensions cannot take value away"

    @property
    def megawatts(self) -> Part:
        """Critical IT as stated, or gross over PUE."""
        stated = self.stated["it_mw"]
        if isinstance(stated, Figure):
            return stated
        return quotient(self._id("it_mw"), "gross / PUE", self.stated["gross_mw"], self.stated["pue"], "MW")

    @property
    def annual(self) -> Part:
        """A year's revenue: the value over the term, or as stated, or from the rent."""
        stated, average = self.stated["annual_revenue_usd"], self._annual_from_value()
        if isinstance(average, Figure) or isinstance(stated, Figure):
            return average if isinstance(average, Figure) else stated
        value = self.stated["contract_value_usd"]
        if isinstance(value, Missing):
            value = self.value_from_rent(self.megawatts)
        return quotient(
            self._id("annual_revenue_usd"), "contract value / term", value, self.stated["term_years"], "USD/year"
        )

    @property
    def noi(self) -> Part:
        """A year's NOI: as stated, or margin × revenue, or megawatts × NOI of one."""
        for part in (self.stated["noi_usd_per_year"], self._noi_from_margin(), self._noi_from_mw(self.megawatts)):
            if isinstance(part, Figure):
                return part
        return Missing("neither NOI nor margin is stated")

    def _as_stated(self, name: str) -> Part:
        stated = self.deal.numbers.get(name)
        if stated is None:
            return Missing(f"{name} is not stated")
        return Figure(
            id=self._id(name, "stated"),
            value=stated.value,
            interval=stated.interval,
            unit=fields()[name].unit,
            badge=Badge.REPORTED,
            known_at=self.deal.announced,
            sources=(self.source,),
            note="stated as a range" if stated.is_range else "",
        )

    def _id(self, name: str, *more: str) -> str:
        return site_id(self.deal.company, CONCEPTS[name], Period.day(self.deal.announced), self.deal.name, *more)

    def _times(self, name: str, formula: str, one: str, other: str) -> Part:
        return self._over(name, formula, self.stated[one], self.stated[other])

    def _over(self, name: str, formula: str, one: Part, other: Part) -> Part:
        return product(self._id(name), formula, one, other, fields()[name].unit)

    def value_from_rent(self, megawatts: Part) -> Part:
        """Return the contract value that the stated rent gives on some megawatts, the escalator in it."""
        rent, term = self.stated["rent_usd_per_kw_month"], self.stated["term_years"]
        if isinstance(rent, Missing) or isinstance(term, Missing) or isinstance(megawatts, Missing):
            return the_gap(rent, term, megawatts)
        escalator = self.stated["escalator"]
        rate = escalator.value if isinstance(escalator, Figure) else 0.0
        years = term.value / first_year_share(rate, term.value)
        factor = KW_A_MW * MONTHS_A_YEAR * years
        rises = f" × {years / term.value:.4f} for the escalator" if rate else ""
        parts = (rent, megawatts, term, *((escalator,) if isinstance(escalator, Figure) else ()))
        interval = (rent.interval * megawatts.interval).scaled(factor)
        formula = f"rent × kW of critical IT × {MONTHS_A_YEAR} × term{rises}"
        value = rent.value * megawatts.value * factor
        return derive(self._id("contract_value_usd"), formula, value, interval, "USD", *parts)

    def _rent(self, value: Part, megawatts: Part) -> Part:
        annual = quotient(
            self._id("annual_revenue_usd", "average"),
            "contract value / term",
            value,
            self.stated["term_years"],
            "USD/year",
        )
        if isinstance(annual, Missing):
            annual = self.stated["annual_revenue_usd"]
        escalator, term = self.stated["escalator"], self.stated["term_years"]
        rate = escalator.value if isinstance(escalator, Figure) else 0.0
        share = first_year_share(rate, term.value) if isinstance(term, Figure) and isinstance(value, Figure) else 1.0
        first = f" × {share:.4f} for the first year" if share != 1 else ""
        formula = f"annual revenue / (critical IT kW × {MONTHS_A_YEAR}){first}"
        factor = share / (KW_A_MW * MONTHS_A_YEAR)
        return quotient(self._id("rent_usd_per_kw_month"), formula, annual, megawatts, "USD/kW-month", factor=factor)

    def _annual_from_value(self) -> Part:
        value, term = self.stated["contract_value_usd"], self.stated["term_years"]
        return quotient(self._id("annual_revenue_usd"), "contract value / term", value, term, "USD/year")

    def _annual_that_may_be_stated(self) -> Part:
        """Return the average year's revenue; under an escalator its interval reaches to the first year's."""
        average, escalator, term = self._annual_from_value(), self.stated["escalator"], self.stated["term_years"]
        if isinstance(average, Missing) or isinstance(escalator, Missing) or isinstance(term, Missing):
            return average
        share = first_year_share(escalator.value, term.value)
        return replace(average, interval=average.interval.hull(average.interval.scaled(share)))

    def _noi_from_margin(self) -> Part:
        return self._over("noi_usd_per_year", "annual revenue × margin", self.annual, self.stated["noi_margin"])

    def _noi_from_mw(self, megawatts: Part) -> Part:
        one = self.stated["noi_usd_per_mw_year"]
        return self._over("noi_usd_per_year", "NOI of one MW × MW", one, megawatts)

    def _margin(self) -> Part:
        noi = self.stated["noi_usd_per_year"]
        if isinstance(noi, Missing):
            noi = self._noi_from_mw(self.megawatts)
        return quotient(self._id("noi_margin"), "NOI / annual revenue", noi, self.annual, "ratio")

    @property
    def cost(self) -> Part:
        """The cost in all: as stated, or megawatts × cost of one."""
        stated, per_mw = self.stated["capex_usd"], self.stated["capex_usd_per_mw"]
        return (
            stated
            if isinstance(stated, Figure)
            else self._over("capex_usd", "cost of one MW × MW", per_mw, self.megawatts)
        )

    def _yield(self) -> Part:
        one, per_mw = self.stated["noi_usd_per_mw_year"], self.stated["capex_usd_per_mw"]
        if isinstance(one, Figure) and isinstance(per_mw, Figure):
            return quotient(self._id("yield_on_cost"), "NOI of one MW / cost of one MW", one, per_mw, "ratio")
        return quotient(self._id("yield_on_cost"), "NOI / cost", self.noi, self.cost, "ratio")

    def _payback(self) -> Part:
        return quotient(self._id("payback_years"), "cost / NOI", self.cost, self.noi, "years")

    def _dscr(self) -> Part:
        loan, coupon, term = self.stated["loan_usd"], self.stated["loan_coupon"], self.stated["term_years"]
        if isinstance(loan, Missing) or isinstance(coupon, Missing) or isinstance(term, Missing):
            return the_gap(loan, coupon, term)
        share = level_payment_share(coupon.value, term.value)
        service = derive(
            site_id(self.deal.company, "lease_debt_service", Period.day(self.deal.announced), self.deal.name),
            "loan × coupon / (1 − (1 + coupon)^−term)",
            loan.value * share,
            loan.interval.scaled(share),
            "USD/year",
            loan,
            coupon,
            term,
            estimated=True,
        )
        return quotient(self._id("dscr"), "NOI / debt service", self.noi, service, "ratio")

    def _at_least_value(self) -> Part:
        """Return the stated value with extensions where it can be, else the value that it falls short of."""
        longer, value = self.stated["contract_value_with_extensions_usd"], self.stated["contract_value_usd"]
        if isinstance(longer, Missing) or isinstance(value, Missing):
            return the_gap(longer, value)
        least = max(longer.value, value.value)
        interval = Interval(min(least, longer.interval.low), max(least, longer.interval.high))
        if value.interval.low > longer.interval.high:
            interval = value.interval
        name = "contract_value_with_extensions_usd"
        return derive(self._id(name), "at least the contract value", least, interval, "USD", longer, value)
