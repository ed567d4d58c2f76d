"""The network's fleet [J/TH]: it follows the best machine on sale with a lag, in the past and ahead.

The frontier is the least J/TH of any machine released by the month's end (`asics.csv`; a release known by its year only
counts from that year's end, one without a day not at all). The fleet's log efficiency closes a constant share of its
distance to the frontier every month. The table starts in July 2016: there the fleet is taken to stand at the frontier,
which overstates it for the first year.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np

from headframe.ground.errors import NotEnoughData
from headframe.ground.period import Period, month_end
from headframe.vocabulary.tables import packaged_rows
from headframe.worlds.parameters import Floats

SNAPSHOT = "headframe.record.snapshot"
RATE_WINDOW_MONTHS = 60
"""Over how many months the frontier's pace is taken [months]."""


@dataclass(frozen=True, slots=True)
class Machine:
    """A machine on sale: its name, energy per hash [J/TH] and the last day by which it can have been released."""

    name: str
    j_per_th: float
    released: date


@cache
def machines() -> tuple[Machine, ...]:
    """Return the machines whose release the table dates, oldest first."""
    found = [
        Machine(f"{row['maker']} {row['model']}", float(row["j_per_th"]), _last_day(row["release"]))
        for row in packaged_rows(SNAPSHOT, "asics.csv")
        if row["release"]
    ]
    return tuple(sorted(found, key=lambda machine: machine.released))


def frontier(months: tuple[Period, ...]) -> Floats:
    """Return the log of the best J/TH released by each month's end; NaN before the first machine of the table."""
    known = machines()
    best = [min((each.j_per_th for each in known if each.released <= month.end), default=np.nan) for month in months]
    logs: Floats = np.log(np.array(best))
    return logs


def best_machine(month: Period) -> Machine:
    """Return the machine that sets the frontier at a month's end."""
    released = [each for each in machines() if each.released <= month.end]
    if not released:
        raise NotEnoughData(
            f"no machine of the table was released by {month.end}",
            where="asics.csv",
            why="the network's fleet follows the best machine on sale",
            next="ask as of 2018 or later",
        )
    return min(released, key=lambda each: (each.j_per_th, each.released))


def fleet_log_efficiency(months: tuple[Period, ...], half_life_months: float) -> Floats:
    """Return the log of the network fleet's J/TH in each month; NaN before the table starts.

    Parameters
    ----------
    months : tuple of Period
        Known months, in order.
    half_life_months : float
        In which the fleet closes half of its distance to the frontier [months].
    """
    best = frontier(months)
    share = 1 - 0.5 ** (1 / half_life_months)
    fleet = np.full(len(months), np.nan)
    for at, level in enumerate(best):
        before = fleet[at - 1] if at else np.nan
        fleet[at] = level if np.isnan(before) else before + share * (level - before)
    return fleet


def frontier_pace(months: tuple[Period, ...]) -> float:
    """Return the frontier's change over the last `RATE_WINDOW_MONTHS` known months, or all of them [log J/TH/month]."""
    best = frontier(months)
    known = best[~np.isnan(best)][-RATE_WINDOW_MONTHS - 1 :]
    return float((known[-1] - known[0]) / (len(known) - 1)) if len(known) > 1 else 0.0


def fleet_ahead(
    months: tuple[Period, ...], horizon: int, half_life_months: float, fade_half_life_years: float
) -> Floats:
    """Return the log fleet efficiency of the last known month and the `horizon` months after it, shape (horizon + 1,).

    The frontier goes on at its own pace, which fades with a half-life: chips approach what physics allows.
    """
    share = 1 - 0.5 ** (1 / half_life_months)
    pace, best = frontier_pace(months), float(frontier(months)[-1])
    ahead = [float(fleet_log_efficiency(months, half_life_months)[-1])]
    for month in range(1, horizon + 1):
        best += pace * 0.5 ** (month / 12 / fade_half_life_years)
        ahead.append(ahead[-1] + share * (best - ahead[-1]))
    return np.array(ahead)


def _last_day(text: str) -> date:
    """Return the last day that "2024-06" or "2024" can mean."""
    return month_end(int(text[:4]), int(text[5:7]) if len(text) > 4 else 12)
