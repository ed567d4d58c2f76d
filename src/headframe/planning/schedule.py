"""A block of bitcoin sold day by day: least cost, or least cost of the worst outcomes, under caps and cash dates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import ClassVar

from headframe.accounts.encumbrance import free_on
from headframe.accounts.margins_hash_price import STATED
from headframe.ground.errors import InputRefused
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.planning.schedule_block import Block
from headframe.planning.schedule_cash import require_block, require_possible
from headframe.planning.schedule_conic import best_slices
from headframe.planning.schedule_days import CashDate, Leg, Slice, cash_dates, legs_of, slices_of
from headframe.planning.schedule_figures import Figures, Outcome, tail_multiplier, words_of
from headframe.planning.schedule_frontier import FrontierPoint, frontier, rivals
from headframe.planning.schedule_impact import Impact, linear_like
from headframe.planning.schedule_market import SaleMarket, sale_market
from headframe.planning.schedule_question import By, ImpactLaw, Question
from headframe.planning.schedule_realised import RealisedSale, realised_sales
from headframe.record.view import View
from headframe.vocabulary.answer import Answer, MadeFrom
from headframe.vocabulary.assumptions import Assumptions, packaged_assumptions
from headframe.vocabulary.company import company as find_company
from headframe.vocabulary.figure import Badge, Figure

LONGEST_DAYS = 366
MARKET = "market"


@dataclass(frozen=True, kw_only=True)
class Schedule(Answer):
    """How to sell a block, day by day, and what it is expected to cost."""

    verb: ClassVar[str] = "schedule"

    coins: Figure
    days: int
    by: By
    law: ImpactLaw
    tail: Figure
    cap: Figure
    market: SaleMarket
    chosen: Outcome
    legs: tuple[Leg, ...]
    slices: tuple[Slice, ...]
    cash: tuple[CashDate, ...]
    rivals: tuple[Outcome, ...]
    frontier: tuple[FrontierPoint, ...]
    free: Figure | Missing
    """Coins the company could sell, where one is named [BTC]."""
    realised: tuple[RealisedSale, ...]


def schedule_block(
    view: View,
    coins_btc: float,
    days: int,
    question: Question | None = None,
    assumptions: Assumptions | None = None,
) -> Schedule:
    """Return how to sell a block of bitcoin, day by day.

    Parameters
    ----------
    view : View
        What was known, from `Record.view`: volatility, and the price where none is stated.
    coins_btc : float
        The block, above 0 [BTC].
    days : int
        Within which it is sold, 1 to 366 [days].
    question : Question, optional
        By cost or risk, the law of impact, limits, a stated price; a company, to compare with its own sales.
    assumptions : Assumptions, optional
        Volume, impact, fee, cap and tail; the packaged ones without it.

    Raises
    ------
    UsageProblem, InputRefused, NotEnoughData
        For a block or limits that no schedule can meet, by how much and what would relax them; for an unknown price.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> told = schedule_block(Record().view(), 2201, 40)
    >>> round(told.slices[0].sold.value), round(sum(part.sold.value for part in told.slices), 6)
    (55, 2201.0)
    """
    asked = question or Question()
    require_block(coins_btc, days, LONGEST_DAYS)
    held = _held(assumptions or packaged_assumptions(), asked)
    ticker = find_company(asked.company).ticker if asked.company else None
    market = sale_market(view, held, asked.price_usd, asked.memory)
    tail, cap = held.figure("schedule.tail"), held.figure("schedule.participation_cap")
    multiplier = tail_multiplier(tail.value)
    block = _block(coins_btc, days, market, cap, asked)
    require_possible(block)
    free = _free(view, ticker, coins_btc)
    coins = _stated(view, ticker, coins_btc)
    words = words_of(coins_btc, days, asked.by.value)
    figures = Figures(coins, market, multiplier, words, _law(asked.law, coins_btc / days))
    slices = best_slices(block, multiplier if asked.by is By.RISK else 0.0)
    return Schedule(
        made_from=_made_from(view, ticker, held),
        coins=coins,
        days=days,
        by=asked.by,
        law=asked.law,
        tail=tail,
        cap=cap,
        market=market,
        chosen=figures.outcome("chosen", slices),
        legs=legs_of(figures, slices),
        slices=slices_of(figures, slices, view.as_of + timedelta(days=1)),
        cash=cash_dates(figures, block, slices),
        rivals=rivals(figures, block),
        frontier=frontier(figures, block, multiplier),
        free=free,
        realised=realised_sales(view, ticker, held, asked.span) if ticker else (),
    )


def _held(assumptions: Assumptions, asked: Question) -> Assumptions:
    stated = {"schedule.tail": asked.tail, "schedule.participation_cap": asked.limits.cap}
    return assumptions.with_changes({name: value for name, value in stated.items() if value is not None})


def _block(coins: float, days: int, market: SaleMarket, cap: Figure, asked: Question) -> Block:
    from statistics import NormalDist

    limits = asked.limits
    if not 0.5 <= limits.sure < 1:
        raise InputRefused(
            f"a chance of {limits.sure:g} is none to meet a cash date with",
            where="--sure",
            next="give 0.5 (on average) or more, below 1: no price is certain",
        )
    return Block(
        coins_btc=coins,
        days=days,
        price_usd=market.price.value,
        risk_usd_per_btc=market.risk_usd_per_btc,
        impact=_law(asked.law, coins / days)(market.impact),
        cap_btc_per_day=cap.value * market.volume.value,
        cash=tuple(sorted(limits.cash, key=lambda need: need.day)),
        cash_multiplier=NormalDist().inv_cdf(limits.sure) if limits.sure > 0.5 else 0.0,
    )


def _law(law: ImpactLaw, even_slice_btc: float) -> Callable[[Impact], Impact]:
    """Return what turns the square-root impact into the law that was asked for."""
    if law is ImpactLaw.LINEAR:
        return lambda impact: linear_like(impact, even_slice_btc)
    return lambda impact: impact


def _free(view: View, ticker: str | None, coins: float) -> Figure | Missing:
    """Return what the company could sell; a block larger than all it holds is refused."""
    if ticker is None:
        return Missing("no company was named (--company)")
    days = [period.end for period in view.periods(ticker, "bitcoin_held")]
    held = view.figure(ticker, "bitcoin_held", Period.day(days[-1])) if days else Missing(f"no holdings of {ticker}")
    if isinstance(held, Missing):
        return held
    if coins > held.interval.high:
        raise InputRefused(
            f"{ticker} held {held.value:,.0f} BTC on {days[-1]}: {coins:,.0f} cannot be sold",
            where="coins",
            why=f"{coins - held.value:,.0f} BTC are not there",
            next=f"give {held.value:,.0f} or less, or leave --company out",
        )
    return free_on(view, ticker, days[-1])


def _stated(view: View, ticker: str | None, coins: float) -> Figure:
    return Figure(
        id=f"{ticker or MARKET} schedule_block {view.as_of}",
        value=coins,
        interval=Interval.exact(coins),
        unit="BTC",
        badge=Badge.REPORTED,
        known_at=view.as_of,
        sources=(replace(STATED, title="stated with the question"),),
    )


def _made_from(view: View, ticker: str | None, held: Assumptions) -> MadeFrom:
    ours = tuple(name for name in held.look_ahead(view.as_of) if name.startswith("schedule."))
    return replace(view.made_from(ticker), assumptions=held.digest, look_ahead=ours)
