"""Prices at which someone acts, shown: a lender on the price of bitcoin, a tier on the hash price."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from headframe.economics.ahead import Ahead
from headframe.economics.risk import margin_call_ladder, tier_stops
from headframe.economics.simulated_figures import Maker
from headframe.vocabulary.figure import Figure


@dataclass(frozen=True, slots=True)
class RungShown:
    """A bitcoin price below which a lender acts on today's balances [USD/BTC]."""

    price: Figure
    happens: str


@dataclass(frozen=True, slots=True)
class StopShown:
    """Hash prices [USD/PH/day] at which a tier stops, next month's power."""

    tier: str
    pays_mean_power: Figure
    half_the_hours: Figure


def rungs_shown(maker: Maker, ahead: Ahead) -> tuple[RungShown, ...]:
    """Return the lender's ladder on the opening balances as figures."""
    return tuple(_rungs(maker, ahead))


def stops_shown(maker: Maker, ahead: Ahead) -> tuple[StopShown, ...]:
    """Return the hash prices at which each tier stops next month, as figures."""
    return tuple(_stops(maker, ahead))


def _rungs(maker: Maker, ahead: Ahead) -> Iterator[RungShown]:
    for rung in margin_call_ladder(ahead.tables):
        words = "loan / (ratio of loan to value × coins)"
        yield RungShown(
            maker.exact("simulated_lender_acts_below", rung.price_usd_per_btc, "USD/BTC", words, rung.happens),
            rung.happens,
        )


def _stops(maker: Maker, ahead: Ahead) -> Iterator[StopShown]:
    concept = "simulated_tier_stops_below"
    for stop in tier_stops(ahead.tables, ahead.world.tables, 1):
        mean, half = stop.mean_power_usd_per_ph_day, stop.half_the_hours_usd_per_ph_day
        yield StopShown(
            stop.tier,
            maker.exact(concept, mean, "USD/PH/day", "24 × J/TH × mean power / 1000", f"{stop.tier} mean power"),
            maker.exact(concept, half, "USD/PH/day", "24 × J/TH × median power / 1000", f"{stop.tier} half the hours"),
        )
