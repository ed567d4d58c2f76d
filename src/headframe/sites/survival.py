"""Kaplan–Meier: the share not yet delivered so many days after the promised day, with its confidence band.

Promises enter when they are made (left truncation: one made 15 days before its day says nothing of day −100) and leave
when delivered, or unseen at the view's day (right censoring). The band is Greenwood's on the log-minus-log scale, so it
stays within 0 and 1 (Kalbfleisch and Prentice 2002, section 1.4.3).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from statistics import NormalDist

import numpy as np

from headframe.ground.missing import Missing

DEFAULT_CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Observation:
    """One promise on the axis of delay, 0 being the promised day [days]."""

    entered: float
    left: float
    delivered: bool
    """Whether it left by delivery; otherwise it was still out when last seen."""


@dataclass(frozen=True, slots=True)
class SurvivalCurve:
    """Steps of the curve: after `days[i]` the share `undelivered[i]` is not delivered, within `low` to `high`.

    Parameters
    ----------
    days : tuple of float
        Delays at which something was delivered, in order [days].
    at_risk, delivered : tuple of int
        Promises out just before, and delivered on the day.
    undelivered, low, high : tuple of float
        The share and its band [ratio].
    confidence : float
        Of the band, in (0, 1) [ratio].
    promises : int
        How many promises went in.
    seen_to : float
        The longest delay watched [days].
    """

    days: tuple[float, ...]
    at_risk: tuple[int, ...]
    delivered: tuple[int, ...]
    undelivered: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    confidence: float
    promises: int
    seen_to: float

    def at(self, day: float) -> tuple[float, float, float] | Missing:
        """Return the share not delivered `day` days after the promised day, with its band [ratio]."""
        if day > self.seen_to:
            return Missing(f"no promise was watched longer than {self.seen_to:.0f} days after its day")
        step = int(np.searchsorted(np.asarray(self.days), day, side="right")) - 1
        return (1.0, 1.0, 1.0) if step < 0 else (self.undelivered[step], self.low[step], self.high[step])

    def quantile(self, share: float) -> float | Missing:
        """Return the delay by which `share` of promises are delivered [days]; a gap where the curve does not get there.

        With `share` drawn evenly from (0, 1) this draws delays.
        """
        if not 0 < share < 1:
            raise ValueError(f"a share lies between 0 and 1, not {share}")
        for day, left in zip(self.days, self.undelivered, strict=True):
            if 1 - left >= share:
                return day
        return Missing(f"by the last delivery seen, only {1 - self.last:.0%} were delivered: the rest is not known")

    @property
    def last(self) -> float:
        """The share never seen delivered [ratio]."""
        return self.undelivered[-1] if self.undelivered else 1.0


def kaplan_meier(observations: Sequence[Observation], confidence: float = DEFAULT_CONFIDENCE) -> SurvivalCurve:
    """Return the share not delivered by delay.

    Parameters
    ----------
    observations : sequence of Observation
        One a promise; one that left before it entered is not seen and left out.
    confidence : float
        Of the band, in (0, 1) [ratio].

    Examples
    --------
    >>> seen = [Observation(-10, day, True) for day in (0, 10, 20, 30)]
    >>> kaplan_meier(seen).undelivered
    (0.75, 0.5, 0.25, 0.0)
    """
    seen = [each for each in observations if each.left > each.entered]
    entered, left = np.array([each.entered for each in seen]), np.array([each.left for each in seen])
    came = np.array([each.delivered for each in seen], dtype=bool)
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    days: list[float] = []
    steps: list[tuple[int, int, float, float, float]] = []
    share, greenwood = 1.0, 0.0
    for day in np.unique(left[came]) if seen else ():
        at_risk = int(((entered < day) & (left >= day)).sum())
        delivered = int((came & (left == day)).sum())
        share *= 1 - delivered / at_risk
        greenwood += delivered / (at_risk * (at_risk - delivered)) if at_risk > delivered else 0.0
        days.append(float(day))
        above = steps[-1][4] if steps else 1.0
        steps.append((at_risk, delivered, share, *_band(share, greenwood, z, above)))
    return SurvivalCurve(
        days=tuple(days),
        at_risk=tuple(step[0] for step in steps),
        delivered=tuple(step[1] for step in steps),
        undelivered=tuple(step[2] for step in steps),
        low=tuple(step[3] for step in steps),
        high=tuple(step[4] for step in steps),
        confidence=confidence,
        promises=len(seen),
        seen_to=max((each.left for each in seen), default=0.0),
    )


def _band(share: float, greenwood: float, z: float, above: float) -> tuple[float, float]:
    """Return the band; where nobody is left Greenwood's is undefined, and the step before bounds it from above."""
    if share == 0.0:
        return 0.0, above
    width = z * sqrt(greenwood) / abs(log(share))
    return share ** exp(width), share ** exp(-width)
