"""What a plan cannot be made of is explained: floors out of reach, no phases, and ruin that nobody leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from tests.unit.planning.planned import small_lattice, small_miner, small_model

from headframe.planning.company_problem import CompanyProblem
from headframe.planning.names import EMERGENCY, FLOOR
from headframe.planning.no_plan import no_plan
from headframe.planning.plan_answer import NoPlan
from headframe.record.record import Record
from headframe.solver.advice import first_decision
from headframe.solver.failures import StageInfeasible
from headframe.solver.lattice import Lattice
from headframe.solver.solve import Limits, solve

DAY = date(2026, 7, 15)
LIMITS = Limits(seconds=20.0, trials=10)


def refused(problem: CompanyProblem, lattice: Lattice) -> NoPlan:
    with pytest.raises(StageInfeasible) as failed:
        solve(problem, lattice, limits=LIMITS, seed=1)
    return no_plan(Record().view(DAY).made_from("Northfield"), failed.value)


def ruined(lattice: Lattice) -> Lattice:
    """The lattice, but whoever comes to the lowest price stays at the lowest price, whatever follows."""
    moves = [np.array(rows) for rows in lattice.transitions]
    for rows in moves[1:]:
        rows[0] = np.eye(rows.shape[1])[0]
    return replace(lattice, transitions=tuple(moves))


def poor(cash_usd: float = 30e6) -> CompanyProblem:
    miner = small_miner(options=0, cash_usd=cash_usd, bitcoin_free_btc=0.0, bitcoin_pledged_btc=0.0)
    return CompanyProblem(
        small_model(replace(miner, atm_remaining_usd=0.0, corporate_cost_usd_per_month=25e6)), rescue=False
    )


def test_a_floor_out_of_reach_is_told_in_dollars_and_coins() -> None:
    miner = small_miner(options=0, cash_floor_usd=90e9)
    model = small_model(miner)
    told = refused(CompanyProblem(model, rescue=False), small_lattice(model))
    assert told.quarter == 1 and told.proven
    by = {each.constraint: each for each in told.binding}
    assert by[FLOOR].unit == "USD" and 80e9 < by[FLOOR].by < 90e9
    assert f"${by[FLOOR].by:,.0f}" in told.sentence and "more cash" in told.sentence


def test_without_a_phase_the_plan_is_about_coins_alone() -> None:
    model = small_model(small_miner(options=0))
    first = first_decision(solve(CompanyProblem(model), small_lattice(model), limits=LIMITS, seed=1))
    assert not any(name.startswith("phases") for name in first.controls)


def test_ruin_that_nobody_leaves_is_refused_where_it_is_reached_with_a_way_out_named() -> None:
    problem = poor()
    told = refused(problem, ruined(small_lattice(problem.model)))
    assert EMERGENCY in [each.constraint for each in told.binding]
    assert "shares sold in need" in told.sentence and "--no-rescue" in told.next
    assert told.proven or "another plan might not come there" in told.sentence


def test_nodes_that_lead_to_themselves_alone_are_named() -> None:
    lattice = ruined(small_lattice(poor().model))
    assert lattice.certain_moves == tuple((stage, 0, 0) for stage in range(1, lattice.stages))


def test_with_a_way_out_even_ruin_has_a_plan() -> None:
    model = poor().model
    solution = solve(CompanyProblem(model), ruined(small_lattice(model)), limits=LIMITS, seed=1)
    assert np.isfinite(solution.upper)
