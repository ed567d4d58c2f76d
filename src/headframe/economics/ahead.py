"""A company and its world, made to fit: what forecast, simulate and everything above them start from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import log

from headframe.economics.company_tables import CompanyTables, company_tables
from headframe.economics.miner import Miner
from headframe.ground.errors import UsageProblem
from headframe.record.view import View
from headframe.vocabulary.assumptions import Assumptions
from headframe.worlds.calibrate import DEFAULT_HUB, World, calibrate

LONGEST_MONTHS = 240


@dataclass(frozen=True, slots=True, eq=False)
class Ahead:
    """A company as of a day, the world it faces, and the company by month in that world."""

    view: View
    miner: Miner
    world: World
    tables: CompanyTables
    assumptions: Assumptions


def look_ahead(view: View, miner: Miner, assumptions: Assumptions, months: int) -> Ahead:
    """Return a company with its world, calibrated at the view's day, over so many months.

    Raises
    ------
    UsageProblem
        For a horizon below one month or beyond `LONGEST_MONTHS`.
    """
    if not 1 <= months <= LONGEST_MONTHS:
        raise UsageProblem(f"{months} months cannot be carried", where="--months", next=f"1 to {LONGEST_MONTHS}")
    world = _at_rent(
        calibrate(view, assumptions, months=months, hub=hub_of(miner)), assumptions.value("ai.market_rent_scale")
    )
    tables = company_tables(miner, world.parameters, world.tables, assumptions)
    return Ahead(view, miner, world, tables, assumptions)


def _at_rent(world: World, scale: float) -> World:
    """Return a world whose market rent is scaled in every month."""
    if scale == 1.0:
        return world
    shift = log(scale)
    parameters = replace(world.parameters, log_rent=world.parameters.log_rent + shift)
    return replace(
        world, parameters=parameters, tables=replace(world.tables, log_rent_mean=world.tables.log_rent_mean + shift)
    )


def hub_of(miner: Miner) -> str:
    """Return the hub at which most of a fleet's megawatts are priced; the packaged default where none is."""
    drawn: dict[str, float] = {}
    for tier in miner.tiers:
        if tier.hub:
            drawn[tier.hub] = drawn.get(tier.hub, 0.0) + tier.machines.power_mw
    return max(drawn, key=lambda hub: drawn[hub], default=DEFAULT_HUB)
