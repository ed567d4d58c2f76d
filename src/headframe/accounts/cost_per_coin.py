"""What a coin cost to mine, in four named definitions that reconcile.

=================== =================================================================================================
definition          what is in it, per coin of the period
=================== =================================================================================================
company             the company's own, as printed, in its own definition
cash                site cash cost: power and other direct cost of mining, less power credits. No depreciation,
                    corporate cost or interest
(cash and company)  cash + corporate cost paid in cash (SG&A less stock compensation) + interest expense: the numerator
                    of the total hash cost, shown as a subtotal
sustaining          that + depreciation of mining machines, which stands for the spending that keeps the share of the
                    network: no company prints which of its spending does. Estimated, therefore
all_in              that + stock compensation. So it is cash + depreciation of miners + whole SG&A + interest
=================== =================================================================================================

Every step is listed in dollars and per coin; each definition is the sum of its steps. Corporate cost and interest are
the whole company's, unallocated: an upper bound where the company does more than mine. Where mining earns less than
half of revenue, they are refused, since they would mostly be another business's. Income from interest, casualty
charges, impairments, taxes and gains on coins or contracts are in none of them; neither is growth spending.

Ties hold what was built against what the company prints for the same thing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from headframe.accounts.cost_per_coin_lines import CostLines, Line, cost_lines
from headframe.accounts.cost_per_coin_sums import Signed, plus, quotient, total
from headframe.accounts.cost_per_coin_ties import CostTie, cost_ties
from headframe.accounts.flows import flow_over
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.choose import figure_id
from headframe.record.view import View
from headframe.vocabulary.company import company as find_company
from headframe.vocabulary.figure import Figure, derive

LEAST_MINING_SHARE = 0.5
"""Share of revenue below which corporate cost is not charged to coins [ratio]."""
STAND_IN = "depreciation of miners stands for the spending that keeps the share of the network"


class Level(StrEnum):
    """The definition at which a step enters; each holds the ones before it."""

    CASH = "cash"
    COMPANY_CASH = "cash_and_company"
    SUSTAINING = "sustaining"
    ALL_IN = "all_in"


LEVELS = tuple(Level)


@dataclass(frozen=True, slots=True)
class CostStep:
    """One line of the bridge from nothing to all-in."""

    name: str
    enters_at: Level
    sign: int
    amount: Figure | Missing
    per_coin: Figure | Missing


@dataclass(frozen=True, slots=True)
class CoinCost:
    """What a coin cost in one period, in four definitions, with the steps between them."""

    period: Period
    coins: Figure | Missing
    company: Figure | Missing
    cash: Figure | Missing
    cash_and_company: Figure | Missing
    sustaining: Figure | Missing
    all_in: Figure | Missing
    mining_share_of_revenue: Figure | Missing
    steps: tuple[CostStep, ...]
    ties: tuple[CostTie, ...]
    notes: tuple[str, ...]


def cost_of_coins(view: View, company: str, period: Period | str) -> CoinCost:
    """Return what a coin cost in a period, in four definitions, each with its steps.

    Parameters
    ----------
    view : View
        What was known.
    company : str
        Exact label.
    period : Period or str
        A quarter or a year: whole filing periods.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> round(cost_of_coins(Record().view(), "RIOT", "2025-Q3").cash.value)
    46324
    """
    ticker = find_company(company).ticker
    span = Period.parse(period) if isinstance(period, str) else period
    lines = cost_lines(view, ticker, span)
    share = mining_share(view, ticker, span)
    steps = _steps(ticker, span, lines, share)
    return CoinCost(
        period=span,
        coins=lines.coins,
        company=_company_own(view, ticker, span),
        cash=cost_at(Level.CASH, ticker, span, lines.coins, steps),
        cash_and_company=cost_at(Level.COMPANY_CASH, ticker, span, lines.coins, steps),
        sustaining=cost_at(Level.SUSTAINING, ticker, span, lines.coins, steps),
        all_in=_all_in(ticker, span, lines, share, steps),
        mining_share_of_revenue=share,
        steps=steps,
        ties=cost_ties(view, ticker, span, lines),
        notes=lines.notes,
    )


def amount_up_to(level: Level, ticker: str, span: Period, steps: tuple[CostStep, ...]) -> Figure | Missing:
    """Return the dollars of all steps that enter at `level` or before."""
    inside = [step for step in steps if LEVELS.index(step.enters_at) <= LEVELS.index(level)]
    words = " ".join(f"{'+' if step.sign > 0 else '-'} {step.name}" for step in inside).removeprefix("+ ")
    marked: dict[str, Any] = {"estimated": True, "note": STAND_IN} if level is Level.SUSTAINING else {}
    signed: list[Signed] = [(step.sign, step.amount) for step in inside]
    return total(f"{figure_id(ticker, _concept(level), span)} total", words, signed, **marked)


def cost_at(level: Level, ticker: str, span: Period, coins: Line, steps: tuple[CostStep, ...]) -> Figure | Missing:
    """Return the cost of a coin at one definition [USD/BTC]."""
    amount = amount_up_to(level, ticker, span, steps)
    return _per_coin(figure_id(ticker, _concept(level), span), amount, coins)


def mining_share(view: View, ticker: str, span: Period) -> Figure | Missing:
    """Return mining's share of the company's revenue [ratio]."""
    return quotient(
        f"{figure_id(ticker, 'revenue_bitcoin_mining', span)} share of revenue",
        "revenue_bitcoin_mining / revenue_total",
        flow_over(view, ticker, "revenue_bitcoin_mining", span),
        flow_over(view, ticker, "revenue_total", span),
        "ratio",
    )


def _steps(ticker: str, span: Period, lines: CostLines, share: Line) -> tuple[CostStep, ...]:
    corporate, stock, interest = (_charged(line, share) for line in (lines.corporate, lines.stock, lines.interest))
    in_cash = total(
        f"{figure_id(ticker, 'sg_and_a', span)} in cash", "sg_and_a - stock_compensation", [(1, corporate), (-1, stock)]
    )
    names = ("power", "other direct cost") if len(lines.site_parts) == 2 else ("site cash cost",)
    rows: list[tuple[str, Level, int, Line]] = [
        (name, Level.CASH, 1, part) for name, part in zip(names, lines.site_parts, strict=True)
    ]
    rows += [("power credits", Level.CASH, -1, part) for part in lines.credits]
    rows += [
        ("corporate cost in cash", Level.COMPANY_CASH, 1, in_cash),
        ("interest expense", Level.COMPANY_CASH, 1, interest),
        ("depreciation of miners", Level.SUSTAINING, 1, lines.renewal),
        ("stock compensation", Level.ALL_IN, 1, stock),
    ]
    return tuple(
        CostStep(name, level, sign, amount, _step_per_coin(name, level, ticker, span, amount, lines.coins))
        for name, level, sign, amount in rows
    )


def _charged(line: Line, share: Line) -> Line:
    """Return a whole-company line, refused where the company is mostly another business."""
    if isinstance(share, Figure) and share.value < LEAST_MINING_SHARE:
        return Missing(
            f"mining is {share.value:.0%} of revenue, so the company's corporate cost and interest are mostly another "
            "business's, and nothing published splits them"
        )
    return line


def _all_in(ticker: str, span: Period, lines: CostLines, share: Line, steps: tuple[CostStep, ...]) -> Figure | Missing:
    """Return the all-in cost, from whole SG&A where stock compensation is not printed for the period by itself."""
    by_steps = cost_at(Level.ALL_IN, ticker, span, lines.coins, steps)
    if isinstance(by_steps, Figure):
        return by_steps
    parts: list[Signed] = [(step.sign, step.amount) for step in steps if step.enters_at is Level.CASH]
    parts += plus([_charged(lines.corporate, share), _charged(lines.interest, share), lines.renewal])
    amount = total(
        f"{figure_id(ticker, _concept(Level.ALL_IN), span)} total",
        "cash + sg_and_a + interest expense + depreciation of miners",
        parts,
    )
    return _per_coin(figure_id(ticker, _concept(Level.ALL_IN), span), amount, lines.coins)


def _company_own(view: View, ticker: str, span: Period) -> Figure | Missing:
    """Return the company's printed cost to mine, in its own definition."""
    names = ("cost_to_mine_per_btc_owned", "cost_to_mine_cash_per_btc") if ticker == "CLSK" else ()
    for name in names or ("cost_to_mine_cash_per_btc",):
        printed = view.figure(ticker, name, span)
        if isinstance(printed, Figure):
            return derive(
                figure_id(ticker, "cost_per_coin_company", span),
                f"{name}, as printed",
                printed.value,
                printed.interval,
                "USD/BTC",
                printed,
                note="; ".join(filter(None, (COMPANY_MEANS.get((ticker, name), ""), printed.note))),
            )
    return Missing(f"no source known by {view.as_of} prints {ticker}'s own cost to mine for {span}")


COMPANY_MEANS = {
    ("RIOT", "cost_to_mine_cash_per_btc"): "power and other direct cost of mining, net of power credits",
    ("CLSK", "cost_to_mine_per_btc_owned"): "energy and other direct utility cost of its own sites, hosts left out",
    ("CLSK", "cost_to_mine_cash_per_btc"): "marginal cost, mostly energy",
    ("MARA", "cost_to_mine_cash_per_btc"): "purchased energy of its own sites only",
}


def _concept(level: Level) -> str:
    return f"cost_per_coin_{level.value}"


def _step_per_coin(name: str, level: Level, ticker: str, span: Period, amount: Line, coins: Line) -> Figure | Missing:
    """Return one line per coin, named as a part of the definition at which it enters."""
    return _per_coin(f"{figure_id(ticker, _concept(level), span)} {name}", amount, coins)


def _per_coin(id: str, amount: Line, coins: Line) -> Figure | Missing:
    words = "coins produced" if isinstance(coins, Missing) else coins.id
    note = amount.note if isinstance(amount, Figure) else ""
    return quotient(id, f"dollars of the period / {words}", amount, coins, "USD/BTC", note=note)
