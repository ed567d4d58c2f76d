"""One line of the backtest: a target at a horizon, as figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from headframe.ground.interval import Interval
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.figure import Figure, derive
from headframe.worlds.backtest_compare import Comparison, Interval95, Scored, compared
from headframe.worlds.backtest_production import PRODUCTION
from headframe.worlds.backtest_scores import LEVELS
from headframe.worlds.history import history

WANTED = 0.8
"""The band whose coverage is judged first."""


class Target(StrEnum):
    """What was forecast, and given what."""

    PRICE = "bitcoin price, given nothing"
    NETWORK = "network hash rate, given the price"
    NETWORK_CALM = "network, given the price, ban left out"
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


def backtest_line(
    view: View, target: Target, horizon: int, found: list[tuple[Period, Scored]], seed: int, whose: str
) -> BacktestLine:
    """Return a target at a horizon over all origins, each with its score; `whose` is the company or the market."""
    told = compared([score for _, score in found], horizon, seed, f"{target} {horizon}")
    months = [month for month, _ in found]
    maker = _Maker(view, target, horizon, whose, f"{len(found)} origins, {months[0]} to {months[-1]}")
    coverage = [
        maker.measured(f"coverage-{level:.0%}".rstrip("%"), f"share of truths inside the {level:.0%} band", each)
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
        crps=maker.measured("crps", "mean continuous ranked probability score in logs", told.crps),
        error=maker.plain("error", "root mean square of median less truth, in logs", told.error),
        bias=maker.plain("bias", "mean of median less truth, in logs", told.bias),
        holds_80=eighty.low <= WANTED <= eighty.high,
        against=tuple(_against(maker, told)),
    )


def _against(maker: _Maker, told: Comparison) -> Iterator[Against]:
    for rival, ratio in told.against.items():
        verdict = "better" if ratio.high < 1 else "worse" if ratio.low > 1 else "not told apart"
        words, name = f"mean score over that of the rival: {rival.value}", rival.name.lower().replace("_", "-")
        yield Against(rival.value, maker.measured(f"against-{name}", words, ratio), verdict)


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the figures of one line."""

    view: View
    target: Target
    horizon: int
    whose: str
    window: str

    def measured(self, what: str, words: str, found: Interval95) -> Figure:
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
