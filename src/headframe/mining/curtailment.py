"""What a megawatt of miners earns in a month when it stops in the hours that do not pay."""

from __future__ import annotations

from headframe.mining.power_quantiles import (
    PowerQuantiles,
    expected_excess_usd_per_mwh,
    expected_shortfall_below_usd_per_mwh,
)


def margin_at_hub_usd_per_mwh(break_even_usd_per_mwh: float, quantiles: PowerQuantiles) -> float:
    """Return the mean margin of an hour, power bought at the hub [USD/MWh].

    Parameters
    ----------
    break_even_usd_per_mwh : float
        What an hour of hashing earns per MWh [USD/MWh].
    quantiles : PowerQuantiles
        The month's hourly prices at the hub.

    Notes
    -----
    E[max(break-even - power, 0)]. Definition: run where it pays, stop where it does not, at no cost of switching.
    """
    return expected_shortfall_below_usd_per_mwh(break_even_usd_per_mwh, quantiles)


def margin_with_fixed_block_usd_per_mwh(
    break_even_usd_per_mwh: float, fixed_usd_per_mwh: float, quantiles: PowerQuantiles
) -> float:
    """Return the mean margin of an hour, power bought ahead at a fixed price [USD/MWh].

    Parameters
    ----------
    break_even_usd_per_mwh : float
        What an hour of hashing earns per MWh [USD/MWh].
    fixed_usd_per_mwh : float
        Price of the block, paid in every hour [USD/MWh].
    quantiles : PowerQuantiles
        The month's hourly prices at the hub, where unused power is sold.

    Notes
    -----
    E[max(break-even, hub)] - fixed. Definition: each hour the block goes to the better of hashing and resale.
    Negative where the block costs more than either pays.
    """
    above = expected_excess_usd_per_mwh(break_even_usd_per_mwh, quantiles)
    return break_even_usd_per_mwh + above - fixed_usd_per_mwh


def margin_usd_per_mw_month(margin_usd_per_mwh: float, hours: float) -> float:
    """Return a month's margin of one megawatt [USD/MW] from the mean margin of an hour [USD/MWh] and its hours."""
    return margin_usd_per_mwh * hours
