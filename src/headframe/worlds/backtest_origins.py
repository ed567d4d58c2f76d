"""Walk forward: at every month end, fit on what was known, forecast, and compare with what came.

Nothing younger than an origin goes in: months, machines and epochs are cut at its month's end, and a test holds that
the fits equal those of a view of that day. Price is drawn as on the day; where price is given, its realised monthly
averages stand in its place and everything else is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from headframe.ground.errors import NotEnoughData
from headframe.record.view import View
from headframe.vocabulary.assumptions import Assumptions
from headframe.worlds.calibrate import market_shocks, network_of
from headframe.worlds.correlation import lower_triangle, shock_correlation
from headframe.worlds.fees import FeeFit, fee_paths, fit_fees
from headframe.worlds.history import PETAHASH_PER_EXAHASH, History, history
from headframe.worlds.machines import fleet_ahead
from headframe.worlds.network import NetworkFit, network_paths
from headframe.worlds.parameters import Floats
from headframe.worlds.price import PriceFit, fit_price, log_drift, price_paths
from headframe.worlds.shocks import Shocks, block_shocks, blocks_of
from headframe.worlds.subsidy_ahead import subsidy_btc_day

HORIZONS = (3, 6, 12)
FIRST_ORIGIN = date(2019, 12, 31)
"""Model choices rest on data to this day."""


@dataclass(frozen=True, slots=True, eq=False)
class Origin:
    """An origin's fits, and how many months were known."""

    known: int
    past: History
    price: PriceFit
    fees: FeeFit
    network: NetworkFit


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """What was drawn at an origin, shape (T, paths): price, and hash rate and hash price with price drawn or given."""

    price: Floats
    hash_rate_given: Floats
    hash_price_given: Floats
    hash_price: Floats
    fee_ratio: Floats


def origins(view: View, held: Assumptions) -> Iterator[Origin]:
    """Yield every origin from December 2019 to the last month after which something came.

    Raises
    ------
    NotEnoughData
        Where fewer than two origins lie the shortest horizon back: one forecast is no backtest.
    """
    whole = history(view)
    first = sum(month.end < FIRST_ORIGIN for month in whole.months) + 1
    if len(whole.months) <= first + min(HORIZONS):
        raise NotEnoughData(
            f"fewer than two forecasts of {min(HORIZONS)} months had come true by {view.as_of}",
            where="backtest",
            why=f"the first origin is {FIRST_ORIGIN}: model choices rest on data to that day",
            next="ask as of 2020-04-30 or later",
        )
    for known in range(first, len(whole.months)):
        yield origin_at(whole.until(known), held)


def origin_at(past: History, held: Assumptions) -> Origin:
    """Return the fits on a past that ends with the origin."""
    memory = held.value("worlds.memory_half_life_months")
    return Origin(
        known=len(past.months),
        past=past,
        price=fit_price(past, memory, held.value("worlds.variance_half_life_months")),
        fees=fit_fees(past, memory),
        network=network_of(past, held),
    )


def drawn_at(origin: Origin, view: View, held: Assumptions, paths: int, seed: int) -> Drawn:
    """Return what was drawn at an origin over the longest horizon that came, at most `max(HORIZONS)` months."""
    whole = history(view)
    reach = min(max(HORIZONS), len(whole.months) - origin.known)
    correlation, _ = shock_correlation(market_shocks(origin.price, origin.fees, origin.network), {})
    lower = lower_triangle(correlation)
    epochs = [each for each in view.market.epochs() if each.known_at <= origin.past.months[-1].end]
    months = whole.months[origin.known : origin.known + reach]
    setting = _Setting(
        subsidy=subsidy_btc_day(epochs, months),
        efficiency=fleet_ahead(
            origin.past.months,
            reach,
            held.value("worlds.fleet_half_life_months"),
            held.value("worlds.frontier_fade_half_life_years"),
        )[1:],
        drift=np.full(
            reach,
            log_drift(held.value("worlds.risk_free_rate_per_year"), held.value("worlds.bitcoin_drift_premium")),
        ),
        given=whole.price[origin.known : origin.known + reach],
    )
    shocks = [block_shocks(seed + origin.known, block, reach, lower, count=count) for block, count in blocks_of(paths)]
    parts = [_drawn(origin, setting, each) for each in shocks]
    return Drawn(*(np.concatenate(arrays, axis=1) for arrays in zip(*parts, strict=True)))


@dataclass(frozen=True, slots=True, eq=False)
class _Setting:
    """What is certain over the horizon, shape (T,): subsidy, log efficiency, drift, and the price that came."""

    subsidy: Floats
    efficiency: Floats
    drift: Floats
    given: Floats


def _drawn(origin: Origin, setting: _Setting, shocks: Shocks) -> tuple[Floats, ...]:
    price, fees = origin.price, origin.fees
    variance = price.variance_start, price.persistence, price.variance_volatility, price.variance_variance
    both = shocks.normals["price"], shocks.normals["variance"]
    prices = price_paths(price.log_price, price.volatility, variance, setting.drift, both)
    law = fees.log_mean, fees.start, fees.reversion, fees.volatility
    ratio = fee_paths(law, (fees.spike_probability, fees.spike_log_size), shocks.normals["fees"], shocks.spike)
    given = np.broadcast_to(setting.given[:, None], prices.shape)
    rate_given, hash_price_given = _network(origin.network, setting, given, ratio, shocks)
    _, hash_price = _network(origin.network, setting, prices, ratio, shocks)
    return prices, rate_given, hash_price_given, hash_price, ratio


def _network(
    network: NetworkFit, setting: _Setting, prices: Floats, ratio: Floats, shocks: Shocks
) -> tuple[Floats, Floats]:
    """Return hash rate [EH/s] and hash price [USD/PH/day]."""
    revenue = setting.subsidy[:, None] * (1 + ratio) * prices
    worth = np.log(revenue) - setting.efficiency[:, None] - network.log_margin
    law = (network.speed_up, network.speed_down, network.volatility, network.tail, network.margin_spread)
    rates = network_paths((network.log_hash_rate, 0.0), law, (worth, shocks.margin), shocks.normals["network"])
    return rates, revenue / (rates * PETAHASH_PER_EXAHASH)
