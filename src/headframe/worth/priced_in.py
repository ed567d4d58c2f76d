"""What the market's price supposes: the value of one unknown at which the parts equal it, all else as assumed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from headframe.economics.assumed import made_with
from headframe.economics.miner import Miner
from headframe.economics.rules import NEVER, RULE_NAMES, Rule, rule_named
from headframe.ground.errors import InputRefused, UsageProblem
from headframe.ground.interval import Interval
from headframe.record.view import View
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.assumptions import Assumptions
from headframe.vocabulary.figure import Figure
from headframe.worth.priced_in_root import Unknown, interval_of, root_of, value_rises
from headframe.worth.share_value import Draw, mean_and_error, valuation_of
from headframe.worth.valuation import supposed_value
from headframe.worth.worth_figures import WHOLE, Maker, drawn_words

SUPPOSED = "usd-per-mw"
MinerOf = Callable[[Assumptions], Miner]
PATHS_OF_CHECK = 1000
"""Which way the value moves is told by fewer worlds than what it is."""

UNKNOWNS: Mapping[str, Unknown] = {
    "mw": Unknown("ai.extra_mw_it", "more critical IT let at the market's rent and begun next month", 0.0, 20_000.0),
    "usd-per-mw": Unknown(
        "worth.usd_per_uncontracted_mw",
        "for each approved megawatt without a lease, in place of phases that the policy would start",
        0.0,
        1e9,
    ),
    "rent": Unknown("ai.market_rent_scale", "how much of today's market rent new leases pay", 0.05, 20.0),
    "bitcoin-drift": Unknown(
        "worlds.bitcoin_drift_premium", "how far bitcoin grows a year above the risk-free rate", -0.5, 1.0
    ),
}


@dataclass(frozen=True, slots=True)
class Trial:
    """A value of the unknown, and what a share is worth at it [USD/share]."""

    at: float
    value_per_share: float


@dataclass(frozen=True, kw_only=True)
class PricedIn(Answer):
    """What the price supposes.

    `solved` holds the unknown, its interval from the standard error over paths; `as_assumed` the value it has in the
    assumptions, and `value_as_assumed` a share's value there.
    """

    verb: ClassVar[str] = "priced-in"

    unknown: str
    assumption: str
    words: str
    policy: str
    price: Figure
    as_assumed: Figure
    value_as_assumed: Figure
    solved: Figure
    rises: bool
    paths: int
    months: int
    trials: tuple[Trial, ...]
    notes: tuple[str, ...]


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
    asked = rule or rule_named(policy, held)
    followed = replace(asked, start_rent_usd_per_kw_month=NEVER) if solve == SUPPOSED else asked
    seen: dict[float, tuple[float, float]] = {}

    def value(at: float) -> float:
        if at not in seen:
            changed = held.with_changes({unknown.assumption: at})
            found = valuation_of(view, miner_of(changed), changed, followed, drawn)
            seen[at] = mean_and_error(found.prices)
        return seen[at][0]

    def roughly(at: float) -> float:
        changed = held.with_changes({unknown.assumption: at})
        few = replace(drawn, paths=min(drawn.paths, PATHS_OF_CHECK))
        return mean_and_error(valuation_of(view, miner_of(changed), changed, followed, few).prices)[0]

    low, high = _range(unknown, held)
    rises = value_rises(unknown, roughly, low, high)
    root = root_of(unknown, value, price.value, low, high)
    maker = Maker(miner_of(held), drawn_words(policy, drawn.paths, drawn.months, drawn.seed, held.digest))
    as_assumed = valuation_of(view, maker.miner, held, asked, drawn)
    interval = interval_of(root, seen, low, high)
    return PricedIn(
        made_from=made_with(view, maker.miner.company, held, drawn.seed),
        unknown=solve,
        assumption=unknown.assumption,
        words=unknown.words,
        policy=policy,
        price=price,
        as_assumed=held.figure(unknown.assumption),
        value_as_assumed=maker.mean("worth_per_share", as_assumed.prices, "USD/share", WHOLE),
        solved=_solved(maker, solve, unknown, price, interval, root, held[unknown.assumption].unit),
        rises=rises,
        paths=drawn.paths,
        months=drawn.months,
        trials=tuple(Trial(at, found) for at, (found, _) in sorted(seen.items())),
        notes=_notes(maker.miner, held, solve, policy),
    )


def _range(unknown: Unknown, held: Assumptions) -> tuple[float, float]:
    entry = held[unknown.assumption]
    return max(unknown.low, entry.low), min(unknown.high, entry.high)


def _solved(
    maker: Maker, solve: str, unknown: Unknown, price: Figure, interval: Interval, root: float, unit: str
) -> Figure:
    words = f"{unknown.assumption} at which the mean value of a share is {price.value:.10g} USD"
    return maker.figure("priced_in", root, interval, unit, words, f"{solve} at {price.value:.10g} USD")


def _notes(miner: Miner, held: Assumptions, solve: str, policy: str) -> tuple[str, ...]:
    notes = []
    if policy not in RULE_NAMES:
        notes.append(
            f"policy {policy} is held at the numbers it has under the assumptions as they stand; `headframe worth` "
            "with the solved assumption tunes it again, and gives the price exactly only under a named policy"
        )
    if solve == SUPPOSED:
        gross = supposed_value(miner, held.with_changes({UNKNOWNS[SUPPOSED].assumption: 1.0}))
        notes.append(f"{gross:,.0f} gross megawatts have no lease; none of them is started on a path")
    return tuple(notes)
