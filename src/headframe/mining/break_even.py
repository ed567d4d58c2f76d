"""The power price at which a machine just pays for its power."""

from __future__ import annotations

from headframe.mining.hash_cost import KILOWATT_PER_MEGAWATT
from headframe.mining.work import HOURS_PER_DAY


def break_even_power_usd_per_mwh(hash_price_usd_per_ph_day: float, efficiency_j_per_th: float) -> float:
    """Return the power price that leaves nothing [USD/MWh].

    Parameters
    ----------
    hash_price_usd_per_ph_day : float
        Revenue of 1 PH/s over a day [USD/PH/day].
    efficiency_j_per_th : float
        Energy per hash of the machine or fleet [J/TH].

    Notes
    -----
    Hash price x 1000 / (24 x J/TH): 1 PH/s draws e kW, so 0.024 e MWh a day earn the hash price. It is the inverse
    of `hash_cost_power_usd_per_ph_day`. Costs other than power are left out.

    Examples
    --------
    >>> round(break_even_power_usd_per_mwh(37.9, 20.5), 1)
    77.0
    """
    return hash_price_usd_per_ph_day * KILOWATT_PER_MEGAWATT / (HOURS_PER_DAY * efficiency_j_per_th)


def hash_price_needed_usd_per_ph_day(power_usd_per_mwh: float, efficiency_j_per_th: float) -> float:
    """Return the hash price at which power at that price leaves nothing [USD/PH/day]."""
    return HOURS_PER_DAY * efficiency_j_per_th * power_usd_per_mwh / KILOWATT_PER_MEGAWATT
