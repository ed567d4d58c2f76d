"""Laws of a plan that weighs its tail, over small problems made at random: weak duality, exactly, path by path."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.laws.test_solver_laws import ROUNDING, Made, made, numbers
from tests.textbook.solver_tree import tree_value

from headframe.solver.arrays import Floats, Whole
from headframe.solver.follow import follow_lattice
from headframe.solver.lattice import Lattice
from headframe.solver.problem import Problem, Swap
from headframe.solver.risk import MeanCvar, mean_cvar
from headframe.solver.solve import Limits, Solution, solve
from headframe.solver.wary_paths import value_wary_nodes
from headframe.solver.wary_written import written_nodes

few = settings(max_examples=15, deadline=None)
weighings = st.sampled_from([(0.3, 0.1), (0.5, 0.3), (1.0, 0.2), (0.9, 0.75)])


class Swapping(Made):
    """The same, where it is said, rightly or not, that goods can be turned into money at their price."""

    lie = 1.0

    def swaps(self, stage: int, drivers: Floats) -> tuple[Swap, ...]:
        return (Swap("goods", "money", self.lie * drivers[:, 0], 1.01, 0.9),)


def every_path(lattice: Lattice) -> tuple[Whole, Floats]:
    """Return all paths of nodes (n, T + 1) and their probabilities (n,)."""
    paths = list(itertools.product(*(range(lattice.size(stage)) for stage in range(lattice.stages + 1))))
    chances = [
        np.prod([rows[path[stage], path[stage + 1]] for stage, rows in enumerate(lattice.transitions)])
        for path in paths
    ]
    return np.array(paths), np.array(chances)


def bounds(solution: Solution, lattice: Lattice) -> tuple[float, float, Floats]:
    """Return what the plan is worth exactly, the exact bound, and what each path can be short."""
    assert isinstance(solution.problem, MeanCvar)
    nodes, chances = every_path(lattice)
    pools = solution.cuts.pools(solution.instance)
    wary = written_nodes(solution.problem, solution.instance)
    courses, short = value_wary_nodes(solution.instance, pools, nodes, len(nodes), wary)
    return float(chances @ courses.value), float(chances @ (courses.adjusted + short)), short


def held(problem: Problem, lattice: Lattice, weighed: tuple[float, float], trials: int) -> None:
    solution = solve(problem, lattice, risk=weighed[0], tail=weighed[1], limits=Limits(1e9, trials))
    truth = tree_value(mean_cvar(problem, *weighed), lattice)
    lower, upper, short = bounds(solution, lattice)
    assert lower <= truth + ROUNDING * (1 + abs(truth))
    assert upper >= truth - ROUNDING * (1 + abs(truth))
    assert short.min() >= -ROUNDING * (1 + abs(truth))


@few
@given(numbers, weighings, st.sampled_from([1, 8, 40]))
def test_whatever_was_learned_the_truth_lies_between_the_plan_and_the_bound(
    number: int, weighed: tuple[float, float], trials: int
) -> None:
    problem, lattice = made(number)
    held(problem, lattice, weighed, trials)


@few
@given(numbers, weighings, st.sampled_from([0.2, 1.0, 3.0]))
def test_what_is_said_of_swaps_breaks_no_bound_right_or_wrong(
    number: int, weighed: tuple[float, float], lie: float
) -> None:
    problem, lattice = made(number)
    swapping = Swapping(np.random.default_rng(number), lattice.stages)
    swapping.__dict__.update(problem.__dict__)
    swapping.lie = lie
    held(swapping, lattice, weighed, 10)


@few
@given(numbers, weighings)
def test_the_martingale_leaves_the_mean_of_a_plan_that_weighs_its_tail(
    number: int, weighed: tuple[float, float]
) -> None:
    problem, lattice = made(number)
    solution = solve(problem, lattice, risk=weighed[0], tail=weighed[1], limits=Limits(1e9, 40))
    nodes, chances = every_path(lattice)
    courses = follow_lattice(solution.engine(), nodes)
    assert chances @ courses.value == pytest.approx(chances @ courses.adjusted, rel=1e-6, abs=1e-3)
