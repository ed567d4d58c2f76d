"""Leases that stand in assets.csv and not in deals.csv, carried into the register by reading their rows."""

from __future__ import annotations

import re
from datetime import date

from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.assets import Asset, assets
from headframe.record.deals import DealKind
from headframe.sites.ids import reported, site_id
from headframe.sites.lease import LeaseTerms
from headframe.sites.lease_words import NOT_SAID, Standing
from headframe.sites.power_basis import PowerBasis
from headframe.sites.starts import starts_of
from headframe.vocabulary.figure import Figure, derive
from headframe.vocabulary.tables import packaged_rows

YEARS = re.compile(r"\b(\d+)-year\b")
NOT_PRINTED = Missing("no row of assets.csv prints it")


def carried_terms(as_of: date, company: str | None = None) -> tuple[LeaseTerms, ...]:
    """Return the leases read from assets.csv as known on a day, in the order of leases_in_assets.csv."""
    found = []
    for row in packaged_rows("headframe.sites", "leases_in_assets.csv"):
        if company in (None, row["company"]):
            terms = _Carried(row, as_of).terms()
            found += [terms] if terms is not None else []
    return tuple(found)


class _Carried:
    """One lease whose parts lie in several rows of assets.csv."""

    def __init__(self, row: dict[str, str], as_of: date) -> None:
        self.row = row
        self.as_of = as_of
        self.rows = [asset for asset in assets(as_of, row["company"]) if asset.site == row["site"]]

    def terms(self) -> LeaseTerms | None:
        printed = self._printed("mw")
        if len(printed) < (2 if self.row["counts"] == "increase" else 1):
            return None
        newest = printed[-1]
        stated = self.row["basis"] != PowerBasis.UNSTATED.value
        megawatts = self._figure("mw", "lease_it_mw" if stated else "lease_mw_as_printed", newest.period)
        announced = newest.period
        loan = self._loan(announced)
        return LeaseTerms(
            company=self.row["company"],
            tenant=self.row["tenant"],
            site=self.row["site"],
            kind=DealKind.COLOCATION,
            standing=Standing.SIGNED,
            announced=announced,
            known_at=newest.known_at,
            it_mw=megawatts if stated else _unstated(newest),
            gross_mw=NOT_PRINTED,
            term_years=self._term(announced),
            contract_value_usd=self._figure("value", "lease_contract_value", announced),
            annual_revenue_printed_usd=NOT_PRINTED,
            escalator=NOT_PRINTED,
            noi_margin=Missing("no page prints a margin of this lease"),
            noi_margin_means=NOT_SAID,
            capex_usd=Missing("no page prints the cost of this lease's capacity"),
            capex_usd_per_mw_it=NOT_PRINTED,
            capex_scope=NOT_SAID,
            who_pays_capex=NOT_SAID,
            backstop="none printed",
            backstop_usd=NOT_PRINTED,
            warrants=NOT_PRINTED,
            loan_usd=loan,
            loan_coupon=self._coupon(announced),
            starts=starts_of(self.as_of, self.row["company"], self.row["tenant"], self.row["site"], announced, None),
            clauses=tuple(dict.fromkeys(asset.note for asset in (newest, *self._printed("value")[-1:]) if asset.note)),
        )

    def _printed(self, part: str) -> list[Asset]:
        metric = self.row[part]
        found = [asset for asset in self.rows if metric and asset.metric == metric]
        return sorted(found, key=lambda asset: asset.period)

    def _figure(self, part: str, concept: str, announced: Period) -> Figure | Missing:
        printed = self._printed(part)
        if not printed:
            return NOT_PRINTED
        newest = _as_figure(self._id(concept, announced, printed[-1]), printed[-1])
        if self.row["counts"] != "increase":
            return newest
        if len(printed) < 2:
            return Missing(f"only one total of {self.row[part]} is printed: the increase is not known")
        before = _as_figure(self._id(concept, printed[-2].period, printed[-2], "total"), printed[-2])
        after = _as_figure(self._id(concept, announced, printed[-1], "total"), printed[-1])
        value, interval = after.value - before.value, after.interval - before.interval
        formula = f"total of {announced} − total of {printed[-2].period}"
        return derive(newest.id, formula, value, interval, newest.unit, after, before)

    def _term(self, announced: Period) -> Figure | Missing:
        stated = self._printed("term")
        if stated:
            exact = Interval.exact(stated[-1].value)
            id = self._id("lease_term", announced, stated[-1])
            return reported(id, exact.middle, exact, "years", stated[-1].known_at, stated[-1].source)
        for asset in self._printed("mw")[-1:]:
            match = YEARS.search(asset.note)
            if match:
                years = float(match[1])
                id = self._id("lease_term", announced, asset)
                return reported(id, years, Interval.exact(years), "years", asset.known_at, asset.source)
        return Missing("no page prints the term")

    def _loan(self, announced: Period) -> Figure | Missing:
        found = self._debt()
        return _as_figure(self._id("lease_loan", announced, found), found) if found else _no_loan()

    def _coupon(self, announced: Period) -> Figure | Missing:
        found = self._debt()
        match = re.search(r"(\d+(?:\.\d+)?)%", found.note) if found else None
        if found is None or match is None:
            return _no_loan()
        rate = Interval.exact(float(match[1]) / 100)
        id = self._id("lease_loan_coupon", announced, found)
        return reported(id, rate.middle, rate, "ratio", found.known_at, found.source)

    def _debt(self) -> Asset | None:
        return next((asset for asset in self.rows if asset.metric == "project_debt"), None)

    def _id(self, concept: str, period: Period, asset: Asset, *more: str) -> str:
        return site_id(asset.company, concept, period, self.row["tenant"], self.row["site"], *more)


def _as_figure(id: str, asset: Asset) -> Figure:
    return reported(id, asset.value, asset.interval, asset.unit, asset.known_at, asset.source, asset.note)


def _unstated(asset: Asset) -> Missing:
    return Missing(f"{asset.value:g} MW are printed without saying whether gross or critical IT")


def _no_loan() -> Missing:
    return Missing("no loan of this lease is printed with principal and coupon")
