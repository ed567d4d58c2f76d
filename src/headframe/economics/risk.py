"""What can go wrong, out of a simulation: the worst tail, the ladder of margin calls, hash prices that stop machines.

Losses are positive, and `tail` is the worst fraction (conventions §6).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

import numpy as np

from headframe.economics.company_tables import CompanyTables
from headframe.ground.errors import UsageProblem
from headframe.mining.break_even import hash_price_needed_usd_per_ph_day
from headframe.worlds.parameters import Floats, WorldTables

HALF = 0.5


def conditional_value_at_risk(losses: Floats, tail: float) -> float:
    """Return the mean loss over the worst fraction `tail` of paths, in the unit of `losses`.

    Parameters
    ----------
    losses : float64 array, shape (n,)
        Positive where something is lost.
    tail : float
        Worst fraction, in (0, 1]: 1 gives the mean, and a fraction of at most 1/n the worst path [ratio].

    Notes
    -----
    Rockafellar and Uryasev (2002), Conditional value-at-risk for general loss distributions,
    doi:10.1016/S0378-4266(02)00271-6: where the fraction cuts through a path, that path counts in part.

    Examples
    --------
    >>> conditional_value_at_risk(np.array([1.0, 2.0, 3.0, 10.0]), 0.375)
    7.666666666666667
    """
    refuse_tail(tail)
    worst = np.sort(np.asarray(losses, dtype=np.float64))[::-1]
    count = tail * len(worst)
    whole = min(ceil(count - 1e-9), len(worst))
    weights = np.ones(whole)
    weights[-1] = max(count - (whole - 1), 1e-300)
    return float((worst[:whole] * weights).sum() / weights.sum())


def refuse_tail(tail: float) -> None:
    """Refuse a tail that is no fraction.

    Raises
    ------
    UsageProblem
        Outside (0, 1].
    """
    if not 0.0 < tail <= 1.0:
        raise UsageProblem(f"a tail of {tail}", where="tail", why="it is the worst fraction", next="give it in (0, 1]")


@dataclass(frozen=True, slots=True)
class Rung:
    """A bitcoin price [USD/BTC] at the opening, and what happens below it."""

    price_usd_per_btc: float
    happens: str


def margin_call_ladder(tables: CompanyTables) -> tuple[Rung, ...]:
    """Return the prices at which the lender acts on the opening balances, highest first; none without a loan.

    Each rung takes the steps before it as done: the call is first met with free coins; below the second rung these no
    longer bring the loan back under its call, so cash must; below the third, with every coin pledged and no cash paid,
    the lender may sell.
    """
    loan, opening = tables.coin_loan, tables.opening
    if loan.principal_usd <= 0.0:
        return ()
    every = opening.bitcoin_free_btc + opening.bitcoin_pledged_btc
    wanted = (
        (loan.call_ltv, opening.bitcoin_pledged_btc, "the lender calls for coins"),
        (loan.call_ltv, every, "all coins are pledged, and cash must repay"),
        (loan.sale_ltv, every, "the lender may sell coins, unless cash has repaid"),
    )
    rungs = [
        Rung((loan.principal_usd / ltv - loan.cash_collateral_usd) / coins, words)
        for ltv, coins, words in wanted
        if coins > 0.0
    ]
    return tuple(sorted((rung for rung in rungs if rung.price_usd_per_btc > 0.0), key=lambda r: -r.price_usd_per_btc))


@dataclass(frozen=True, slots=True)
class TierStop:
    """Hash prices [USD/PH/day] of one tier in one month.

    `mean_power` pays for power at the month's mean price; below `half_the_hours` the tier stands still in more than
    half of the hours, as hourly prices are spread in the years known.
    """

    tier: str
    mean_power_usd_per_ph_day: float
    half_the_hours_usd_per_ph_day: float


def tier_stops(tables: CompanyTables, world: WorldTables, month: int) -> tuple[TierStop, ...]:
    """Return the hash prices at which each tier stops in a month, power at its forward level.

    Parameters
    ----------
    tables : CompanyTables
        For the fleet, best machines first.
    world : WorldTables
        For the forward level of power and the spread of its hours.
    month : int
        1 for the first ahead.
    """
    if not 1 <= month <= world.horizon:
        raise UsageProblem(f"month {month}", where="month", next=f"between 1 and {world.horizon}")
    half = _price_of_half_the_hours(world, month)
    level = float(world.power_level[month])
    stops = []
    for name, tier in zip(tables.tier_names, tables.tiers, strict=True):
        prices = (
            (tier.flat_usd_per_mwh,) * 2
            if tier.flat
            else (level + tables.terms.adder_usd_per_mwh, half + tables.terms.adder_usd_per_mwh)
        )
        kept = 1.0 - tables.terms.pool_fee
        stops.append(
            TierStop(name, *(hash_price_needed_usd_per_ph_day(usd, tier.efficiency_j_per_th) / kept for usd in prices))
        )
    return tuple(stops)


def _price_of_half_the_hours(world: WorldTables, month: int) -> float:
    """Return the hub price [USD/MWh] not exceeded in half of the hours, over all years known."""
    shapes, calendar = world.shapes, int(world.calendar_month[month])
    years = int(shapes.years[calendar])
    scales = shapes.scale[calendar, :years]
    grid = shapes.knots
    limits = np.unique(np.outer(scales, grid))
    shares = np.mean(
        [np.interp(limits / scale, grid, shapes.up[calendar, year]) for year, scale in enumerate(scales)], axis=0
    )
    return float(world.power_level[month]) * float(np.interp(HALF, shares, limits))
