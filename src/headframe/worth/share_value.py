"""One number many times: the mean value of a share over the same worlds, for other companies and other assumptions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from headframe.economics.ahead import look_ahead
from headframe.economics.miner import Miner
from headframe.economics.rules import Rule
from headframe.record.view import View
from headframe.vocabulary.assumptions import Assumptions
from headframe.worth.known_notes import with_known_notes
from headframe.worth.path_ends import drawn_ends
from headframe.worth.valuation import (
    Valuation,
    capital_of_miner,
    supposed_value,
    supposing,
    value_ends,
    without_notes,
)
from headframe.worth.worth_figures import Floats


@dataclass(frozen=True, slots=True)
class Draw:
    """Which worlds a value is the mean over: paths, horizon [months], seed."""

    paths: int = 20_000
    months: int = 120
    seed: int = 7


def valuation_of(
    view: View, miner: Miner, held: Assumptions, rule: Rule, draw: Draw, holders: View | None = None
) -> Valuation:
    """Return a company by parts on every path; the same draw gives the same worlds.

    `holders` is where awards and warrants are known from, if not from `view`.
    """
    known = with_known_notes(view, miner)
    ahead = look_ahead(view, without_notes(known), held, draw.months)
    ends = drawn_ends(ahead, supposing(rule, held), draw.paths, draw.seed)
    return value_ends(known, capital_of_miner(holders or view, known), ends, supposed_value(known, held))


def mean_and_error(prices: Floats) -> tuple[float, float]:
    """Return the mean of prices, shape (n,), and its standard error [USD/share]."""
    error = float(prices.std(ddof=1) / np.sqrt(len(prices))) if len(prices) > 1 else 0.0
    return float(prices.mean()), error
