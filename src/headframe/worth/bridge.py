"""From the value of a share on one day to that on another, change by change; the steps add up exactly."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from headframe.economics.assumed import made_with
from headframe.economics.balance_dates import balance_notes
from headframe.economics.build_miner import build_miner
from headframe.economics.miner import Miner
from headframe.economics.rule_words import rule_words
from headframe.economics.rules import Rule, rule_named
from headframe.ground.errors import UsageProblem
from headframe.ground.interval import Interval
from headframe.record.view import View
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.assumptions import Assumptions, packaged_assumptions
from headframe.vocabulary.figure import Figure
from headframe.worth.known_notes import with_known_notes
from headframe.worth.share_value import Draw, valuation_of
from headframe.worth.valuation import Valuation
from headframe.worth.worth_figures import WHOLE, Maker, drawn_words

WORLD, SHARES = "prices, network and power", "shares"
MACHINES = (
    *("tiers", "uptime", "developed_mw", "blocks", "credits_usd_by_month_of_year"),
    *("pool_fee", "attrition_per_year", "power_adder_usd_per_mwh", "minority_share_of_mining"),
)
STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("machines and power", MACHINES),
    ("bitcoin and debts", ("bitcoin_free_btc", "bitcoin_pledged_btc", "bitcoin_cost_usd", "debts")),
    ("cash", ("cash_usd", "cash_restricted_usd", "cash_floor_usd")),
    ("leases and sites", ("projects",)),
    ("costs and commitments", ("corporate_cost_usd_per_month", "engineering_margin_usd_per_month", "commitments")),
    ("tax", ("nol_usd", "depreciation_usd_per_month", "depreciation_months_left")),
    (SHARES, ("shares", "share_awards", "share_price_usd", "atm_remaining_usd")),
)
"""What is brought from the first day's company to the second's, in this order; the world comes before all. Awards and
warrants come with the shares."""


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
    policy_words: str
    paths: int
    months: int
    start: Figure
    steps: tuple[BridgeStep, ...]
    end: Figure
    notes: tuple[str, ...]


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
    NotEnoughData
        Where the company cannot be carried forward from either day.
    """
    if since >= view.as_of:
        raise UsageProblem(f"{since} is not before {view.as_of}", where="--since", next="name an earlier day")
    held, drawn = assumptions or packaged_assumptions(), draw or Draw()
    followed = rule or rule_named(policy, held)
    before = view.earlier(since)
    first = with_known_notes(before, build_miner(before, company, held))
    last = with_known_notes(view, build_miner(view, company, held))
    words = drawn_words(policy, drawn.paths, drawn.months, drawn.seed, held.digest)
    start = valuation_of(before, first, held, followed, drawn)

    def value_of(company: Miner, holders: View) -> Valuation:
        return valuation_of(view, company, held, followed, drawn, holders)

    maker = Maker(last, f"since {since} {words}")
    steps, at = [], start
    for name, value in _valued(before, view, first, last, value_of):
        steps.append(_step(maker, name, at, value))
        at = value
    return Bridge(
        made_from=made_with(view, last.company, held, drawn.seed),
        since=since,
        policy=policy,
        policy_words=rule_words(followed),
        paths=drawn.paths,
        months=drawn.months,
        start=_whole(Maker(first, words), start),
        steps=tuple(steps),
        end=_whole(Maker(last, words), at),
        notes=balance_notes(view, last),
    )


def _valued(
    before: View, view: View, first: Miner, last: Miner, value: Callable[[Miner, View], Valuation]
) -> Iterator[tuple[str, Valuation]]:
    """Yield each step's name with the value after it; a step that changes nothing is not run again."""
    company = replace(first, as_of=last.as_of, opening=last.opening)
    holders, at = before, value(company, before)
    yield WORLD, at
    for name, fields in STEPS:
        changed = replace(company, **{each: getattr(last, each) for each in fields})
        known = view if name == SHARES else holders
        if changed != company or known is not holders:
            company, holders = changed, known
            at = value(company, holders)
        yield name, at
    yield "everything else", value(last, view)


def _step(maker: Maker, name: str, before: Valuation, after: Valuation) -> BridgeStep:
    formula = f"value after {name} − before, on the same worlds"
    change = float(after.prices.mean()) - float(before.prices.mean())
    return BridgeStep(
        name,
        maker.figure("bridge_step_per_share", change, Interval.exact(change), "USD/share", formula, name),
        maker.mean("worth_per_share", after.prices, "USD/share", WHOLE, f"after {name}"),
    )


def _whole(maker: Maker, value: Valuation) -> Figure:
    return maker.mean("worth_per_share", value.prices, "USD/share", WHOLE)
