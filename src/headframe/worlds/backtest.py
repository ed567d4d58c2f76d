"""The worlds against what came: walk-forward bands and scores, misses included, as an answer of figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar

from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.answer import Answer
from headframe.vocabulary.assumptions import Assumptions, packaged_assumptions
from headframe.vocabulary.company import company as find_company
from headframe.vocabulary.figure import Figure, derive
from headframe.worlds.backtest_compare import Comparison, Interval95, Scored, compared, scored
from headframe.worlds.backtest_origins import HORIZONS, Drawn, Origin, drawn_at, origins
from headframe.worlds.backtest_production import PRODUCTION, Known, known_production, production_draws
from headframe.worlds.backtest_scores import LEVELS
from headframe.worlds.history import History, history
from headframe.worlds.made import made_with_worlds

DEFAULT_PATHS, DEFAULT_SEED = 2000, 1
BAN = Period.month(2021, 6)
"""Provinces of China shut their miners in May and June 2021; the network fell by a half to July."""
WANTED = 0.8
"""The band whose coverage is judged first."""


class Target(StrEnum):
    """What was forecast, and given what."""

    PRICE = "bitcoin price, given nothing"
    NETWORK = "network hash rate, given the price"
    NETWORK_CALM = "the same, without China's ban"
    """Forecasts whose months hold June 2021 are left out: nobody's model of mining knew of a law to come."""
    HASH_PRICE_GIVEN = "hash price, given the price"
    HASH_PRICE = "hash price, given nothing"
    PRODUCTION = PRODUCTION


CONCEPTS = {
    Target.PRICE: "price",
    Target.NETWORK: "network",
    Target.NETWORK_CALM: "network-without-ban",
    Target.HASH_PRICE_GIVEN: "hash-price-given-price",
    Target.HASH_PRICE: "hash-price",
    Target.PRODUCTION: "production",
}


@dataclass(frozen=True, slots=True)
class Against:
    """The score over a rival's: below 1 the worlds are better [ratio]; the words say whether the interval decides."""

    rival: str
    score_ratio: Figure
    verdict: str


@dataclass(frozen=True, slots=True)
class BacktestLine:
    """One target at one horizon.

    `coverage_50`, `_80`, `_95` are shares of origins inside the band [ratio] with block-bootstrap intervals; `crps` is
    the mean score [log]; `error` the root mean square of the median's miss and `bias` its mean [log].
    """

    target: Target
    months_ahead: int
    origins: int
    first_origin: str
    last_origin: str
    coverage_50: Figure
    coverage_80: Figure
    coverage_95: Figure
    crps: Figure
    error: Figure
    bias: Figure
    holds_80: bool
    """Whether the interval of the 80 % band's coverage holds 80 %."""
    against: tuple[Against, ...]


@dataclass(frozen=True, kw_only=True)
class Backtest(Answer):
    """Forecasts of the past against what came; `production` is of the company asked for."""

    verb: ClassVar[str] = "backtest"

    paths: int
    lines: tuple[BacktestLine, ...]
    production: tuple[BacktestLine, ...] | Missing

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
                yield _line(view, target, horizon, found, seed, whose)


def _line(
    view: View, target: Target, horizon: int, found: list[tuple[Period, Scored]], seed: int, whose: str
) -> BacktestLine:
    told = compared([score for _, score in found], horizon, seed, f"{target} {horizon}")
    months = [month for month, _ in found]
    maker = _Maker(view, target, horizon, whose, f"{len(found)} origins, {months[0]} to {months[-1]}")
    coverage = [
        maker.figure(f"coverage-{level:.0%}".rstrip("%"), f"share of truths inside the {level:.0%} band", each)
        for level, each in zip(LEVELS, told.coverage, strict=True)
    ]
    eighty = told.coverage[LEVELS.index(WANTED)]
    return BacktestLine(
        target=target,
        months_ahead=horizon,
        origins=told.origins,
        first_origin=str(months[0]),
        last_origin=str(months[-1]),
        coverage_50=coverage[0],
        coverage_80=coverage[1],
        coverage_95=coverage[2],
        crps=maker.figure("crps", "mean continuous ranked probability score in logs", told.crps),
        error=maker.plain("error", "root mean square of median less truth, in logs", told.error),
        bias=maker.plain("bias", "mean of median less truth, in logs", told.bias),
        holds_80=eighty.low <= WANTED <= eighty.high,
        against=tuple(_against(maker, told)),
    )


def _against(maker: _Maker, told: Comparison) -> Iterator[Against]:
    for rival, ratio in told.against.items():
        verdict = "better" if ratio.high < 1 else "worse" if ratio.low > 1 else "not told apart"
        words, name = f"mean score over that of the rival: {rival.value}", rival.name.lower().replace("_", "-")
        yield Against(rival.value, maker.figure(f"against-{name}", words, ratio), verdict)


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the figures of one line."""

    view: View
    target: Target
    horizon: int
    whose: str
    window: str

    def figure(self, what: str, words: str, found: Interval95) -> Figure:
        """Return a figure with its bootstrap interval."""
        interval = Interval(min(found.low, found.value), max(found.high, found.value))
        return self._derive(what, f"{words}; interval by block bootstrap", found.value, interval)

    def plain(self, what: str, words: str, value: float) -> Figure:
        """Return a figure without one."""
        return self._derive(what, words, value, Interval.exact(value))

    def _derive(self, what: str, words: str, value: float, interval: Interval) -> Figure:
        month = history(self.view).months[-1]
        return derive(
            f"{self.whose} world_backtest {month} {CONCEPTS[self.target]} {self.horizon} {what}",
            f"{words} ({self.window})",
            value,
            interval,
            "ratio",
            *history(self.view).last.values(),
            estimated=True,
        )
