"""From a company and its world to the numbers of its problem."""

from __future__ import annotations

import numpy as np

from headframe.economics.ahead import look_ahead
from headframe.economics.company_tables import company_tables
from headframe.economics.miner import Miner
from headframe.economics.reference_world import NEVER_MONTHS, central_delay
from headframe.ground.errors import InputRefused, NotEnoughData, UsageProblem
from headframe.planning.company_model import CompanyModel
from headframe.planning.drivers import MONTHS_PER_QUARTER
from headframe.planning.phase_terms import QUARTERS_PER_YEAR, PhaseTerms, phase_kinds
from headframe.planning.quarterly import MILLION, fixed_flows
from headframe.planning.sale_cost import sale_segments
from headframe.record.view import View
from headframe.vocabulary.assumptions import Assumptions
from headframe.worlds.parameters import WorldParameters, WorldTables

FEWEST_QUARTERS, MOST_QUARTERS = 1, 48
"""Beyond twelve years the loans of the first phases end, and net NOI would need a second number."""


def company_model(view: View, miner: Miner, assumptions: Assumptions, quarters: int) -> CompanyModel:
    """Return a company's problem in numbers over so many quarters.

    Parameters
    ----------
    view : View
        What was known: the world is calibrated on it.
    miner : Miner
        Its opening must be the last known month.
    assumptions : Assumptions
        Every number that is not a fact.
    quarters : int
        Horizon, 1 to 48 [quarters].

    Raises
    ------
    UsageProblem
        For a horizon outside.
    InputRefused
        For a miner that cannot be.
    """
    if not FEWEST_QUARTERS <= quarters <= MOST_QUARTERS:
        raise _horizon(quarters)
    ahead = look_ahead(view, miner, assumptions, MONTHS_PER_QUARTER * quarters)
    return model_of(miner, ahead.world.parameters, ahead.world.tables, assumptions, quarters)


def model_of(
    miner: Miner, parameters: WorldParameters, world: WorldTables, assumptions: Assumptions, quarters: int
) -> CompanyModel:
    """Return a company's problem in a world that is given: as `company_model`, which calibrates it.

    The world's horizon must be at least 3 x `quarters` months.
    """
    if not FEWEST_QUARTERS <= quarters <= MOST_QUARTERS:
        raise _horizon(quarters)
    tables = company_tables(miner, parameters, world, assumptions)
    said, loan = assumptions.value, tables.coin_loan
    options = tuple(each for each in miner.projects if each.start is None and not each.contracted)
    slip = central_delay(world.delay_months)
    if options and slip >= NEVER_MONTHS:
        raise _never_built()
    kinds = phase_kinds(options, slip)
    _refuse_mixed(kinds)
    return CompanyModel(
        miner=miner,
        parameters=parameters,
        world=world,
        assumptions=assumptions,
        tables=tables,
        stages=quarters,
        fixed=fixed_flows(tables, parameters, world, quarters),
        kinds=kinds,
        segments=sale_segments(miner.bitcoin_btc, parameters, assumptions),
        starts_per_quarter=round(said("ai.most_starts_per_quarter")),
        tenants=tenants_at(quarters, said("ai.lease_arrivals_per_year")),
        facility=loan.principal_usd / MILLION,
        line_rate=loan.rate_per_month * MONTHS_PER_QUARTER,
        line_until=int(np.ceil(loan.maturity / MONTHS_PER_QUARTER)),
        call_ltv=loan.call_ltv,
        draw_ltv=loan.target_ltv,
        discount=(1.0 + said("worlds.risk_free_rate_per_year")) ** (-1.0 / QUARTERS_PER_YEAR),
    )


def _horizon(quarters: int) -> UsageProblem:
    return UsageProblem(
        f"a horizon of {quarters} quarters is outside {FEWEST_QUARTERS} to {MOST_QUARTERS}",
        where="quarters",
        next="give a number of quarters inside; 40 is ten years",
    )


def _never_built() -> NotEnoughData:
    return NotEnoughData(
        "more than half of the megawatts promised by then are never delivered, as far as the record tells",
        where="delays of builds",
        why="a phase whose rent never comes has no value that a plan could weigh",
        next="ask as of a day nearer to the record's last delivery",
    )


def _refuse_mixed(kinds: tuple[PhaseTerms, ...]) -> None:
    if len({round(kind.growth, 12) for kind in kinds}) > 1:
        raise InputRefused(
            "open phases have different escalators",
            where=", ".join(kind.name for kind in kinds),
            why="the plan carries the net NOI of all phases as one amount that grows at one rate",
            next="give the open phases one escalator_per_year",
        )


def tenants_at(quarters: int, a_year: float) -> tuple[int, ...]:
    """Return for how many phases a tenant comes forward at each quarter's decision: evenly spread, the first at once.

    Examples
    --------
    >>> tenants_at(6, 1.0), tenants_at(3, 0.0), tenants_at(2, 6.0)
    ((1, 0, 0, 0, 1, 0), (0, 0, 0), (2, 1))
    """
    by = [int(np.ceil(a_year * (quarter + 1) / QUARTERS_PER_YEAR - 1e-9)) for quarter in range(-1, quarters)]
    return tuple(int(step) for step in np.diff(by))
