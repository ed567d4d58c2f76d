"""What a mismatch between stated figures suggests: a rent quoted on gross power, a total in a year's place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.vocabulary.figure import Figure

if TYPE_CHECKING:
    from headframe.sites.deal_numbers import DealNumbers


def rent_on_gross(numbers: DealNumbers) -> str:
    """Return words where the rent would fit gross megawatts; nothing otherwise."""
    gross, value, rent = (
        numbers.stated["gross_mw"],
        numbers.stated["contract_value_usd"],
        numbers.stated["rent_usd_per_kw_month"],
    )
    if isinstance(gross, Missing) or isinstance(value, Missing) or isinstance(rent, Missing):
        return ""
    on_gross = numbers.value_from_rent(gross)
    fits = isinstance(on_gross, Figure) and on_gross.interval.meets(
        value.interval.hull(Interval.around(value.value, 0.02 * value.value))
    )
    return "it holds for gross megawatts: the rent may be quoted on gross power" if fits else ""


def total_as_annual(numbers: DealNumbers) -> str:
    """Return words where the total stands in a year's place; nothing otherwise."""
    annual, value, term = (numbers.stated[name] for name in ("annual_revenue_usd", "contract_value_usd", "term_years"))
    if isinstance(annual, Missing) or isinstance(value, Missing) or isinstance(term, Missing):
        return ""
    near = 0.9 * value.value <= annual.value <= 1.1 * value.value and term.value > 1.5
    return "the total contract value stands where a year's revenue belongs" if near else ""


def where_the_yield_holds(numbers: DealNumbers) -> str:
    """Return for which cost of a megawatt the stated yield holds, where a range of cost is stated."""
    one, per_mw, stated = (
        numbers.stated[name] for name in ("noi_usd_per_mw_year", "capex_usd_per_mw", "yield_on_cost")
    )
    if isinstance(one, Missing) or isinstance(per_mw, Missing) or isinstance(stated, Missing):
        return ""
    if stated.interval.low <= 0:
        return ""
    ends = [f"{one.value / cost:.1%} at ${cost / 1e6:g}M" for cost in (per_mw.interval.low, per_mw.interval.high)]
    low, high = one.value / stated.interval.high, one.value / stated.interval.low
    return f"{' and '.join(ends)} a MW; the stated yield needs ${low / 1e6:.2f}M to ${high / 1e6:.2f}M"
