"""A rule of a few thresholds, tuned to come close to the best: easy to hold in mind, fast to follow.

Tuned on one set of paths (common random numbers: every candidate meets the same prices), judged on another.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from math import inf
from time import monotonic
from typing import Any

import numpy as np

from headframe.economics.rules import MOST_MONTHS_AHEAD, NEVER, Rule
from headframe.ground.streams import stream
from headframe.planning.drivers import PRICE, RENT
from headframe.planning.plan_question import weighed
from headframe.planning.rule_course import Quarters, in_a_month
from headframe.planning.rule_follow import follow_rule
from headframe.solver.arrays import Floats

RANGES = np.array(
    [
        [0.0, 1.0],  # share of production sold
        [0.0, 4.0],  # price above which coins are sold, over today's
        [0.0, 1.0],  # which share of them a quarter
        [0.0, 24.0],  # months funded ahead
        [0.0, 1.0],  # programme before coins
        [0.3, 1.7],  # rent from which a phase is started, over today's
        [0.0, 2.0],  # cover of its equity
    ]
)
"""Where the numbers of a rule are looked for."""
POPULATION, SETTLED, MOST_ROUNDS = 6, 1e-4, 1000
"""Candidates a number, and the spread of values at which the search ends (differential evolution, scipy)."""
NAMED, SEARCHED = 3, 0.75
"""Rules with names among the first candidates; the search's share of the seconds, the rest makes its rule plain."""


@dataclass(frozen=True, slots=True)
class TunedRule:
    """A tuned rule and what it was tuned for.

    `value` is on the paths it was judged on [million USD], `tried` how many candidates were followed.
    """

    rule: Rule
    value: float
    tried: int
    risk: float
    tail: float
    seed: int
    notes: tuple[str, ...] = field(default=())

    def to_json(self) -> dict[str, Any]:
        """Return a plain object, to be kept with a run."""
        numbers = [float(number) for number in self.rule.numbers()]
        told = {"value": self.value, "tried": self.tried, "risk": self.risk, "tail": self.tail, "seed": self.seed}
        return {"rule": numbers, **told, "notes": list(self.notes)}

    @classmethod
    def from_json(cls, saved: dict[str, Any]) -> TunedRule:
        """Return what `to_json` wrote."""
        rest = {name: saved[name] for name in ("value", "tried", "risk", "tail", "seed")}
        return cls(rule=Rule(*saved["rule"]), notes=tuple(saved["notes"]), **rest)


def tune_rule(
    learned_on: Quarters,
    judged_on: Quarters,
    risk: float,
    tail: float,
    seed: int,
    seconds: float,
    rounds: int | None = None,
) -> TunedRule:
    """Return the rule that does best on `learned_on`, with its value on `judged_on`.

    Parameters
    ----------
    learned_on, judged_on : Quarters
        Two sets of paths.
    risk, tail : float
        How outcomes are weighed.
    seed : int
        Of the search.
    seconds : float
        After which the search ends with the best so far [seconds].
    rounds : int, optional
        After so many rounds of the search instead: the same rule on any machine.
    """
    from scipy.optimize import differential_evolution

    search = _Search(learned_on, risk, tail, inf if rounds is not None else SEARCHED * seconds)
    first = _first_candidates(POPULATION * len(RANGES), seed)
    with suppress(_OverError):
        differential_evolution(
            search.loss,
            RANGES,
            init=first,
            maxiter=MOST_ROUNDS if rounds is None else rounds,
            tol=SETTLED,
            polish=False,
            rng=stream(seed, "planning: tuned rule"),
        )
    rule = rule_of(search.best, learned_on)
    if rounds is not None or monotonic() - search.began < seconds:
        rule = simplest(rule, lambda each: follow_rule(learned_on, each).value, risk, tail)
    value = weighed(follow_rule(judged_on, rule).value, risk, tail)
    return TunedRule(rule=rule, value=value, tried=search.tried, risk=risk, tail=tail, seed=seed)


class _OverError(Exception):
    """The seconds of a search are over."""


class _Search:
    """A search's best so far; after its seconds it ends wherever it is, once the rules with names have been tried."""

    def __init__(self, learned_on: Quarters, risk: float, tail: float, seconds: float) -> None:
        self.learned_on, self.risk, self.tail, self.seconds = learned_on, risk, tail, seconds
        self.began, self.tried, self.least, self.best = monotonic(), 0, inf, RANGES[:, 0]

    def loss(self, numbers: Floats) -> float:
        if self.tried >= NAMED and monotonic() - self.began > self.seconds:
            raise _OverError
        self.tried += 1
        found = -weighed(follow_rule(self.learned_on, rule_of(numbers, self.learned_on)).value, self.risk, self.tail)
        if found < self.least:
            self.least, self.best = found, np.array(numbers)
        return found


def rule_of(numbers: Floats, quarters: Quarters) -> Rule:
    """Return the rule that searched numbers stand for: price and rent are over today's."""
    today = quarters.drivers[0, 0]
    return Rule(
        sell_share_of_production=float(numbers[0]),
        sell_above_usd_per_btc=float(numbers[1] * today[PRICE]),
        sell_above_share=in_a_month(float(numbers[2])),
        fund_ahead_months=float(np.clip(round(numbers[3]), 0, MOST_MONTHS_AHEAD)),
        programme_first=float(round(numbers[4])),
        start_rent_usd_per_kw_month=float(numbers[5] * today[RENT]),
        start_cover=float(numbers[6]),
    )


def simplest(rule: Rule, value: Callable[[Rule], Floats], risk: float, tail: float) -> Rule:
    """Return the rule without what makes no difference: a threshold that hardly matters only looks like advice."""
    best = weighed(value(rule), risk, tail)
    plain = Rule()
    for change in (
        {"sell_share_of_production": plain.sell_share_of_production},
        {"sell_above_usd_per_btc": NEVER, "sell_above_share": 0.0},
        {"sell_above_usd_per_btc": 0.0, "sell_above_share": 1.0},
        {"sell_above_usd_per_btc": 0.0},
        {"fund_ahead_months": plain.fund_ahead_months},
        {"programme_first": plain.programme_first},
        {"start_cover": plain.start_cover},
        {"start_rent_usd_per_kw_month": 0.0},
        {"sell_share_of_production": plain.sell_share_of_production},
    ):
        other = replace(rule, **change)
        if weighed(value(other), risk, tail) >= best - NO_DIFFERENCE * abs(best):
            rule = other
    return rule


NO_DIFFERENCE = 5e-4
"""A loss of less than this share of the value counts as none when a rule is made plainer."""


LEAST_COVER = 0.05
"""A cover below this asks for nothing and is not told."""


def _first_candidates(count: int, seed: int) -> Floats:
    """Return first candidates: spread over the ranges, and the rules with names among them."""
    spread = stream(seed, "planning: first rules").random((count, len(RANGES)))
    first = RANGES[:, 0] + spread * (RANGES[:, 1] - RANGES[:, 0])
    first[0] = [0.0, 4.0, 0.0, 0.0, 1.0, 1.7, 1.0]
    first[1] = [1.0, 0.0, 1.0, 0.0, 1.0, 0.5, 1.0]
    first[2] = [0.0, 4.0, 0.0, 12.0, 0.0, 0.5, 1.0]
    return np.asarray(first)


def rule_words(rule: Rule) -> tuple[str, ...]:
    """Return a rule in sentences."""
    lines = []
    if rule.sell_above_share > 0 and rule.sell_above_usd_per_btc < NEVER:
        share = f"{100 * rule.sell_above_share:.0f} %" if rule.sell_above_share < 0.995 else "all"
        where = f" whenever bitcoin stands at {rule.sell_above_usd_per_btc:,.0f} USD or more"
        lines.append(f"Sell {share} of the coins each month{where if rule.sell_above_usd_per_btc >= 1 else ''}.")
    if rule.sell_share_of_production > 0:
        lines.append(f"Sell {100 * rule.sell_share_of_production:.0f} % of what is mined.")
    if rule.fund_ahead_months > 0:
        lines.append(
            f"Keep cash for the floor and the known needs of {rule.fund_ahead_months:.0f} months by selling coins."
        )
    order = "the share programme, then coins" if rule.programme_first >= 0.5 else "coins, then the share programme"
    lines.append(f"Meet a shortfall from {order}.")
    if rule.start_rent_usd_per_kw_month >= NEVER:
        lines.append("Start no phase.")
    else:
        terms = []
        if rule.start_rent_usd_per_kw_month > 0:
            terms.append(f"it pays at least {rule.start_rent_usd_per_kw_month:,.0f} USD/kW-month")
        if rule.start_cover >= LEAST_COVER:
            terms.append(f"free cash and coins are worth {rule.start_cover:.2g} times its equity")
        lines.append(f"Start a phase for each tenant{' where ' if terms else ''}{' and '.join(terms)}.")
    return tuple(lines)
