"""Hourly power prices within a month, in multiples of the month's level, on a grid that compiled steps can look up."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from headframe.mining.power_quantiles import PowerQuantiles
from headframe.worlds.parameters import NEAR_STEPS, WIDENING, Floats, Integers, PowerShapes
from headframe.worlds.power_table import PowerMonth

STEP = 1.0 / 24.0
"""So the near grid goes to twelve times the scale [multiples of scale]."""
FAR_STEPS = 96
"""And the far grid to 108 times. In February 2021 a storm took 3 % of the hours there; limits beyond go straight on."""
SCALE_SHARE = 0.75
"""The scale is this quantile of the hours: grid points lie where limits fall, whatever a storm does to the mean."""
LEAST_SCALE_USD_PER_MWH = 5.0
MONTHS = 12


def power_shapes(known: Sequence[PowerMonth]) -> PowerShapes:
    """Return the shapes of a hub's known months.

    Notes
    -----
    Each curve is divided by its calendar month's mean over the known years. Below and up are exact for the straight
    lines between quantiles, as in `headframe.mining.power_quantiles`.
    """
    by_month: list[list[PowerMonth]] = [[] for _ in range(MONTHS)]
    for each in known:
        by_month[each.month.end.month - 1].append(each)
    most = max(len(years) for years in by_month)
    far = np.arange(1, FAR_STEPS + 1) * WIDENING + NEAR_STEPS
    grid: Floats = STEP * np.concatenate([np.arange(NEAR_STEPS + 1), far])
    scale, mean = np.zeros((MONTHS, most)), np.zeros((MONTHS, most))
    below, up = np.zeros((MONTHS, most, len(grid))), np.zeros((MONTHS, most, len(grid)))
    for month, years in enumerate(by_month):
        level = float(np.mean([year.quantiles.mean_usd_per_mwh for year in years]))
        for at, year in enumerate(years):
            stretch = _scale_usd_per_mwh(year.quantiles)
            limits: Floats = grid * stretch
            scale[month, at] = stretch / level
            mean[month, at] = year.quantiles.mean_usd_per_mwh / level
            below[month, at] = expected_below(limits, year.quantiles) / stretch
            up[month, at] = share_up_to(limits, year.quantiles)
    return PowerShapes(
        step=STEP,
        years=np.array([len(years) for years in by_month], dtype=np.int64),
        labels=tuple(tuple(year.month.end.year for year in years) for years in by_month),
        scale=scale,
        below=below,
        up=up,
        mean=mean,
    )


def expected_below(limits: Floats, quantiles: PowerQuantiles) -> Floats:
    """Return E[max(limit - price, 0)] at many limits [USD/MWh]: `expected_shortfall_below_usd_per_mwh` for arrays."""
    widths, low, high = _pieces(quantiles)
    reach = np.minimum(limits[:, None], high)
    part = np.clip(_part(limits, low, high), 0.0, 1.0)
    below: Floats = (widths * part * (limits[:, None] - (low + reach) / 2)).sum(1)
    return below


def share_up_to(limits: Floats, quantiles: PowerQuantiles) -> Floats:
    """Return the share of hours at or below many limits [ratio]: `share_of_hours_below` for arrays."""
    widths, low, high = _pieces(quantiles)
    shares: Floats = (widths * np.clip(_part(limits, low, high), 0.0, 1.0)).sum(1)
    return shares


def _pieces(quantiles: PowerQuantiles) -> tuple[Floats, Floats, Floats]:
    prices = np.array(quantiles.prices_usd_per_mwh)
    return np.diff(np.array(quantiles.shares)), prices[:-1], prices[1:]


def _part(limits: Floats, low: Floats, high: Floats) -> Floats:
    """Return how far each limit lies within each piece: below 0 under it, above 1 over it."""
    width = high - low
    flat = width <= 0
    inside = (limits[:, None] - low) / np.where(flat, 1.0, width)
    part: Floats = np.where(flat, limits[:, None] >= high, inside)
    return part


def _scale_usd_per_mwh(quantiles: PowerQuantiles) -> float:
    at = float(np.interp(SCALE_SHARE, quantiles.shares, quantiles.prices_usd_per_mwh))
    return max(at, LEAST_SCALE_USD_PER_MWH)


def margin_usd_per_mwh(limit: Floats, level: Floats, shapes: PowerShapes, month: int, drawn: Integers) -> Floats:
    """Return E[max(limit - price, 0)] of a month for many paths [USD/MWh], by the table.

    Parameters
    ----------
    limit, level : float64 arrays, shape (paths,)
        Break-even power price and the month's level [USD/MWh].
    shapes : PowerShapes
        The table.
    month : int
        Calendar month, 0 for January.
    drawn : int array, shape (paths,)
        Which known year's shape each path has.
    """
    stretch = level * shapes.scale[month, drawn]
    points = shapes.below.shape[2] - 1
    place = shapes.place(np.maximum(limit, 0.0) / stretch)
    left = np.minimum(place.astype(np.int64), points - 1)
    over = place - left
    at, after = shapes.below[month, drawn, left], shapes.below[month, drawn, left + 1]
    inside = at + over * (after - at)
    beyond = after + (over - 1) * shapes.last_step * shapes.up[month, drawn, points]
    margin: Floats = stretch * np.where(place <= points, inside, beyond)
    return margin
