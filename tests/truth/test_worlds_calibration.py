"""Calibrated numbers against what can be worked out by hand from the packaged series."""

from __future__ import annotations

from datetime import date
from math import exp, log

import numpy as np
import pytest

from headframe.record.record import Record
from headframe.vocabulary.assumptions import packaged_assumptions
from headframe.worlds.asked import Asked, asked_world
from headframe.worlds.calibrate import calibrate
from headframe.worlds.draw import draw_worlds
from headframe.worlds.network import HOURS_PER_DAY

VIEW = Record().view()
WORLD = calibrate(VIEW, months=24)


def test_paths_start_from_the_last_close_and_the_last_month() -> None:
    """btc_monthly.csv, 2026-05: close 73,599.56, network 987.7411 EH/s, fees 88.93 on issuance of 14,265.625 BTC."""
    of = WORLD.parameters
    assert exp(of.log_price) == pytest.approx(73_599.56)
    assert exp(of.log_hash_rate) == pytest.approx(987.7411)
    assert of.fee_ratio == pytest.approx(88.93012 / 14_265.625, rel=1e-4)


def test_the_hash_price_of_month_0_is_the_series_own() -> None:
    """450 BTC a day and fees of .623 %, at 77,985.61 dollars over 987,741 PH/s; the series, by blocks found, 36.58."""
    past = WORLD.fits.history
    assert past.hash_price[-1] == pytest.approx(35.75, abs=0.01)


def test_the_margin_lies_between_power_and_what_fleets_earned() -> None:
    """A fleet's megawatt-hour earned 105 to 560 dollars since 2020; where nobody comes or goes lies below."""
    margin = exp(WORLD.parameters.network_log_margin) / HOURS_PER_DAY
    assert 30 < margin < 150


def test_the_network_comes_faster_than_it_leaves() -> None:
    assert WORLD.parameters.network_speed_up > WORLD.parameters.network_speed_down > 0


def test_chinas_ban_makes_the_shocks_heavy() -> None:
    before = calibrate(Record().view(date(2026, 5, 31)), months=6).parameters.network_tail
    assert before > 0.05


def test_seasons_of_power_are_means_of_known_years() -> None:
    """HB_WEST, January 2020 to 2025: 14.55, 20.31, 26.26, 20.18, 34.36, 35.51."""
    assert WORLD.fits.power.season[0] == pytest.approx((14.55 + 20.31 + 26.26 + 20.18 + 34.36 + 35.51) / 6)


def test_rent_starts_from_the_median_of_young_leases() -> None:
    rents = sorted(rent.value for rent in WORLD.fits.rent.rents)
    assert exp(WORLD.parameters.log_rent) == pytest.approx(rents[len(rents) // 2])
    assert 100 < exp(WORLD.parameters.log_rent) < 220


def test_half_of_deliveries_come_within_four_months_of_the_promised_day() -> None:
    """The curve passes a half at 122 days."""
    assert np.median(WORLD.tables.delay_months) == pytest.approx(122 / 30.4375, abs=0.01)


def test_correlations_are_one_positive_definite_matrix() -> None:
    matrix = WORLD.tables.correlation
    assert np.linalg.eigvalsh(matrix).min() > 0
    assert WORLD.tables.cholesky @ WORLD.tables.cholesky.T == pytest.approx(matrix)


def test_a_stated_correlation_of_rent_with_bitcoin_is_used() -> None:
    held = packaged_assumptions().with_changes({"worlds.ai_rent_correlation_with_bitcoin": 0.4})
    assert calibrate(VIEW, held, 6).tables.correlation[0, 4] == pytest.approx(0.4)


def forwards(column: str, value: float, count: int = 24) -> str:
    """Return a flat made-up curve of Northfield."""
    return f"month,{column}\n" + "".join(f"{month},{value}\n" for month in WORLD.tables.months[1 : count + 1])


def test_a_price_path_is_taken_on_every_draw() -> None:
    asked = Asked(months=24, price_path=("northfield.csv", forwards("price_usd_per_btc", 90_000)))
    world, _ = asked_world(VIEW, asked, packaged_assumptions())
    assert draw_worlds(world, 300, seed=2).price == pytest.approx(90_000)


@pytest.mark.parametrize(
    ("column", "value", "array", "within"),
    [
        ("bitcoin_usd_per_btc", 80_000.0, "price", 0.06),
        ("power_usd_per_mwh", 41.0, "power_level", 0.02),
        ("hash_price_usd_per_ph_day", 45.0, "hash_price", 0.06),
    ],
)
def test_means_are_the_users_forward_curve(column: str, value: float, array: str, within: float) -> None:
    asked = Asked(months=24, curves=("northfield.csv", forwards(column, value)))
    world, _ = asked_world(VIEW, asked, packaged_assumptions())
    means = getattr(draw_worlds(world, 20_000, seed=2), array).mean(axis=0)
    assert means == pytest.approx(np.full(24, value), rel=within)


def test_hash_price_and_hash_rate_stay_one_under_a_hash_price_curve() -> None:
    asked = Asked(months=24, curves=("northfield.csv", forwards("hash_price_usd_per_ph_day", 45.0)))
    world, _ = asked_world(VIEW, asked, packaged_assumptions())
    drawn = draw_worlds(world, 200, seed=2)
    revenue = world.tables.subsidy_btc_day[1:] * (1 + drawn.fee_ratio) * drawn.price
    assert drawn.hash_price == pytest.approx(revenue / (1000 * drawn.hash_rate))


def test_the_premium_is_in_the_drift_and_nothing_else() -> None:
    held = packaged_assumptions().with_changes({"worlds.bitcoin_drift_premium": 0.1})
    dearer = calibrate(VIEW, held, 24)
    assert dearer.tables.drift - WORLD.tables.drift == pytest.approx(0.1)
    assert dearer.parameters == WORLD.parameters
    assert WORLD.tables.drift[1] == pytest.approx(log(1.04))
