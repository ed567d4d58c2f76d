"""The numbers that make a world, in the shape that the draw and the compiled steps of `economics` read.

State of one path: s log price, y log-variance deviation, f fee deviation, h log hash rate, x power deviation, a log
rent. A month's six correlated normals z are in the order of `DRIVERS`; u0 decides on a fee spike, u1 on the year of
power shape. Step from month t-1 to t, in this order (dt = 1/12 year; primes are values of month t):

1. price: sigma = price_volatility * exp(y/2 - variance_variance/4);
   s' = s + drift[t]*dt - sigma^2*dt/2 + sigma*sqrt(dt)*z[0];
   then y' = variance_persistence*y + variance_volatility*z[5]
2. fees: f' = f*(1 - fee_reversion) + fee_volatility*z[2];  phi' = exp(fee_log_mean + f' + (spike_log_size if
   u0 < spike_probability else 0)), fees over subsidy
3. network: gap = log(subsidy_btc_day*(1 + phi)) + s - log_efficiency - h
   - (network_log_margin + network_margin_spread*w),
   with subsidy, phi, s and efficiency of month t where `network_same_month`, else of month t-1 (month 0: `fee_ratio`);
   w is one standard normal a path, the same in all its months;
   h' = h + network_drift + (network_speed_up if gap > 0 else network_speed_down)*gap + network_volatility*tail(z[1]),
   tail(z) = (z + c*z^3)/sqrt(1 + 6c + 15c^2) with c = network_tail: variance 1, heavier ends than the normal
4. hash rate [EH/s] = hash_rate_scale[t]*exp(h'); hash price [USD/PH/day] = subsidy_btc_day[t]*(1 + phi')*exp(s')
   /(1000*hash rate)
5. power: x' = x*(1 - power_reversion) + power_volatility*z[3]; level = power_level[t]*exp(x' - power_variance/2);
   shape j = floor(u1*years[m]) of calendar month m = calendar_month[t]. With q = limit/(level*scale[m, j]):
   E[max(limit - price, 0)] = level*scale[m, j]*below(q); hours below the limit = up(q); mean price = level*mean[m, j]
6. rent: a' = a + rent_reversion*(log_rent_mean[t] - a) + rent_volatility*z[4]
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from headframe.ground.period import Period

DRIVERS = ("price", "network", "fees", "power", "rent", "variance")
"""The order of the shocks in the correlation matrix."""
MONTH_YEARS = 1.0 / 12.0
"""One step [years]."""
Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class WorldParameters:
    """Scalars of the world model, calibrated on what was known on `as_of`. Logs are natural.

    Parameters
    ----------
    as_of : date
        The day whose knowledge went in.
    month0 : Period
        The last known month: month 0, from which the paths start.
    hub : str
        Where power is priced.
    log_price : float
        Start of s [log USD/BTC].
    price_volatility : float
        sigma_bar: root of the mean variance a year [1/sqrt(year)].
    variance_start : float
        Start of y: log of the variance now over its mean, less that of the stationary law [log].
    variance_persistence, variance_volatility : float
        phi_y [1/month] and eta_y.
    variance_variance : float
        Stationary variance of y: eta_y^2/(1 - phi_y^2).
    fee_ratio : float
        Fees over subsidy in month 0 [ratio].
    fee_log_mean, fee_start, fee_reversion, fee_volatility : float
        mf [log ratio], start of f, kf [1/month], sf [1/sqrt(month)].
    spike_probability, spike_log_size : float
        pj [1/month] and js [log].
    log_hash_rate : float
        Start of h [log EH/s].
    network_log_margin : float
        m: revenue of a megawatt-day at which the network stands still [log USD/MW-day]; 1 EH/s x 1 J/TH is 1 MW.
    network_margin_spread : float
        How uncertain that margin is: standard deviation over paths [log].
    network_drift, network_speed_up, network_speed_down : float
        g0 [log/month], k_up and k_down [1/month].
    network_volatility, network_tail : float
        sh [log/sqrt(month)] and c.
    network_same_month : bool
        Whether the target is that of the same month rather than of the month before.
    power_start, power_reversion, power_volatility, power_variance : float
        Start of x, kp [1/month], sp [1/sqrt(month)], stationary variance of x.
    log_rent : float
        Start of a [log USD/kW-month of critical IT].
    rent_reversion, rent_volatility : float
        ka [1/month], sa [1/sqrt(month)].
    """

    as_of: date
    month0: Period
    hub: str
    log_price: float
    price_volatility: float
    variance_start: float
    variance_persistence: float
    variance_volatility: float
    variance_variance: float
    fee_ratio: float
    fee_log_mean: float
    fee_start: float
    fee_reversion: float
    fee_volatility: float
    spike_probability: float
    spike_log_size: float
    log_hash_rate: float
    network_log_margin: float
    network_margin_spread: float
    network_drift: float
    network_speed_up: float
    network_speed_down: float
    network_volatility: float
    network_tail: float
    network_same_month: bool
    power_start: float
    power_reversion: float
    power_volatility: float
    power_variance: float
    log_rent: float
    rent_reversion: float
    rent_volatility: float


NEAR_STEPS = 288
"""Steps of the grid of power prices that are narrow; storms are far out, and need no such care."""
WIDENING = 24.0
"""A step beyond those is this many times as wide."""


@dataclass(frozen=True, slots=True, eq=False)
class PowerShapes:
    """A month's hourly prices, for each calendar month and known year, as multiples of the month's level.

    A year's curve is divided by the calendar month's mean over the known years, so that the mean over years is 1 and a
    storm keeps its weight. `below` and `up` are on the grid `knots`, in multiples of `scale`: even to the 288th step,
    then 24 times as wide. Between two points they are straight, above the last, Q: below(q) = below(Q) + (q - Q)*up(Q).

    Parameters
    ----------
    step : float
        Distance of the near grid [multiples of scale].
    years : int64 array, shape (12,)
        How many known years each calendar month has; rows beyond are zero.
    labels : tuple of tuple of int
        Which years they are.
    scale : float64 array, shape (12, J)
        Stretch of the grid [multiples of the level].
    below : float64 array, shape (12, J, G)
        E[max(q - p, 0)] [multiples of level x scale].
    up : float64 array, shape (12, J, G)
        Share of the hours at or below q [ratio].
    mean : float64 array, shape (12, J)
        Mean price [multiples of the level].
    """

    step: float
    years: Integers
    labels: tuple[tuple[int, ...], ...]
    scale: Floats
    below: Floats
    up: Floats
    mean: Floats

    @property
    def knots(self) -> Floats:
        """Where the grid's points lie, shape (G,) [multiples of scale]."""
        at = np.arange(self.below.shape[2], dtype=np.float64)
        return self.step * (np.minimum(at, NEAR_STEPS) + WIDENING * np.maximum(at - NEAR_STEPS, 0.0))

    def place(self, multiples: Floats) -> Floats:
        """Return which point of the grid each value is at, with its fraction: `knots`, read backwards [points]."""
        steps = multiples / self.step
        place: Floats = np.minimum(steps, NEAR_STEPS) + np.maximum(steps - NEAR_STEPS, 0.0) / WIDENING
        return place

    @property
    def last_step(self) -> float:
        """Width of the grid's last step, by which `place` goes on above it [multiples of scale]."""
        return self.step * WIDENING


@dataclass(frozen=True, slots=True, eq=False)
class WorldTables:
    """Arrays of the world model by month: index 0 is month 0, index t the t-th month after it, each of shape (T + 1,).

    Parameters
    ----------
    months : tuple of Period
        Which months they are.
    calendar_month : int64 array
        0 for January.
    days : float64 array
        Days of the month [days].
    drift : float64 array
        mu over the step into the month [1/year]; entry 0 is not used.
    subsidy_btc_day : float64 array
        Coins created for the whole network a day, by height at 144 blocks a day [BTC/day].
    log_efficiency : float64 array
        Of the network's fleet [log J/TH].
    hash_rate_scale : float64 array
        What the network model's hash rate is multiplied by: 1, or what a user's hash price curve needs [ratio].
    power_level : float64 array
        What exp(x - power_variance/2) multiplies, so that the mean is the forward price [USD/MWh].
    log_rent_mean : float64 array
        Where rent reverts to [log USD/kW-month].
    correlation : float64 array, shape (6, 6)
        Of the shocks, in the order of `DRIVERS`; positive definite.
    cholesky : float64 array, shape (6, 6)
        Its lower triangle: z = cholesky @ independent normals.
    shapes : PowerShapes
        Hourly power prices within a month.
    delay_months : float64 array, shape (D,)
        Inverse of the delivery log's curve at shares (i + 1/2)/D: the delay from the promised day [months]. With u even
        in (0, 1) a delivery is delay_months[floor(u*D)] late; `inf` where the log never saw that share delivered.
    """

    months: tuple[Period, ...]
    calendar_month: Integers
    days: Floats
    drift: Floats
    subsidy_btc_day: Floats
    log_efficiency: Floats
    hash_rate_scale: Floats
    power_level: Floats
    log_rent_mean: Floats
    correlation: Floats
    cholesky: Floats
    shapes: PowerShapes
    delay_months: Floats

    @property
    def horizon(self) -> int:
        """How many months lie ahead."""
        return len(self.months) - 1
