"""The bound for the simulator of a plan that weighs its tail, against a value that is known in closed form."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from numpy.random import Generator
from scipy.stats import norm

from headframe.ground.streams import stream
from headframe.solver.arrays import Floats
from headframe.solver.certificate import certify, fresh_paths
from headframe.solver.draft import Draft
from headframe.solver.pieces import Pieces
from headframe.solver.problem import Problem, Process, Swap
from headframe.solver.program import StageProgram
from headframe.solver.quantize import quantize
from headframe.solver.solve import Limits, Solution, solve
from headframe.solver.statement import Bounds, Certificate

STEPS, SPREAD, RISK, TAIL = 3, 0.1, 0.4, 0.2
DRIFTS = (0.02, 0.08)
"""Of the price a step: too little for the risk, and enough."""
ROUNDING = 1e-9


class Walk(Process):
    """A price of 1 that moves by normal steps."""

    drivers = ("price",)

    def __init__(self, drift: float) -> None:
        self.drift = drift

    def sample_paths(self, count: int, generator: Generator) -> Floats:
        moves = self.drift + SPREAD * generator.standard_normal((count, STEPS))
        return 1 + np.concatenate([np.zeros((count, 1)), np.cumsum(moves, axis=1)], axis=1)[:, :, None]

    def sample_next(self, stage: int, drivers: Floats, count: int, generator: Generator) -> Floats:
        return drivers[:, None] + self.drift + SPREAD * generator.standard_normal((len(drivers), count, 1))

    def mean_scales(self, stage: int, drivers: Floats) -> Floats:
        ones = np.ones(len(drivers))
        return np.stack([drivers[:, 0] + self.drift, ones, ones], axis=1)


class Keep(Problem):
    """Made up: goods are sold today at 1 or kept to the end, at the price that then is."""

    states, start, discounts = ("goods", "money"), np.array([1.0, 0.0]), (1.0,) * STEPS

    def program(self, stage: int, drivers: Floats) -> StageProgram:
        draft = Draft(self.states)
        draft.control("sold", high=1.0 if stage == 0 else 0.0)
        draft.row("goods account", {"goods'": 1, "goods": -1, "sold": 1}, equals=0)
        draft.row("money account", {"money'": 1, "money": -1, "sold": -1.0}, equals=0)
        return draft.program()

    def terminal(self, drivers: Floats) -> Pieces:
        return Pieces.of((0.0, [float(drivers[0]), 1.0]))

    def value_bounds(self, stage: int) -> tuple[float, float]:
        return -3.0, 5.0

    def scales(self, stage: int, drivers: Floats) -> Floats:
        ones = np.ones(len(drivers))
        return np.stack([drivers[:, 0], ones], axis=1)

    def swaps(self, stage: int, drivers: Floats) -> tuple[Swap, ...]:
        return (Swap("goods", "money", drivers[:, 0]),)


def truth(drift: float) -> float:
    """Return (1 − risk) · mean + risk · mean of the worst of a normal outcome, or of 1 if that is more."""
    worst = norm.pdf(norm.ppf(TAIL)) / TAIL
    return max(1.0, 1 + STEPS * drift - RISK * SPREAD * np.sqrt(STEPS) * worst)


@cache
def learned(drift: float) -> Solution:
    paths = Walk(drift).sample_paths(20_000, stream(3, "walk"))
    lattice = quantize(paths, ["price"], 15, keep_mean=["price"]).lattice
    return solve(Keep(), lattice, risk=RISK, tail=TAIL, limits=Limits(1e9, 60))


@cache
def certified(drift: float, workers: int = 1) -> Certificate:
    return certify(learned(drift), process=Walk(drift), paths=100, paired=200, draws=64, workers=workers)


@pytest.mark.parametrize("drift", DRIFTS)
def test_the_known_value_lies_inside_the_bounds_for_the_simulator(drift: float) -> None:
    found = certified(drift).simulator
    assert isinstance(found, Bounds)
    assert found.lower - ROUNDING <= truth(drift) <= found.upper + ROUNDING
    assert 0 <= found.gap < 0.04


@pytest.mark.parametrize("drift", DRIFTS)
def test_what_is_short_is_never_negative_and_covers_the_plan(drift: float) -> None:
    found = certified(drift).simulator
    assert isinstance(found, Bounds)
    errors = np.hypot(found.value.error, found.short.error)
    assert found.short.mean >= 0
    assert found.value.mean + found.short.mean >= truth(drift) - 3.5 * errors
    assert found.value.mean <= truth(drift) + 3.5 * found.value.error + ROUNDING


def test_the_certificate_is_the_same_for_any_number_of_processes() -> None:
    one, other = certified(DRIFTS[0]), certified(DRIFTS[0], 2)
    assert isinstance(one.simulator, Bounds) and other.simulator == one.simulator


def test_paths_that_are_picked_among_draws_follow_the_process() -> None:
    drift = DRIFTS[1]
    paths = fresh_paths(learned(drift), Walk(drift), 2000, 16, seed=9)
    moves = np.diff(paths[:, :, 0], axis=1)
    assert moves.mean(axis=0) == pytest.approx(np.full(STEPS, drift), abs=4 * SPREAD / np.sqrt(2000))
    assert moves.std(axis=0) == pytest.approx(np.full(STEPS, SPREAD), rel=0.08)
    assert abs(np.corrcoef(moves.T)[0, 1]) < 0.09
