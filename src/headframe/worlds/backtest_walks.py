"""One target through time: what was forecast a year before each month, and what came."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from headframe.ground.interval import Interval
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.figure import Figure, derive
from headframe.worlds.backtest_compare import Scored
from headframe.worlds.backtest_lines import CONCEPTS, WANTED, Target
from headframe.worlds.backtest_scores import inside
from headframe.worlds.history import history

WALKED_MONTHS = 12
"""The horizon that is shown month by month: the longest, where forecasts have most room to err."""
WALKED = {
    Target.PRICE: "USD/BTC",
    Target.NETWORK: "EH/s",
    Target.HASH_PRICE_GIVEN: "USD/PH/day",
    Target.HASH_PRICE: "USD/PH/day",
    Target.PRODUCTION: "BTC",
}
"""Targets with a series of their own, and its unit."""


@dataclass(frozen=True, slots=True)
class WalkPoint:
    """A month that was forecast: the median with the 80 % band as its interval, and what came."""

    month: str
    forecast: Figure
    came: Figure
    inside: bool


@dataclass(frozen=True, slots=True)
class Walk:
    """One target's months in order, each forecast `months_ahead` before."""

    target: Target
    months_ahead: int
    points: tuple[WalkPoint, ...]


def walks_of(
    view: View, tally: Mapping[tuple[Target, int], list[tuple[Period, Scored]]], whose: Mapping[Target, str]
) -> Iterator[Walk]:
    """Yield each target's walk where something was forecast; `whose` names the company or the market."""
    months = history(view).months
    place = {month: at for at, month in enumerate(months)}
    for target, unit in WALKED.items():
        found = tally.get((target, WALKED_MONTHS), [])
        if found:
            start = f"{whose[target]} world_backtest"
            ends = [months[place[origin] + WALKED_MONTHS] for origin, _ in found]
            scores = [score for _, score in found]
            points = (_point(view, start, *each, target, unit) for each in zip(ends, scores, strict=True))
            yield Walk(target, WALKED_MONTHS, tuple(points))


def _point(view: View, start: str, month: Period, score: Scored, target: Target, unit: str) -> WalkPoint:
    low, middle, high = score.band
    id, known = f"{start} {month} {CONCEPTS[target]} {WALKED_MONTHS}", history(view).last.values()
    words = f"median of the paths drawn {WALKED_MONTHS} months before, 10 to 90 % of them in the interval"
    forecast = derive(f"{id} forecast", words, middle, Interval(low, high), unit, *known, estimated=True)
    came = derive(f"{id} came", "the month, by the record", score.came, Interval.exact(score.came), unit, *known)
    return WalkPoint(str(month), forecast, came, bool(inside(np.array(score.place), WANTED)))
