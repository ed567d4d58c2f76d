"""Our side of a claim: what the record gives for one way to understand it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from headframe.audit.ours import other_printings, our_figure, ruled_out
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.figure import Badge, Figure


@dataclass(frozen=True, slots=True)
class Recomputed:
    """A number made from the record, in the unit of the claim.

    `figure` is the one it rests on, `also` the others; `others` are the intervals of rival printings.
    """

    value: float
    interval: Interval
    figure: Figure
    also: tuple[Figure, ...] = ()
    others: tuple[Interval, ...] = ()
    words: str = ""
    denied: Figure | None = None
    """What a source prints in its place though the roll-forward rules it out: it neither confirms nor accuses."""

    @property
    def is_firm(self) -> bool:
        """Whether it is good enough to call a claim wrong."""
        return not any(figure.badge is Badge.ESTIMATED for figure in (self.figure, *self.also))

    @property
    def is_disputed(self) -> bool:
        """Whether printings of a figure behind it contradict each other."""
        return any(figure.badge is Badge.DISPUTED for figure in (self.figure, *self.also))


Compute = Callable[[View], Recomputed | Missing]


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a claim: whose number, of what, when, and how to recompute it."""

    company: str | None
    concept: str
    period: Period | None
    compute: Compute
    is_level: bool = False
    """Whether it is one figure of the record, so that other periods and measures can be searched for it."""


def level(company: str, concept: str, period: Period) -> Reading:
    """Return the reading of a number that is one figure of the record."""

    def compute(view: View) -> Recomputed | Missing:
        figure = our_figure(view, company, concept, period)
        if isinstance(figure, Missing):
            return figure
        others = other_printings(view, company, concept, period)
        denied = ruled_out(view, company, concept, period)
        return Recomputed(figure.value, figure.interval, figure, others=others, denied=denied)

    return Reading(company, concept, period, compute, is_level=True)


def quotient(top: Reading, bottom: Reading, *, less_one: bool = False) -> Reading:
    """Return the reading of a ratio of two readings, or of the change it means where `less_one`."""

    def compute(view: View) -> Recomputed | Missing:
        over, under = top.compute(view), bottom.compute(view)
        if isinstance(over, Missing):
            return over
        if isinstance(under, Missing):
            return under
        if under.interval.low <= 0:
            return Missing("it would divide by a number that may be zero")
        shift = 1.0 if less_one else 0.0
        ratio = over.interval / under.interval
        words = f"{_short(over)} / {_short(under)}" + (" − 1" if less_one else "")
        others = tuple(
            Interval(pair.low - shift, pair.high - shift)
            for a in (over.interval, *over.others)
            for b in (under.interval, *under.others)
            if b.low > 0 and (pair := a / b) != ratio
        )
        return Recomputed(
            over.value / under.value - shift,
            Interval(ratio.low - shift, ratio.high - shift),
            over.figure,
            (*over.also, under.figure, *under.also),
            others,
            words,
        )

    return Reading(top.company, top.concept, top.period, compute)


def difference(later: Reading, earlier: Reading) -> Reading:
    """Return the reading of a change between two readings."""

    def compute(view: View) -> Recomputed | Missing:
        after, before = later.compute(view), earlier.compute(view)
        if isinstance(after, Missing):
            return after
        if isinstance(before, Missing):
            return before
        others = tuple(
            a - b
            for a in (after.interval, *after.others)
            for b in (before.interval, *before.others)
            if (a, b) != (after.interval, before.interval)
        )
        return Recomputed(
            after.value - before.value,
            after.interval - before.interval,
            after.figure,
            (*after.also, before.figure, *before.also),
            others,
            f"{_short(after)} − {_short(before)}",
        )

    return Reading(later.company, later.concept, later.period, compute)


def product(one: Reading, other: Reading, concept: str) -> Reading:
    """Return the reading of coins times a price."""

    def compute(view: View) -> Recomputed | Missing:
        a, b = one.compute(view), other.compute(view)
        if isinstance(a, Missing):
            return a
        if isinstance(b, Missing):
            return b
        words = f"{_short(a)} × {_short(b)}"
        return Recomputed(a.value * b.value, a.interval * b.interval, a.figure, (*a.also, b.figure), (), words)

    return Reading(one.company, concept, one.period, compute)


def _short(part: Recomputed) -> str:
    return f"{part.value:,.10g}"
