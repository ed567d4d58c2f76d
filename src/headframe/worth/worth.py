"""What a company is worth, by parts and by share: on the middle path, and as a distribution over worlds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from headframe.economics.ahead import Ahead, look_ahead
from headframe.economics.assumed import made_with
from headframe.economics.build_miner import build_miner
from headframe.economics.figures_ahead import ahead_figure
from headframe.economics.miner import Miner
from headframe.economics.rules import NEVER, Rule, rule_named
from headframe.ground.errors import UsageProblem
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing, present
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.assumptions import Assumptions, packaged_assumptions
from headframe.vocabulary.company import companies
from headframe.vocabulary.figure import Figure
from headframe.worth.dilution import Capital
from headframe.worth.multiples import Multiples
from headframe.worth.path_ends import Announce, drawn_ends, middle_ends
from headframe.worth.valuation import Valuation, capital_of_miner, supposed_value, value_ends, without_notes
from headframe.worth.worth_figures import Floats, Maker
from headframe.worth.yardsticks import measure_yardsticks, stated_share_price

DEFAULT_PATHS, DEFAULT_MONTHS, DEFAULT_SEED = 20_000, 120, 7
MIDDLE = "middle path"


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its present value [USD] and what a share has of it [USD/share]."""

    name: str
    words: str
    value: Figure
    per_share: Figure


@dataclass(frozen=True, slots=True)
class Case:
    """A company by parts: each part, and the share's value they add up to [USD/share]."""

    parts: tuple[Part, ...]
    value_per_share: Figure


@dataclass(frozen=True, kw_only=True)
class Worth(Answer):
    """What a company is worth.

    `middle` is the deterministic case: nothing varies, and what the workbook recalculates. `drawn` is the mean over
    `paths` worlds, each figure's interval holding nine paths in ten.
    """

    verb: ClassVar[str] = "worth"

    opening: Period
    policy: str
    policy_words: str
    months: int
    paths: int
    price: Figure | Missing
    middle: Case
    drawn: Case
    median_per_share: Figure
    standard_error: Figure
    option_per_share: Figure | Missing
    value_over_price: Figure | Missing
    multiples: Multiples | None
    gaps: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """How a valuation was asked for."""

    policy: str
    rule: Rule
    paths: int
    months: int
    seed: int


def value_parts(
    view: View,
    company: str | Miner,
    assumptions: Assumptions | None = None,
    *,
    policy: str = "hold-all",
    rule: Rule | None = None,
    price_usd: float | None = None,
    paths: int = DEFAULT_PATHS,
    months: int = DEFAULT_MONTHS,
    seed: int = DEFAULT_SEED,
    announce: Announce | None = None,
) -> Worth:
    """Value a company by parts.

    Parameters
    ----------
    view : View
        What was known.
    company : str or Miner
        A listed company, or one built from a private profile.
    assumptions : Assumptions, optional
        The numbers that are not facts; the packaged ones where none are given.
    policy : str
        Name of the policy; with `rule`, the name that rule goes by.
    rule : Rule, optional
        A policy as numbers, such as the tuned one; without it, the named policy.
    price_usd : float, optional
        Market price of a share [USD/share]; without it the last packaged month-end close.
    paths, months, seed : int
        Worlds drawn, horizon [months], and the seed of their streams.
    announce : callable, optional
        Told in words before some seconds go into compiling.

    Raises
    ------
    InputRefused
        For a price that is not above 0.
    NotEnoughData
        Where the company cannot be carried forward; every missing field is named.
    """
    held = assumptions or packaged_assumptions()
    miner = company if isinstance(company, Miner) else build_miner(view, company, held)
    if paths < 1:
        raise UsageProblem(f"{paths} paths say nothing", where="--paths", next="20000 for a look, 100000 for tails")
    asked = Asked(policy, rule or rule_named(policy, held), paths, months, seed)
    capital = capital_of_miner(view, miner)
    ahead = look_ahead(view, without_notes(miner), held, months)
    supposed = supposed_value(miner, held)
    drawn = value_ends(miner, capital, drawn_ends(ahead, asked.rule, paths, seed, announce), supposed)
    middle = value_ends(miner, capital, middle_ends(ahead, asked.rule), supposed)
    words = f"{policy} {months} months {held.digest}"
    maker = Maker(miner, f"{words} {paths} paths seed {seed}")
    price = known_price(view, miner, price_usd)
    mean = maker.mean("worth_per_share", drawn.prices, "USD/share", "what parts leave to a share after other claims")
    return Worth(
        made_from=made_with(view, miner.company, held, seed),
        opening=miner.opening,
        policy=policy,
        policy_words=rule_words(asked.rule),
        months=months,
        paths=paths,
        price=price,
        middle=_case(Maker(miner, f"{words} {MIDDLE}"), middle),
        drawn=_case(maker, drawn),
        median_per_share=_median(maker, drawn.prices),
        standard_error=_error(maker, drawn.prices),
        option_per_share=_option(maker, miner, capital, ahead, asked, drawn),
        value_over_price=_over(maker, mean, price),
        multiples=_multiples(view, miner, price_usd),
        gaps=tuple(f"{path}: {gap.reason}" for path, gap in miner.gaps.items()),
        notes=ahead.tables.hub_notes,
    )


def rule_words(rule: Rule) -> str:
    """Return a policy's numbers in words.

    Examples
    --------
    >>> rule_words(Rule(sell_share_of_production=1.0))
    'sells 100 % of what it mines; a shortfall is met by shares, then coins; starts no build that nobody signed for'
    """
    said = []
    if rule.sell_share_of_production > 0:
        said.append(f"sells {rule.sell_share_of_production:.0%} of what it mines".replace("%", " %"))
    if rule.sell_above_usd_per_btc < NEVER and rule.sell_above_share > 0:
        share = f"{rule.sell_above_share:.0%}".replace("%", " %")
        said.append(f"sells {share} of its free coins a month above ${rule.sell_above_usd_per_btc:,.0f}")
    if rule.fund_ahead_months > 0:
        said.append(f"sells coins for the needs of {rule.fund_ahead_months:.1f} months ahead")
    said = said or ["keeps its coins"]
    said.append(
        "a shortfall is met by " + ("shares, then coins" if rule.programme_first >= 0.5 else "coins, then shares")
    )
    if rule.start_rent_usd_per_kw_month < NEVER:
        said.append(
            f"starts a phase for a tenant that pays ${rule.start_rent_usd_per_kw_month:,.0f} a kW-month "
            f"with {rule.start_cover:.1f} times its equity at hand"
        )
    else:
        said.append("starts no build that nobody signed for")
    return "; ".join(said)


def _case(maker: Maker, value: Valuation) -> Case:
    parts = tuple(
        Part(
            name=group.name,
            words=group.words,
            value=maker.mean("worth_part", group.usd, "USD", group.words, group.name),
            per_share=maker.mean(
                "worth_part_per_share", value.per_share(group), "USD/share", f"{group.name} / shares", group.name
            ),
        )
        for group in value.groups
        if np.any(group.usd != 0.0)
    )
    whole = maker.mean("worth_per_share", value.prices, "USD/share", "what parts leave to a share after other claims")
    return Case(parts, whole)


def _median(maker: Maker, prices: Floats) -> Figure:
    low, middle, high = (float(each) for each in np.percentile(prices, (25.0, 50.0, 75.0)))
    formula = "value of a share that half the paths exceed; half of them in the interval"
    return maker.figure("worth_per_share_median", middle, Interval(low, high), "USD/share", formula)


def _error(maker: Maker, prices: Floats) -> Figure:
    value = float(prices.std(ddof=1) / np.sqrt(len(prices))) if len(prices) > 1 else 0.0
    formula = "standard deviation over paths / √paths"
    return maker.figure("worth_per_share_error", value, Interval.exact(value), "USD/share", formula)


def _option(
    maker: Maker, miner: Miner, capital: Capital, ahead: Ahead, asked: Asked, drawn: Valuation
) -> Figure | Missing:
    """Return what the freedom to start phases adds to a share, path by path on the same worlds."""
    if asked.rule.start_rent_usd_per_kw_month >= NEVER:
        return Missing(f"policy {asked.policy} starts no build that nobody has signed for")
    closed = replace(asked.rule, start_rent_usd_per_kw_month=NEVER)
    ends = drawn_ends(ahead, closed, asked.paths, asked.seed)
    without = value_ends(miner, capital, ends, supposed_value(miner, ahead.assumptions))
    formula = "value of a share where phases may be started − where they may not, on the same paths"
    return maker.mean("worth_option_per_share", drawn.prices - without.prices, "USD/share", formula)


def price_of(view: View, miner: Miner, price_usd: float | None) -> Figure:
    """Return the market's price of a share [USD/share]: the one given, else the last packaged month-end close.

    Raises
    ------
    NotEnoughData
        Where no price is known.
    """
    return present(known_price(view, miner, price_usd), "the price of the share")


def known_price(view: View, miner: Miner, price_usd: float | None) -> Figure | Missing:
    """Return the price given, else the last packaged month-end close, or why there is none."""
    if price_usd is not None:
        return stated_share_price(view, miner.company, price_usd)
    return miner.stated.get("share_price_usd") or Missing("no price of the share is known: give --price")


def _over(maker: Maker, value: Figure, price: Figure | Missing) -> Figure | Missing:
    if isinstance(price, Missing):
        return price
    id = value.id.replace("worth_per_share", "worth_over_price", 1)
    interval = value.interval / price.interval
    return ahead_figure(id, "value / price", value.value / price.value, interval, "ratio", value, price)


def _multiples(view: View, miner: Miner, price_usd: float | None) -> Multiples | None:
    if miner.company not in companies():
        return None
    return measure_yardsticks(view, miner.company, price_usd).newest
