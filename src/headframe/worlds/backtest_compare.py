"""One target at one horizon: what was forecast at every origin against what came, and against simple rivals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from headframe.worlds.backtest_rivals import Rival, forecast_of
from headframe.worlds.backtest_scores import (
    LEVELS,
    crps_of_normal,
    crps_of_samples,
    inside,
    interval_of,
    place_in,
    resampled,
)
from headframe.worlds.parameters import Floats

BAND = (0.1, 0.5, 0.9)
"""What is kept of the draws themselves: the 80 % band and the median [ratio]."""


@dataclass(frozen=True, slots=True)
class Interval95:
    """A number with its block-bootstrap interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """What one origin's forecast of one target came to.

    `band` is what 10, 50 and 90 % of the draws lie below and `came` what came, in the target's unit; `place` the share
    of draws below it [ratio]; `miss` the median less what came and `rivals` their scores, in logs.
    """

    band: tuple[float, float, float]
    came: float
    place: float
    miss: float
    crps: float
    rivals: dict[Rival, float]


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """A target at a horizon over all origins.

    Parameters
    ----------
    origins : int
        How many forecasts.
    coverage : tuple of Interval95
        Share of origins inside the band of each of `LEVELS` [ratio].
    crps : Interval95
        Mean score [log].
    error : float
        Root mean square of the median's miss [log].
    bias : float
        Mean of it: positive where too high [log].
    against : mapping from rival to Interval95
        Mean score over the rival's [ratio]: below 1 is better.
    """

    origins: int
    coverage: tuple[Interval95, ...]
    crps: Interval95
    error: float
    bias: float
    against: dict[Rival, Interval95]


def scored(samples: Floats, truth: float, past: Floats | None, horizon: int) -> Scored:
    """Return one origin's score; values are positive, and everything is judged in logs.

    Parameters
    ----------
    samples : float64 array, shape (paths,)
        What was drawn.
    truth : float
        What came.
    past : float64 array or None
        All months known of the same series, for the rivals; None where there is none.
    horizon : int
        Months ahead.
    """
    logs, came = np.log(samples), float(np.log(truth))
    rivals = {} if past is None else _rival_scores(np.log(past), came, horizon)
    low, middle, high = (float(each) for each in np.exp(np.quantile(logs, BAND)))
    place, score = place_in(logs, came), crps_of_samples(logs, came)
    return Scored((low, middle, high), float(truth), place, float(np.median(logs)) - came, score, rivals)


def _rival_scores(logs: Floats, came: float, horizon: int) -> dict[Rival, float]:
    forecasts = {rival: forecast_of(rival, logs, horizon) for rival in Rival}
    return {rival: crps_of_normal(each.mean, each.deviation, came) for rival, each in forecasts.items()}


def compared(scores: Sequence[Scored], horizon: int, seed: int, name: str) -> Comparison:
    """Return all origins' scores together, with block-bootstrap intervals."""
    places = np.array([each.place for each in scores])
    misses = np.array([each.miss for each in scores])
    own = np.array([each.crps for each in scores])
    again = resampled(len(scores), horizon, seed, name)
    against = {}
    for rival in scores[0].rivals:
        other = np.array([each.rivals[rival] for each in scores])
        ratios = own[again].mean(1) / other[again].mean(1)
        against[rival] = Interval95(float(own.mean() / other.mean()), *interval_of(ratios))
    return Comparison(
        origins=len(scores),
        coverage=tuple(_mean(inside(places, level), again) for level in LEVELS),
        crps=_mean(own, again),
        error=float(np.sqrt((misses**2).mean())),
        bias=float(misses.mean()),
        against=against,
    )


def _mean(values: Floats, again: np.ndarray[tuple[int, int], np.dtype[np.int64]]) -> Interval95:
    return Interval95(float(values.mean()), *interval_of(values[again].mean(axis=1)))
