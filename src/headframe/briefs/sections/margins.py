"""Margins: is mining squeezed."""

from __future__ import annotations

from headframe.accounts.margins import Covers, Margins, QuarterMargin, weigh_margins
from headframe.briefs.numbers import quantity
from headframe.briefs.section import Cell, Column, Section, words_column
from headframe.ground.missing import Missing
from headframe.record.view import View
from headframe.vocabulary.figure import Figure

COLUMNS = (
    words_column("quarter"),
    Column("hash price\n[/PH/day]"),
    Column("cost of hash:\npower"),
    Column("\nfleet"),
    Column("\ntotal"),
    Column("break-even\n[/MWh]"),
    Column("a coin costs:\ncash"),
    Column("\nsustaining"),
    Column("\nall-in"),
)


def margins_section(view: View, company: str, price: float | None) -> Section | None:
    """Return hash price against three hash costs and a coin's cost, by quarter; None where no cost line is known."""
    told = weigh_margins(view, company, price)
    return margins_page(told) if told.history or told.tiers else None


def margins_page(told: Margins) -> Section:
    """Return margins already weighed, as a section."""
    return Section(
        key="margins",
        title="MARGINS",
        finding=_finding(told),
        columns=COLUMNS,
        rows=tuple(_row(quarter) for quarter in told.history),
        notes=tuple(_notes(told)),
        reaches=told.history[-1].period.end if told.history else told.last_month.end,
        verb=f"headframe margins {told.made_from.company}",
        shown_rows=5,
    )


def _row(quarter: QuarterMargin) -> tuple[Cell, ...]:
    cost = quarter.hash_cost
    return (
        str(quarter.period),
        quarter.hash_price,
        cost.power,
        cost.fleet,
        cost.total,
        quarter.break_even_power_price,
        quarter.cost.cash,
        quarter.cost.sustaining,
        quarter.cost.all_in,
    )


def _finding(told: Margins) -> str:
    now = isinstance(told.hash_price_now, Figure)
    priced = told.squeeze_now if now else told.squeeze_month
    if isinstance(priced.hash_price, Missing) or priced.costs_of is None:
        return priced.why
    when = "At the stated price" if now else f"In {told.last_month}"
    hash_price = quantity(priced.hash_price.value, priced.hash_price.unit)
    return (
        f"{when} hash price was {hash_price}/PH/day, which {_said(told, priced.covers)} (costs of {priced.costs_of})."
    )


SAID = {
    Covers.TOTAL: "pays for power, sites, company and interest: mining is not squeezed",
    Covers.FLEET: "pays for power and sites but not for the company and its interest: mining is squeezed",
    Covers.POWER: "pays for power but not for the sites: mining is squeezed hard",
    Covers.NOTHING: "does not even pay for power: machines should stop",
    Covers.CANNOT_TELL: "cannot be held against a cost that nobody prints",
}


def _said(told: Margins, covers: Covers) -> str:
    """Return what the hash price pays for; a cost above it that is not known is not said to be uncovered."""
    costs = told.latest.hash_cost if isinstance(told.latest, QuarterMargin) else None
    if costs is not None and covers is Covers.FLEET and isinstance(costs.total, Missing):
        return "pays for power and sites; whether for the company too cannot be told: its total is not known"
    if costs is not None and covers is Covers.POWER and isinstance(costs.fleet, Missing):
        return "pays for power; whether for the sites too cannot be told: their cost is not known"
    return SAID[covers]


def _notes(told: Margins) -> list[str]:
    said = []
    if isinstance(told.hash_price_month, Figure):
        hash_price = quantity(told.hash_price_month.value, told.hash_price_month.unit)
        said.append(f"hash price in {told.last_month}: {hash_price}/PH/day {told.hash_price_month.badge.mark}")
    if isinstance(told.hash_price_now, Missing) and told.price_stated is told.hash_price_now:
        said.append(told.hash_price_now.reason)
    for tier in told.tiers:
        if isinstance(tier.break_even_month, Figure):
            power = quantity(tier.break_even_month.value, tier.break_even_month.unit)
            said.append(f"break-even power of {tier.name}: {power}/MWh {tier.break_even_month.badge.mark}; {tier.note}")
    return said
