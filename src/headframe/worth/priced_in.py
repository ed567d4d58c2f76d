"""What the market's price supposes: the value of one unknown at which the parts equal it, all else as assumed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import ClassVar

from headframe.economics.assumed import made_with
from headframe.economics.miner import Miner
from headframe.economics.rules import Rule, rule_named
from headframe.ground.errors import InputRefused, NotEnoughData, UsageProblem
from headframe.ground.interval import Interval
from headframe.record.view import View
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.assumptions import Assumptions
from headframe.vocabulary.figure import Figure
from headframe.worth.share_value import Draw, mean_and_error, valuation_of
from headframe.worth.worth_figures import Maker

MinerOf = Callable[[Assumptions], Miner]
STEPS_OF_CHECK = 7
PATHS_OF_CHECK = 1000
"""Which way the value moves is told by fewer worlds than what it is."""
PRECISION = 1e-10
"""How closely the unknown is found, as a share of its range."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """An assumption that can be solved for, within a range that someone might believe."""

    assumption: str
    words: str
    low: float
    high: float


UNKNOWNS: Mapping[str, Unknown] = {
    "mw": Unknown("ai.extra_mw_it", "more critical IT let at the market's rent and begun next month", 0.0, 20_000.0),
    "usd-per-mw": Unknown("worth.usd_per_uncontracted_mw", "for each approved megawatt without a lease", 0.0, 1e9),
    "rent": Unknown("ai.market_rent_scale", "times the rent that leases now pay", 0.05, 20.0),
    "bitcoin-drift": Unknown("worlds.bitcoin_drift_premium", "a year above the risk-free rate", -0.5, 1.0),
}


@dataclass(frozen=True, slots=True)
class Trial:
    """A value of the unknown, and what a share is worth at it [USD/share]."""

    at: float
    value_per_share: float


@dataclass(frozen=True, kw_only=True)
class PricedIn(Answer):
    """What the price supposes. `solved` holds the unknown, its interval from the standard error over paths."""

    verb: ClassVar[str] = "priced-in"

    unknown: str
    assumption: str
    words: str
    policy: str
    price: Figure
    value_without: Figure
    solved: Figure
    rises: bool
    trials: tuple[Trial, ...]


def priced_in(
    view: View,
    miner_of: MinerOf,
    held: Assumptions,
    price: Figure,
    solve: str = "mw",
    *,
    policy: str = "hold-all",
    rule: Rule | None = None,
    draw: Draw | None = None,
) -> PricedIn:
    """Solve for one unknown that makes the mean value of a share equal its price.

    Parameters
    ----------
    view : View
        What was known.
    miner_of : callable
        Builds the company under a set of assumptions, since some unknowns change what it owns.
    held : Assumptions
        Everything else.
    price : Figure
        The market's price [USD/share].
    solve : str
        mw, usd-per-mw, rent or bitcoin-drift.
    policy, rule : str, Rule
        As in `value_parts`.
    draw : Draw, optional
        The worlds; the same for every trial.

    Raises
    ------
    UsageProblem
        For an unknown that is none of these.
    NotEnoughData
        Where no value in the range gives the price; what the market would have to believe is said.
    """
    if solve not in UNKNOWNS:
        raise UsageProblem(
            f"'{solve[:30]}' cannot be solved for", where="--solve", next=f"one of {', '.join(UNKNOWNS)}"
        )
    if not price.value > 0:
        raise InputRefused(f"a price of {price.value:g}", where="--price", next="give a price above 0")
    unknown, drawn = UNKNOWNS[solve], draw or Draw()
    followed = rule or rule_named(policy, held)
    seen: dict[float, tuple[float, float]] = {}

    def value(at: float) -> float:
        if at not in seen:
            changed = held.with_changes({unknown.assumption: at})
            found = valuation_of(view, miner_of(changed), changed, followed, drawn)
            seen[at] = mean_and_error(found.prices)
        return seen[at][0]

    low, high = _range(unknown, held)

    def roughly(at: float) -> float:
        changed = held.with_changes({unknown.assumption: at})
        few = replace(drawn, paths=min(drawn.paths, PATHS_OF_CHECK))
        return mean_and_error(valuation_of(view, miner_of(changed), changed, followed, few).prices)[0]

    rises = _checked(unknown, roughly, low, high)
    without = held.value(unknown.assumption)
    root = _root(unknown, value, price.value, low, high)
    return _answer(view, miner_of(held), held, solve, policy, price, drawn, root, rises, value(without), seen, unknown)


def _range(unknown: Unknown, held: Assumptions) -> tuple[float, float]:
    entry = held[unknown.assumption]
    return max(unknown.low, entry.low), min(unknown.high, entry.high)


def _checked(unknown: Unknown, value: Callable[[float], float], low: float, high: float) -> bool:
    """Say whether the value rises with the unknown; a value that turns back has no one answer, and is refused."""
    grid = [low + (high - low) * (step / (STEPS_OF_CHECK - 1)) ** 3 for step in range(STEPS_OF_CHECK)]
    values = [value(at) for at in grid]
    slack = 1e-9 * max(map(abs, values))
    rises = all(b >= a - slack for a, b in pairwise(values))
    falls = all(b <= a + slack for a, b in pairwise(values))
    if not (rises or falls) or (rises and falls):
        told = ", ".join(f"${each:,.2f} at {at:,.4g}" for at, each in zip(grid, values, strict=True))
        raise NotEnoughData(
            f"the value of a share does not move one way with {unknown.assumption}",
            where="--solve",
            why=told,
            next="solve for another unknown, or another policy",
        )
    return rises


def _root(unknown: Unknown, value: Callable[[float], float], price: float, low: float, high: float) -> float:
    from scipy.optimize import brentq

    ends = value(low), value(high)
    if not min(ends) <= price <= max(ends):
        at = min((abs(price - end), at) for end, at in zip(ends, (low, high), strict=True))[1]
        raise NotEnoughData(
            f"no {unknown.assumption} from {low:g} to {high:g} gives ${price:,.2f}",
            where="--solve",
            why=f"at {at:g} the parts give ${value(at):,.2f}: the market would have to believe in more than that",
            next="the price rests on something else: solve for another unknown",
        )
    found: float = brentq(lambda at: value(at) - price, low, high, xtol=PRECISION * (high - low), rtol=1e-13)
    return found


def _answer(
    view: View,
    miner: Miner,
    held: Assumptions,
    solve: str,
    policy: str,
    price: Figure,
    draw: Draw,
    root: float,
    rises: bool,
    without: float,
    seen: Mapping[float, tuple[float, float]],
    unknown: Unknown,
) -> PricedIn:
    words = f"{policy} {draw.paths} paths {draw.months} months seed {draw.seed} {held.digest}"
    maker = Maker(miner, words)
    interval = _interval(root, seen)
    solved = maker.figure(
        "priced_in",
        root,
        interval,
        held[unknown.assumption].unit,
        f"{unknown.assumption} at which the mean of {draw.paths:,} paths is {price.value:g} USD/share",
        f"{solve} at {price.value:g}",
    )
    shown = maker.figure("worth_per_share", without, Interval.exact(without), "USD/share", "mean over paths")
    return PricedIn(
        made_from=made_with(view, miner.company, held, draw.seed),
        unknown=solve,
        assumption=unknown.assumption,
        words=unknown.words,
        policy=policy,
        price=price,
        value_without=shown,
        solved=solved,
        rises=rises,
        trials=tuple(Trial(at, value) for at, (value, _) in sorted(seen.items())),
    )


def _interval(root: float, seen: Mapping[float, tuple[float, float]]) -> Interval:
    """Return the values of the unknown whose mean lies within two standard errors of the price, by the local slope."""
    value, error = seen[root] if root in seen else next(iter(seen.values()))
    near = sorted((each for each in seen if each != root), key=lambda each: abs(each - root))
    slopes = [(seen[each][0] - value) / (each - root) for each in near if abs(each - root) > 1e-7 * max(abs(root), 1.0)]
    width = abs(2.0 * error / slopes[0]) if slopes and slopes[0] != 0.0 else 0.0
    return Interval(root - width, root + width)
