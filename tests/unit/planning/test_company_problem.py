"""The company's problem: its accounts close, its drivers are the world's, its rules meet its own programs."""

from __future__ import annotations

import numpy as np
import pytest
from tests.unit.planning.planned import QUARTERS, small_lattice, small_miner, small_model

from headframe.economics.rules import Rule
from headframe.ground.streams import stream
from headframe.planning.company_problem import CompanyProblem, CompanyProcess
from headframe.planning.drivers import DRIVERS, PRICE, RENT
from headframe.planning.node_lattice import node_lattice, tilt
from headframe.planning.rule_course import Quarters
from headframe.planning.rule_follow import follow_rule
from headframe.solver.lattice import Lattice
from headframe.solver.solve import Limits, solve

MODEL = small_model(small_miner(loan_usd=150e6))
PATHS = 4000


def test_the_price_is_a_martingale_but_for_its_drift() -> None:
    paths = MODEL.simulator.sample_paths(PATHS, stream(5, "test"))
    wanted = float(paths[0, 0, PRICE])
    for stage in range(QUARTERS):
        wanted = float(MODEL.simulator.mean_price(stage, np.array([[wanted] * len(DRIVERS)]))[0])
    found = paths[:, -1, PRICE]
    assert found.mean() == pytest.approx(wanted, abs=4 * found.std() / np.sqrt(PATHS))


def test_draws_of_the_next_quarter_have_the_means_that_the_certificate_is_told() -> None:
    rows = MODEL.simulator.sample_paths(5, stream(6, "test"))[:, 1]
    drawn = MODEL.simulator.sample_next(1, rows, 4096, stream(7, "test"))
    assert drawn[:, :, PRICE].mean(axis=1) == pytest.approx(MODEL.simulator.mean_price(1, rows), rel=0.01)
    assert drawn[:, :, RENT].mean(axis=1) == pytest.approx(MODEL.simulator.mean_rent(1, rows), rel=0.002)


def test_units_of_worth_have_the_exact_means_of_price_and_rent() -> None:
    problem = CompanyProblem(MODEL)
    rows = MODEL.simulator.sample_paths(3, stream(8, "test"))[:, 1]
    means = CompanyProcess(problem).mean_scales(1, rows)
    coins = problem.states.index("coins")
    assert means[:, coins] == pytest.approx(MODEL.simulator.mean_price(1, rows) / 1e3)
    assert means.shape == (3, len(problem.states))


def test_no_node_of_the_lattice_expects_a_drift_that_is_not_there() -> None:
    made = node_lattice(MODEL.simulator, 6, 1200, 3)
    assert made.price_miss < 1e-9


def test_a_tilted_row_is_still_a_row_of_probabilities() -> None:
    rows = tilt(np.array([[0.2, 0.3, 0.5]]), np.array([1.0, 2.0, 4.0]), np.array([3.5]))
    assert rows.sum() == pytest.approx(1.0)
    assert (rows >= 0).all()


def test_programs_written_together_are_those_written_alone() -> None:
    problem = CompanyProblem(MODEL)
    rows = MODEL.simulator.sample_paths(3, stream(9, "test"))[:, 2]
    for together, row in zip(problem.programs(2, rows), rows, strict=True):
        alone = problem.program(2, row)
        assert together.dense() == pytest.approx(alone.dense())
        assert together.row_low == pytest.approx(alone.row_low)


@pytest.mark.parametrize(
    "rule",
    [
        Rule(),
        Rule(sell_share_of_production=1.0),
        Rule(fund_ahead_months=6.0, programme_first=0.0),
        Rule(sell_above_usd_per_btc=0.0, sell_above_share=1.0, start_rent_usd_per_kw_month=50.0),
    ],
)
def test_on_one_path_no_rule_does_better_than_foresight_in_the_same_programs(rule: Rule) -> None:
    drivers = MODEL.simulator.sample_paths(3, stream(10, "test"))
    for path in drivers:
        alone = Lattice(DRIVERS, tuple(row[None] for row in path), tuple(np.ones((1, 1)) for _ in range(QUARTERS)))
        best = solve(CompanyProblem(MODEL), alone, limits=Limits(seconds=20, trials=30)).upper
        value = float(follow_rule(Quarters.of(MODEL, path[None]), rule).value[0])
        assert value <= best + 1e-6 * abs(best)


def test_a_rule_that_starts_what_foresight_starts_comes_close_to_it() -> None:
    model = small_model(small_miner(options=1, cash_usd=2e9, corporate_cost_usd_per_month=0.0))
    path = model.simulator.sample_paths(1, stream(11, "test"))[0]
    alone = Lattice(DRIVERS, tuple(row[None] for row in path), tuple(np.ones((1, 1)) for _ in range(QUARTERS)))
    best = solve(CompanyProblem(model), alone, limits=Limits(seconds=20, trials=30))
    engine = best.engine().model(0, 0)
    _, chosen = engine.choose_whole(CompanyProblem(model).start)
    controls = dict(zip(engine.program.controls, chosen[len(best.instance.states) :], strict=True))
    starts = sum(value for name, value in controls.items() if name.startswith("phases started"))
    rule = Rule(start_rent_usd_per_kw_month=0.0 if starts else 1e30, start_cover=0.0)
    value = float(follow_rule(Quarters.of(model, path[None]), rule).value[0])
    coins_timed = model.miner.bitcoin_btc / 1e3 * float(np.ptp(path[:, PRICE])) / 1e3
    assert best.upper - value <= coins_timed + 1e-6 * abs(best.upper)


def test_the_lattice_is_the_same_for_the_same_seed() -> None:
    one, two = small_lattice(MODEL), small_lattice(MODEL)
    assert all((a == b).all() for a, b in zip(one.transitions, two.transitions, strict=True))


def test_the_plan_brings_money_to_today_as_the_engine_brings_coins() -> None:
    assert MODEL.discount == pytest.approx(float(MODEL.tables.discount_coins[3]), rel=1e-12)
