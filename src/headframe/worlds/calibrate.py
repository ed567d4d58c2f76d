"""Calibration: from what was known on the view's day, and the assumptions, to the numbers that make a world."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import log

import numpy as np

from headframe.record.view import View
from headframe.vocabulary.assumptions import Assumptions, packaged_assumptions
from headframe.worlds.calendar import DEFAULT_HORIZON, calendar_months, days_of, horizon_months
from headframe.worlds.correlation import lower_triangle, shock_correlation
from headframe.worlds.delay import delay_quantiles_months
from headframe.worlds.fees import FeeFit, fit_fees
from headframe.worlds.history import History, history
from headframe.worlds.machines import fleet_ahead
from headframe.worlds.network import NetworkFit, fit_network
from headframe.worlds.parameters import Floats, WorldParameters, WorldTables
from headframe.worlds.power import PowerFit, fit_power
from headframe.worlds.power_shapes import power_shapes
from headframe.worlds.power_table import PowerMonth, power_months
from headframe.worlds.price import PriceFit, fit_price, log_drift
from headframe.worlds.rent import RentLevel, rent_changes, rent_level, rent_volatility
from headframe.worlds.subsidy_ahead import subsidy_btc_day

DEFAULT_HUB = "HB_WEST"


@dataclass(frozen=True, slots=True, eq=False)
class Fits:
    """What each driver's fit found, with its own words: the sources of the parameters.

    `shrinkage` is the share by which correlations were drawn to zero [ratio]; `rent_words` and `delay_words` say how
    the spread of rents and the delays were found.
    """

    history: History
    price: PriceFit
    fees: FeeFit
    network: NetworkFit
    power: PowerFit
    power_known: tuple[PowerMonth, ...]
    rent: RentLevel
    rent_words: str
    delay_words: str
    shrinkage: float


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """A calibrated world: scalars, tables by month, the fits behind them, and the assumptions used."""

    parameters: WorldParameters
    tables: WorldTables
    fits: Fits
    assumptions: Assumptions


def calibrate(
    view: View,
    assumptions: Assumptions | None = None,
    months: int = DEFAULT_HORIZON,
    hub: str = DEFAULT_HUB,
) -> World:
    """Return the world model calibrated on what was known on the view's day, and on nothing else.

    Parameters
    ----------
    view : View
        What was known.
    assumptions : Assumptions, optional
        The numbers that are not facts; the packaged ones where none are given.
    months : int
        Horizon [months].
    hub : str
        Where power is priced: HB_WEST, HB_NORTH or HB_HOUSTON.

    Raises
    ------
    NotEnoughData
        Before two years of power prices were known (2022), or eighteen months of dated machines.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> world = calibrate(Record().view(), months=12)
    >>> str(world.parameters.month0), world.tables.horizon
    ('2026-05', 12)
    """
    held = assumptions or packaged_assumptions()
    used = tuple((each.name, each.value) for each in held if each.name.startswith("worlds."))
    key = ("worlds calibration", used, months, hub)
    return replace(view.once(key, lambda: _calibrate(view, held, months, hub)), assumptions=held)


def _calibrate(view: View, held: Assumptions, months: int, hub: str) -> World:
    fits, delays, rent_shock = _fit(view, held, hub)
    correlation, share = _correlation(fits, held)
    fits = replace(fits, shrinkage=share)
    tables = _tables(view, held, fits, months, delays, correlation)
    return World(_parameters(view, held, fits, hub, rent_shock), tables, fits, held)


def _fit(view: View, held: Assumptions, hub: str) -> tuple[Fits, Floats, float]:
    past, memory = history(view), held.value("worlds.memory_half_life_months")
    known = power_months(hub, view.as_of)
    delays, delay_words = delay_quantiles_months(view, held.value("worlds.delay_median_months"))
    half_life, stated = held.value("worlds.ai_rent_half_life_years"), held.value("worlds.ai_rent_volatility_per_year")
    rent_shock, rent_words = rent_volatility(rent_changes(view.as_of), half_life, stated)
    fits = Fits(
        history=past,
        price=fit_price(past, memory, held.value("worlds.variance_half_life_months")),
        fees=fit_fees(past, memory),
        network=network_of(past, held),
        power=fit_power(known),
        power_known=known,
        rent=rent_level(view),
        rent_words=rent_words,
        delay_words=delay_words,
        shrinkage=1.0,
    )
    return fits, delays, rent_shock


def network_of(past: History, held: Assumptions) -> NetworkFit:
    """Return the network's fit under a set of assumptions."""
    return fit_network(
        past,
        held.value("worlds.memory_half_life_months"),
        held.value("worlds.network_volatility_half_life_months"),
        held.value("worlds.fleet_half_life_months"),
        held.value("worlds.network_down_over_up"),
    )


def market_shocks(price: PriceFit, fees: FeeFit, network: NetworkFit) -> dict[str, Floats]:
    """Return the standardized shocks of the market's drivers, all ending with the last known month."""
    return {
        "price": price.shocks,
        "variance": price.variance_shocks,
        "fees": fees.shocks,
        "network": network.residuals / network.same_month_volatility,
    }


def _correlation(fits: Fits, held: Assumptions) -> tuple[Floats, float]:
    """Return the correlation of all shocks and the share of shrinkage."""
    shocks = market_shocks(fits.price, fits.fees, fits.network) | {"power": fits.power.shocks}
    stated = {("rent", "price"): held.value("worlds.ai_rent_correlation_with_bitcoin")}
    return shock_correlation(shocks, stated, {"power": months_between(fits)})


def months_between(fits: Fits) -> int:
    """Return how many months lie from the last known month of power to month 0 (0 where power reaches further)."""
    last, start = fits.power_known[-1].month.end, fits.history.months[-1].end
    return max((start.year - last.year) * 12 + start.month - last.month, 0)


def _parameters(view: View, held: Assumptions, fits: Fits, hub: str, rent_shock: float) -> WorldParameters:
    price, fees, network, power = fits.price, fits.fees, fits.network, fits.power
    return WorldParameters(
        as_of=view.as_of,
        month0=fits.history.months[-1],
        hub=hub,
        log_price=price.log_price,
        price_volatility=price.volatility,
        variance_start=price.variance_start,
        variance_persistence=price.persistence,
        variance_volatility=price.variance_volatility,
        variance_variance=price.variance_variance,
        fee_ratio=float(fits.history.fee_ratio[-1]),
        fee_log_mean=fees.log_mean,
        fee_start=fees.start,
        fee_reversion=fees.reversion,
        fee_volatility=fees.volatility,
        spike_probability=fees.spike_probability,
        spike_log_size=fees.spike_log_size,
        log_hash_rate=network.log_hash_rate,
        network_log_margin=network.log_margin,
        network_margin_spread=network.margin_spread,
        network_drift=0.0,
        network_speed_up=network.speed_up,
        network_speed_down=network.speed_down,
        network_volatility=network.volatility,
        network_tail=network.tail,
        network_same_month=True,
        power_start=power.start * (1 - power.reversion) ** months_between(fits),
        power_reversion=power.reversion,
        power_volatility=power.volatility,
        power_variance=power.variance,
        log_rent=log(fits.rent.usd_per_kw_month),
        rent_reversion=1 - 0.5 ** (1 / 12 / held.value("worlds.ai_rent_half_life_years")),
        rent_volatility=rent_shock,
    )


def _tables(view: View, held: Assumptions, fits: Fits, months: int, delays: Floats, correlation: Floats) -> WorldTables:
    past = fits.history
    ahead = horizon_months(past.months[-1], months)
    calendar = calendar_months(ahead)
    drift = log_drift(held.value("worlds.risk_free_rate_per_year"), held.value("worlds.bitcoin_drift_premium"))
    growth = held.value("worlds.ai_rent_growth_per_year")
    return WorldTables(
        months=ahead,
        calendar_month=calendar,
        days=days_of(ahead),
        drift=np.full(months + 1, drift),
        subsidy_btc_day=subsidy_btc_day(view.market.epochs(), ahead),
        log_efficiency=fleet_ahead(
            past.months,
            months,
            held.value("worlds.fleet_half_life_months"),
            held.value("worlds.frontier_fade_half_life_years"),
        ),
        hash_rate_scale=np.ones(months + 1),
        power_level=fits.power.season[calendar],
        log_rent_mean=log(fits.rent.usd_per_kw_month) + np.log1p(growth) * np.arange(months + 1) / 12,
        correlation=correlation,
        cholesky=lower_triangle(correlation),
        shapes=power_shapes(fits.power_known),
        delay_months=delays,
    )


def with_correlation(world: World, correlation: Floats) -> World:
    """Return the world with a correlation matrix of the user's own (see `checked_correlation`)."""
    tables = replace(world.tables, correlation=correlation, cholesky=lower_triangle(correlation))
    return replace(world, tables=tables)
