"""The seconds of a question, divided among what it asks for: each part ends at its own moment of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic


@dataclass(frozen=True, slots=True)
class Clock:
    """Seconds asked for, since when, and who may end them early.

    Parameters
    ----------
    seconds : float
        For everything [seconds].
    stop : callable, optional
        Asked whether somebody ended it: then nothing is left for anything.
    began : float
        `monotonic()` at the beginning [seconds].
    """

    seconds: float
    stop: Callable[[], bool] | None = None
    began: float = field(default_factory=monotonic)

    def until(self, share: float) -> float:
        """Return the seconds left until such a share of all has gone, not below nothing.

        Examples
        --------
        >>> 29 < Clock(60.0).until(0.5) <= 30, Clock(60.0, stop=lambda: True).until(0.5)
        (True, 0.0)
        """
        if self.stop is not None and self.stop():
            return 0.0
        return max(share * self.seconds - (monotonic() - self.began), 0.0)

    @property
    def gone(self) -> float:
        """Seconds since the beginning."""
        return monotonic() - self.began


@dataclass(frozen=True, slots=True)
class Schedule:
    """When each part ends, as shares of all seconds, in the order in which they are worked on.

    What a part leaves is the next one's. The shares were set by measuring the parts (docs/why/plan.md).
    """

    learning: float
    certificate: float
    courses: float
    tuned: float
    frontier: float
    drifts: float
    tornado: float = 1.0


PLAIN = Schedule(learning=0.38, certificate=0.64, courses=0.70, tuned=0.76, frontier=0.76, drifts=0.95)
WITH_FRONTIER = Schedule(learning=0.24, certificate=0.44, courses=0.49, tuned=0.54, frontier=0.76, drifts=0.95)
