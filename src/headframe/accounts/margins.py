"""Is mining squeezed? Hash price against three hash costs, break-even power, and what a coin cost, by quarter.

Definitions: hash costs in `margins_hash_cost`, costs of a coin in `cost_per_coin`, hash price in `margins_hash_price`,
tiers in `margins_tiers`; docs/why/margins.md says what others mean by the same words.

The verdict is the ladder's highest rung that the hash price covers: total, fleet, power, or none. The current one sets
a newer hash price against the costs of the last quarter that was reported, and says which: costs do not stand still.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from headframe.accounts.cost_per_coin import CoinCost, cost_of_coins
from headframe.accounts.cost_per_coin_lines import cost_lines
from headframe.accounts.margins_hash_cost import HashCosts, hash_costs, latest_efficiency
from headframe.accounts.margins_hash_price import hash_price_at, stated_price
from headframe.accounts.margins_tiers import BreakEvenTier, break_even, break_even_tiers
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.company import company as find_company
from headframe.vocabulary.figure import Figure

COST_CONCEPTS = ("cost_of_revenue_mining", "cost_to_mine_cash_per_btc", "power_cost_all_in")
"""What must be printed for a quarter before anything can be said of its costs."""


class Covers(StrEnum):
    """The highest hash cost that the hash price covers."""

    TOTAL = "total"
    """Mining pays for its sites, the company and its interest."""
    FLEET = "fleet"
    """Mining pays for its sites; not for the company, where the total is known."""
    POWER = "power"
    """Mining pays for its power; not for its sites, where their cost is known."""
    NOTHING = "nothing"
    """Running machines cost more in power than they earned."""
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class Squeeze:
    """The verdict, and what it was found from."""

    covers: Covers
    hash_price: Figure | Missing
    costs_of: Period | None
    why: str


@dataclass(frozen=True, slots=True)
class QuarterMargin:
    """One quarter: what hashing earned, what it cost, and what a coin cost."""

    period: Period
    hash_price: Figure | Missing
    bitcoin_price: Figure | Missing
    power_price: Figure | Missing
    break_even_power_price: Figure | Missing
    hash_cost: HashCosts
    cost: CoinCost
    squeeze: Squeeze


@dataclass(frozen=True, kw_only=True)
class Margins(Answer):
    """Whether mining pays, in the last month reached, at a stated price, and quarter by quarter."""

    verb: ClassVar[str] = "margins"

    last_month: Period
    hash_price_month: Figure | Missing
    price_stated: Figure | Missing
    hash_price_now: Figure | Missing
    tiers: tuple[BreakEvenTier, ...]
    squeeze_month: Squeeze
    squeeze_now: Squeeze
    latest: QuarterMargin | Missing
    history: tuple[QuarterMargin, ...]


def weigh_margins(view: View, company: str, price: float | None = None) -> Margins:
    """Weigh what mining earns against what it costs.

    Parameters
    ----------
    view : View
        What was known.
    company : str
        Exact label.
    price : float, optional
        Bitcoin price to value hashing at now [USD/BTC]. Without one nothing is said beyond the last month of the
        packaged series.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> str(weigh_margins(Record().view(), "RIOT").latest.period)
    '2025-Q3'
    """
    ticker = find_company(company).ticker
    return view.once(("margins", ticker, price), lambda: _weigh(view, ticker, price))


def _weigh(view: View, ticker: str, price: float | None) -> Margins:
    month, stated = view.market.last_month(), stated_price(view, price)
    hash_price_month = view.market.month("hash_price", month)
    hash_price_now = hash_price_at(view, stated)
    history = tuple(quarter_margin(view, ticker, span) for span in _quarters(view, ticker))
    history = tuple(row for row in history if _says_something(row))
    latest = _last_costed(history)
    return Margins(
        made_from=view.made_from(ticker),
        last_month=month,
        hash_price_month=hash_price_month,
        price_stated=stated,
        hash_price_now=hash_price_now,
        tiers=break_even_tiers(view, ticker, hash_price_month, hash_price_now),
        squeeze_month=_against_latest(hash_price_month, latest),
        squeeze_now=_against_latest(hash_price_now, latest),
        latest=latest if latest is not None else Missing(f"no quarter of {ticker} has any cost line in the record"),
        history=history,
    )


def quarter_margin(view: View, ticker: str, span: Period) -> QuarterMargin:
    """Return one quarter's hash price, hash costs and costs of a coin."""
    cost = cost_of_coins(view, ticker, span)
    costs = hash_costs(view, ticker, span, cost_lines(view, ticker, span), cost.steps)
    hash_price = view.market.quarter_average("hash_price", span)
    return QuarterMargin(
        period=span,
        hash_price=hash_price,
        bitcoin_price=view.market.quarter_average("bitcoin_price_month_average", span),
        power_price=view.figure(ticker, "power_cost_all_in", span),
        break_even_power_price=break_even(ticker, str(span), hash_price, latest_efficiency(view, ticker, span)),
        hash_cost=costs,
        cost=cost,
        squeeze=squeeze(hash_price, costs, span),
    )


def squeeze(hash_price: Figure | Missing, costs: HashCosts, costs_of: Period) -> Squeeze:
    """Return the highest hash cost that a hash price covers; only rungs that are known count."""
    if isinstance(hash_price, Missing):
        return Squeeze(Covers.CANNOT_TELL, hash_price, costs_of, hash_price.reason)
    rungs = [(Covers.TOTAL, costs.total), (Covers.FLEET, costs.fleet), (Covers.POWER, costs.power)]
    known = [(rung, cost) for rung, cost in rungs if isinstance(cost, Figure)]
    unknown = [rung.value for rung, cost in rungs if isinstance(cost, Missing)]
    if not known:
        return Squeeze(Covers.CANNOT_TELL, hash_price, costs_of, f"no hash cost is known for {costs_of}")
    covered = next((rung for rung, cost in known if hash_price.value > cost.value), Covers.NOTHING)
    if covered is Covers.NOTHING and known[-1][0] is not Covers.POWER:
        covered = Covers.CANNOT_TELL
    shown = ", ".join(f"{rung.value} {cost.value:.1f}" for rung, cost in known)
    words = f"hash price {hash_price.value:.1f} against {shown} USD/PH/day of {costs_of}"
    return Squeeze(covered, hash_price, costs_of, words + (f"; not known: {', '.join(unknown)}" if unknown else ""))


def _against_latest(hash_price: Figure | Missing, latest: QuarterMargin | None) -> Squeeze:
    if latest is None:
        return Squeeze(Covers.CANNOT_TELL, hash_price, None, "no quarter's costs are in the record")
    return squeeze(hash_price, latest.hash_cost, latest.period)


def _quarters(view: View, ticker: str) -> list[Period]:
    """Return every calendar quarter that a printed cost touches, in order."""
    touched = {
        Period.quarter(month.end.year, (month.end.month + 2) // 3)
        for concept in COST_CONCEPTS
        for period in view.periods(ticker, concept)
        if not period.is_day and period.is_whole_months
        for month in period.months()
    }
    return sorted(touched)


def _says_something(row: QuarterMargin) -> bool:
    figures = (row.cost.company, row.cost.cash, row.hash_cost.power)
    return any(isinstance(figure, Figure) for figure in figures)


def _last_costed(history: Sequence[QuarterMargin]) -> QuarterMargin | None:
    """Return the last quarter whose site cost is known, else its power cost, else any cost of a coin."""
    by_site = [row for row in history if isinstance(row.hash_cost.fleet, Figure)]
    by_power = [row for row in history if isinstance(row.hash_cost.power, Figure)]
    costed = by_site or by_power or list(history)
    return costed[-1] if costed else None
