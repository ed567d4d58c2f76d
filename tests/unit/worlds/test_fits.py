"""Each driver's fit finds what a made-up past was made of."""

from __future__ import annotations

import numpy as np
import pytest

from headframe.ground.period import Period
from headframe.worlds.fees import fit_fees
from headframe.worlds.history import History, months_after
from headframe.worlds.machines import fleet_log_efficiency
from headframe.worlds.network import fit_network, heavy
from headframe.worlds.price import fit_price, log_drift

COUNT = 110
NO_FORGETTING = 1e6
MONTHS = months_after(Period.month(2017, 1), COUNT - 1)


def made_up(price: np.ndarray, rate: np.ndarray, fees: np.ndarray) -> History:
    return History(MONTHS, price, price, rate, fees, np.full(COUNT, 900.0), {})


def still_past(seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Return a made-up price and fee ratio."""
    draws = np.random.default_rng(seed)
    price = 20_000 * np.exp(np.cumsum(draws.normal(0, 0.2, COUNT)))
    fees = np.exp(np.log(0.02) + draws.normal(0, 0.3, COUNT))
    return price, fees


def made_up_network(speed: float, margin_usd_per_mwh: float, noise: float) -> History:
    price, fees = still_past()
    fleet = fleet_log_efficiency(MONTHS, 6.0)
    wanted = np.log(900.0 * (1 + fees) * price) - fleet - np.log(24 * margin_usd_per_mwh)
    draws, level, rows = np.random.default_rng(1), wanted[0], []
    for target in wanted:
        gap = target - level
        level += (speed if gap > 0 else speed / 2) * gap + noise * draws.normal()
        rows.append(level)
    return made_up(price, np.exp(np.array(rows)), fees)


def test_the_price_fit_finds_the_volatility() -> None:
    price, fees = still_past()
    fit = fit_price(made_up(price, price, fees), NO_FORGETTING, 6.0)
    assert fit.volatility == pytest.approx(0.2 * np.sqrt(12), rel=0.15)
    assert fit.log_price == pytest.approx(np.log(price[-1]))


def test_recent_months_weigh_more() -> None:
    draws = np.random.default_rng(3)
    steps = np.concatenate([draws.normal(0, 0.4, 55), draws.normal(0, 0.05, 55)])
    past = made_up(np.exp(np.cumsum(steps)), np.ones(COUNT), np.full(COUNT, 0.02) * np.exp(draws.normal(0, 0.1, COUNT)))
    assert fit_price(past, 12.0, 6.0).volatility < 0.6 * fit_price(past, NO_FORGETTING, 6.0).volatility


def test_the_network_fit_finds_speed_and_margin() -> None:
    fit = fit_network(made_up_network(0.2, 90.0, 0.01), NO_FORGETTING, NO_FORGETTING, 6.0, 0.5)
    assert fit.speed_up == pytest.approx(0.2, rel=0.1)
    assert fit.margin_usd_per_mwh == pytest.approx(90.0, rel=0.1)
    assert fit.speed_down == fit.speed_up / 2


def test_a_noisier_network_makes_wider_shocks_and_a_less_certain_margin() -> None:
    calm, wild = (
        fit_network(made_up_network(0.2, 90.0, noise), NO_FORGETTING, NO_FORGETTING, 6.0, 0.5) for noise in (0.01, 0.05)
    )
    assert wild.volatility > 3 * calm.volatility
    assert wild.margin_spread > calm.margin_spread


def test_a_spike_of_fees_is_told_from_their_usual_shocks() -> None:
    price, fees = still_past()
    fees[60] *= 12
    fit = fit_fees(made_up(price, price, fees), NO_FORGETTING)
    assert 60 in fit.spikes
    assert np.exp(fit.spike_log_size) > 3
    assert np.exp(fit.log_mean) == pytest.approx(0.02, rel=0.2)


@pytest.mark.parametrize("tail", [0.0, 0.05, 0.3])
def test_heavy_shocks_keep_their_variance(tail: float) -> None:
    draws = heavy(np.random.default_rng(0).standard_normal(400_000), tail)
    assert draws.std() == pytest.approx(1.0, rel=0.02)


def test_the_drift_is_the_risk_free_rate_and_the_premium() -> None:
    assert log_drift(0.04, 0.1) == pytest.approx(np.log(1.04) + 0.1)
