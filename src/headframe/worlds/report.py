"""What could happen, shown: the calibrated numbers with their windows, and a fan for every driver."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from headframe.ground.interval import Interval
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.figure import Figure, derive
from headframe.worlds.calibrate import World
from headframe.worlds.draw import Worlds, draw_worlds
from headframe.worlds.made import made_with_worlds
from headframe.worlds.parameters import DRIVERS, Floats
from headframe.worlds.report_parameters import ParameterLine, month_inputs, parameter_lines, power_inputs, rent_figure
from headframe.worlds.shocks import Sampling

DEFAULT_PATHS, DEFAULT_SEED = 10_000, 1
FAN_LEVELS = (0.05, 0.25, 0.50, 0.75, 0.95)
MONTHLY_TO, THEN_EVERY = 12, 6
"""A fan shows every month of the first year, then every half-year and the last month."""
SEASONAL = frozenset({"power_mean"})
SEASON_MONTHS = 12
"""A driver with a season is shown as the mean of the twelve months to each, or of those so far."""


@dataclass(frozen=True, slots=True)
class FanPoint:
    """A driver in one month over all paths: five quantiles and the mean, in the driver's unit."""

    month: Period
    p5: Figure
    p25: Figure
    p50: Figure
    p75: Figure
    p95: Figure
    mean: Figure


@dataclass(frozen=True, slots=True)
class Fan:
    """A driver's fan over the horizon; `name` is its field in `Worlds`."""

    name: str
    words: str
    points: tuple[FanPoint, ...]


@dataclass(frozen=True, slots=True)
class CorrelationLine:
    """How two drivers' monthly shocks move together [ratio]."""

    one: str
    other: str
    correlation: Figure


@dataclass(frozen=True, kw_only=True)
class WorldsReport(Answer):
    """The calibrated worlds: numbers, correlations, fans. `month0` is the last known month, from which paths start."""

    verb: ClassVar[str] = "worlds"

    month0: Period
    horizon_months: int
    hub: str
    paths: int
    sampling: Sampling
    parameters: tuple[ParameterLine, ...]
    correlations: tuple[CorrelationLine, ...]
    fans: tuple[Fan, ...]
    notes: tuple[str, ...]


FANS = {
    "price": ("bitcoin price", "world_price", "USD/BTC"),
    "hash_rate": ("network hash rate", "world_network_hash_rate", "EH/s"),
    "hash_price": ("hash price", "world_hash_price", "USD/PH/day"),
    "fee_ratio": ("fees over subsidy", "world_fee_ratio", "ratio"),
    "power_mean": ("power, mean of the year to the month", "world_power_price", "USD/MWh"),
    "rent": ("rent of new AI leases", "world_ai_rent", "USD/kW-month"),
}


def describe_worlds(
    view: View,
    world: World,
    paths: int = DEFAULT_PATHS,
    seed: int = DEFAULT_SEED,
    sampling: Sampling = Sampling.PLAIN,
    notes: tuple[str, ...] = (),
) -> WorldsReport:
    """Return a calibrated world as figures.

    Parameters
    ----------
    view : View
        What the world was calibrated on.
    world : World
        From `calibrate`, with a user's curves or not.
    paths : int
        Drawn for the fans.
    seed : int
        Of the draws.
    sampling : Sampling
        How they are drawn.
    notes : tuple of str
        What a reader must know besides, such as which curves are the user's.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> from headframe.worlds.calibrate import calibrate
    >>> view = Record().view()
    >>> told = describe_worlds(view, calibrate(view, months=24), paths=1000)
    >>> [fan.name for fan in told.fans]
    ['price', 'hash_rate', 'hash_price', 'fee_ratio', 'power_mean', 'rent']
    """
    drawn = draw_worlds(world, paths, seed, sampling)
    return WorldsReport(
        made_from=made_with_worlds(view, world.assumptions, seed),
        month0=world.parameters.month0,
        horizon_months=world.tables.horizon,
        hub=world.parameters.hub,
        paths=paths,
        sampling=sampling,
        parameters=parameter_lines(world),
        correlations=_correlations(world),
        fans=tuple(_fan(name, world, drawn) for name in FANS),
        notes=(*notes, *_notes(view, world)),
    )


def _fan(name: str, world: World, drawn: Worlds) -> Fan:
    words, concept, unit = FANS[name]
    values: Floats = getattr(drawn, name)
    if name in SEASONAL:
        values = _year_to(values)
    shown = [at for at in range(len(drawn.months)) if _is_shown(at + 1, len(drawn.months))]
    points = tuple(_point(world, concept, unit, drawn.months[at], values[:, at]) for at in shown)
    return Fan(name, words, points)


def _year_to(values: Floats) -> Floats:
    """Return the mean of the twelve months to each month, or of the months so far, shape (paths, T)."""
    summed = np.cumsum(values, axis=1)
    before = np.concatenate([np.zeros((len(values), SEASON_MONTHS)), summed], axis=1)[:, : values.shape[1]]
    counts = np.minimum(np.arange(1, values.shape[1] + 1), SEASON_MONTHS)
    means: Floats = (summed - before) / counts
    return means


def _is_shown(month: int, horizon: int) -> bool:
    return month <= MONTHLY_TO or month % THEN_EVERY == 0 or month == horizon


def _point(world: World, concept: str, unit: str, month: Period, values: Floats) -> FanPoint:
    quantiles = np.quantile(values, FAN_LEVELS)
    inputs = {"world_power_price": power_inputs(world), "world_ai_rent": (rent_figure(world),)}
    rests_on = inputs.get(concept, month_inputs(world))

    def figure(word: str, value: float) -> Figure:
        formula = f"{word} over {len(values):,} drawn paths from {world.parameters.month0}"
        exact = Interval.exact(value)
        return derive(f"market {concept} {month} {word}", formula, value, exact, unit, *rests_on, estimated=True)

    p5, p25, p50, p75, p95 = (
        figure(f"p{level:.0%}".rstrip("%"), float(value)) for level, value in zip(FAN_LEVELS, quantiles, strict=True)
    )
    return FanPoint(month, p5, p25, p50, p75, p95, figure("mean", float(values.mean())))


def _correlations(world: World) -> tuple[CorrelationLine, ...]:
    lines = []
    for row, one in enumerate(DRIVERS):
        for column, other in enumerate(DRIVERS[:row]):
            value = float(world.tables.correlation[row, column])
            words = f"shocks of {one} and {other}, shrunk by {world.fits.shrinkage:.0%} towards 0"
            if "rent" in (one, other):
                words = f"shocks of {one} and {other}: an assumption, rents are known by the year"
            id = f"market world_correlation {world.parameters.month0} {other} {one}"
            figure = derive(
                id,
                words,
                value,
                Interval.exact(value),
                "ratio",
                *month_inputs(world),
                *power_inputs(world),
                estimated=True,
            )
            lines.append(CorrelationLine(other, one, figure))
    return tuple(lines)


def _notes(view: View, world: World) -> tuple[str, ...]:
    month0, power = world.parameters.month0, world.fits.power_known[-1].month
    first = world.fits.power_known[0].month
    return (
        f"Paths start after {month0}, the last month of the market known on {view.as_of}.",
        "The drift of bitcoin is an assumption, never fitted: with `--set worlds.bitcoin_drift_premium=0.1` it is 10 % "
        "a year above the risk-free rate. The mean follows it; the median lags by half the variance.",
        f"Power at {world.parameters.hub}: months of {first} to {power}, storms included: a calendar month's mean is "
        "that of its known years, February's mostly the storm of 2021.",
        f"Rent starts from: {world.fits.rent.words}. Its shocks: {world.fits.rent_words}.",
        f"Delays: {world.fits.delay_words}.",
    )
