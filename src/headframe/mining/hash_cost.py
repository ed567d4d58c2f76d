"""Hash cost: what one PH/s costs in a day, beside the hash price that it earns."""

from __future__ import annotations

from headframe.mining.work import HOURS_PER_DAY, PETAHASH_PER_EXAHASH

KILOWATT_PER_MEGAWATT = 1000.0


def hash_cost_power_usd_per_ph_day(efficiency_j_per_th: float, power_usd_per_mwh: float) -> float:
    """Return the power cost of 1 PH/s over a day [USD/PH/day].

    Parameters
    ----------
    efficiency_j_per_th : float
        Energy per hash of the machine or fleet [J/TH].
    power_usd_per_mwh : float
        Power price [USD/MWh].

    Notes
    -----
    Definition. 1 PH/s is 1,000 TH/s; at e J/TH it draws 1,000 e J/s = e kW, so 24 e kWh = 0.024 e MWh a day.
    By the same units 1 EH/s x 1 J/TH = 1 MW exactly.
    """
    return HOURS_PER_DAY * efficiency_j_per_th * power_usd_per_mwh / KILOWATT_PER_MEGAWATT


def hash_cost_usd_per_ph_day(cost_usd: float, hash_rate_ehs: float, days: float) -> float:
    """Return a period's cost over its hashing [USD/PH/day].

    Parameters
    ----------
    cost_usd : float
        Cost of the period, whatever it contains [USD].
    hash_rate_ehs : float
        Average hash rate actually running [EH/s].
    days : float
        Length of the period [days].

    Notes
    -----
    Definition: cost / (PH/s x days).
    """
    return cost_usd / (hash_rate_ehs * PETAHASH_PER_EXAHASH * days)


def cost_per_coin_usd_per_btc(hash_cost_usd_per_ph_day: float, coins_btc_per_ph_day: float) -> float:
    """Return what a coin costs at a hash cost [USD/BTC].

    Hash price is coins per PH-day times the price, so cost per coin / price = hash cost / hash price.
    """
    return hash_cost_usd_per_ph_day / coins_btc_per_ph_day
