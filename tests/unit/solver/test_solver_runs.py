"""A run can be watched, stopped, kept and taken up again, and is the same in one process or two."""

from __future__ import annotations

import json

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from headframe.ground.streams import stream
from headframe.solver.advice import first_decision, mean_prices
from headframe.solver.cuts import Cuts
from headframe.solver.draft import Draft
from headframe.solver.follow import follow_lattice
from headframe.solver.lattice import Lattice
from headframe.solver.pieces import Pieces
from headframe.solver.problem import Problem
from headframe.solver.risk import LEVEL, mean_cvar
from headframe.solver.solve import Ended, Limits, Progress, solve

LONG = 1e9
UP_DOWN = [[0.6, 0.4], [0.3, 0.7]]
CHAIN = Lattice.of("price", [[2.0]] + [[1.0, 3.0]] * 6, [[[0.5, 0.5]]] + [UP_DOWN] * 5)


class Store(Problem):
    """Made up: a store filled and emptied at the chain's price."""

    states, start, discounts = ("goods",), np.array([1.0]), (0.98,) * 6

    def program(self, stage, drivers):
        price = float(drivers[0])
        draft = Draft(self.states)
        draft.carry("goods", high=4.0)
        draft.control("bought", high=2.0, reward=-price - 0.1)
        draft.control("sold", high=2.0, reward=price)
        draft.row("goods account", {"goods'": 1, "goods": -1, "bought": -1, "sold": 1}, equals=0)
        draft.row("dock", {"bought": 1, "sold": 1}, at_most=1.5)
        return draft.program()

    def terminal(self, drivers):
        return Pieces.of((0.0, [0.5]))

    def value_bounds(self, stage):
        return -100.0, 200.0


def test_progress_tells_both_bounds_and_the_upper_one_only_falls() -> None:
    seen: list[Progress] = []
    solution = solve(Store(), CHAIN, limits=Limits(LONG, 60), progress=seen.append)
    uppers = [found.upper for found in seen]
    assert len(seen) == 60 and tuple(seen) == solution.log
    assert uppers == sorted(uppers, reverse=True)
    assert seen[-1].lower is not None and seen[-1].lower <= solution.upper + 1e-6


def test_an_interrupt_returns_the_best_so_far_with_a_valid_bound() -> None:
    truth = solve(Store(), CHAIN, limits=Limits(LONG, 200)).upper

    def interrupt(found: Progress) -> None:
        if found.trials == 3:
            raise KeyboardInterrupt

    solution = solve(Store(), CHAIN, limits=Limits(LONG, 200), progress=interrupt)
    assert solution.ended is Ended.STOPPED and solution.upper >= truth - 1e-6
    asked = solve(Store(), CHAIN, limits=Limits(LONG, 200, stop=lambda: True))
    assert asked.ended is Ended.STOPPED and len(asked.log) == 1


def test_a_gap_or_the_clock_ends_a_run() -> None:
    assert solve(Store(), CHAIN, limits=Limits(LONG, 10_000, gap=0.05)).ended is Ended.GAP
    assert solve(Store(), CHAIN, limits=Limits(0.0, 10_000)).ended is Ended.SECONDS


def test_a_run_goes_on_from_cuts_that_were_kept_as_text() -> None:
    first = solve(Store(), CHAIN, limits=Limits(LONG, 30))
    kept = Cuts.from_json(json.loads(json.dumps(first.cuts.to_json())))
    for ours, theirs in zip(first.cuts.stages, kept.stages, strict=True):
        for one, other in zip(ours, theirs, strict=True):
            assert_array_equal(one, other)
    again = solve(Store(), CHAIN, limits=Limits(LONG, 1), cuts=kept, seed=5)
    assert again.upper <= first.upper + 1e-9


@pytest.mark.parametrize("workers", [2, 3])
def test_the_plan_is_the_same_for_any_number_of_processes(workers: int) -> None:
    one = solve(Store(), CHAIN, limits=Limits(LONG, 30), paths=3)
    more = solve(Store(), CHAIN, limits=Limits(LONG, 30), paths=3, workers=workers)
    assert [found.upper for found in one.log] == [found.upper for found in more.log]
    for ours, theirs in zip(one.cuts.stages, more.cuts.stages, strict=True):
        assert_array_equal(ours[1], theirs[1])


def test_the_first_decision_and_its_prices_are_told_by_name() -> None:
    solution = solve(Store(), CHAIN, limits=Limits(LONG, 100))
    first = first_decision(solution)
    assert set(first.controls) == {"bought", "sold"} and set(first.states) == {"goods"}
    wider = Store()
    wider.start = np.array([1.0 + 1e-3])
    more = solve(wider, CHAIN, limits=Limits(LONG, 100)).upper
    assert first.prices["goods account"] == pytest.approx((more - solution.upper) / 1e-3, rel=1e-3)
    assert first.prices["dock"] >= 0


def test_mean_prices_along_paths_are_as_of_today() -> None:
    solution = solve(Store(), CHAIN, limits=Limits(LONG, 60))
    courses = follow_lattice(solution.engine(), CHAIN.sample(20, stream(9, "some")))
    prices = mean_prices(solution.instance, courses)
    assert prices["dock"].shape == (6,) and (prices["dock"] >= -1e-9).all()


def test_with_risk_the_level_is_a_control_of_the_first_stage() -> None:
    solution = solve(Store(), CHAIN, risk=0.5, tail=0.2, limits=Limits(LONG, 200))
    first = first_decision(solution)
    assert LEVEL in first.controls
    courses = follow_lattice(solution.engine(), CHAIN.sample(4000, stream(9, "some")))
    gained = courses.states[:, -1, -1] + first.controls[LEVEL]
    end = np.array([0.5 * goods for goods in courses.states[:, -1, 0]])
    outcomes = gained + solution.instance.to_today[-1] * end
    worst = np.sort(outcomes)[: len(outcomes) // 5].mean()
    assert courses.value.mean() == pytest.approx(0.5 * outcomes.mean() + 0.5 * worst, abs=0.02)


def test_risk_books_the_same_rewards_as_the_plain_problem() -> None:
    plain, weighed = Store(), mean_cvar(Store(), 0.5, 0.2)
    ours, theirs = plain.program(1, np.array([3.0])), weighed.program(1, np.array([3.0]))
    assert theirs.rows[:-1] == ours.rows and theirs.states[:-1] == ours.states
    assert_array_equal(theirs.dense()[:-1][:, [0, 2, 4, 5]], ours.dense())
    assert_array_equal(theirs.dense()[-1], [0.0, -1.0, 0.0, 1.0, 0.98 * 3.1, -0.98 * 3.0])
