"""What a company is worth, by parts and by share: on the middle path, and as a distribution over worlds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from headframe.economics.ahead import Ahead, look_ahead
from headframe.economics.assumed import made_with
from headframe.economics.balance_dates import balance_notes
from headframe.economics.build_miner import build_miner
from headframe.economics.miner import Miner
from headframe.economics.rule_words import rule_words
from headframe.economics.rules import NEVER, Rule, rule_named
from headframe.economics.sampling import refuse_few_paths
from headframe.ground.missing import Missing, present
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.assumptions import Assumptions, packaged_assumptions
from headframe.vocabulary.company import companies
from headframe.vocabulary.figure import Figure
from headframe.worth.dilution import Capital
from headframe.worth.known_notes import notes_taken_out, with_known_notes
from headframe.worth.multiples import Multiples
from headframe.worth.path_ends import Announce, drawn_ends, middle_ends
from headframe.worth.valuation import (
    Valuation,
    capital_of_miner,
    supposed_notes,
    supposed_value,
    supposing,
    value_ends,
    without_notes,
)
from headframe.worth.worth_cases import Case, case_of, error_of, gap_chance, gap_mean, median_of, over_price
from headframe.worth.worth_figures import Maker, drawn_words, middle_words
from headframe.worth.yardsticks import measure_yardsticks, stated_share_price

DEFAULT_PATHS, DEFAULT_MONTHS, DEFAULT_SEED = 20_000, 120, 7


@dataclass(frozen=True, kw_only=True)
class Worth(Answer):
    """What a company is worth.

    `middle` is the deterministic case: nothing varies, and what the workbook recalculates. `drawn` is the mean over
    `paths` worlds, each figure's interval holding nine paths in ten. `funding_gap_chance` is the share of these on
    which money runs out, `funding_gap` what is then found in need: a value that leans on both is the weaker for it.
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
    standard_error: Figure | Missing
    funding_gap_chance: Figure
    funding_gap: Figure
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
    UsageProblem
        For paths or months that cannot be.
    NotEnoughData
        Where the company cannot be carried forward; every missing field is named.
    """
    refuse_few_paths(paths)
    held = assumptions or packaged_assumptions()
    stated = company if isinstance(company, Miner) else build_miner(view, company, held)
    price = known_price(view, stated, price_usd)
    miner = with_known_notes(view, stated)
    asked = Asked(policy, supposing(rule or rule_named(policy, held), held), paths, months, seed)
    capital = capital_of_miner(view, miner)
    ahead = look_ahead(view, without_notes(miner), held, months)
    supposed = supposed_value(miner, held)
    ends = drawn_ends(ahead, asked.rule, paths, seed, announce)
    drawn = value_ends(miner, capital, ends, supposed)
    middle = value_ends(miner, capital, middle_ends(ahead, asked.rule), supposed)
    maker = Maker(miner, drawn_words(policy, paths, months, seed, held.digest))
    case = case_of(maker, drawn)
    return Worth(
        made_from=made_with(view, miner.company, held, seed),
        opening=miner.opening,
        policy=policy,
        policy_words=rule_words(asked.rule),
        months=months,
        paths=paths,
        price=price,
        middle=case_of(Maker(miner, middle_words(policy, months, held.digest)), middle),
        drawn=case,
        median_per_share=median_of(maker, drawn.prices),
        standard_error=error_of(maker, drawn.prices),
        funding_gap_chance=gap_chance(maker, ends.gap_usd),
        funding_gap=gap_mean(maker, ends.gap_usd),
        option_per_share=_option(maker, miner, capital, ahead, asked, drawn),
        value_over_price=over_price(maker, case.value_per_share, price, price_words(price_usd)),
        multiples=_multiples(view, miner, price_usd),
        gaps=tuple(f"{path}: {gap.reason}" for path, gap in miner.gaps.items()),
        notes=(
            *balance_notes(view, miner),
            *notes_taken_out(stated, miner),
            *supposed_notes(miner, held),
            *ahead.tables.hub_notes,
        ),
    )


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


def price_words(price_usd: float | None) -> str:
    """Return how a stated price is told in an id; nothing for the market's."""
    return "" if price_usd is None else f"at {price_usd:.10g} USD"


def _multiples(view: View, miner: Miner, price_usd: float | None) -> Multiples | None:
    if miner.company not in companies():
        return None
    return measure_yardsticks(view, miner.company, price_usd).newest
