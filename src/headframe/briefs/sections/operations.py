"""Hash rate and power, with production's own word on the hash rate as a cross-check."""

from __future__ import annotations

from headframe.accounts.backcast import Backcast, Finding, backcast
from headframe.accounts.backcast_implied import hash_rate_implied
from headframe.briefs.numbers import quantity
from headframe.briefs.section import Cell, Column, Section, words_column
from headframe.briefs.sections.backcast import backcast_finding
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.figure import Figure

COLUMNS = (
    words_column("period"),
    Column("deployed [EH/s]"),
    Column("operating"),
    Column("implied"),
    Column("fleet [J/TH]"),
    Column("all-in power"),
    Column("power credits"),
)


def operations_section(view: View, company: str) -> Section | None:
    """Return hash rate, efficiency and power by the periods in which production is printed."""
    periods = _periods(view, company)
    rows = tuple(_row(view, company, period) for period in periods)
    if not any(isinstance(cell, Figure) for row in rows for cell in row):
        return None
    told = backcast(view, company)
    return Section(
        key="operations",
        title="HASH RATE AND POWER",
        finding=backcast_finding(told),
        columns=COLUMNS,
        rows=rows,
        notes=tuple(_outliers(told)),
        reaches=periods[-1].end,
        verb=f"headframe backcast {company}",
        shown_rows=6,
    )


def _periods(view: View, company: str) -> list[Period]:
    """Return months where production is printed by month, and quarters that no printed month lies in."""
    printed = view.periods(company, "bitcoin_produced")
    months = [period for period in printed if period.is_month]
    quarters = [period for period in printed if period.is_quarter and not any(period.covers(month) for month in months)]
    return sorted([*months, *quarters])


def _row(view: View, company: str, period: Period) -> tuple[Cell, ...]:
    at_end = Period.day(period.end)
    credits = view.figure(company, "power_credits_total", period)
    return (
        str(period),
        view.figure(company, "hash_rate_deployed", at_end),
        view.figure(company, "hash_rate_operating_average", period),
        hash_rate_implied(view, company, period),
        _efficiency(view, company, period),
        view.figure(company, "power_cost_all_in", period),
        credits if isinstance(credits, Figure) else view.figure(company, "power_curtailment_credits", period),
    )


def _efficiency(view: View, company: str, period: Period) -> Figure | Missing:
    on_day = view.figure(company, "fleet_efficiency", Period.day(period.end))
    return on_day if isinstance(on_day, Figure) else view.figure(company, "fleet_efficiency", period)


def _outliers(told: Backcast) -> list[str]:
    named = [month for month in told.months if month.finding not in (Finding.HOLDS, Finding.CIRCULAR)]
    return [f"{month.period}: {quantity(month.error.value, 'ratio', signed=True)}, {month.why}" for month in named]
