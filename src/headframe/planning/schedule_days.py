"""A schedule day by day: slices, runs of even days, and the cash that is in by each date."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from headframe.ground.interval import Interval
from headframe.planning.schedule_block import Block
from headframe.planning.schedule_closed import deviation_usd
from headframe.planning.schedule_figures import Figures
from headframe.vocabulary.figure import Figure, derive

if TYPE_CHECKING:
    from headframe.planning.schedule_impact import Coins

EVEN = 0.005
"""Days within this of one another are shown as one run [share of the larger]."""
CRUMB = 1e-3
"""So are days that part by less than this share of the block [ratio]."""


@dataclass(frozen=True, slots=True)
class Slice:
    """One day: coins sold and left [BTC], and the sale as a share of the market's volume [ratio]."""

    day: int
    on: date
    sold: Figure
    left: Figure
    share_of_volume: Figure


@dataclass(frozen=True, slots=True)
class Leg:
    """Days in a row on which about the same is sold [BTC a day], and what is left after them [BTC]."""

    first_day: int
    last_day: int
    a_day: Figure
    left: Figure


@dataclass(frozen=True, slots=True)
class CashDate:
    """Money needed by the end of a day, what is expected by then [USD], and the chance of falling short [ratio]."""

    day: int
    needed: Figure
    expected: Figure
    chance_short: Figure


def slices_of(figures: Figures, slices: Coins, first: date) -> tuple[Slice, ...]:
    """Return every day of a schedule [BTC], shape (days,)."""
    found, left = [], float(slices.sum())
    for at, sold in enumerate(float(each) for each in slices):
        left = max(0.0, left - sold) if at + 1 < len(slices) else 0.0
        day = f"day {at + 1}"
        coins = figures.coins("schedule_slice", sold, day)
        found.append(
            Slice(
                day=at + 1,
                on=first + timedelta(days=at),
                sold=coins,
                left=figures.coins("schedule_left", left, day),
                share_of_volume=_share(figures, coins, day),
            )
        )
    return tuple(found)


def _share(figures: Figures, coins: Figure, day: str) -> Figure:
    volume = figures.market.volume
    return derive(
        figures.id("schedule_share_of_volume", day),
        "coins sold in the day / the market's volume",
        coins.value / volume.value,
        coins.interval / volume.interval,
        "ratio",
        coins,
        volume,
    )


def legs_of(figures: Figures, slices: Coins) -> tuple[Leg, ...]:
    """Return a schedule [BTC], shape (days,), as runs of about even days."""
    total = float(slices.sum())
    runs: list[list[float]] = []
    for sold in (float(each) for each in slices):
        if runs and _even(runs[-1][0], sold, total):
            runs[-1].append(sold)
        else:
            runs.append([sold])
    legs, day, left = [], 1, total
    for run in runs:
        left -= sum(run)
        last = day + len(run) - 1
        words = f"days {day} to {last}"
        mean = figures.coins("schedule_slice", sum(run) / len(run), words)
        rest = figures.coins("schedule_left", 0.0 if last == len(slices) else max(left, 0.0), words)
        legs.append(Leg(day, last, mean, rest))
        day = last + 1
    return tuple(legs)


def _even(one: float, other: float, total: float) -> bool:
    return abs(one - other) <= max(EVEN * max(one, other), CRUMB * total)


def cash_dates(figures: Figures, block: Block, slices: Coins) -> tuple[CashDate, ...]:
    """Return each cash date of a block, as the schedule meets it."""
    return tuple(_cash_date(figures, block, slices, need.day, need.usd) for need in block.cash)


def _cash_date(figures: Figures, block: Block, slices: Coins, day: int, usd: float) -> CashDate:
    from statistics import NormalDist

    early, words = slices[:day], f"by day {day}"
    sold = float(early.sum())
    gross = sold * block.price_usd
    cost, ends = figures.range_of_cost(early)
    mean = gross - cost
    expected = derive(
        figures.id("schedule_proceeds", words),
        "coins sold by the day x price - mean cost",
        mean,
        Interval.exact(gross) - ends,
        "USD",
        *figures.inputs,
        estimated=True,
    )
    deviation = deviation_usd(early, block.risk_usd_per_btc)
    chance = NormalDist(mean, deviation).cdf(usd) if deviation > 0 else float(mean < usd * (1 - 1e-6))
    short = derive(
        figures.id("schedule_chance_short", words),
        "normal chance that the proceeds by the day lie below the need",
        chance,
        Interval.exact(chance),
        "ratio",
        expected,
        figures.market.volatility,
        note="a sale on the first day is made at today's price: only what waits is at risk",
    )
    return CashDate(day, _needed(figures, day, usd), expected, short)


def _needed(figures: Figures, day: int, usd: float) -> Figure:
    id = figures.id("schedule_cash_need", f"by day {day}")
    return replace(figures.block, id=id, value=usd, interval=Interval.exact(usd), unit="USD")
