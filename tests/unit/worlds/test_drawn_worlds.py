"""What is drawn follows the equations: means, bands, seams."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pytest

from headframe.ground.errors import UsageProblem
from headframe.record.record import Record
from headframe.vocabulary.assumptions import packaged_assumptions
from headframe.worlds.calibrate import World, calibrate
from headframe.worlds.draw import draw_worlds
from headframe.worlds.drivers import Drivers
from headframe.worlds.parameters import Floats
from headframe.worlds.shocks import Sampling, Shocks

VIEW = Record().view()
WORLD = calibrate(VIEW, months=36)
DRAWN = draw_worlds(WORLD, 20_000, seed=5)


def test_the_mean_price_grows_at_the_stated_drift() -> None:
    grown = np.exp(WORLD.parameters.log_price + WORLD.tables.drift[1] * np.arange(1, 13) / 12)
    assert DRAWN.price[:, :12].mean(axis=0) == pytest.approx(grown, rel=0.03)


def test_a_premium_raises_the_mean_price() -> None:
    held = packaged_assumptions().with_changes({"worlds.bitcoin_drift_premium": 0.1})
    dearer = draw_worlds(calibrate(VIEW, held, 36), 2_000, seed=5)
    plain = draw_worlds(WORLD, 2_000, seed=5)
    assert dearer.price[:, 11] / plain.price[:, 11] == pytest.approx(np.exp(0.1))


def test_hash_price_is_revenue_over_hash_rate() -> None:
    revenue = WORLD.tables.subsidy_btc_day[1:] * (1 + DRAWN.fee_ratio) * DRAWN.price
    assert DRAWN.hash_price == pytest.approx(revenue / (1000 * DRAWN.hash_rate))


def test_over_years_mean_power_is_the_mean_of_the_same_months() -> None:
    far = draw_worlds(WORLD, 20_000, seed=6).power_mean[:, 24:]
    seasons = WORLD.tables.power_level[25:]
    calm = seasons < 100
    assert far.mean(axis=0)[calm] == pytest.approx(seasons[calm], rel=0.05)


def test_the_network_grows_where_its_fleet_earns_more_than_the_margin() -> None:
    quiet = replace(WORLD.parameters, network_volatility=0.0, network_margin_spread=0.0, price_volatility=0.0)
    rich = replace(WORLD, parameters=replace(quiet, log_price=quiet.log_price + 1.0))
    poor = replace(WORLD, parameters=replace(quiet, log_price=quiet.log_price - 2.0))
    now = np.exp(WORLD.parameters.log_hash_rate)
    assert (draw_worlds(rich, 10, seed=1).hash_rate[:, 0] > now).all()
    assert (draw_worlds(poor, 10, seed=1).hash_rate[:, 0] < now).all()


def test_lagged_network_answers_a_month_later() -> None:
    """With the month before as target, this month's price cannot move this month's hash rate."""
    lagged = replace(WORLD, parameters=replace(WORLD.parameters, network_same_month=False))
    jumped = replace(lagged, tables=replace(lagged.tables, drift=lagged.tables.drift + 12.0))
    same, moved = draw_worlds(lagged, 50, seed=2), draw_worlds(jumped, 50, seed=2)
    assert (same.hash_rate[:, 0] == moved.hash_rate[:, 0]).all()
    assert (same.hash_rate[:, 1] < moved.hash_rate[:, 1]).all()


def test_shocks_have_the_correlation_of_the_tables() -> None:
    tied = WORLD.tables.correlation.copy()
    tied[0, 4] = tied[4, 0] = 0.8
    world = replace(WORLD, tables=replace(WORLD.tables, correlation=tied, cholesky=np.linalg.cholesky(tied)))
    drawn = draw_worlds(world, 20_000, seed=3)
    first = np.corrcoef(np.log(drawn.price[:, 0]), np.log(drawn.rent[:, 0]))[0, 1]
    assert first == pytest.approx(0.8, abs=0.02)


@pytest.mark.parametrize("sampling", [Sampling.ANTITHETIC, Sampling.SOBOL])
def test_other_ways_to_draw_have_the_same_means(sampling: Sampling) -> None:
    other = draw_worlds(WORLD, 8_192, seed=9, sampling=sampling)
    for name in ("hash_rate", "hash_price", "rent", "power_level"):
        assert getattr(other, name)[:, 11].mean() == pytest.approx(getattr(DRAWN, name)[:, 11].mean(), rel=0.02)


def test_a_delay_is_drawn_from_the_delivery_log() -> None:
    assert np.isin(DRAWN.delay, WORLD.tables.delay_months).all()
    assert np.isinf(DRAWN.delay).mean() == pytest.approx(np.isinf(WORLD.tables.delay_months).mean(), abs=0.01)


@dataclass
class FlatPrice:
    """A driver of one's own: Northfield's made-up view that the price stays where it is."""

    def prices(self, world: World, shocks: Shocks) -> Floats:
        return np.full(shocks.normals["price"].shape, np.exp(world.parameters.log_price))


def test_a_driver_of_ones_own_takes_its_seam() -> None:
    drawn = draw_worlds(WORLD, 10, seed=1, drivers=Drivers(price=FlatPrice()))
    assert drawn.price == pytest.approx(np.exp(WORLD.parameters.log_price))


@pytest.mark.parametrize("paths", [0, 10_000_001])
def test_an_impossible_number_of_paths_is_refused(paths: int) -> None:
    with pytest.raises(UsageProblem):
        draw_worlds(WORLD, paths, seed=1)
