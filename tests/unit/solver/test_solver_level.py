"""One level of the tail for all paths: foresight may not choose it path by path, and the bound still holds."""

from __future__ import annotations

import numpy as np
import pytest

from headframe.solver.draft import Draft
from headframe.solver.lattice import Lattice
from headframe.solver.level import levels_to_try, shared_level, worst_column
from headframe.solver.pieces import Pieces
from headframe.solver.problem import Problem
from headframe.solver.relaxation import Foresight, foresight
from headframe.solver.risk import LEVEL
from headframe.solver.solve import Limits, Solution, solve

TAIL, RISK = 0.5, 1.0
COIN = Lattice.of("price", [[2.0], [1.0, 4.0]], [[[0.5, 0.5]]])


class Holding(Problem):
    """Made up: goods sold now for 2, or kept and worth 1 or 4."""

    states, start, discounts = ("goods",), np.array([1.0]), (1.0,)

    def program(self, stage, drivers):
        draft = Draft(self.states)
        draft.carry("goods", low=0.0, high=1.0)
        draft.control("sold", high=1.0, reward=float(drivers[0]))
        draft.row("goods account", {"goods'": 1, "goods": -1, "sold": 1}, equals=0)
        return draft.program()

    def terminal(self, drivers):
        return Pieces.of((0.0, [float(drivers[0])]))

    def value_bounds(self, stage):
        return 0.0, 10.0


def wary() -> Solution:
    return solve(Holding(), COIN, risk=RISK, tail=TAIL, limits=Limits(1e9, 40))


def known(solution: Solution, node: int) -> Foresight:
    instance = solution.instance
    no_charge = np.zeros((1, 2))
    return Foresight([instance.programs[0][0]], no_charge, instance.ends[node], instance.start, instance.to_today)


def test_without_risk_there_is_no_level() -> None:
    assert not len(levels_to_try(solve(Holding(), COIN, limits=Limits(1e9, 5))))


def test_the_levels_tried_reach_both_ends_of_the_range() -> None:
    levels = levels_to_try(wary())
    assert (levels[0], levels[-1]) == (0.0, 10.0) and (np.diff(levels) > 0).all()
    assert np.isclose(levels, 2.0).any()


def test_foresight_with_its_own_level_is_no_worse_than_with_any() -> None:
    solution = wary()
    instance = solution.instance
    for node in (0, 1):
        free = foresight(
            [instance.programs[0][0]], np.zeros((1, 2)), instance.ends[node], instance.start, instance.to_today
        )
        held = [known(solution, node).held_at(LEVEL, level)[0] for level in (0.0, 1.0, 2.0, 5.0)]
        assert free == pytest.approx(known(solution, node).best())
        assert max(held) <= free + 1e-9


def test_a_line_lies_above_foresight_at_every_level() -> None:
    solution = wary()
    one = known(solution, 1)
    value, slope = one.held_at(LEVEL, 3.0)
    for level in np.linspace(0.0, 10.0, 21):
        assert one.held_at(LEVEL, level)[0] <= value + slope * (level - 3.0) + 1e-9


def test_one_level_for_all_bounds_every_shared_level_and_not_more_than_a_level_each() -> None:
    solution = wary()
    levels = levels_to_try(solution)
    both = [known(solution, node) for node in (0, 1)]
    free = np.array([each.best() for each in both])
    lines = np.array([[known(solution, node).held_at(LEVEL, level) for level in levels] for node in (0, 1)])
    gains = shared_level(levels, (lines[:, :, 0], lines[:, :, 1]), free)
    shared = max(
        float(np.mean([known(solution, node).held_at(LEVEL, level)[0] for node in (0, 1)]))
        for level in np.linspace(0.0, 10.0, 201)
    )
    bound = float(gains.mean(axis=0).max())
    assert shared - 1e-9 <= bound <= shared + 0.02
    assert bound < float(free.mean()) - 0.1
    assert solution.upper <= bound + 1e-9


def test_the_column_that_may_be_largest_is_told_by_its_confidence_and_not_its_mean() -> None:
    gains = np.array([[1.0, 0.0], [1.0, 1.9], [1.0, 0.5], [1.0, 1.4]])
    assert worst_column(gains, 0.95).tolist() == [0.0, 1.9, 0.5, 1.4]
