"""What a project costs, scope by scope: land, core and shell, fit-out, turnkey; and what a sale covers of each.

Core and shell is what the company budgets (assets.csv). Turnkey is the span of capital cost per megawatt that tenants'
leases announced in the year before print (deals.csv): TeraWulf's and Cipher's of 2025 print 8 to 11 million dollars
per megawatt of critical IT. Fit-out is the difference.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.assets import Asset, assets
from headframe.record.choose import figure_id
from headframe.record.deals import Deal, DealKind, deals
from headframe.record.view import View
from headframe.vocabulary.figure import Badge, Figure, derive

BUDGET, MEGAWATTS = "phase1_core_shell_budget", "phase1_core_shell_critical_it"
LAND_COST, LAND_COINS = "land_purchase_cost", "land_purchase_btc_sold"
BUILD_COSTS_MAY_BE_OLD_DAYS = 366
A_RANGE_FROM = 1.05
"""A printed range is wider than the rounding of a single number."""


class Scope(StrEnum):
    """What is paid for."""

    LAND = "land"
    CORE_AND_SHELL = "core and shell"
    FIT_OUT = "fit-out"
    TURNKEY = "turnkey"


@dataclass(frozen=True, slots=True)
class ScopeCost:
    """One scope of one project: what it costs [USD], per megawatt of critical IT [USD/MW], and what a sale covers.

    `coverage` is proceeds over cost [ratio]: an upper bound of what the sale can have paid, as money is fungible.
    """

    scope: Scope
    site: str
    megawatts: Figure | Missing
    cost: Figure
    cost_per_mw: Figure | Missing
    coverage: Figure | Missing


def scopes_of(view: View, company: str, span: Period, sale: Figure | Missing) -> tuple[ScopeCost, ...]:
    """Return every scope whose cost is known by the view's day."""
    found = [_land(company, span, row, sale) for row in land_bought(view, company, span)]
    rows = assets(view.as_of, company)
    for budget in (row for row in rows if row.metric == BUDGET):
        power = next((row for row in rows if row.metric == MEGAWATTS and row.site == budget.site), None)
        if power is not None:
            found += _building(view, company, span, budget, power, sale)
    return tuple(found)


def land_bought(view: View, company: str, span: Period) -> tuple[Asset, ...]:
    """Return land bought in the window."""
    rows = assets(view.as_of, company)
    return tuple(row for row in rows if row.metric == LAND_COST and span.first_day <= row.period.end <= span.end)


def sale_per_mw(company: str, span: Period, sale: Figure | Missing, scopes: tuple[ScopeCost, ...]) -> Figure | Missing:
    """Return proceeds over the first project's megawatts of critical IT [USD/MW]."""
    power = next((scope.megawatts for scope in scopes if isinstance(scope.megawatts, Figure)), None)
    if isinstance(sale, Missing):
        return sale
    if power is None:
        return Missing(f"no project of {company} with budget and megawatts is in the record")
    id, formula = figure_id(company, "sale_per_mw", span), "proceeds / megawatts of critical IT"
    return derive(id, formula, sale.value / power.value, sale.interval / power.interval, "USD/MW", sale, power)


def asset_figure(row: Asset) -> Figure:
    """Return a row of assets.csv as a figure; its site ends the id."""
    return Figure(
        id=f"{row.company} {row.metric} {row.period.end} {row.site}",
        value=row.value,
        interval=row.interval,
        unit=row.unit,
        badge=Badge.REPORTED,
        known_at=row.known_at,
        sources=(row.source,),
        note=row.note,
    )


def turnkey_per_mw(view: View, company: str, span: Period) -> Figure | Missing:
    """Return the span of build costs per megawatt of critical IT printed in the year before [USD/MW]; estimated."""
    oldest = span.end - timedelta(days=BUILD_COSTS_MAY_BE_OLD_DAYS)
    known = [cost for cost in build_costs(view) if oldest <= cost.known_at <= span.end]
    if not known:
        return Missing(f"no lease announced in the year before {span.end} prints its build cost as a range")
    bounds = Interval(min(cost.interval.low for cost in known), max(cost.interval.high for cost in known))
    id, formula = figure_id(company, "turnkey_cost_per_mw", span), "lowest to highest of the leases' printed ranges"
    note = "other companies' builds: the range is what counts, not its middle"
    return derive(id, formula, bounds.middle, bounds, "USD/MW", *known, estimated=True, note=note)


def build_costs(view: View) -> tuple[Figure, ...]:
    """Return the build cost per megawatt of critical IT of every colocation lease that prints a range [USD/MW]."""
    return tuple(cost for deal in deals(view.as_of) if (cost := _build_cost(deal)) is not None)


def _build_cost(deal: Deal) -> Figure | None:
    """Return a deal's range per megawatt; a single number is one project's own, often a retrofit, and is left out."""
    cost = deal.capex_usd_per_mw
    if cost is None or deal.kind is not DealKind.COLOCATION or cost.interval.high < cost.interval.low * A_RANGE_FROM:
        return None
    return Figure(
        id=f"{deal.company} build_cost_per_mw {deal.known_at} {deal.tenant}",
        value=cost.value,
        interval=cost.interval,
        unit="USD/MW",
        badge=Badge.REPORTED,
        known_at=deal.known_at,
        sources=(deal.source,),
        note=deal.note,
    )


def _land(company: str, span: Period, row: Asset, sale: Figure | Missing) -> ScopeCost:
    cost, nobody = asset_figure(row), Missing("land has no megawatts of its own")
    return ScopeCost(
        Scope.LAND, row.site, nobody, cost, nobody, _coverage(company, span, Scope.LAND, row.site, cost, sale)
    )


def _building(
    view: View, company: str, span: Period, budget: Asset, power: Asset, sale: Figure | Missing
) -> list[ScopeCost]:
    site, cost, megawatts = budget.site, asset_figure(budget), asset_figure(power)
    found = [_scope(company, span, Scope.CORE_AND_SHELL, site, megawatts, cost, sale)]
    per_mw = turnkey_per_mw(view, company, span)
    if isinstance(per_mw, Figure):
        id = f"{figure_id(company, 'funding_scope_cost', span)} {Scope.TURNKEY} {site}"
        value, interval = per_mw.value * megawatts.value, per_mw.interval * megawatts.interval
        turnkey = derive(id, "cost per MW × megawatts", value, interval, "USD", per_mw, megawatts, estimated=True)
        id = f"{figure_id(company, 'funding_scope_cost', span)} {Scope.FIT_OUT} {site}"
        rest, bounds = turnkey.value - cost.value, turnkey.interval - cost.interval
        fit_out = derive(id, "turnkey − core and shell", rest, bounds, "USD", turnkey, cost, estimated=True)
        found.append(_scope(company, span, Scope.FIT_OUT, site, megawatts, fit_out, sale))
        found.append(_scope(company, span, Scope.TURNKEY, site, megawatts, turnkey, sale))
    return found


def _scope(
    company: str, span: Period, scope: Scope, site: str, megawatts: Figure, cost: Figure, sale: Figure | Missing
) -> ScopeCost:
    id = f"{figure_id(company, 'funding_scope_cost_per_mw', span)} {scope} {site}"
    bounds = cost.interval / Interval.exact(megawatts.value)
    per_mw = derive(
        id, "cost / megawatts of critical IT", cost.value / megawatts.value, bounds, "USD/MW", cost, megawatts
    )
    return ScopeCost(scope, site, megawatts, cost, per_mw, _coverage(company, span, scope, site, cost, sale))


def _coverage(
    company: str, span: Period, scope: Scope, site: str, cost: Figure, sale: Figure | Missing
) -> Figure | Missing:
    if isinstance(sale, Missing):
        return sale
    id, formula = f"{figure_id(company, 'funding_coverage', span)} {scope} {site}", "proceeds / cost in this scope"
    return derive(id, formula, sale.value / cost.value, sale.interval / cost.interval, "ratio", sale, cost)
