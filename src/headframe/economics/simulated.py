"""What could happen to a company: spreads by year, chances, the worst tail, and prices at which someone acts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from headframe.economics.ahead import look_ahead
from headframe.economics.assumed import made_with
from headframe.economics.balance_dates import balance_notes
from headframe.economics.build_miner import build_miner
from headframe.economics.kernel_inputs import engine_inputs
from headframe.economics.miner import Miner
from headframe.economics.minorities import minority_notes
from headframe.economics.risk import refuse_tail
from headframe.economics.rule_words import rule_words
from headframe.economics.rules import Rule, rule_named
from headframe.economics.sampling import refuse_few_paths
from headframe.economics.simulate import run
from headframe.economics.simulated_figures import Maker
from headframe.economics.simulated_limits import RungShown, StopShown, rungs_shown, stops_shown
from headframe.economics.simulation import SimulationResult
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.assumptions import Assumptions, packaged_assumptions
from headframe.vocabulary.figure import Figure

DEFAULT_PATHS, DEFAULT_MONTHS, DEFAULT_SEED, DEFAULT_TAIL = 100_000, 120, 7, 0.05
YEAR = 12
SPREAD = (
    "price_usd_per_btc",
    "hash_price_usd_per_ph_day",
    "bitcoin_free_btc",
    "noi_usd",
    "debt_usd",
    "cash_usd",
    "shares",
)
"""Lines whose spread is shown by year; each figure is the median, its interval nine paths in ten."""


@dataclass(frozen=True, slots=True)
class SimulatedYear:
    """The spread at the end of a year ahead, and the chances up to it [ratio]."""

    month: Period
    price_usd_per_btc: Figure
    hash_price_usd_per_ph_day: Figure
    bitcoin_free_btc: Figure
    noi_usd: Figure
    debt_usd: Figure
    cash_usd: Figure
    shares: Figure
    funding_gap_chance: Figure
    margin_call_chance: Figure
    lender_sale_chance: Figure


@dataclass(frozen=True, slots=True)
class FanLine:
    """One line by month, in `unit`: what 5, 25, 50, 75 and 95 % of the first paths lie below."""

    line: str
    unit: str
    months: tuple[Period, ...]
    below: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Simulated(Answer):
    """What could happen: `paths` worlds of `months` months under one policy."""

    verb: ClassVar[str] = "simulate"

    opening: Period
    policy: str
    paths: int
    months: int
    fan_paths: int
    tail: float
    value_per_share: Figure
    end_equity: Figure
    loss_in_tail: Figure | Missing
    funding_gap_chance: Figure
    years: tuple[SimulatedYear, ...]
    ladder: tuple[RungShown, ...]
    stops: tuple[StopShown, ...]
    fans: tuple[FanLine, ...]
    fingerprint: str
    gaps: tuple[str, ...]
    notes: tuple[str, ...]


def simulate_company(
    view: View,
    company: str | Miner,
    assumptions: Assumptions | None = None,
    *,
    policy: str = "hold-all",
    rule: Rule | None = None,
    paths: int = DEFAULT_PATHS,
    months: int = DEFAULT_MONTHS,
    seed: int = DEFAULT_SEED,
    tail: float = DEFAULT_TAIL,
    announce: Callable[[str], None] | None = None,
) -> Simulated:
    """Carry a company through many worlds.

    Parameters
    ----------
    view : View
        What was known; the worlds are calibrated on it.
    company : str or Miner
        A listed company, or one built from a private profile.
    assumptions : Assumptions, optional
        The numbers that are not facts; the packaged ones where none are given.
    policy, rule : str, Rule
        A named policy, or a rule and the name it goes by.
    paths, months, seed : int
        Worlds, horizon [months], seed of their streams: the same for any number of workers.
    tail : float
        Worst fraction of paths that the loss in the tail is the mean of, in (0, 1] [ratio].
    announce : callable, optional
        Told in words before some seconds go into compiling.

    Raises
    ------
    UsageProblem
        For counts, a tail or a policy that cannot be.
    NotEnoughData
        Where the company cannot be carried forward.
    """
    refuse_tail(tail)
    refuse_few_paths(paths)
    held = assumptions or packaged_assumptions()
    miner = company if isinstance(company, Miner) else build_miner(view, company, held)
    ahead, followed = look_ahead(view, miner, held, months), rule or rule_named(policy, held)
    made = engine_inputs(ahead.world.parameters, ahead.world.tables, ahead.tables, followed, seed)
    result = run(made, ahead.tables, followed, paths=paths, seed=seed, announce=announce)
    maker = Maker(miner, f"{policy} {paths} paths {months} months seed {seed} {held.digest}")
    return Simulated(
        made_from=made_with(view, miner.company, held, seed),
        opening=miner.opening,
        policy=policy,
        paths=paths,
        months=months,
        fan_paths=result.fan_paths,
        tail=tail,
        value_per_share=_value_per_share(maker, miner, result),
        end_equity=maker.spread(
            "simulated_end_equity", result.ends.end_equity_usd, "USD", result.end_means["end_equity_usd"], paths
        ),
        loss_in_tail=_loss(maker, miner, result, tail),
        funding_gap_chance=_chance(maker, "simulated_funding_gap_chance", result, months, "funding_gap_so_far"),
        years=tuple(_years(maker, result)),
        ladder=rungs_shown(maker, ahead),
        stops=stops_shown(maker, ahead),
        fans=tuple(_fans(result)),
        fingerprint=result.fingerprint,
        gaps=tuple(f"{path}: {gap.reason}" for path, gap in miner.gaps.items()),
        notes=(
            f"{policy}: {rule_words(followed)}",
            *balance_notes(view, miner),
            *minority_notes(miner),
            *ahead.tables.hub_notes,
        ),
    )


def _value_per_share(maker: Maker, miner: Miner, result: SimulationResult) -> Figure:
    """Return the value of a share; a private company's engine gives that of the whole, and its shares stay as many."""
    by = miner.shares if isinstance(miner.share_price_usd, Missing) else 1.0
    values, mean = result.ends.value_per_share_usd / by, result.end_means["value_per_share_usd"] / by
    return maker.spread("simulated_value_per_share", values, "USD/share", mean, result.paths)


def _years(maker: Maker, result: SimulationResult) -> Iterator[SimulatedYear]:
    last = len(result.months)
    for month in [*range(YEAR, last + 1, YEAR), *([last] if last % YEAR else [])]:
        when = result.months[month - 1]
        yield SimulatedYear(
            month=when,
            **{line: maker.fan(line, result.fans[line][month - 1], when) for line in SPREAD},
            funding_gap_chance=_chance(maker, "simulated_funding_gap_chance", result, month, "funding_gap_so_far"),
            margin_call_chance=_yearly(maker, "simulated_margin_call_chance", result, month, "margin_call"),
            lender_sale_chance=_yearly(maker, "simulated_lender_sale_chance", result, month, "lender_sale"),
        )


def _chance(maker: Maker, concept: str, result: SimulationResult, month: int, line: str) -> Figure:
    value, when = float(result.means[line][month - 1]), result.months[month - 1]
    return maker.chance(concept, value, result.paths, when, f"share of paths with one by the end of {when}")


def _yearly(maker: Maker, concept: str, result: SimulationResult, month: int, line: str) -> Figure:
    """Return the chance in an average month of the year that ends with a month."""
    value, when = float(result.means[line][max(month - YEAR, 0) : month].mean()), result.months[month - 1]
    return maker.chance(concept, value, result.paths, when, "share of paths with one, mean of the year's months")


def _loss(maker: Maker, miner: Miner, result: SimulationResult, tail: float) -> Figure | Missing:
    from headframe.economics.risk import conditional_value_at_risk

    if isinstance(miner.share_price_usd, Missing):
        return miner.share_price_usd
    losses = miner.share_price_usd - np.maximum(result.ends.value_per_share_usd, 0.0)
    value = conditional_value_at_risk(losses, tail)
    words = f"mean loss against ${miner.share_price_usd:,.2f} over the worst {tail:.1%} of {len(losses):,} paths"
    words = f"{words}; a share is worth nothing, not less".replace("%", " %")
    return maker.exact("simulated_loss_in_tail", value, "USD/share", words, f"tail {tail:g}")


def _fans(result: SimulationResult) -> Iterator[FanLine]:
    from headframe.economics.simulated_figures import unit_of

    for line, below in result.fans.items():
        rows = np.round(below, 6).T
        yield FanLine(line, unit_of(line), result.months, tuple(tuple(map(float, row)) for row in rows))
