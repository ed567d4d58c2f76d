"""The network's hash rate: it comes where a megawatt of its fleet earns more than the margin, and leaves more slowly.

gap = log(revenue of a day) - log(fleet J/TH) - margin - log(hash rate); a month closes a share of it, the share when it
shrinks being a stated part of the share when it grows. 1 EH/s at 1 J/TH is 1 MW, so exp(margin) is the revenue of a
megawatt-day at which nobody comes or goes; over 24 it is a power price [USD/MWh].

Choices frozen on data to 2019: revenue and fleet of the same month (one-month error .064 against .065 with the month
before; 12 months .25 against .29), no drift of its own, plain least squares. Residuals hang together from month to
month, so the shock is scaled up to what they add up to over a year. Its size is that of recent months; the ban of China
in June and July 2021 stays in, as what makes the ends of the shock heavier than the normal's.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, sqrt

import numpy as np

from headframe.ground.errors import NotEnoughData
from headframe.worlds.history import History
from headframe.worlds.machines import fleet_log_efficiency
from headframe.worlds.memory import NORMAL_PER_MAD, fading, widening, worth_months
from headframe.worlds.parameters import Floats

HOURS_PER_DAY = 24.0
MARGINS = np.log(HOURS_PER_DAY * np.geomspace(25.0, 400.0, 161))
"""Margins searched: revenue of 25 to 400 dollars a megawatt-hour, in steps of 1.7 % [log USD/MW-day]."""
SLOWEST, FASTEST = 0.005, 0.5
"""Bounds on the speed: slower than a half-life of twelve years, or faster than a month, is noise [1/month]."""
LEAST_MONTHS = 18
TAILS = np.linspace(0.0, 0.3, 61)
PARAMETERS = 2
CUT_DEVIATIONS = 3.0
MOST_PERSISTENT = 0.6


@dataclass(frozen=True, slots=True, eq=False)
class NetworkFit:
    """What the months say of the network.

    Parameters
    ----------
    log_hash_rate : float
        The last month's [log EH/s].
    log_margin, margin_spread : float
        Revenue of a megawatt-day at rest [log USD/MW-day] and its standard error [log].
    speed_up, speed_down : float
        Share of a positive and of a negative gap closed a month [1/month].
    volatility : float
        Of a month's shock, scaled to what shocks add up to [log/sqrt(month)].
    tail : float
        c of the shock's cubic: 0 is normal.
    same_month_volatility, persistence : float
        Spread of the recent plain residuals [log] and their correlation with the month before [ratio].
    residuals : float64 array, shape (M,)
        Of the last M months, as they came [log].
    worth : float
        How many equally weighted months went in [months].
    """

    log_hash_rate: float
    log_margin: float
    margin_spread: float
    speed_up: float
    speed_down: float
    volatility: float
    tail: float
    same_month_volatility: float
    persistence: float
    residuals: Floats
    worth: float

    @property
    def margin_usd_per_mwh(self) -> float:
        """The margin as a power price [USD/MWh]."""
        return exp(self.log_margin) / HOURS_PER_DAY


def fit_network(
    past: History,
    memory_half_life_months: float,
    volatility_half_life_months: float,
    fleet_half_life_months: float,
    down_over_up: float,
) -> NetworkFit:
    """Return the network's law from the months known.

    Parameters
    ----------
    past : History
        Months known.
    memory_half_life_months, volatility_half_life_months : float
        In which a month comes to count half, for margin and speed, and for the size of shocks [months].
    fleet_half_life_months : float
        In which the fleet closes half of its distance to the frontier [months].
    down_over_up : float
        Speed of leaving over speed of coming [ratio].

    Raises
    ------
    NotEnoughData
        Before the table of machines and the months after it reach far enough.
    """
    fleet = fleet_log_efficiency(past.months, fleet_half_life_months)
    known = ~np.isnan(fleet)
    logs = np.log(past.hash_rate)[known]
    if len(logs) <= LEAST_MONTHS:
        raise NotEnoughData(
            f"{len(logs)} months have both a network hash rate and a dated machine",
            where="asics.csv",
            why=f"the network is calibrated on more than {LEAST_MONTHS}",
            next="ask as of 2018 or later",
        )
    wanted = (np.log(past.revenue) - np.where(known, fleet, 0.0))[known]
    weights = fading(len(logs) - 1, memory_half_life_months)
    change, free = np.diff(logs), wanted[1:] - logs[:-1]
    margin, speed = _closest(change, free, weights, down_over_up)
    gap = _bent(free - margin, down_over_up)
    residuals = change - speed * gap
    worth = worth_months(weights)
    variance = float((weights * residuals**2).sum() / weights.sum() * worth / (worth - PARAMETERS))
    late = fading(len(residuals), volatility_half_life_months)
    recent = float((late * residuals**2).sum() / late.sum())
    persistence = _persistence(residuals)
    summed = (1 + persistence) / (1 - persistence)
    return NetworkFit(
        log_hash_rate=float(logs[-1]),
        log_margin=margin,
        margin_spread=_margin_error(free - margin, speed, down_over_up, weights, variance * summed),
        speed_up=speed,
        speed_down=speed * down_over_up,
        volatility=sqrt(recent * summed * widening(worth_months(late), PARAMETERS)),
        tail=_tail(residuals / sqrt(variance)),
        same_month_volatility=sqrt(recent),
        persistence=persistence,
        residuals=residuals,
        worth=worth,
    )


def heavy(normal: Floats, tail: float) -> Floats:
    """Return shocks of variance 1 with heavier ends than the normals they are made of: (z + c z^3)/norm."""
    shaped: Floats = (normal + tail * normal**3) / sqrt(1 + 6 * tail + 15 * tail**2)
    return shaped


def _bent(gap: Floats, down_over_up: float) -> Floats:
    bent: Floats = np.where(gap > 0, gap, down_over_up * gap)
    return bent


def _closest(change: Floats, free: Floats, weights: Floats, down_over_up: float) -> tuple[float, float]:
    """Return margin and speed of least weighted squares: over a grid of margins, the speed of each being its own."""
    gaps = _bent(free[None, :] - MARGINS[:, None], down_over_up)
    speeds = (weights * gaps * change).sum(1) / (weights * gaps**2).sum(1)
    speeds = np.clip(speeds, SLOWEST, FASTEST)
    misses = (weights * (change - speeds[:, None] * gaps) ** 2).sum(1)
    best = int(misses.argmin())
    return float(MARGINS[best]), float(speeds[best])


def _persistence(residuals: Floats) -> float:
    """Return the correlation of a residual with the month before; two months of one ban are not a habit, so cut."""
    limit = CUT_DEVIATIONS * NORMAL_PER_MAD * float(np.median(np.abs(residuals)))
    cut = np.clip(residuals, -limit, limit)
    return min(max(float((cut[1:] * cut[:-1]).sum() / (cut**2).sum()), 0.0), MOST_PERSISTENT)


def _margin_error(gap: Floats, speed: float, down_over_up: float, weights: Floats, variance: float) -> float:
    """Return the margin's standard error: Gauss-Newton at the fit, with the residuals' summed variance."""
    slopes = np.stack([-speed * np.where(gap > 0, 1.0, down_over_up), _bent(gap, down_over_up)])
    precision = (slopes * weights) @ slopes.T
    meat = (slopes * weights**2) @ slopes.T
    bread = np.linalg.inv(precision)
    return sqrt(float((bread @ meat @ bread)[0, 0]) * variance)


def _tail(unit: Floats) -> float:
    """Return the c whose cubic has the kurtosis of standardized residuals, China's ban included."""
    kurtosis = float((unit**4).mean() / (unit**2).mean() ** 2)
    return float(TAILS[int(np.abs(_kurtosis_of(TAILS) - kurtosis).argmin())])


def _kurtosis_of(tail: Floats) -> Floats:
    """Return the kurtosis of z + c z^3, from the normal's moments 1, 3, 15, 105, 945, 10395."""
    fourth = 3 + 60 * tail + 630 * tail**2 + 3780 * tail**3 + 10395 * tail**4
    kurtosis: Floats = fourth / (1 + 6 * tail + 15 * tail**2) ** 2
    return kurtosis


def network_paths(
    start: tuple[float, float],
    law: tuple[float, float, float, float, float],
    drivers: tuple[Floats, Floats],
    shocks: Floats,
) -> Floats:
    """Return paths of the network's hash rate [EH/s], shape (T, paths).

    Parameters
    ----------
    start : tuple of float
        Log hash rate of month 0 [log EH/s] and the drift a month [log/month].
    law : tuple of float
        Speed up, speed down, volatility, tail; and margin spread.
    drivers : tuple of float64 arrays
        What the fleet is worth at rest, log revenue - log J/TH - margin, shape (T, paths); and one normal a path, shape
        (paths,), for the margin's error.
    shocks : float64 array, shape (T, paths)
        Standard normals.
    """
    up, down, volatility, tail, spread = law
    level = np.full(shocks.shape[1], start[0])
    rows = np.empty(shocks.shape)
    shaped = volatility * heavy(shocks, tail)
    for at in range(len(shocks)):
        gap = drivers[0][at] - spread * drivers[1] - level
        level = level + start[1] + np.where(gap > 0, up, down) * gap + shaped[at]
        rows[at] = level
    return np.exp(rows)
