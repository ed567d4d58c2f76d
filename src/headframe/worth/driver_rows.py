"""A month's betas and shares of variance, with their bands, as figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from headframe.ground.interval import Interval
from headframe.vocabulary.figure import Figure
from headframe.worth.driver_figures import Maker

if TYPE_CHECKING:
    from headframe.worth.driver_model import DriverModel
    from headframe.worth.kalman import Path


NINETY = 1.6448536269514722
"""Half width of a 90 % band in standard deviations of a normal law."""


@dataclass(frozen=True, slots=True)
class Betas:
    """Beta on each driver [ratio] with a 90 % band; bitcoin's is the sum over lag, session and lead."""

    bitcoin: Figure
    basket: Figure
    market: Figure


@dataclass(frozen=True, slots=True)
class VarianceShares:
    """Share of the variance that each driver explains, and what none does [ratio]; 90 % bands over drawn betas."""

    bitcoin: Figure
    basket: Figure
    market: Figure
    own: Figure


@dataclass(frozen=True, slots=True)
class DriverRow:
    """A month's last return: betas by what was known then, betas by everything, shares of variance by everything."""

    day: date
    filtered: Betas
    smoothed: Betas
    shares: VarianceShares


def month_ends(days: tuple[date, ...]) -> list[int]:
    """Return the last step of each month."""
    return [at for at, day in enumerate(days) if at == len(days) - 1 or days[at + 1].month != day.month]


def row_at(model: DriverModel, maker: Maker, step: int) -> DriverRow:
    """Return betas and shares of variance at a step."""
    day = model.returns.days[step]
    return DriverRow(
        day=day,
        filtered=_betas(model, model.filtered, maker.at(model.returns.known_at(step)), day, step, "filtered"),
        smoothed=_betas(model, model.smoothed, maker, day, step, "smoothed"),
        shares=shares_at(model, maker, day, step),
    )


def _betas(model: DriverModel, path: Path, maker: Maker, day: date, step: int, which: str) -> Betas:
    made = []
    for driver, name in enumerate(("bitcoin", "basket", "market")):
        value, deviation = model.beta(path, driver, step)
        band = Interval.around(value, NINETY * deviation)
        formula = f"coefficient on {name}, {which}; 90 % band"
        made.append(maker.figure("share_beta", day, f"{name} {which}", value, band, formula))
    return Betas(*made)


def shares_at(model: DriverModel, maker: Maker, day: date, step: int) -> VarianceShares:
    """Return shares of variance at the step of the grid nearest to `step`, mean and 90 % band over drawn betas."""
    import numpy as np

    at = int(np.abs(model.grid - step).argmin())
    paths = model.drawn_shares[:, at]
    low, high = np.quantile(paths, (0.05, 0.95), axis=0)
    made = []
    for driver, name in enumerate(("bitcoin", "basket", "market", "own news")):
        ends = Interval(float(low[driver]), float(high[driver]))
        formula = f"share of variance explained by {name}, mean over drawn betas; 90 % band"
        made.append(maker.figure("variance_share", day, name, float(paths[:, driver].mean()), ends, formula))
    return VarianceShares(*made)
