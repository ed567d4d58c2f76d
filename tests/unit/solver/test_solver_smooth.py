"""Charges average over cuts that are nearly the least, so that their slopes do not jump."""

from __future__ import annotations

import numpy as np
import pytest
from tests.unit.solver.test_solver_runs import CHAIN, LONG, Store

from headframe.solver.arrays import Floats
from headframe.solver.engine import Engine
from headframe.solver.follow import tangents_after
from headframe.solver.smooth import smooth_tangents
from headframe.solver.solve import Limits, Solution, solve


def wary() -> Solution:
    return solve(Store(), CHAIN, risk=0.5, tail=0.2, limits=Limits(LONG, 60))


def some_states() -> Floats:
    return np.column_stack([np.linspace(0.0, 4.0, 9), np.linspace(-3.0, 3.0, 9)])


@pytest.mark.parametrize("stage", [3, 6])
def test_narrow_averages_are_worth_what_the_least_cut_is(stage: int) -> None:
    solution = wary()
    engine: Engine = solution.engine()
    at = some_states()
    averaged, averaged_slopes = smooth_tangents(solution.instance, engine.pools, stage, at, 1e-9)
    least, least_slopes = tangents_after(solution.instance, engine.pools, stage, at)
    ours, theirs = (
        constants + np.einsum("njs,ns->nj", slopes, at)
        for constants, slopes in ((averaged, averaged_slopes), (least, least_slopes))
    )
    assert ours == pytest.approx(theirs, abs=1e-6)


@pytest.mark.parametrize("stage", [3, 6])
def test_wide_averages_change_slowly_with_the_states(stage: int) -> None:
    solution = wary()
    engine: Engine = solution.engine()
    near = np.array([[1.0, -0.01], [1.0, 0.01]])
    _, slopes = smooth_tangents(solution.instance, engine.pools, stage, near, 0.5)
    assert np.abs(slopes[1] - slopes[0]).max() < 0.2
