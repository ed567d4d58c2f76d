"""A fleet as a few tiers of machines, each of which runs in the hours that pay its power."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from headframe.ground.errors import InputRefused
from headframe.mining.break_even import break_even_power_usd_per_mwh


@dataclass(frozen=True, slots=True)
class FleetTier:
    """Machines of one kind.

    Parameters
    ----------
    name : str
        What they are called.
    efficiency_j_per_th : float
        Energy per hash [J/TH].
    hash_rate_ehs : float
        Hash rate when all run [EH/s].
    age_years : float
        Years since they were released or bought, as the user says [years].
    """

    name: str
    efficiency_j_per_th: float
    hash_rate_ehs: float
    age_years: float = 0.0

    def __post_init__(self) -> None:
        if self.efficiency_j_per_th <= 0 or self.hash_rate_ehs < 0:
            raise InputRefused(
                f"tier {self.name}: {self.efficiency_j_per_th} J/TH and {self.hash_rate_ehs} EH/s cannot be",
                where="fleet",
                why="power and break-even would lose their meaning",
                next="give J/TH above 0 and EH/s of 0 or more",
            )

    @property
    def power_mw(self) -> float:
        """Power drawn when all run [MW]: 1 EH/s x 1 J/TH = 1e6 TH/s x 1 J/TH = 1 MW."""
        return self.efficiency_j_per_th * self.hash_rate_ehs

    def break_even_usd_per_mwh(self, hash_price_usd_per_ph_day: float) -> float:
        """Return the power price that leaves this tier nothing [USD/MWh]."""
        return break_even_power_usd_per_mwh(hash_price_usd_per_ph_day, self.efficiency_j_per_th)


def best_first(tiers: Iterable[FleetTier]) -> tuple[FleetTier, ...]:
    """Return the tiers in the order in which rising power prices stop them, last stopped first."""
    return tuple(sorted(tiers, key=lambda tier: (tier.efficiency_j_per_th, tier.name)))


def running_tiers(
    tiers: Iterable[FleetTier], hash_price_usd_per_ph_day: float, power_usd_per_mwh: float
) -> tuple[FleetTier, ...]:
    """Return the tiers that run in an hour: those whose power costs less than their break-even."""
    return tuple(
        tier for tier in best_first(tiers) if power_usd_per_mwh < tier.break_even_usd_per_mwh(hash_price_usd_per_ph_day)
    )


def running_hash_rate_ehs(
    tiers: Iterable[FleetTier], hash_price_usd_per_ph_day: float, power_usd_per_mwh: float
) -> float:
    """Return the hash rate that runs in an hour [EH/s]."""
    return sum(tier.hash_rate_ehs for tier in running_tiers(tiers, hash_price_usd_per_ph_day, power_usd_per_mwh))


def fleet_margin_usd_per_hour(
    tiers: Iterable[FleetTier], hash_price_usd_per_ph_day: float, power_usd_per_mwh: float
) -> float:
    """Return revenue less power of an hour, unpaying tiers stopped [USD/hour]."""
    return sum(
        tier.power_mw * (tier.break_even_usd_per_mwh(hash_price_usd_per_ph_day) - power_usd_per_mwh)
        for tier in running_tiers(tiers, hash_price_usd_per_ph_day, power_usd_per_mwh)
    )


def fleet_efficiency_j_per_th(tiers: Sequence[FleetTier]) -> float:
    """Return the fleet's energy per hash, weighted by hash rate [J/TH]."""
    total_ehs = sum(tier.hash_rate_ehs for tier in tiers)
    if total_ehs <= 0:
        raise InputRefused("a fleet without hash rate has no efficiency", where="fleet", next="give EH/s of each tier")
    return sum(tier.power_mw for tier in tiers) / total_ehs
