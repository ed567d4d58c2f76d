"""What holds for every company that the plan is asked about."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.planning.planned import every_path, small_lattice, small_miner, small_model, solved

from headframe.economics.rules import Rule
from headframe.planning.company_model import CompanyModel
from headframe.planning.names import CALL, COINS, EMERGENCY, FLOOR, LINE, MEGAWATTS, REPAID
from headframe.planning.plan_rivals import node_drivers
from headframe.planning.rule_course import Quarters
from headframe.planning.rule_follow import follow_rule
from headframe.solver.advice import first_decision
from headframe.solver.follow import follow_lattice

CLOSE = 2e-3
"""What learning may leave open in forty trial paths [share of the size of the company]."""
LATTICE = small_lattice(small_model(small_miner()))


@st.composite
def models(draw: st.DrawFn) -> CompanyModel:
    held = draw(st.floats(0.0, 20_000.0))
    miner = small_miner(
        options=draw(st.integers(0, 3)),
        loan_usd=draw(st.sampled_from([0.0, 60e6, 150e6])),
        bitcoin_free_btc=held,
        cash_usd=draw(st.floats(0.0, 900e6)),
        corporate_cost_usd_per_month=draw(st.floats(0.0, 20e6)),
        atm_remaining_usd=draw(st.sampled_from([0.0, 100e6, 500e6])),
    )
    return small_model(miner)


def size(model: CompanyModel) -> float:
    return 200.0 + model.miner.cash_usd / 1e6 + model.miner.bitcoin_btc / 10


def rules() -> tuple[Rule, ...]:
    return Rule(), Rule(sell_share_of_production=1.0), Rule(fund_ahead_months=3.0, programme_first=0.0)


@settings(max_examples=25, deadline=None)
@given(models())
def test_doing_nothing_is_never_better_than_the_plan_nor_the_plan_than_its_upper_bound(model: CompanyModel) -> None:
    solution = solved(model, LATTICE)
    paths, chance = every_path(LATTICE)
    plan = float(chance @ follow_lattice(solution.engine(), paths, whole=True).value)
    assert plan <= solution.upper + 1e-6 * size(model)
    quarters = Quarters.of(model, node_drivers(LATTICE, paths))
    for rule in rules():
        value = float(chance @ follow_rule(quarters, rule).value)
        assert value <= solution.upper + 1e-6 * size(model)
        assert value <= plan + CLOSE * size(model)


@settings(max_examples=12, deadline=None)
@given(models(), st.floats(1e6, 300e6))
def test_more_cash_never_lowers_the_value(model: CompanyModel, more: float) -> None:
    richer = small_model(replace(model.miner, cash_usd=model.miner.cash_usd + more))
    assert solved(richer, LATTICE).upper >= solved(model, LATTICE).upper - CLOSE * size(model)


@settings(max_examples=12, deadline=None)
@given(models(), st.floats(0.5, 0.95))
def test_a_cheaper_build_never_lowers_the_value(model: CompanyModel, share: float) -> None:
    cheaper = tuple(replace(each, capex_usd=share * each.capex_usd) for each in model.miner.projects)
    other = small_model(replace(model.miner, projects=cheaper))
    assert solved(other, LATTICE).upper >= solved(model, LATTICE).upper - CLOSE * size(model)


@settings(max_examples=12, deadline=None)
@given(models(), st.floats(1.0, 1.2))
def test_a_better_margin_of_rent_never_lowers_the_value(model: CompanyModel, factor: float) -> None:
    better = tuple(replace(each, noi_margin=factor * each.noi_margin) for each in model.miner.projects)
    other = small_model(replace(model.miner, projects=better))
    assert solved(other, LATTICE).upper >= solved(model, LATTICE).upper - CLOSE * size(model)


@settings(max_examples=20, deadline=None)
@given(models())
def test_limits_from_above_are_worth_something_or_nothing_and_floors_cost(model: CompanyModel) -> None:
    prices = first_decision(solved(model, LATTICE)).prices
    for name, price in prices.items():
        if name in (CALL, MEGAWATTS) or name.startswith(("sites", "tenants", "pace")):
            assert price >= -1e-6
        if name == FLOOR:
            assert price <= 1e-6


@settings(max_examples=20, deadline=None)
@given(models())
def test_at_the_end_of_every_quarter_the_floor_and_the_margin_call_hold(model: CompanyModel) -> None:
    solution = solved(model, LATTICE, trials=15)
    states = solution.instance.states
    nodes = LATTICE.sample(20, np.random.default_rng(4))
    courses = follow_lattice(solution.engine(), nodes)
    cash = courses.states[:, 1:, states.index("cash")]
    assert (cash >= model.floor - 1e-6).all()
    if LINE in states:
        prices = node_drivers(LATTICE, nodes)[:, :-1, 0] / 1e3
        owed = courses.states[:, 1:, states.index(LINE)]
        coins = courses.states[:, 1:, states.index(COINS)]
        assert (owed <= model.call_ltv * prices * coins + 1e-5).all()


@pytest.mark.parametrize("options", [0])
def test_without_a_free_megawatt_no_phase_is_started(options: int) -> None:
    model = small_model(small_miner(options=options))
    solution = solved(model, LATTICE)
    assert not any("phases" in name for name in (*solution.instance.states, *solution.instance.programs[0][0].controls))


def test_above_its_margin_call_it_sells_coins_and_repays() -> None:
    miner = small_miner(options=0, loan_usd=150e6, bitcoin_free_btc=0.0, bitcoin_pledged_btc=2000.0, cash_usd=0.0)
    model = small_model(miner)
    first = first_decision(solved(model, LATTICE))
    owed, coins, price = first.states[LINE], first.states[COINS], float(LATTICE.values[0][0, 0]) / 1e3
    assert model.call_ltv * price * 2.0 < 150
    assert first.controls[REPAID] > 0
    assert owed <= model.call_ltv * price * coins + 1e-6
    assert first.controls["coins sold 1"] > 0 or first.controls[EMERGENCY] > 0
