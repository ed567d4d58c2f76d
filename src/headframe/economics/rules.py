"""Policies by name, as a few numbers: what a company does about its coins, its shares and its open builds.

The same numbers drive the readable reference and the compiled engine, and are what `planning` tunes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple, dataclass, fields
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from headframe.ground.errors import InputRefused
from headframe.vocabulary.assumptions import Assumptions
from headframe.vocabulary.names import unknown_name

NEVER = 1e30
"""A price or rent that no path reaches."""
MOST_MONTHS_AHEAD = 60.0


@dataclass(frozen=True, slots=True)
class Rule:
    """What the company does in each month, in the order of the fields.

    Parameters
    ----------
    sell_share_of_production : float
        Of the coins mined in the month [ratio].
    sell_above_usd_per_btc, sell_above_share : float
        Where the price stands above the first [USD/BTC], this share of the free coins is sold [ratio].
    fund_ahead_months : float
        Coins are sold until cash covers its floor and the known needs of so many months; 0 for not [months].
    programme_first : float
        1: a shortfall is met by the share programme, then coins; 0: by coins, then the programme.
    start_rent_usd_per_kw_month : float
        An open build is started when a tenant comes and pays at least this [USD/kW-month]; `NEVER` for none.
    start_cover : float
        ... and free cash above the floor and free coins are worth this many times the build's equity [ratio].

    Examples
    --------
    >>> Rule(sell_share_of_production=1.0).sell_above_usd_per_btc == NEVER
    True
    """

    sell_share_of_production: float = 0.0
    sell_above_usd_per_btc: float = NEVER
    sell_above_share: float = 0.0
    fund_ahead_months: float = 0.0
    programme_first: float = 1.0
    start_rent_usd_per_kw_month: float = NEVER
    start_cover: float = 1.0

    def __post_init__(self) -> None:
        for name, (low, high) in BOUNDS.items():
            value = getattr(self, name)
            if not (isfinite(value) and low <= value <= high):
                raise InputRefused(
                    f"{name} = {value:g} lies outside {low:g} to {high:g}",
                    where="rule",
                    why="no company could follow it",
                    next=f"choose {name} inside the range",
                )

    def numbers(self) -> NDArray[np.float64]:
        """Return the rule as the engine reads it, in the order of the fields."""
        return np.array(astuple(self), dtype=np.float64)


BOUNDS: Mapping[str, tuple[float, float]] = {
    "sell_share_of_production": (0.0, 1.0),
    "sell_above_usd_per_btc": (0.0, NEVER),
    "sell_above_share": (0.0, 1.0),
    "fund_ahead_months": (0.0, MOST_MONTHS_AHEAD),
    "programme_first": (0.0, 1.0),
    "start_rent_usd_per_kw_month": (0.0, NEVER),
    "start_cover": (0.0, 100.0),
}
"""What each number of a rule may be."""
RULE_FIELDS = tuple(each.name for each in fields(Rule))
RULE_NAMES = ("hold-all", "sell-production", "sell-to-fund")


def rule_named(name: str, assumptions: Assumptions) -> Rule:
    """Return a policy by its name.

    Parameters
    ----------
    name : str
        hold-all: coins are kept, and sold only where the share programme cannot fund a shortfall. sell-production: each
        month's coins are sold, then as hold-all. sell-to-fund: coins pay for the needs ahead, shares only after them.
        None of the three starts a build that nobody has signed for.
    assumptions : Assumptions
        For how far ahead sell-to-fund looks.

    Raises
    ------
    UsageProblem
        For a name that is none of `RULE_NAMES`.
    """
    if name not in RULE_NAMES:
        raise unknown_name("policy", name, RULE_NAMES, "simulate --help")
    if name == "hold-all":
        return Rule()
    if name == "sell-production":
        return Rule(sell_share_of_production=1.0)
    return Rule(fund_ahead_months=assumptions.value("economics.fund_ahead_months"), programme_first=0.0)
