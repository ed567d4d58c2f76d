"""The calibrated scalars as figures: what each is, how it was found, on which window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import exp, inf, isfinite, log, sqrt

import numpy as np

from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.vocabulary.figure import Figure, derive
from headframe.worlds.calibrate import World
from headframe.worlds.machines import best_machine, frontier_pace
from headframe.worlds.price import volatility_now

MONTHS_PER_YEAR = 12
HALF = log(2)


@dataclass(frozen=True, slots=True)
class ParameterLine:
    """One calibrated number: its driver, its words and its figure."""

    driver: str
    words: str
    figure: Figure | Missing


@dataclass(frozen=True, slots=True)
class _Row:
    """A number before it is a figure; `error` is its standard error in its unit, 0 where none is known."""

    name: str
    words: str
    value: float
    unit: str
    formula: str
    error: float = 0.0


def parameter_lines(world: World) -> tuple[ParameterLine, ...]:
    """Return every calibrated number that a reader can judge."""
    held = world.assumptions
    drift = (held.figure("worlds.risk_free_rate_per_year"), held.figure("worlds.bitcoin_drift_premium"))
    rents = (held.figure("worlds.ai_rent_growth_per_year"), held.figure("worlds.ai_rent_half_life_years"))
    market = month_inputs(world)
    parts = (
        ("price", _price(world), market),
        ("price", _drift(world), drift),
        ("fees", _fees(world), market),
        ("network", _network(world), market),
        ("power", _power(world), power_inputs(world)),
        ("rent", _rent(world), (rent_figure(world), *rents)),
        ("delay", _delay(world), (held.figure("worlds.delay_median_months"),)),
    )
    return tuple(_line(world, driver, row, inputs) for driver, rows, inputs in parts for row in rows)


def month_inputs(world: World) -> tuple[Figure, ...]:
    """Return the last month's figures of the market, which every estimate rests on together with those before."""
    return tuple(world.fits.history.last.values())


def power_inputs(world: World) -> tuple[Figure, ...]:
    """Return the last month's mean power price, which power's estimates rest on together with those before."""
    return (world.fits.power_known[-1].mean_figure,)


def rent_figure(world: World) -> Figure:
    """Return the rent of new leases that the paths start from [USD/kW-month]."""
    level = world.fits.rent
    lowest, highest = (pick(rent.value for rent in level.rents) for pick in (min, max))
    id = f"market world_ai_rent {Period.day(level.day)} level"
    interval = Interval(lowest, highest)
    return derive(id, level.words, level.usd_per_kw_month, interval, "USD/kW-month", *level.rents, estimated=True)


def _line(world: World, driver: str, row: _Row, inputs: tuple[Figure, ...]) -> ParameterLine:
    if not isfinite(row.value):
        return ParameterLine(driver, row.words, Missing(row.formula))
    id = f"market world_parameter {world.parameters.month0} {driver} {row.name}"
    interval = Interval.around(row.value, row.error)
    figure = derive(id, row.formula, row.value, interval, row.unit, *inputs, estimated=True)
    return ParameterLine(driver, row.words, figure)


def _price(world: World) -> Iterator[_Row]:
    fit, of, months = world.fits.price, world.parameters, world.fits.history.months
    window = f"closes {months[0]} to {months[-1]}, worth {fit.worth:.0f} months"
    error = of.price_volatility / sqrt(2 * fit.worth)
    yield _Row("start", "price at the start", exp(of.log_price), "USD/BTC", "last close, or the price stated")
    if of.price_volatility > 0:
        spread = f"spread of log changes of {window}; interval one standard error"
        yield _Row("volatility", "volatility a year, on average", of.price_volatility, "ratio", spread, error)
        kalman = "Kalman filter on log squared changes"
        yield _Row("volatility-now", "volatility a year, at the start", volatility_now(fit), "ratio", kalman)
    kurtosis = f"log(kurtosis / 3) of changes of {window}, at least 0.02"
    yield _Row("variance-spread", "spread of log variance", sqrt(of.variance_variance), "ratio", kurtosis)


def _drift(world: World) -> Iterator[_Row]:
    value = float(world.tables.drift[1])
    yield _Row("drift", "drift of the mean a year", value, "ratio", "log(1 + risk-free rate) + premium, or your curve")


def _fees(world: World) -> Iterator[_Row]:
    fit, of, months = world.fits.fees, world.parameters, world.fits.history.months
    window = f"{months[0]} to {months[-1]}, worth {fit.worth:.0f} months"
    yield _Row("now", "fees over subsidy, last month", of.fee_ratio, "ratio", "fees / issuance of the month")
    regression = f"log ratio on the month before, spikes taken out, {window}"
    yield _Row("mean", "fees over subsidy, where they tend", exp(of.fee_log_mean), "ratio", regression)
    half_life = -HALF / np.log1p(-of.fee_reversion) if of.fee_reversion < 1 else 0.0
    yield _Row("half-life", "half-life of a deviation", float(half_life), "months", regression)
    yield _Row("volatility", "shock of a month, in logs", of.fee_volatility, "ratio", f"residuals of {regression}")
    named = ", ".join(str(months[at]) for at in fit.spikes) or "none"
    counted = f"(spikes + 1/2) / (months + 1); spikes: {named}"
    yield _Row("spike-chance", "chance of a spike in a month", of.spike_probability, "ratio", counted)
    yield _Row("spike-times", "a spike multiplies fees by", exp(of.spike_log_size), "ratio", "mean log size of those")


def _network(world: World) -> Iterator[_Row]:
    fit, of, months = world.fits.network, world.parameters, world.fits.history.months
    window = f"months to {months[-1]}, worth {fit.worth:.0f}"
    squares = f"weighted least squares of log changes on the gap, {window}"
    margin = fit.margin_usd_per_mwh
    half = "half the distance between best and worst margin of one standard error"
    error = margin * (exp(fit.margin_spread) - exp(-fit.margin_spread)) / 2
    words = "revenue of a fleet MWh at which nobody comes or goes"
    yield _Row("margin", words, margin, "USD/MWh", f"{squares}; {half}", error)
    yield _Row("speed-up", "share of a gap closed a month, coming", of.network_speed_up, "ratio", squares)
    stated = "coming x worlds.network_down_over_up"
    yield _Row("speed-down", "share of a gap closed a month, leaving", of.network_speed_down, "ratio", stated)
    scaled = (
        f"residuals, recent months first, x sqrt((1 + r)/(1 - r)) with r = {fit.persistence:.2f} from month to month, "
        "widened for few months"
    )
    yield _Row("volatility", "shock of a month, in logs", of.network_volatility, "ratio", scaled)
    kurtosis = "kurtosis of residuals, China's ban included; 0 is normal"
    yield _Row("tail", "weight of the shock's cubic", of.network_tail, "ratio", kurtosis)
    fleet = [float(np.exp(each)) for each in world.tables.log_efficiency]
    machine = best_machine(of.month0)
    lag = f"frontier ({machine.name}, {machine.j_per_th:g} J/TH) followed with worlds.fleet_half_life_months"
    yield _Row("fleet", "network fleet at the start", fleet[0], "J/TH", lag)
    pace = frontier_pace(months)
    ahead = (
        f"frontier at {1 - exp(MONTHS_PER_YEAR * pace):.0%} a year, fading with worlds.frontier_fade_half_life_years"
    )
    yield _Row("fleet-end", "network fleet at the horizon", fleet[-1], "J/TH", ahead)


def _power(world: World) -> Iterator[_Row]:
    fit, of, known = world.fits.power, world.parameters, world.fits.power_known
    window = f"{of.hub}, {known[0].month} to {known[-1].month}"
    mean = float(world.tables.power_level[1 : MONTHS_PER_YEAR + 1].mean())
    yield _Row(
        "level", "mean of the next year", mean, "USD/MWh", f"same months of known years, {window}, or your curve"
    )
    decay = f"autocovariances of lags 1 to 6 of log deviations from the season, {window}"
    half_life = -HALF / np.log1p(-of.power_reversion)
    yield _Row("half-life", "half-life of a deviation", float(half_life), "months", decay)
    yield _Row("spread", "spread of the lasting deviation, in logs", sqrt(of.power_variance), "ratio", decay)
    yield _Row("now", "deviation at the start, in logs", of.power_start, "ratio", f"Kalman filter, {fit.months} months")


def _rent(world: World) -> Iterator[_Row]:
    of, fits = world.parameters, world.fits
    yield _Row("start", "rent of a new lease, at the start", exp(of.log_rent), "USD/kW-month", fits.rent.words)
    a_year = of.rent_volatility * sqrt(MONTHS_PER_YEAR)
    yield _Row("volatility", "volatility a year", a_year, "ratio", fits.rent_words)


def _delay(world: World) -> Iterator[_Row]:
    delays, words = world.tables.delay_months, world.fits.delay_words
    never = float((delays == inf).mean())
    yield _Row("median", "median delay of a delivery", float(np.median(delays)), "months", words)
    yield _Row("never", "share never seen delivered", never, "ratio", words)
