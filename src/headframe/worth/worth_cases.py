"""Figures of a valuation by parts: each part, the whole, its spread, and how often money runs out."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np

from headframe.economics.figures_ahead import ahead_figure
from headframe.economics.sampling import chance_interval
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.vocabulary.figure import Figure
from headframe.worth.valuation import Valuation
from headframe.worth.worth_figures import WHOLE, Floats, Maker


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


def case_of(maker: Maker, value: Valuation) -> Case:
    """Return the parts that are anything on any path, and the whole."""
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
    return Case(parts, maker.mean("worth_per_share", value.prices, "USD/share", WHOLE))


def median_of(maker: Maker, prices: Floats) -> Figure:
    """Return the median value of a share, half of the paths in the interval."""
    low, middle, high = (float(each) for each in np.percentile(prices, (25.0, 50.0, 75.0)))
    formula = "value of a share that half the paths exceed; half of them in the interval"
    return maker.figure("worth_per_share_median", middle, Interval(low, high), "USD/share", formula)


def error_of(maker: Maker, prices: Floats) -> Figure | Missing:
    """Return the standard error of the mean; one path has none."""
    if len(prices) < 2:
        return Missing("one path has no standard error")
    value = float(prices.std(ddof=1) / sqrt(len(prices)))
    formula = "standard deviation over paths / √paths"
    return maker.figure("worth_per_share_error", value, Interval.exact(value), "USD/share", formula)


def gap_chance(maker: Maker, gap_usd: Floats) -> Figure:
    """Return the share of paths on which money ran out, nine tenths of its sampling error as the interval."""
    value = float(np.mean(gap_usd > 0.0))
    band = chance_interval(value, len(gap_usd))
    formula = f"share of {len(gap_usd):,} paths with a month that neither cash, programme nor coins could pay"
    return maker.figure("worth_funding_gap_chance", value, band, "ratio", formula)


def gap_mean(maker: Maker, gap_usd: Floats) -> Figure:
    """Return what was found in need by the horizon, in the mean of all paths, those without a gap included."""
    return maker.mean("worth_funding_gap", gap_usd, "USD", "money found in need, over all months, not discounted")


def over_price(maker: Maker, value: Figure, price: Figure | Missing, words: str) -> Figure | Missing:
    """Return value over price; `words` tell a stated price from the market's."""
    if isinstance(price, Missing):
        return price
    id = maker.id("worth_over_price", words)
    interval = value.interval / price.interval
    return ahead_figure(id, "value / price", value.value / price.value, interval, "ratio", value, price)
