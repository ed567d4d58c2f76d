"""Figures of a valuation: their ids, what they rest on, and the spread over paths as their interval."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from headframe.economics.figures_ahead import ahead_figure
from headframe.economics.miner import Miner
from headframe.ground.interval import Interval
from headframe.record.choose import figure_id
from headframe.vocabulary.figure import Figure

Floats = NDArray[np.float64]
LOW, HIGH = 5.0, 95.0
"""Ends of the band shown with a mean over paths [percent of paths]."""
WHOLE = "what parts leave to a share after other claims"
RESTS_ON = (
    *("bitcoin_held", "cash", "shares", "tiers", "blocks", "debts", "lease", "corporate_cost"),
    *("campuses", "commitments", "nol_usd"),
)


def drawn_words(policy: str, paths: int, months: int, seed: int, digest: str) -> str:
    """Return how drawn figures were made, as their ids end.

    Examples
    --------
    >>> drawn_words("hold-all", 20000, 120, 7, "0a1b")
    'hold-all 20000 paths 120 months seed 7 0a1b'
    """
    return f"{policy} {paths} paths {months} months seed {seed} {digest}"


def middle_words(policy: str, months: int, digest: str) -> str:
    """Return how figures of the middle path were made, as their ids end."""
    return f"{policy} middle path {months} months {digest}"


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the figures of one valuation.

    Parameters
    ----------
    miner : Miner
        The company, whose stated figures every value rests on.
    words : str
        What tells this valuation from others: `drawn_words` or `middle_words`.
    """

    miner: Miner
    words: str

    def figure(self, concept: str, value: float, interval: Interval, unit: str, formula: str, what: str = "") -> Figure:
        """Return one figure, estimated: it rests on assumptions."""
        return ahead_figure(self.id(concept, what), formula, value, interval, unit, *self.inputs())

    def id(self, concept: str, what: str = "") -> str:
        """Return the id of a figure: what it is of, then how it was made."""
        words = f"{what} {self.words}" if what else self.words
        return figure_id(self.miner.company, concept, f"{self.miner.opening.end} {words}")

    def mean(self, concept: str, values: Floats, unit: str, formula: str, what: str = "") -> Figure:
        """Return the mean over paths, its interval holding nine paths in ten; shape of `values`: (n,)."""
        low, high = np.percentile(values, (LOW, HIGH))
        middle = float(values.mean())
        band = Interval(min(float(low), middle), max(float(high), middle))
        said = "" if len(values) == 1 else f"; mean of {len(values):,} paths, 5 to 95 % of them in the interval"
        return self.figure(concept, middle, band, unit, formula + said, what)

    def inputs(self) -> tuple[Figure, ...]:
        """Return the company's stated figures that a value rests on."""
        stated = self.miner.stated
        return tuple(figure for path, figure in stated.items() if path.startswith(RESTS_ON) and _is_known(figure))


def _is_known(figure: Figure) -> bool:
    return not figure.id.startswith("assumption ")
