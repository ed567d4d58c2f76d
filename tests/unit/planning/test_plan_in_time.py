"""A plan ends when it was asked to: what the seconds do not reach is left out and named, never half done."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from tests.unit.planning.planned import small_miner, small_model

from headframe.planning.clock import PLAIN, WITH_FRONTIER, Clock, Schedule
from headframe.planning.plan_extras import FEWEST_FOLLOWED, frontier
from headframe.planning.plan_question import PlanQuestion, tail_mean
from headframe.planning.plan_run import AT_ONCE, PlanRun, followed_until, joined, run_plan
from headframe.planning.rule_course import Quarters
from headframe.planning.tuned_rule import NAMED, tune_rule
from headframe.solver.follow import follow_lattice

ASKED = PlanQuestion(quarters=3, nodes=3, trials=6, workers=1)


@pytest.fixture(scope="module")
def run() -> PlanRun:
    return run_plan(small_model(small_miner(), 3), ASKED, 0.0, Clock(60.0))


def test_parts_end_one_after_the_other() -> None:
    for due in (PLAIN, WITH_FRONTIER):
        ends = [getattr(due, name) for name in Schedule.__slots__]
        assert ends == sorted(ends)
        assert ends[0] > 0 and ends[-1] == 1.0


def test_courses_followed_in_parts_are_the_courses_followed_at_once(run: PlanRun) -> None:
    nodes = run.nodes[:50]
    whole = follow_lattice(run.engine, nodes)
    parts = joined([follow_lattice(run.engine, nodes[:20]), follow_lattice(run.engine, nodes[20:])])
    assert np.allclose(parts.value, whole.value)
    assert all(one.shape == two.shape for one, two in zip(parts.controls, whole.controls, strict=True))


def test_without_seconds_the_fewest_courses_are_followed(run: PlanRun) -> None:
    assert len(followed_until(run.engine, run.nodes, 0.0, fewest=AT_ONCE).value) == AT_ONCE


def test_a_frontier_without_seconds_is_measured_on_fewer_paths_and_whole(run: PlanRun) -> None:
    weights = frontier(replace(run, question=replace(ASKED, trials=2)), (), 0.0)
    assert [each.risk for each in weights] == [0.0, 0.25, 0.5, 0.75, 1.0]
    assert len(run.nodes) > FEWEST_FOLLOWED
    assert all(np.isfinite(each.best.value).all() for each in weights)


def test_no_weight_has_worse_worst_outcomes_than_a_lighter_one(run: PlanRun) -> None:
    worst = [tail_mean(each.best.value, ASKED.tail) for each in frontier(run, (), 2.0)]
    assert all(two >= one - 1e-9 for one, two in pairwise(worst))


def test_a_search_without_seconds_still_tries_the_named_rules(run: PlanRun) -> None:
    quarters = Quarters.of(run.model, run.model.simulator.sample_paths(30, np.random.default_rng(1)))
    assert tune_rule(quarters, quarters, 0.0, 1.0, 1, 0.0).tried == NAMED


def test_somebody_who_stops_it_leaves_no_seconds_for_anything() -> None:
    assert Clock(60.0, stop=lambda: True).until(1.0) == 0.0
