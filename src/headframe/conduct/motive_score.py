"""The log odds of a sale, its interval and its verdict, from pieces of evidence and weights.

The interval holds four fifths of what two things could make of the score: the weights' errors, and the evidence that
nobody printed. A missing piece adds nothing to the score; had it been known, it would have moved it by about its
weight times its usual signal, either way. Evidence that can speak one way only is missing because nothing happened,
and widens nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from headframe.conduct.evidence_table import evidence_rules
from headframe.conduct.motive_signals import Piece
from headframe.conduct.motive_weights import Weight

DEVIATIONS = 1.2816
"""A normal variable lies within this many deviations four times in five: nine in ten on the side of the score."""


class Verdict(StrEnum):
    """What the evidence says of a sale."""

    FORCED = "forced"
    STRATEGIC = "strategic"
    CANNOT_TELL = "cannot_tell"
    """The interval spans zero."""


@dataclass(frozen=True, slots=True)
class Score:
    """Log odds of forced against strategic, with the interval around them."""

    score: float
    low: float
    high: float

    @property
    def verdict(self) -> Verdict:
        """The side on which the whole interval lies, if any.

        Examples
        --------
        >>> Score(0.5, -0.2, 1.2).verdict.value
        'cannot_tell'
        """
        if self.low > 0:
            return Verdict.FORCED
        return Verdict.STRATEGIC if self.high < 0 else Verdict.CANNOT_TELL


def score_of(pieces: tuple[Piece, ...], weights: Mapping[str, Weight]) -> Score:
    """Return the sum of weight × signal, and what errors and gaps could make of it."""
    total = sum(contribution(piece, weights) for piece in pieces)
    errors = sum((weights[piece.rule.name].se * piece.signal * piece.thinned) ** 2 for piece in pieces)
    spread = DEVIATIONS * sqrt(errors + _of_gaps(pieces, weights))
    return Score(total, total - spread, total + spread)


def contribution(piece: Piece, weights: Mapping[str, Weight]) -> float:
    """Return what one piece adds to the log odds: 0 where it is missing."""
    return weights[piece.rule.name].fitted * piece.signal * piece.thinned


def _of_gaps(pieces: tuple[Piece, ...], weights: Mapping[str, Weight]) -> float:
    """Return the variance that missing evidence leaves, thinned as though all of its kind were known."""
    of_kind = Counter(rule.kind for rule in evidence_rules())
    return sum(
        (weights[piece.rule.name].fitted * weights[piece.rule.name].usual_signal) ** 2 / of_kind[piece.rule.kind]
        for piece in pieces
        if not piece.known and piece.rule.anchors.speaks_both_ways
    )
