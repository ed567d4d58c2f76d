"""Laws of the solver over small problems made at random: bounds hold, more is never worse, prices have their sign."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from headframe.solver.advice import first_decision
from headframe.solver.arrays import Floats
from headframe.solver.certificate import certify, value_held
from headframe.solver.draft import Draft
from headframe.solver.lattice import Lattice
from headframe.solver.pieces import Pieces
from headframe.solver.problem import Problem
from headframe.solver.program import StageProgram
from headframe.solver.solve import Limits, Solution, solve

ROUNDING = 1e-6
few = settings(max_examples=12, deadline=None)
numbers = st.integers(0, 2**31 - 1)


class Made(Problem):
    """A problem made at random: money buys or sells two goods at the chain's prices; both may be built into plants."""

    states = ("money", "goods", "plants")

    def __init__(self, draws: np.random.Generator, stages: int) -> None:
        self._stages = stages
        self.money, self.goods = float(draws.uniform(0, 5)), float(draws.uniform(0, 5))
        self.yields, self.cost, self.room = float(draws.uniform(0, 1)), float(draws.uniform(0.5, 4)), 3.0
        self.limit = float(draws.uniform(0.5, 3))
        self.end = draws.uniform(0, 1.5, 2)

    @property
    def start(self) -> Floats:
        return np.array([self.money, self.goods, 0.0])

    @property
    def discounts(self) -> tuple[float, ...]:
        return (0.95,) * self._stages

    def program(self, stage: int, drivers: Floats) -> StageProgram:
        price = float(drivers[0])
        draft = Draft(self.states)
        draft.carry("plants", high=self.room)
        draft.carry("money", high=1e4)
        draft.control("bought", high=self.limit)
        draft.control("sold", high=self.limit)
        draft.control("built", high=2.0, whole=True)
        draft.control("paid", high=1e4, reward=1.0)
        draft.control("begged", high=1e3, reward=-2.0)
        money = {"money'": 1.0, "money": -1.01, "bought": price * 1.02, "sold": -price, "built": self.cost}
        draft.row("money", {**money, "paid": 1.0, "begged": -1.0, "plants": -self.yields * price}, equals=0)
        draft.row("goods", {"goods'": 1, "goods": -1, "bought": -1, "sold": 1}, equals=0)
        draft.row("plants", {"plants'": 1, "plants": -1, "built": -1}, equals=0)
        draft.row("market", {"bought": 1, "sold": 1}, at_most=self.limit)
        return draft.program()

    def terminal(self, drivers: Floats) -> Pieces:
        goods = float(self.end[0] * drivers[0])
        return Pieces.of((0.0, [1.0, goods, 1.0]), (4.0, [1.0, goods / 2, 0.5]))

    def value_bounds(self, stage: int) -> tuple[float, float]:
        return -1e5, 1e5


def chain(draws: np.random.Generator, stages: int) -> Lattice:
    """Return a chain of two to three nodes a stage with random prices and probabilities."""
    sizes = [1, *draws.integers(2, 4, stages)]
    values = [draws.uniform(0.3, 3.0, size).tolist() for size in sizes]
    rows = []
    for before, after in itertools.pairwise(sizes):
        weights = draws.uniform(0.05, 1.0, (before, after))
        rows.append((weights / weights.sum(axis=1, keepdims=True)).tolist())
    return Lattice.of("price", values, rows)


def learned(problem: Problem, lattice: Lattice, **options: float) -> Solution:
    return solve(problem, lattice, limits=Limits(seconds=1e9, trials=40), **options)


def made(number: int) -> tuple[Made, Lattice]:
    draws = np.random.default_rng(number)
    stages = int(draws.integers(2, 5))
    return Made(draws, stages), chain(draws, stages)


@few
@given(numbers, st.sampled_from([(0.0, 1.0), (0.5, 0.2), (1.0, 0.1)]))
def test_no_lower_bound_exceeds_the_upper_one(number: int, weighed: tuple[float, float]) -> None:
    problem, lattice = made(number)
    solution = learned(problem, lattice, risk=weighed[0], tail=weighed[1])
    found = certify(solution, paths=60, paired=10)
    assert found.lattice.lower <= found.lattice.upper + ROUNDING
    assert found.lattice.short.mean >= -ROUNDING
    assert found.gap_lattice >= -ROUNDING


@few
@given(numbers)
def test_doing_nothing_is_never_better_than_the_bound_on_the_same_paths(number: int) -> None:
    problem, lattice = made(number)
    solution = learned(problem, lattice)
    nothing = value_held(solution, {"bought": (0, 0), "sold": (0, 0), "built": (0, 0)}, paths=100)
    found = certify(solution, paths=100, paired=2)
    assert nothing.mean <= solution.upper + ROUNDING + 4 * nothing.error
    assert nothing.mean - 4 * nothing.error <= found.lattice.value.mean + found.gap_lattice * abs(found.upper)


@few
@given(numbers)
def test_more_of_a_resource_is_never_worse(number: int) -> None:
    problem, lattice = made(number)
    before = learned(problem, lattice).cuts
    bounds = []
    for extra in (0.0, 1.0):
        problem.money += extra
        bounds.append(solve(problem, lattice, limits=Limits(1e9, 1), cuts=before, seed=3).upper)
    assert bounds[1] >= bounds[0] - ROUNDING


@few
@given(numbers)
def test_a_wider_limit_is_never_worse_and_its_price_never_negative(number: int) -> None:
    problem, lattice = made(number)
    narrow = solve(problem, lattice, limits=Limits(1e9, 120))
    prices = first_decision(narrow).prices
    assert prices["market"] >= -ROUNDING
    assert prices["money"] >= 1 - ROUNDING
    problem.limit *= 2
    wide = solve(problem, lattice, limits=Limits(1e9, 120))
    assert wide.upper >= certify(narrow, paths=60, paired=2).lattice.lower - ROUNDING


@few
@given(numbers, st.floats(0.05, 0.95))
def test_fear_of_the_tail_never_raises_the_value(number: int, tail: float) -> None:
    problem, lattice = made(number)
    mean = learned(problem, lattice)
    wary = learned(problem, lattice, risk=1.0, tail=tail)
    assert certify(wary, paths=60, paired=2).lattice.lower <= mean.upper + ROUNDING


@few
@given(numbers)
def test_the_upper_bound_only_falls(number: int) -> None:
    problem, lattice = made(number)
    uppers = [found.upper for found in learned(problem, lattice).log]
    assert all(later <= earlier for earlier, later in itertools.pairwise(uppers))
