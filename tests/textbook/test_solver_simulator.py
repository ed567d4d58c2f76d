"""Bounds that hold for the simulator, against a value found on a fine grid."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from numpy.random import Generator
from scipy.stats import norm
from solver_problems import Option

from headframe.ground.streams import stream
from headframe.solver.arrays import Floats
from headframe.solver.certificate import certify, value_held
from headframe.solver.problem import Process
from headframe.solver.quantize import Quantized, quantize
from headframe.solver.solve import Limits, Solution, solve

STEPS, STRIKE, START = 6, 105.0, 100.0
RATE, VOLATILITY = 0.01, 0.15
"""Of a step: of interest and of the price."""


class Price(Process):
    """A price that moves in proportion, with the drift of interest: its discounted mean stands still."""

    drivers = ("price",)

    def sample_paths(self, count: int, generator: Generator) -> Floats:
        moves = RATE - VOLATILITY**2 / 2 + VOLATILITY * generator.standard_normal((count, STEPS))
        logs = np.concatenate([np.zeros((count, 1)), np.cumsum(moves, axis=1)], axis=1)
        return START * np.exp(logs)[:, :, None]

    def sample_next(self, stage: int, drivers: Floats, count: int, generator: Generator) -> Floats:
        draws = generator.standard_normal((len(drivers), count, 1))
        return drivers[:, None] * np.exp(RATE - VOLATILITY**2 / 2 + VOLATILITY * draws)


def value_on_a_grid() -> float:
    """Return the Bermudan put's value by backward integration on a fine grid of log prices."""
    grid = np.linspace(-2.5, 2.5, 2001)
    prices = START * np.exp(grid)
    moves = grid[None, :] - grid[:, None] - (RATE - VOLATILITY**2 / 2)
    weight = norm.pdf(moves / VOLATILITY)
    weight /= weight.sum(axis=1, keepdims=True)
    value = np.maximum(STRIKE - prices, 0)
    for _ in range(STEPS):
        value = np.maximum(STRIKE - prices, np.exp(-RATE) * weight @ value)
    return float(value[1000])


@cache
def made() -> Quantized:
    paths = Price().sample_paths(20_000, stream(3, "option"))
    return quantize(paths, ["price"], 30, multiplicative=["price"], keep_mean=["price"])


@cache
def learned() -> Solution:
    option = Option(STRIKE, [float(np.exp(-RATE))] * STEPS, most=STRIKE)
    return solve(option, made().lattice, limits=Limits(seconds=1e9, trials=60))


def test_the_true_value_lies_inside_the_bounds_for_the_simulator() -> None:
    truth = value_on_a_grid()
    found = certify(learned(), process=Price(), paths=100, paired=100, draws=400)
    assert not hasattr(found.simulator, "reason")
    assert found.simulator.lower <= truth <= found.simulator.upper
    assert found.gap_simulator < 0.12
    assert found.lower == found.simulator.lower and found.upper == found.simulator.upper
    assert "for the simulator" in found.words()[1] and "for the lattice" in found.words()[0]


def test_the_martingale_takes_noise_out_and_leaves_the_mean() -> None:
    found = certify(learned(), process=Price(), paths=400, paired=100, draws=400)
    assert found.lattice.value.error < 0.2 * found.lattice.plain.error
    assert found.simulator.value.error < 0.5 * found.simulator.plain.error
    distance = abs(found.simulator.value.mean - found.simulator.plain.mean)
    assert distance < 3.5 * found.simulator.plain.error


def test_never_exercising_early_is_worth_no_more_than_the_plan() -> None:
    found = certify(learned(), process=Price(), paths=100, paired=50, draws=200)
    europe = value_held(learned(), {"exercised": (0.0, 0.0)}, process=Price(), paths=50, draws=200)
    assert europe.mean <= found.upper
    with_baseline = certify(learned(), process=Price(), paths=100, paired=50, draws=200, baseline=europe.mean)
    assert with_baseline.gap_of_improvement > with_baseline.gap_simulator


@pytest.mark.parametrize("workers", [1, 2])
def test_the_certificate_is_the_same_for_any_number_of_processes(workers: int) -> None:
    one = certify(learned(), process=Price(), paths=60, paired=30, draws=50)
    other = certify(learned(), process=Price(), paths=60, paired=30, draws=50, workers=workers)
    assert other.simulator == one.simulator
    assert other.lattice.value.mean == pytest.approx(one.lattice.value.mean, rel=1e-9)


def test_quantizing_keeps_the_mean_it_was_told_to_keep() -> None:
    paths = Price().sample_paths(20_000, stream(3, "option"))
    loose = quantize(paths, ["price"], 30, multiplicative=["price"])
    assert made().mean_error.max() < 1e-6 < loose.mean_error.max()
    assert made().lost_spread[1:].max() < 0.02
    assert made().lattice.certain_moves == ()
