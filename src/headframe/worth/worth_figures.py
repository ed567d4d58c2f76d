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
RESTS_ON = (
    *("bitcoin_held", "cash", "shares", "tiers", "blocks", "debts", "lease", "corporate_cost"),
    *("campuses", "commitments", "nol_usd"),
)


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the figures of one valuation.

    Parameters
    ----------
    miner : Miner
        The company, whose stated figures every value rests on.
    words : str
        What tells this valuation from others: policy, paths, months, seed, assumptions.
    """

    miner: Miner
    words: str

    def figure(self, concept: str, value: float, interval: Interval, unit: str, formula: str, what: str = "") -> Figure:
        """Return one figure, estimated: it rests on assumptions."""
        words = f"{what} {self.words}" if what else self.words
        id = figure_id(self.miner.company, concept, f"{self.miner.opening.end} {words}")
        return ahead_figure(id, formula, value, interval, unit, *self.inputs())

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
