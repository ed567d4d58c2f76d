"""Fields that no page prints as such: each a named formula over printed figures."""

from __future__ import annotations

from collections.abc import Callable

from headframe.conduct.evidence_shares import share_close
from headframe.economics.block_price import block_price_implied
from headframe.economics.formulas_of_coins import cost_of_coins_held
from headframe.economics.formulas_of_costs import (
    corporate_cost,
    depreciation,
    depreciation_left,
    engineering_margin,
    interest_over_debt,
)
from headframe.economics.formulas_of_fleet import demand_response, operating_over_deployed, share_of_site
from headframe.economics.term_figures import last_term_figure
from headframe.ground.errors import InputRefused
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.terms import terms
from headframe.record.view import View
from headframe.vocabulary.company import company as find_company
from headframe.vocabulary.figure import Figure, derive

Formula = Callable[[View, str, Period, str], Figure | Missing]


def formula_value(words: str, view: View, company: str, opening: Period) -> Figure | Missing:
    """Return the value of a named formula; what follows a colon in its name is its argument."""
    name, _, argument = words.partition(":")
    if name not in FORMULAS:
        raise InputRefused(
            f"'{name[:40]}' is no formula", where="profile", next=f"one of {', '.join(sorted(FORMULAS))}"
        )
    return FORMULAS[name](view, company, opening, argument)


def month_formula(words: str, view: View, company: str, extension_months: int) -> Period | Missing:
    """Return the month of "loan_maturity:item": signed, plus its term, plus the assumed extension."""
    name, _, item = words.partition(":")
    if name != "loan_maturity":
        raise InputRefused(f"'{name[:40]}' is no formula of a month", where="profile", next="loan_maturity:item")
    known = {each.key: each for each in terms(view.as_of, company) if each.item == item}
    if "term_years" not in known or "signed" not in known or known["term_years"].value is None:
        return Missing(f"no filing known by {view.as_of} prints when {item} was signed and for how long")
    signed = Period.parse(known["signed"].text)
    months = signed.end.year * 12 + signed.end.month - 1 + round(12 * known["term_years"].value) + extension_months
    return Period.month(months // 12, months % 12 + 1)


def _close(view: View, company: str, opening: Period, _: str) -> Figure | Missing:
    return share_close(view, find_company(company).ticker, opening)


def _sum_of_terms(view: View, company: str, opening: Period, words: str) -> Figure | Missing:
    item, *keys = words.split()
    found = [last_term_figure(view, company, item, key) for key in keys]
    parts = [figure for figure in found if isinstance(figure, Figure)]
    if len(parts) != len(keys):
        return Missing(f"{item}: no filing known by {view.as_of} prints {', '.join(keys)}")
    total = Interval.exact(0.0)
    for part in parts:
        total = total + part.interval
    id = f"{company} {'+'.join(keys)} {parts[0].id.split()[2]} {item}"
    return derive(id, " + ".join(keys), sum(part.value for part in parts), total, parts[0].unit, *parts)


def _block_price(view: View, company: str, opening: Period, _: str) -> Figure | Missing:
    return block_price_implied(view, company)


FORMULAS: dict[str, Formula] = {
    "month_end_close": _close,
    "cost_of_coins_held": cost_of_coins_held,
    "operating_over_deployed": operating_over_deployed,
    "cash_corporate_cost_per_month": corporate_cost,
    "engineering_margin_per_month": engineering_margin,
    "depreciation_per_month": depreciation,
    "depreciation_months_left": depreciation_left,
    "demand_response_per_month": demand_response,
    "hash_rate_share": share_of_site,
    "interest_over_debt": interest_over_debt,
    "sum_of_terms": _sum_of_terms,
    "block_price_implied": _block_price,
}
