"""The package's own drivers, one behind each seam, and how to put one's own in their place."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from headframe.worlds.calibrate import World
from headframe.worlds.delay import drawn_delays
from headframe.worlds.fees import fee_paths
from headframe.worlds.network import network_paths
from headframe.worlds.parameters import Floats
from headframe.worlds.power import power_paths
from headframe.worlds.price import price_paths
from headframe.worlds.rent import rent_paths
from headframe.worlds.seams import DelayDriver, FeeDriver, NetworkDriver, PowerDriver, PriceDriver, RentDriver
from headframe.worlds.shocks import Shocks


class CalibratedPrice:
    """Stated drift, stochastic volatility."""

    def prices(self, world: World, shocks: Shocks) -> Floats:
        """Return prices [USD/BTC], shape (T, paths)."""
        of = world.parameters
        variance = (of.variance_start, of.variance_persistence, of.variance_volatility, of.variance_variance)
        both = shocks.normals["price"], shocks.normals["variance"]
        return price_paths(of.log_price, of.price_volatility, variance, world.tables.drift[1:], both)


class CalibratedFees:
    """A log that returns to its mean, with spikes."""

    def fee_ratios(self, world: World, shocks: Shocks) -> Floats:
        """Return fees over subsidy [ratio], shape (T, paths)."""
        of = world.parameters
        law = of.fee_log_mean, of.fee_start, of.fee_reversion, of.fee_volatility
        return fee_paths(law, (of.spike_probability, of.spike_log_size), shocks.normals["fees"], shocks.spike)


class CalibratedNetwork:
    """Error correction towards what a megawatt of the fleet earns."""

    def hash_rates(self, world: World, shocks: Shocks, prices: Floats, fees: Floats) -> Floats:
        """Return hash rates [EH/s], shape (T, paths)."""
        of, tables = world.parameters, world.tables
        earned = np.log(tables.subsidy_btc_day[1:, None] * (1 + fees) * prices)
        worth = earned - tables.log_efficiency[1:, None] - of.network_log_margin
        if not of.network_same_month:
            now = np.log(tables.subsidy_btc_day[0] * (1 + of.fee_ratio)) + of.log_price - tables.log_efficiency[0]
            first = np.full((1, prices.shape[1]), now - of.network_log_margin)
            worth = np.concatenate([first, worth[:-1]])
        speeds = of.network_speed_up, of.network_speed_down
        law = (*speeds, of.network_volatility, of.network_tail, of.network_margin_spread)
        start = of.log_hash_rate, of.network_drift
        rates = network_paths(start, law, (worth, shocks.margin), shocks.normals["network"])
        scaled: Floats = rates * tables.hash_rate_scale[1:, None]
        return scaled


class CalibratedPower:
    """The lasting deviation of power's level from its season."""

    def levels(self, world: World, shocks: Shocks) -> Floats:
        """Return levels [USD/MWh], shape (T, paths)."""
        of = world.parameters
        law = of.power_start, of.power_reversion, of.power_volatility, of.power_variance
        return power_paths(world.tables.power_level[1:], law, shocks.normals["power"])


class CalibratedRent:
    """The rent of new leases, returning to a growing mean."""

    def rents(self, world: World, shocks: Shocks) -> Floats:
        """Return rents [USD/kW-month of critical IT], shape (T, paths)."""
        of = world.parameters
        mean = world.tables.log_rent_mean[1:]
        return rent_paths(of.log_rent, of.rent_reversion, of.rent_volatility, mean, shocks.normals["rent"])


class LoggedDelay:
    """The delivery log's curve."""

    def delays(self, world: World, uniforms: Floats) -> Floats:
        """Return one delay a uniform of (0, 1) [months]."""
        return drawn_delays(world.tables.delay_months, uniforms)


@dataclass(frozen=True, slots=True)
class Drivers:
    """One driver behind each seam."""

    price: PriceDriver = field(default_factory=CalibratedPrice)
    fees: FeeDriver = field(default_factory=CalibratedFees)
    network: NetworkDriver = field(default_factory=CalibratedNetwork)
    power: PowerDriver = field(default_factory=CalibratedPower)
    rent: RentDriver = field(default_factory=CalibratedRent)
    delay: DelayDriver = field(default_factory=LoggedDelay)
