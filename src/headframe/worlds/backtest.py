"""The worlds against what came: walk-forward bands and scores, misses included, as an answer of figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.assumptions import Assumptions, packaged_assumptions
from headframe.vocabulary.company import company as find_company
from headframe.worlds.backtest_compare import Scored, scored
from headframe.worlds.backtest_lines import BacktestLine, Target, backtest_line
from headframe.worlds.backtest_origins import HORIZONS, Drawn, Origin, drawn_at, origins
from headframe.worlds.backtest_production import Known, known_production, production_draws
from headframe.worlds.backtest_walks import Walk, walks_of
from headframe.worlds.history import History, history
from headframe.worlds.made import made_with_worlds

__all__ = ["Backtest", "BacktestLine", "Target", "backtest"]

DEFAULT_PATHS, DEFAULT_SEED = 2000, 1
BAN = Period.month(2021, 6)
"""Provinces of China shut their miners in May and June 2021; the network fell by 38 % from May to July."""


@dataclass(frozen=True, kw_only=True)
class Backtest(Answer):
    """Forecasts of the past against what came; `production` is of the company asked for."""

    verb: ClassVar[str] = "backtest"

    paths: int
    lines: tuple[BacktestLine, ...]
    production: tuple[BacktestLine, ...] | Missing
    walks: tuple[Walk, ...]
    """Month by month what was forecast a year before, and what came."""

    @property
    def misses(self) -> tuple[BacktestLine, ...]:
        """Lines whose 80 % band does not cover 80 %, even by its interval."""
        return tuple(line for line in self.lines if not line.holds_80)


def backtest(
    view: View,
    company: str | None = None,
    assumptions: Assumptions | None = None,
    paths: int = DEFAULT_PATHS,
    seed: int = DEFAULT_SEED,
) -> Backtest:
    """Return how the worlds would have done from December 2019 on, month by month, on what was then known.

    Parameters
    ----------
    view : View
        What was known; what came after its day is not looked at.
    company : str, optional
        Whose production to forecast, given its reported operating hash rate and the price; no one's without it.
    assumptions : Assumptions, optional
        The packaged ones where none are given.
    paths : int
        Drawn at each origin.
    seed : int
        Of the draws and the bootstrap.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> told = backtest(Record().view(), paths=200)
    >>> sorted({line.months_ahead for line in told.lines})
    [3, 6, 12]
    """
    held = assumptions or packaged_assumptions()
    ticker = find_company(company).ticker if company else None
    key = ("worlds backtest", held.digest, ticker, paths, seed)
    return view.once(key, lambda: _backtest(view, ticker, held, paths, seed))


def _backtest(view: View, ticker: str | None, held: Assumptions, paths: int, seed: int) -> Backtest:
    known = known_production(view, ticker) if ticker else {}
    tally = _tally(view, held, paths, seed, known)
    lines = tuple(_lines(view, tally, seed, list(Target)[:-1], "market"))
    production = tuple(_lines(view, tally, seed, [Target.PRODUCTION], ticker)) if ticker else ()
    gap = f"no month of {ticker} has production and an average operating hash rate after an origin"
    return Backtest(
        made_from=replace(made_with_worlds(view, held, seed), company=ticker),
        paths=paths,
        lines=lines,
        walks=tuple(walks_of(view, tally, dict.fromkeys(Target, "market") | {Target.PRODUCTION: ticker or ""})),
        production=production or Missing(gap if ticker else "no company was asked for"),
    )


Tally = dict[tuple[Target, int], list[tuple[Period, Scored]]]


def _tally(view: View, held: Assumptions, paths: int, seed: int, production: dict[Period, Known]) -> Tally:
    whole, tally = history(view), Tally()
    for origin in origins(view, held):
        drawn = drawn_at(origin, view, held, paths, seed)
        for horizon in HORIZONS:
            at = origin.known + horizon - 1
            if at < len(whole.months):
                for target, score in _scores(whole, origin, drawn, horizon, at, production):
                    tally.setdefault((target, horizon), []).append((origin.past.months[-1], score))
    return tally


def _scores(
    whole: History, origin: Origin, drawn: Drawn, horizon: int, at: int, production: dict[Period, Known]
) -> Iterator[tuple[Target, Scored]]:
    """Yield each target's score; what came is the month's average of the packaged series."""
    row, known = horizon - 1, slice(None, origin.known)
    hash_prices = whole.hash_price
    yield Target.PRICE, scored(drawn.price[row], whole.price[at], whole.price[known], horizon)
    network = scored(drawn.hash_rate_given[row], whole.hash_rate[at], whole.hash_rate[known], horizon)
    yield Target.NETWORK, network
    if not origin.past.months[-1] < BAN <= whole.months[at]:
        yield Target.NETWORK_CALM, network
    yield Target.HASH_PRICE_GIVEN, scored(drawn.hash_price_given[row], hash_prices[at], hash_prices[known], horizon)
    yield Target.HASH_PRICE, scored(drawn.hash_price[row], hash_prices[at], hash_prices[known], horizon)
    month = whole.months[at]
    if month in production:
        draws = production_draws(production[month], whole, at, drawn.hash_rate_given[row], drawn.fee_ratio[row])
        yield Target.PRODUCTION, scored(draws, production[month].coins, None, horizon)


def _lines(view: View, tally: Tally, seed: int, targets: Sequence[Target], whose: str) -> Iterator[BacktestLine]:
    for target in targets:
        for horizon in HORIZONS:
            found = tally.get((target, horizon), [])
            if len(found) > 1:
                yield backtest_line(view, target, horizon, found, seed, whose)
