"""The MW sheet: megawatts, machines, coins mined, power bought and resold."""

from __future__ import annotations

from dataclasses import dataclass

from headframe.briefs.workbook.calls import AND, IF, INDEX, MAX, MIN, total
from headframe.briefs.workbook.company import CompanyCells, TierCells
from headframe.briefs.workbook.curves import Curves, place_of
from headframe.briefs.workbook.entries import Entries
from headframe.briefs.workbook.expression import Expr
from headframe.briefs.workbook.leases import LeaseSums
from headframe.briefs.workbook.model import Model, Row
from headframe.briefs.workbook.scenario import Scenario

SHEET = "MW"


@dataclass(frozen=True, slots=True)
class Mining:
    """Rows of the MW sheet that others read."""

    mining_mw: Row
    displaced_mw: Row
    live_mw: Row
    building_mw: Row
    running: Row
    revenue: Row
    power: Row
    coins: Row
    block_value: Row
    credits: Row
    peak: Row


@dataclass(frozen=True, slots=True)
class _Tier:
    wanted: Row
    used: Row
    revenue: Row
    power: Row
    running: Row


def megawatts_sheet(
    model: Model, entries: Entries, company: CompanyCells, world: Scenario, leases: LeaseSums, curves: Curves | None
) -> Mining:
    """Fill the MW sheet and return its rows."""

    def line(label: str, unit: str, each: Expr, note: str = "") -> Row:
        return model.line(SHEET, label, unit, each, None, note)

    displaced = line("mining megawatts stopped by builds", "MW", leases.all_of("displaced"))
    mining = line("megawatts left to machines", "MW", MAX(company.developed_mw - displaced.now, 0.0))
    live = line("critical IT that bills", "MW", leases.all_of("live_mw"))
    building = line("critical IT being built", "MW", leases.all_of("building_mw"))
    hours = line("hours of the month", "hours", world.days.now * 24.0)
    left = line(
        "hash rate left", "ratio", (1.0 - company.attrition) ** (world.number.now / 12.0), "(1 − lost a year)^years"
    )
    earned = line("hash price after the pool", "USD/PH/day", world.hash_price.now * (1.0 - company.pool_fee))
    tiers: list[_Tier] = []
    for tier in company.tiers:
        before = total([each.wanted.now for each in tiers])
        tiers.append(_tier(model, company, tier, world, curves, (mining, hours, left, earned), before))
    model.section(SHEET, "All machines")
    revenue = line("mining revenue", "USD", total([tier.revenue.now for tier in tiers]), "coins at the month's price")
    coins = line("bitcoin mined", "BTC", revenue.now / world.price.now)
    power = line("power of the machines", "USD", total([tier.power.now for tier in tiers]))
    running = line("hash rate that ran", "EH/s", total([tier.running.now for tier in tiers]))
    block_value = _blocks(model, company, world, hours)
    credits = line(
        "credits for stopping",
        "USD",
        INDEX(company.credits, world.month_of_year.now)
        * IF(company.developed_mw > 0.0, mining.now / MAX(company.developed_mw, 1e-300), 0.0),
        "by calendar month, in proportion to the megawatts that still mine",
    )
    hub_mw = total([each.used.now for each, tier in zip(tiers, company.tiers, strict=True) if tier.tariff is None])
    yearly = entries.assumed("power.coincident_peak_usd_per_mw_year")
    missed = 1.0 - entries.assumed("power.coincident_peak_success")
    peak = line("charge for peaks not avoided", "USD", hub_mw * yearly * missed / 12.0)
    return Mining(mining, displaced, live, building, running, revenue, power, coins, block_value, credits, peak)


def _tier(
    model: Model,
    company: CompanyCells,
    tier: TierCells,
    world: Scenario,
    curves: Curves | None,
    shared: tuple[Row, Row, Row, Row],
    before: Expr,
) -> _Tier:
    mining, hours, left, earned = shared

    def line(label: str, unit: str, each: Expr, note: str = "") -> Row:
        return model.line(SHEET, label, unit, each, None, note)

    model.section(SHEET, f"Machines: {tier.name}")
    wanted = line("megawatts they can use", "MW", tier.ehs * left.now * tier.efficiency)
    used = line("megawatts they get", "MW", MIN(MAX(mining.now - before, 0.0), wanted.now), "best machines first")
    gross = line(
        "power price at which they break even",
        "USD/MWh",
        earned.now * 1000.0 / (24.0 * tier.efficiency),
        "hash price × 1,000 / (24 × J/TH)",
    )
    if tier.tariff is None:
        assert curves is not None, "a tier priced at a hub needs the hub's curves"
        margin, share = _hub_hour(model, company, world, curves, gross)
    else:
        pays = gross.now > tier.tariff
        share = line("share of hours that pay", "ratio", IF(pays, 1.0, 0.0))
        margin = line("mean margin of an hour", "USD/MWh", IF(pays, gross.now - tier.tariff, 0.0))
    energy = line("energy, were all hours to pay", "MWh", used.now * hours.now * company.uptime)
    return _Tier(
        wanted,
        used,
        line("mining revenue", "USD", energy.now * share.now * gross.now),
        line("power", "USD", energy.now * (share.now * gross.now - margin.now)),
        line("hash rate that ran", "EH/s", used.now / tier.efficiency * share.now * company.uptime),
    )


def _hub_hour(model: Model, company: CompanyCells, world: Scenario, curves: Curves, gross: Row) -> tuple[Row, Row]:
    """Add the look-up of a month's hours below the limit: E[max(limit - price, 0)] and their share."""

    def line(label: str, unit: str, each: Expr, note: str = "") -> Row:
        return model.line(SHEET, label, unit, each, None, note)

    month = world.month_of_year.now
    limit = line("limit at the hub, over the level", "ratio", MAX(gross.now - company.adder, 0.0) / world.level.now)
    place = line("row of the curve", "number", place_of(limit.now, curves.column(curves.limit, month)), "sheet Curves")
    low = INDEX(curves.limit, place.now, month)
    high = INDEX(curves.limit, place.now + 1.0, month)
    part = line("part of the way to the next row", "ratio", (limit.now - low) / (high - low))

    def read(table: Expr) -> Expr:
        here = INDEX(table, place.now, month)
        return here + part.now * (INDEX(table, place.now + 1.0, month) - here)

    margin = line("mean margin of an hour", "USD/MWh", world.level.now * read(curves.below))
    return margin, line("share of hours that pay", "ratio", read(curves.hours))


def _blocks(model: Model, company: CompanyCells, world: Scenario, hours: Row) -> Row:
    model.section(SHEET, "Power bought ahead, worth the hub's price whether used or not")
    values: list[Expr] = []
    for block in company.blocks:
        month, number = world.month_of_year.now, world.number.now
        inside = AND(number >= block.first, number <= block.last, *(month.differs(each) for each in block.without))
        mw = model.line(SHEET, f"{block.name}: bought", "MW", IF(inside, block.mw, 0.0))
        worth = mw.now * hours.now * (world.hub.now - block.price)
        values.append(model.line(SHEET, f"{block.name}: hub less price", "USD", worth).now)
    return model.line(SHEET, "power bought ahead, over its price", "USD", total(values))
