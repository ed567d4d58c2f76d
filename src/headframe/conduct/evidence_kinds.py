"""Evidence on a sale: a number from the record, and how it is turned into a signal from −1 (free) to +1 (pressed)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from headframe.conduct.evidence_window import Window
from headframe.ground.missing import Missing
from headframe.record.view import View
from headframe.vocabulary.figure import Figure

Finder = Callable[[View, Window], Figure | Missing]
"""From what was known and a sale's window to one number about it."""


class EvidenceKind(StrEnum):
    """What an ablation leaves out together."""

    MARKET = "market"
    SIZE = "size"
    HABIT = "habit"
    NEED = "need"
    DEBT = "debt"
    CHOICES = "choices"
    USE = "use"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Anchors:
    """The numbers that mean −1, 0 and +1, in the evidence's own unit; between them the signal is a straight line.

    Where `free_at` or `forced_at` equals `even_at`, the evidence can speak one way only.

    Examples
    --------
    >>> Anchors(0.0, 0.25, 0.5).signal(0.375)
    0.5
    """

    free_at: float
    even_at: float
    forced_at: float

    @property
    def speaks_both_ways(self) -> bool:
        """Whether the number can count for either side."""
        return self.free_at != self.even_at != self.forced_at

    def signal(self, value: float) -> float:
        """Return the signal of `value`, cut at −1 and +1."""
        rising = self.forced_at > self.free_at
        towards_forced = value > self.even_at if rising else value < self.even_at
        end = self.forced_at if towards_forced else self.free_at
        if end == self.even_at or value == self.even_at:
            return 0.0
        share = min(1.0, abs(value - self.even_at) / abs(end - self.even_at))
        return share if towards_forced else -share
