"""What must hold of drawn worlds, whatever is asked."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headframe.ground.errors import InputRefused
from headframe.mining.power_quantiles import expected_shortfall_below_usd_per_mwh, share_of_hours_below
from headframe.record.record import Record
from headframe.worlds.backtest_scores import crps_of_samples
from headframe.worlds.calibrate import calibrate
from headframe.worlds.correlation import LEAST_EIGENVALUE, checked_correlation, positive_definite
from headframe.worlds.draw import Worlds, draw_worlds
from headframe.worlds.parameters import DRIVERS, NEAR_STEPS
from headframe.worlds.power_shapes import expected_below, margin_usd_per_mwh, share_up_to
from headframe.worlds.power_table import hubs, power_months
from headframe.worlds.shocks import BLOCK, Sampling, block_shocks
from headframe.worlds.sobol import components

VIEW = Record().view()
WORLD = calibrate(VIEW, months=18)
ARRAYS = [field.name for field in fields(Worlds)][2:]
seeds = st.integers(0, 2**31)
few = settings(max_examples=15, deadline=None)


def same(one: Worlds, other: Worlds, paths: int, months: int | None = None) -> bool:
    """Say whether two draws agree, bit for bit, on the first paths and months."""
    for name in ARRAYS:
        first, second = getattr(one, name)[:paths], getattr(other, name)[:paths]
        if first.ndim == 2 and months is not None:
            first, second = first[:, :months], second[:, :months]
        if not np.array_equal(first, second):
            return False
    return True


@few
@given(seeds, st.integers(1, 2 * BLOCK + 7), st.integers(1, 2 * BLOCK + 7), st.sampled_from(list(Sampling)))
def test_more_paths_change_no_path(seed: int, one: int, other: int, sampling: Sampling) -> None:
    first, second = draw_worlds(WORLD, one, seed, sampling), draw_worlds(WORLD, other, seed, sampling)
    assert same(first, second, min(one, other))


@few
@given(seeds, st.integers(1, 3 * BLOCK), st.integers(2, 4))
def test_workers_change_no_number(seed: int, paths: int, workers: int) -> None:
    assert same(draw_worlds(WORLD, paths, seed), draw_worlds(WORLD, paths, seed, workers=workers), paths)


@few
@given(seeds, st.integers(1, 17), st.sampled_from([Sampling.PLAIN, Sampling.ANTITHETIC]))
def test_a_longer_horizon_changes_no_earlier_month(seed: int, months: int, sampling: Sampling) -> None:
    short = calibrate(VIEW, months=months)
    assert same(draw_worlds(short, 50, seed, sampling), draw_worlds(WORLD, 50, seed, sampling), 50, months)


@few
@given(seeds, seeds)
def test_another_seed_gives_other_numbers(seed: int, other: int) -> None:
    prices = [draw_worlds(WORLD, 4, each).price for each in (seed, other)]
    assert np.array_equal(prices[0], prices[1]) == (seed == other)


@few
@given(seeds)
def test_every_number_drawn_is_finite_and_positive_where_it_must_be(seed: int) -> None:
    drawn = draw_worlds(WORLD, 500, seed)
    for name in ("price", "fee_ratio", "hash_rate", "hash_price", "power_level", "rent"):
        values = getattr(drawn, name)
        assert np.isfinite(values).all()
        assert (values > 0).all()


@few
@given(seeds)
def test_antithetic_paths_mirror_each_other(seed: int) -> None:
    shocks = block_shocks(seed, 0, 6, np.eye(6), Sampling.ANTITHETIC)
    for driver in DRIVERS:
        assert np.array_equal(shocks.normals[driver][:, ::2], -shocks.normals[driver][:, 1::2])


@settings(deadline=None)
@given(st.integers(1, 60))
def test_principal_components_turn_and_do_not_stretch(months: int) -> None:
    turned = components(months)
    assert turned @ turned.T == pytest.approx(np.eye(months), abs=1e-9)


@st.composite
def symmetric(draw: st.DrawFn) -> np.ndarray:
    size = len(DRIVERS)
    matrix = np.eye(size)
    for row in range(size):
        for column in range(row):
            matrix[row, column] = matrix[column, row] = draw(st.floats(-1, 1))
    return matrix


@given(symmetric())
def test_a_mended_correlation_is_one(matrix: np.ndarray) -> None:
    mended = positive_definite(matrix)
    assert np.linalg.eigvalsh(mended).min() > 0
    assert np.diag(mended) == pytest.approx(np.ones(6))
    assert np.abs(mended).max() <= 1 + 1e-9


@given(symmetric())
def test_a_users_correlation_is_taken_or_refused_with_a_fix_that_works(matrix: np.ndarray) -> None:
    try:
        taken = checked_correlation(matrix.tolist(), DRIVERS, "mine.csv")
    except InputRefused as problem:
        assert "eigenvalue" in problem.what
        factor = float(problem.next.split()[-3])
        shrunk = np.eye(6) + factor * (matrix - np.eye(6))
        assert checked_correlation(shrunk.tolist(), DRIVERS, "mine.csv") is not None
    else:
        assert np.array_equal(taken, matrix)
        assert np.linalg.eigvalsh(taken).min() >= LEAST_EIGENVALUE


@settings(deadline=None)
@given(st.sampled_from(hubs()), st.integers(0, 71), st.floats(0, 400), st.floats(0.2, 5))
def test_the_margin_table_is_the_integral(hub: str, at: int, limit: float, stretch: float) -> None:
    """Within 40 cents at the season's level and never below: chords lie over a convex curve. Far out, within 0.3 %."""
    month = power_months(hub, VIEW.as_of)[at]
    world = calibrate(VIEW, months=12, hub=hub)
    calendar = month.month.end.month - 1
    year = world.tables.shapes.labels[calendar].index(month.month.end.year)
    level = world.fits.power.season[calendar] * stretch
    by_table = margin_usd_per_mwh(
        np.array([limit]), np.array([level]), world.tables.shapes, calendar, np.array([year])
    )[0]
    exact = stretch * expected_shortfall_below_usd_per_mwh(limit / stretch, month.quantiles)
    shapes = world.tables.shapes
    near = shapes.knots[NEAR_STEPS] * shapes.scale[calendar, year] * level
    if limit < near:
        assert exact - 1e-6 <= by_table <= exact + 0.4 * stretch
    else:
        assert by_table == pytest.approx(exact, rel=0.003)


@settings(deadline=None)
@given(st.sampled_from(hubs()), st.integers(0, 71), st.floats(-300, 6000))
def test_many_limits_at_once_are_each_limit_alone(hub: str, at: int, limit: float) -> None:
    quantiles = power_months(hub, VIEW.as_of)[at].quantiles
    assert expected_below(np.array([limit]), quantiles)[0] == pytest.approx(
        expected_shortfall_below_usd_per_mwh(limit, quantiles), abs=1e-6
    )
    assert share_up_to(np.array([limit]), quantiles)[0] == pytest.approx(share_of_hours_below(limit, quantiles))


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=40), st.floats(-5, 5))
def test_a_score_is_never_negative_and_never_more_than_the_mean_miss(samples: list[float], truth: float) -> None:
    drawn = np.array(samples)
    score = crps_of_samples(drawn, truth)
    assert -1e-9 <= score <= np.abs(drawn - truth).mean() + 1e-9


@few
@given(st.floats(-2, 2))
def test_a_dearer_bitcoin_never_lowers_the_network(more: float) -> None:
    base = WORLD.parameters
    moved = replace(WORLD, parameters=replace(base, log_price=base.log_price + more))
    rates = [draw_worlds(world, 40, 3).hash_rate for world in (WORLD, moved)]
    assert ((rates[1] >= rates[0] * (1 - 1e-12)) if more >= 0 else (rates[1] <= rates[0] * (1 + 1e-12))).all()
