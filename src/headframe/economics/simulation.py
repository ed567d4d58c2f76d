"""What a simulation returns, as numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

import numpy as np

from headframe.economics.rules import Rule
from headframe.ground.period import Period
from headframe.worlds.parameters import Floats

FAN_SHARES = (0.05, 0.25, 0.5, 0.75, 0.95)
FAN_LINES = (
    *("price_usd_per_btc", "hash_price_usd_per_ph_day", "network_ehs", "power_usd_per_mwh", "rent_usd_per_kw_month"),
    *("bitcoin_mined_btc", "bitcoin_free_btc", "bitcoin_pledged_btc", "hash_rate_running_ehs", "cash_usd", "debt_usd"),
    *("shares", "loan_to_value", "noi_usd"),
)
"""Lines whose spread is kept; from the first piece of paths."""


@dataclass(frozen=True, slots=True, eq=False)
class PathEnds:
    """Where each of the first paths ended; arrays have shape (kept,).

    Parameters
    ----------
    value_usd, end_equity_usd, value_per_share_usd, shares : float64 arrays
        As in `lines.Books` [USD], [USD], [USD/share], [shares].
    raised_usd : float64 array
        Present value of shares sold and of money found in need [USD].
    funding_gap_usd : float64 array
        Money found in need over all months, not discounted [USD].
    highest_loan_to_value : float64 array
        Of the loan against coins in any month [ratio].
    parts_less_value_usd : float64 array
        Sum of the parts less the value by the ledger: rounding [USD].
    parts_usd : float64 array, shape (parts, kept)
        In the order of `SimulationResult.part_names` [USD].
    """

    value_usd: Floats
    end_equity_usd: Floats
    value_per_share_usd: Floats
    shares: Floats
    raised_usd: Floats
    funding_gap_usd: Floats
    highest_loan_to_value: Floats
    parts_less_value_usd: Floats
    parts_usd: Floats


@dataclass(frozen=True, slots=True, eq=False)
class SimulationResult:
    """A company along many paths.

    Parameters
    ----------
    company : str
    months : tuple of Period
        Month 1 to T.
    paths, seed : int
    rule : Rule
    antithetic : bool
        Whether paths came in opposite pairs.
    means : mapping of line to float64 array, shape (T,)
        Over all paths; of the lines that are 0 or 1, the probability.
    fans : mapping of line to float64 array, shape (T, 5)
        At `FAN_SHARES`, over the first `fan_paths` paths.
    ends : PathEnds
        Of the first 65,536 paths.
    end_means, end_squares : mapping of str to float
        Mean of each end and of its square, over all paths.
    part_names : tuple of str
    laws : mapping of str to float
        Largest relative miss of each conservation law over all paths and months [ratio].
    fingerprint : str
        Changes with anything that the numbers depend on.
    """

    company: str
    months: tuple[Period, ...]
    paths: int
    seed: int
    rule: Rule
    antithetic: bool
    means: Mapping[str, Floats]
    fans: Mapping[str, Floats]
    fan_paths: int
    ends: PathEnds
    end_means: Mapping[str, float]
    end_squares: Mapping[str, float]
    part_names: tuple[str, ...]
    laws: Mapping[str, float]
    fingerprint: str

    @property
    def gap_probability(self) -> Floats:
        """Probability that money had to be found in need by each month's end, shape (T,)."""
        return self.means["funding_gap_so_far"]

    @property
    def part_means_usd(self) -> Mapping[str, float]:
        """Mean present value of each part over the kept paths [USD]."""
        return dict(zip(self.part_names, self.ends.parts_usd.mean(axis=1).tolist(), strict=True))

    def standard_error(self, name: str = "value_usd") -> float:
        """Return the standard error of an end's mean; pairs of opposite paths count as one draw, from the kept ones."""
        if self.antithetic:
            kept: Floats = getattr(self.ends, name)
            pairs = kept.reshape(-1, 2).mean(axis=1)
            return float(np.std(pairs)) / sqrt(self.paths / 2)
        variance = self.end_squares[name] - self.end_means[name] ** 2
        return sqrt(max(variance, 0.0) / self.paths)
