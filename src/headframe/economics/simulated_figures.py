"""Figures of a simulation: medians with the spread of paths as their interval, chances with their sampling error."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from headframe.economics.figures_ahead import ahead_figure
from headframe.economics.miner import Miner
from headframe.economics.sampling import chance_interval
from headframe.ground.interval import Interval
from headframe.ground.period import Period
from headframe.record.choose import figure_id
from headframe.vocabulary.figure import Figure
from headframe.worlds.parameters import Floats

UNITS = {
    "_usd_per_btc": "USD/BTC",
    "_usd_per_ph_day": "USD/PH/day",
    "_usd_per_mwh": "USD/MWh",
    "_usd_per_kw_month": "USD/kW-month",
    "_btc": "BTC",
    "_ehs": "EH/s",
    "_mw_it": "MW",
    "_mw": "MW",
    "_usd": "USD",
    "shares": "shares",
}
RESTS_ON = ("bitcoin_held", "cash", "shares", "tiers", "blocks", "debts", "lease", "corporate_cost", "commitments")


def unit_of(line: str) -> str:
    """Return the unit that a line's name ends with.

    Examples
    --------
    >>> unit_of("bitcoin_free_btc"), unit_of("loan_to_value")
    ('BTC', 'ratio')
    """
    return next((unit for end, unit in UNITS.items() if line.endswith(end)), "ratio")


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the figures of one simulation.

    Parameters
    ----------
    miner : Miner
        The company, whose stated figures everything rests on.
    words : str
        What tells this simulation from others: policy, paths, months, seed, assumptions.
    """

    miner: Miner
    words: str

    def fan(self, line: str, below: Floats, when: Period) -> Figure:
        """Return a line's median at the end of a month, nine paths in ten in the interval."""
        low, middle, high = float(below[0]), float(below[2]), float(below[4])
        words = "median of the first paths, 5 to 95 % of them in the interval"
        return self._figure(f"simulated_{line}", middle, Interval(low, high), unit_of(line), words, when)

    def spread(self, concept: str, values: Floats, unit: str, mean: float, paths: int) -> Figure:
        """Return the mean over all paths, nine in ten of the kept ones, shape (n,), in the interval."""
        low, high = (float(each) for each in np.percentile(values, (5.0, 95.0)))
        band = Interval(min(low, mean), max(high, mean))
        of = "them" if len(values) == paths else f"the first {len(values):,}"
        return self._figure(concept, mean, band, unit, f"mean of {paths:,} paths, 5 to 95 % of {of} in the interval")

    def chance(self, concept: str, value: float, paths: int, when: Period, words: str) -> Figure:
        """Return a share of paths, with nine tenths of its sampling error as the interval."""
        return self._figure(concept, value, chance_interval(value, paths), "ratio", words, when)

    def exact(self, concept: str, value: float, unit: str, words: str, what: str) -> Figure:
        """Return a number that no chance enters."""
        return self._figure(concept, value, Interval.exact(value), unit, words, None, what)

    def _figure(
        self,
        concept: str,
        value: float,
        interval: Interval,
        unit: str,
        formula: str,
        when: Period | None = None,
        what: str = "",
    ) -> Figure:
        period = when if when is not None else self.miner.opening
        words = " ".join(filter(None, (what, self.words)))
        inputs = [
            figure
            for path, figure in self.miner.stated.items()
            if path.startswith(RESTS_ON) and not figure.id.startswith("assumption ")
        ]
        return ahead_figure(
            figure_id(self.miner.company, concept, f"{period} {words}"), formula, value, interval, unit, *inputs
        )
