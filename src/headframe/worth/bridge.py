"""From the value of a share on one day to that on another, change by change; the steps add up exactly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from headframe.economics.assumed import made_with
from headframe.economics.build_miner import build_miner
from headframe.economics.miner import Miner
from headframe.economics.rules import Rule, rule_named
from headframe.ground.errors import UsageProblem
from headframe.ground.interval import Interval
from headframe.record.view import View
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.assumptions import Assumptions, packaged_assumptions
from headframe.vocabulary.figure import Figure
from headframe.worth.share_value import Draw, mean_and_error, valuation_of
from headframe.worth.worth_figures import Maker

WORLD = "prices, network and power"
STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("machines and power", ("tiers", "uptime", "developed_mw", "blocks", "credits_usd_by_month_of_year")),
    ("bitcoin and debts", ("bitcoin_free_btc", "bitcoin_pledged_btc", "bitcoin_cost_usd", "debts")),
    ("cash", ("cash_usd", "cash_restricted_usd", "cash_floor_usd")),
    ("leases and sites", ("projects",)),
    ("costs and commitments", ("corporate_cost_usd_per_month", "engineering_margin_usd_per_month", "commitments")),
    ("tax", ("nol_usd", "depreciation_usd_per_month", "depreciation_months_left")),
    ("shares", ("shares", "share_awards", "share_price_usd", "atm_remaining_usd")),
)
"""What is brought from the first day's company to the second's, in this order; the world comes before all."""


@dataclass(frozen=True, slots=True)
class BridgeStep:
    """One change: what it did to a share, and the share's value after it [USD/share]."""

    name: str
    change: Figure
    after: Figure


@dataclass(frozen=True, kw_only=True)
class Bridge(Answer):
    """From one day's value of a share to another's, on the same paths and assumptions."""

    verb: ClassVar[str] = "bridge"

    since: date
    policy: str
    start: Figure
    steps: tuple[BridgeStep, ...]
    end: Figure


def bridge_worth(
    view: View,
    company: str,
    since: date,
    assumptions: Assumptions | None = None,
    *,
    policy: str = "hold-all",
    rule: Rule | None = None,
    draw: Draw | None = None,
) -> Bridge:
    """Explain how the value of a share changed between two days.

    Parameters
    ----------
    view : View
        What was known on the second day.
    company : str
        A listed company.
    since : date
        The first day.
    assumptions : Assumptions, optional
        Held on both days, so that no step is a change of mind.
    policy, rule : str, Rule
        As in `value_parts`.
    draw : Draw, optional
        Paths, horizon and seed, the same on both days.

    Raises
    ------
    UsageProblem
        Where the first day is not before the second.
    """
    if since >= view.as_of:
        raise UsageProblem(f"{since} is not before {view.as_of}", where="--since", next="name an earlier day")
    held, drawn = assumptions or packaged_assumptions(), draw or Draw()
    followed = rule or rule_named(policy, held)
    before = view.earlier(since)
    first, last = build_miner(before, company, held), build_miner(view, company, held)
    start = _mean(before, first, held, followed, drawn)
    words = f"{policy} {drawn.paths} paths {drawn.months} months seed {drawn.seed} {held.digest}"
    maker = Maker(last, f"since {since} {words}")
    at, steps = start, []
    for name, company_then in _companies(first, last):
        value = _mean(view, company_then, held, followed, drawn)
        steps.append(_step(maker, name, value - at, value))
        at = value
    return Bridge(
        made_from=made_with(view, last.company, held, drawn.seed),
        since=since,
        policy=policy,
        start=_value(Maker(first, words), start),
        steps=tuple(steps),
        end=_value(Maker(last, words), at),
    )


def _companies(first: Miner, last: Miner) -> Iterator[tuple[str, Miner]]:
    """Yield each step's name with the company after it: first the new world, then field by field."""
    company = replace(first, as_of=last.as_of, opening=last.opening)
    yield WORLD, company
    for name, fields in STEPS:
        company = replace(company, **{each: getattr(last, each) for each in fields})
        yield name, company
    yield "everything else", last


def _mean(view: View, miner: Miner, held: Assumptions, rule: Rule, draw: Draw) -> float:
    return mean_and_error(valuation_of(view, miner, held, rule, draw).prices)[0]


def _step(maker: Maker, name: str, change: float, after: float) -> BridgeStep:
    changed = maker.figure(
        "bridge_step_per_share", change, Interval.exact(change), "USD/share", f"value after {name} − before", name
    )
    return BridgeStep(
        name,
        changed,
        maker.figure("worth_per_share", after, Interval.exact(after), "USD/share", "mean over paths", f"after {name}"),
    )


def _value(maker: Maker, value: float) -> Figure:
    return maker.figure("worth_per_share", value, Interval.exact(value), "USD/share", "mean over paths")
