"""The solver against closed forms, dynamic programs written apart from it, and whole scenario trees."""

from __future__ import annotations

import numpy as np
import pytest
from solver_problems import Builder, Inventory, Newsvendor, Option, Storage, binomial, independent
from solver_tree import tree_value

from headframe.ground.streams import stream
from headframe.solver.certificate import certify
from headframe.solver.follow import follow_lattice
from headframe.solver.lattice import Lattice
from headframe.solver.risk import mean_cvar
from headframe.solver.solve import Limits, Solution, solve

LONG = 1e9


def learned(problem, lattice, trials=150, **options) -> Solution:
    return solve(problem, lattice, limits=Limits(seconds=LONG, trials=trials), **options)


def test_the_newsvendor_buys_the_critical_quantile() -> None:
    # (price − cost) / price = 0.58 of demand uniform on 1, …, 20: the 58 % quantile (Arrow, Harris, Marschak 1951).
    demand = Lattice.of("demand", [[0.0], list(np.arange(1.0, 21.0))], [[[0.05] * 20]])
    solution = learned(Newsvendor(cost=2.1, price=5.0), demand, trials=60)
    expected = 5.0 * np.minimum(12.0, np.arange(1.0, 21.0)).mean() - 2.1 * 12.0
    assert solution.upper == pytest.approx(expected, abs=1e-6)
    course = follow_lattice(solution.engine(), np.array([[0, 3]]))
    assert course.controls[0][0, 0] == pytest.approx(12.0, abs=1e-6)


def test_a_bermudan_put_is_worth_what_its_binomial_tree_says() -> None:
    rate, up, steps = 0.01, 1.1, 12
    chance = (np.exp(rate) - 1 / up) / (up - 1 / up)
    prices = [100.0 * up ** (2.0 * np.arange(t + 1) - t) for t in range(steps + 1)]
    value = np.maximum(105.0 - prices[-1], 0)
    for t in range(steps - 1, -1, -1):
        later = np.exp(-rate) * (chance * value[1:] + (1 - chance) * value[:-1])
        value = np.maximum(105.0 - prices[t], later)
    option = Option(105.0, [float(np.exp(-rate))] * steps, most=105.0)
    lattice = binomial(100.0, up, steps, float(chance))
    assert learned(option, lattice, trials=100).upper == pytest.approx(value[0], abs=1e-6)


def storage_by_volume(prices: Lattice, capacity: int, rate: int, cost: float, discount: float) -> float:
    """Return the value of storage by a dynamic program over whole volumes: rates are whole, so nothing is lost."""
    value = np.zeros((prices.size(prices.stages), capacity + 1))
    for stage in range(prices.stages - 1, -1, -1):
        later = discount * prices.transitions[stage] @ value
        value = np.full((prices.size(stage), capacity + 1), -np.inf)
        for node, (price,) in enumerate(prices.values[stage]):
            for gas in range(capacity + 1):
                for move in range(-rate, rate + 1):
                    if 0 <= gas + move <= capacity:
                        gained = -price * move - cost * abs(move)
                        value[node, gas] = max(value[node, gas], gained + later[node, gas + move])
    return float(value[0, 0])


def test_gas_storage_is_worth_what_a_dynamic_program_over_volumes_says() -> None:
    lattice = binomial(10.0, 1.25, 8, 0.48)
    storage = Storage(8, capacity=5, rate=2, cost=0.1, discount=0.99)
    expected = storage_by_volume(lattice, 5, 2, 0.1, 0.99)
    assert expected > 0.5
    assert learned(storage, lattice, trials=250).upper == pytest.approx(expected, abs=1e-6)


def inventory_by_level(demands: Lattice, cost: float, holding: float, backlogging: float, discount: float) -> float:
    """Return the value of the inventory problem by a dynamic program over whole net stocks, backlog below zero."""
    levels = np.arange(-60, 61)
    value = np.tile(-backlogging * np.maximum(-levels, 0.0), (demands.size(demands.stages), 1))
    for stage in range(demands.stages - 1, -1, -1):
        later = discount * demands.transitions[stage] @ value
        now = np.full((demands.size(stage), len(levels)), -np.inf)
        for node, (demand,) in enumerate(demands.values[stage]):
            for at, level in enumerate(levels):
                left = int(level - demand)
                orders = np.arange(0, 41)
                reached = np.clip(left + orders + 60, 0, 120)
                paid = -holding * max(left, 0) - backlogging * max(-left, 0) - cost * orders
                now[node, at] = (paid + later[node, reached]).max()
        value = now
    return float(value[0, 60])


def test_an_inventory_is_worth_what_a_dynamic_program_over_stocks_says() -> None:
    lattice = independent(2.0, [1.0, 3.0, 6.0], [0.3, 0.4, 0.3], 4)
    problem = Inventory(4, cost=2.0, holding=0.5, backlogging=4.0, discount=0.97)
    expected = inventory_by_level(lattice, 2.0, 0.5, 4.0, 0.97)
    assert learned(problem, lattice, trials=200).upper == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("purse", [0.0, 7.0, 30.0])
def test_the_upper_bound_reaches_the_whole_tree(purse: float) -> None:
    lattice = binomial(1.5, 1.4, 4, 0.5)
    problem = Builder(4, purse)
    assert learned(problem, lattice).upper == pytest.approx(tree_value(problem, lattice), abs=1e-6)


@pytest.mark.parametrize(("risk", "tail"), [(0.3, 0.25), (1.0, 0.1), (0.7, 0.9)])
def test_mean_and_tail_reach_the_whole_tree(risk: float, tail: float) -> None:
    lattice = binomial(1.5, 1.4, 4, 0.5)
    problem = Builder(4, 7.0)
    truth = tree_value(mean_cvar(problem, risk, tail), lattice)
    found = learned(problem, lattice, trials=400, risk=risk, tail=tail).upper
    assert found >= truth - 1e-6
    assert found == pytest.approx(truth, abs=1e-4)


def test_the_tail_of_a_finished_plan_is_its_worst_outcomes() -> None:
    # All weight on the worst tenth of a fair coin's tree: the objective is the mean of the worst tenth of what was got.
    lattice = independent(1.0, [1.0, 2.0, 3.0, 4.0, 5.0], [0.2] * 5, 1)
    solution = learned(Newsvendor(cost=0.5, price=1.0), lattice, trials=80, risk=1.0, tail=0.4)
    # The worst two of five demands are 1 and 2: buying q ≤ 1 earns q / 2 in both; more loses in the first.
    best = max(np.mean([min(q, 1.0) - q / 2, min(q, 2.0) - q / 2]) for q in np.linspace(0, 3, 301))
    assert solution.upper == pytest.approx(best, abs=1e-6)


def test_without_weight_or_with_the_whole_tail_risk_is_the_mean() -> None:
    lattice, problem = binomial(1.5, 1.4, 3, 0.5), Builder(3, 7.0)
    mean = learned(problem, lattice).upper
    assert learned(problem, lattice, risk=0.0, tail=0.05).upper == pytest.approx(mean, abs=1e-9)
    assert learned(problem, lattice, risk=1.0, tail=1.0).upper == pytest.approx(mean, abs=1e-9)
    nearly = learned(problem, lattice, risk=1.0, tail=0.9999, trials=400).upper
    assert nearly == pytest.approx(mean, abs=0.01)


def test_a_vanishing_tail_is_the_worst_outcome() -> None:
    lattice = binomial(1.5, 1.4, 3, 0.5)
    problem = Builder(3, 7.0)
    worst = learned(problem, lattice, risk=1.0, tail=1e-3, trials=400)
    truth = tree_value(mean_cvar(problem, 1.0, 1e-3), lattice)
    assert worst.upper == pytest.approx(truth, abs=1e-3)
    smaller = tree_value(mean_cvar(problem, 1.0, 0.05), lattice)
    assert truth == pytest.approx(smaller, abs=1e-6)  # each path has probability 1/8: below it, only the worst counts


def test_the_tree_with_whole_plants_lies_inside_the_bounds() -> None:
    lattice, problem = binomial(1.5, 1.4, 4, 0.5), Builder(4, 7.0)
    truth = tree_value(problem, lattice, whole=True)
    solution = learned(problem, lattice)
    found = certify(solution, paths=400, paired=50)
    assert found.lattice.lower <= truth + 1e-6
    assert truth <= solution.upper + 1e-6
    every = np.array([[0, *path] for path in _paths(lattice)])
    chances = np.array([_chance(lattice, path) for path in every])
    followed = follow_lattice(solution.engine(), every)
    assert chances @ followed.value == pytest.approx(chances @ followed.adjusted, abs=1e-9)
    assert chances @ followed.value <= truth + 1e-6
    assert chances @ followed.value >= truth - 0.05 * abs(truth)


def _paths(lattice: Lattice) -> list[tuple[int, ...]]:
    found: list[tuple[int, ...]] = [()]
    for stage in range(1, lattice.stages + 1):
        found = [(*path, node) for path in found for node in range(lattice.size(stage))]
    return [path for path in found if _chance(lattice, (0, *path)) > 0]


def _chance(lattice: Lattice, path) -> float:
    return float(np.prod([lattice.transitions[t][path[t], path[t + 1]] for t in range(lattice.stages)]))


def test_streams_by_name_teach_the_same_plan_twice() -> None:
    lattice, problem = binomial(1.5, 1.4, 4, 0.5), Builder(4, 7.0)
    first, again = learned(problem, lattice, trials=20), learned(problem, lattice, trials=20)
    assert first.upper == again.upper
    assert stream(1, "a").random() != stream(1, "b").random()
