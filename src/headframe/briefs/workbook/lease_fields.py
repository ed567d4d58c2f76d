"""One field of a lease on the Inputs sheet: what a page prints, else the assumption that stands in for it."""

from __future__ import annotations

from headframe.briefs.workbook.calls import MAX
from headframe.briefs.workbook.expression import Expr
from headframe.briefs.workbook.references import Cell
from headframe.briefs.workbook.spending import spent
from headframe.briefs.workbook.stated import Stated, same
from headframe.economics.miner import Project

REVENUE = "rent × megawatts × 1,000 × 12 = a year's revenue"
PROFILE = "as the company's profile states it"


def printed_field(stated: Stated, path: str, other: str, label: str, value: float, unit: str) -> Cell:
    """Return a field under the first path that states it."""
    return stated.field(path if path in stated.miner.stated else other, label, value, unit)


def or_assumed_field(stated: Stated, path: str, other: str, label: str, value: float, name: str) -> Cell:
    """Return what was printed, else the assumption's own cell, else the value as the profile states it."""
    for each in (path, other):
        figure = stated.miner.stated.get(each)
        if figure is not None and same(figure.value, value):
            return stated.field(each, label, value, "ratio")
    if same(stated.entries.assumptions.value(name), value):
        return stated.entries.derived(label, stated.entries.assumed(name), "ratio", f"assumed: {name}")
    return stated.field(other, label, value, "ratio")


def months_field(stated: Stated, label: str, months: float, name: str) -> Cell:
    """Return a number of years in months: the assumption's, or as stated."""
    entries = stated.entries
    if same(12.0 * entries.assumptions.value(name), months):
        return entries.derived(label, 12.0 * entries.assumed(name), "months", f"assumed: {name}")
    return entries.given(label, months, "months", PROFILE)


def build_field(stated: Stated, project: Project, path: str) -> Cell:
    """Return the months from start to first rent."""
    entries = stated.entries
    undated = not any(each.startswith(f"{path}.build_months") for each in stated.miner.stated)
    if (
        undated
        and same(entries.assumptions.value("ai.build_months"), project.build_months)
        and not _dated(project, stated)
    ):
        return entries.derived(
            "months of the build", MAX(entries.assumed("ai.build_months"), 1.0), "months", "assumed: ai.build_months"
        )
    if path.startswith("lease "):
        return entries.given(
            "months of the build", project.build_months, "months", "from the signing to the first rent promised"
        )
    return printed_field(stated, "", f"{path}.build_months", "months of the build", project.build_months, "months")


def _dated(project: Project, stated: Stated) -> bool:
    """Say whether a page promises the first rent; the register knows, and the miner does not say."""
    from headframe.sites.register import lease_register

    for lease in lease_register(stated.entries.view, stated.miner.company).leases:
        terms = lease.terms
        if project.name == f"{terms.tenant}, {terms.site}, {terms.announced}":
            return bool(terms.starts)
    return False


def rent_field(stated: Stated, project: Project, path: str, mw: Cell) -> Cell:
    """Return the rent of the first year."""
    entries = stated.entries
    figure = stated.miner.stated.get(f"{path} rent")
    if figure is not None and same(figure.value / (project.mw_it * 12_000.0), project.rent_usd_per_kw_month):
        revenue = entries.figure("revenue a year", figure)
        return entries.derived("rent of the first year", revenue / (mw * 1000.0 * 12.0), "USD/kW-month", REVENUE)
    return printed_field(
        stated, f"{path} rent", f"{path}.rent", "rent of the first year", project.rent_usd_per_kw_month, "USD/kW-month"
    )


def term_field(stated: Stated, project: Project, path: str) -> Cell:
    """Return the lease's term in months."""
    entries = stated.entries
    for each in (f"{path} term", f"{path}.term_years"):
        figure = stated.miner.stated.get(each)
        if figure is not None and same(figure.value * 12.0, project.term_months):
            return entries.derived("term", 12.0 * stated.field(each, "term", figure.value, "years"), "months")
    return months_field(stated, "term", project.term_months, "ai.term_years")


def capex_field(stated: Stated, project: Project, path: str, mw: Cell) -> Cell:
    """Return the cost of the build."""
    entries, name = stated.entries, "ai.capex_usd_per_mw_it"
    for each in (f"{path} cost", f"{path}.capex_usd"):
        figure = stated.miner.stated.get(each)
        if figure is not None and same(figure.value, project.capex_usd):
            return stated.field(each, "cost of the build", figure.value, "USD")
    if same(project.mw_it * entries.assumptions.value(name), project.capex_usd):
        return entries.derived(
            "cost of the build", mw * entries.assumed(name), "USD", f"megawatts of critical IT × {name}"
        )
    return entries.given("cost of the build", project.capex_usd, "USD", PROFILE)


def paid_field(stated: Stated, project: Project, path: str, capex: Cell, start: Cell, build: Cell) -> Expr:
    """Return what was paid before the first month: by the curve for a lease of the register, else as stated."""
    entries = stated.entries
    if path.startswith("lease "):
        gone = (1.0 - start) / build
        return entries.derived(
            "paid before the first month",
            capex * spent(gone),
            "USD",
            "3u² − 2u³ of the share u of the build that has passed",
        )
    return printed_field(stated, "", f"{path}.spent_usd", "paid before the first month", project.spent_usd, "USD")


def chips_field(stated: Stated, project: Project, path: str) -> tuple[Cell, Cell] | None:
    """Return the cost and life of chips that the company owns; None without them."""
    if project.chips_usd == 0.0:
        return None
    usd = printed_field(stated, "", f"{path}.chips_usd", "chips", project.chips_usd, "USD")
    life = stated.entries.given("life of the chips", project.chip_life_months, "months", PROFILE)
    return usd, life
