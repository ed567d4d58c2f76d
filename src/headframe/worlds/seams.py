"""The seams of a world: one abstract type a driver, each with the one function to supply.

::

    PriceDriver.prices(world, shocks)                      USD/BTC
    FeeDriver.fee_ratios(world, shocks)                    fees over subsidy
    NetworkDriver.hash_rates(world, shocks, prices, fees)  EH/s
    PowerDriver.levels(world, shocks)                      USD/MWh, the month's level at the hub
    RentDriver.rents(world, shocks)                        USD/kW-month of critical IT
    DelayDriver.delays(world, uniforms)                    months after the promised day

Every array has one row a month after month 0 and one column a path. `Drivers` holds one of each; the package's own are
in `headframe.worlds.drivers`. A driver draws nothing itself: its shocks are handed in, so that streams stay named.
"""

from __future__ import annotations

from typing import Protocol

from headframe.worlds.calibrate import World
from headframe.worlds.parameters import Floats
from headframe.worlds.shocks import Shocks


class PriceDriver(Protocol):
    """Bitcoin's price."""

    def prices(self, world: World, shocks: Shocks) -> Floats:
        """Return prices [USD/BTC], shape (T, paths)."""


class FeeDriver(Protocol):
    """Transaction fees."""

    def fee_ratios(self, world: World, shocks: Shocks) -> Floats:
        """Return fees over subsidy [ratio], shape (T, paths)."""


class NetworkDriver(Protocol):
    """The network's hash rate."""

    def hash_rates(self, world: World, shocks: Shocks, prices: Floats, fees: Floats) -> Floats:
        """Return hash rates [EH/s], shape (T, paths), given price [USD/BTC] and fees over subsidy [ratio]."""


class PowerDriver(Protocol):
    """The month's level of power prices at the hub."""

    def levels(self, world: World, shocks: Shocks) -> Floats:
        """Return levels [USD/MWh], shape (T, paths)."""


class RentDriver(Protocol):
    """The rent of new AI leases."""

    def rents(self, world: World, shocks: Shocks) -> Floats:
        """Return rents [USD/kW-month of critical IT], shape (T, paths)."""


class DelayDriver(Protocol):
    """How late a delivery comes."""

    def delays(self, world: World, uniforms: Floats) -> Floats:
        """Return one delay a uniform of (0, 1) [months]; negative is early, `inf` is never."""
