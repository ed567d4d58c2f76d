"""A rule of a few thresholds, tuned on drawn worlds in seconds: what a value rests on where nobody names a policy.

A sweep over the rule's numbers one at a time, from the best of the named policies: every candidate meets the same
worlds, and a change counts only where it adds enough. Not the optimum, and no bound: `headframe plan` has those.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import exp

from headframe.economics.ahead import Ahead, look_ahead
from headframe.economics.kernel_compile import sources_digest
from headframe.economics.kernel_inputs import engine_inputs
from headframe.economics.miner import Miner
from headframe.economics.rules import NEVER, RULE_NAMES, Rule, rule_named
from headframe.economics.simulate import value_of_rule
from headframe.record.view import View
from headframe.vocabulary.assumptions import Assumptions

SEED, MONTHS = 11, 120
"""Worlds and horizon that a rule is tuned on: not the seed that values are drawn with [months]."""
PATHS, SWEEPS = 1024, 2
LEAST_GAIN = 1e-3
"""A change must add this share of the value, or the rule stays plainer."""
RENTS = (0.0, 0.6, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5)
PRICES = (0.0, 1.0, 1.25, 1.5, 2.0, 3.0)
"""Of bitcoin's price at the opening; 0 sells at any price, as the best plan does where a phase earns more."""
SHARES = (0.02, 0.05, 0.1, 0.25, 1.0)
COVERS = (1.0, 1.5, 2.0)
"""A phase needs its whole equity at hand: below 1 it would be begun on money found in need, which always comes on a
path and need not in life."""
AHEAD_MONTHS = (0.0, 1.0, 3.0, 6.0, 12.0, 24.0)


@dataclass(frozen=True, slots=True)
class QuickRule:
    """A tuned rule, and how many candidates were tried."""

    rule: Rule
    tried: int


def tuned_rule(view: View, miner: Miner, assumptions: Assumptions) -> QuickRule:
    """Return the rule that goes by the name `tuned`: the same for a company, a day and a set of assumptions."""
    return quick_rule(look_ahead(view, miner, assumptions, MONTHS), SEED)


def search_words() -> str:
    """Return what changes with anything that a tuned rule depends on beside company, day and assumptions."""
    grid = (SEED, MONTHS, PATHS, SWEEPS, LEAST_GAIN, RENTS, PRICES, SHARES, COVERS, AHEAD_MONTHS)
    return f"{sources_digest()} {grid}"


def quick_rule(ahead: Ahead, seed: int) -> QuickRule:
    """Return the rule tuned for a company in its world; the same seed gives the same rule.

    Parameters
    ----------
    ahead : Ahead
        The company and its world.
    seed : int
        Of the worlds it is tuned on; `worth` values it on others.
    """
    made = engine_inputs(ahead.world.parameters, ahead.world.tables, ahead.tables, Rule(), seed)
    seen: dict[Rule, float] = {}

    def value(rule: Rule) -> float:
        if rule not in seen:
            seen[rule] = float(value_of_rule(made, ahead.tables, rule, paths=PATHS).mean())
        return seen[rule]

    best = max((rule_named(name, ahead.assumptions) for name in RULE_NAMES), key=value)
    for _ in range(SWEEPS):
        for changes in _changes(ahead):
            tried = [replace(best, **change) for change in changes]
            found = max(tried, key=value)
            if value(found) > value(best) + LEAST_GAIN * abs(value(best)):
                best = found
    return QuickRule(best, len(seen))


def _changes(ahead: Ahead) -> Iterator[list[dict[str, float]]]:
    """Yield, for each part of a rule, the candidates it may be set to."""
    price, rent = exp(ahead.world.parameters.log_price), exp(ahead.world.parameters.log_rent)
    yield [{"start_rent_usd_per_kw_month": each * rent} for each in RENTS] + [{"start_rent_usd_per_kw_month": NEVER}]
    yield [{"start_cover": each} for each in COVERS]
    yield [{"fund_ahead_months": each} for each in AHEAD_MONTHS]
    yield [{"programme_first": each} for each in (0.0, 1.0)]
    yield [{"sell_share_of_production": each} for each in (0.0, 0.5, 1.0)]
    never = {"sell_above_usd_per_btc": NEVER, "sell_above_share": 0.0}
    yield [{"sell_above_usd_per_btc": p * price, "sell_above_share": s} for p in PRICES for s in SHARES] + [never]
