"""One month: the coins that the reported hash rate should have earned, beside those that were reported."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from headframe.accounts.backcast_implied import hash_rate_implied
from headframe.accounts.backcast_network import blocks_of_one_ehs, coins_of_one_ehs
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.mining.luck import block_luck_deviations
from headframe.record.choose import figure_id
from headframe.record.view import View
from headframe.vocabulary.company import company as find_company
from headframe.vocabulary.figure import Figure, derive

CIRCULAR = re.compile(r"\brealized\b|implied by production", re.IGNORECASE)
"""How a note says that a hash rate was itself computed from production."""
HASH_RATE = "hash_rate_operating_average"
EXPECTED = "bitcoin_expected_production"


class Finding(StrEnum):
    """What a month shows."""

    HOLDS = "holds"
    CIRCULAR = "circular"
    """The hash rate was computed from production: no test."""
    REPORT_OUTLIER = "report_outlier"
    """Misses, while the formula holds for other miners in the same month."""
    OUTLIER = "outlier"
    """Misses, and no other miner paid per share reports in that month."""
    FORMULA_OUTLIER = "formula_outlier"
    """Misses, and so does it for another miner in that month."""
    LUCK = "luck"
    """More than two standard deviations of block luck."""


@dataclass(frozen=True, slots=True)
class BackcastMonth:
    """One month: reported hash rate and coins, expected coins and the miss."""

    period: Period
    hash_rate: Figure
    produced: Figure
    expected: Figure
    error: Figure
    hash_rate_implied: Figure | Missing
    luck: Figure | Missing
    finding: Finding
    why: str


def backcast_month(view: View, ticker: str, period: Period) -> BackcastMonth | None:
    """Return one month before it is judged, or None where one of its two reports is missing."""
    hash_rate = view.figure(ticker, HASH_RATE, period)
    produced = view.figure(ticker, "bitcoin_produced", period)
    per_ehs = coins_of_one_ehs(view, period)
    if isinstance(hash_rate, Missing) or isinstance(produced, Missing) or isinstance(per_ehs, Missing):
        return None
    expected = derive(
        figure_id(ticker, EXPECTED, period),
        f"{HASH_RATE} x coins that 1 EH/s earns on average",
        hash_rate.value * per_ehs.value,
        hash_rate.interval * per_ehs.interval,
        "BTC",
        hash_rate,
        per_ehs,
    )
    error = _error(ticker, expected, produced, period)
    circular = is_circular(view, ticker, period)
    return BackcastMonth(
        period=period,
        hash_rate=hash_rate,
        produced=produced,
        expected=expected,
        error=error,
        hash_rate_implied=hash_rate_implied(view, ticker, period),
        luck=_luck(view, ticker, period, hash_rate, produced, expected),
        finding=Finding.CIRCULAR if circular else Finding.HOLDS,
        why="the hash rate was itself computed from production" if circular else "",
    )


def _error(ticker: str, expected: Figure, produced: Figure, period: Period) -> Figure:
    ratio = expected.interval / produced.interval
    return derive(
        figure_id(ticker, "backcast_error", period),
        f"{EXPECTED} / bitcoin_produced - 1",
        expected.value / produced.value - 1.0,
        Interval(ratio.low - 1.0, ratio.high - 1.0),
        "ratio",
        expected,
        produced,
    )


def is_circular(view: View, ticker: str, period: Period) -> bool:
    """Say whether the hash rate of a month was itself computed from production."""
    chosen = view.printings(ticker, HASH_RATE, period).chosen
    return chosen is not None and bool(CIRCULAR.search(chosen.note))


def _luck(
    view: View, ticker: str, period: Period, hash_rate: Figure, produced: Figure, expected: Figure
) -> Figure | Missing:
    own_pool = find_company(ticker).own_pool
    if own_pool != "yes":
        word = "it is paid per share" if own_pool == "no" else "companies.csv does not say in whose pool it mines"
        return Missing(f"block luck has no meaning here: {word}")
    blocks = blocks_of_one_ehs(view, period)
    if isinstance(blocks, Missing):
        return blocks
    found = blocks * hash_rate.value
    ratio = produced.interval / expected.interval
    return derive(
        figure_id(ticker, "block_luck_deviations", period),
        f"(bitcoin_produced / {EXPECTED} - 1) x sqrt(blocks expected)",
        block_luck_deviations(produced.value, expected.value, found),
        Interval((ratio.low - 1.0) * sqrt(found), (ratio.high - 1.0) * sqrt(found)),
        "ratio",
        produced,
        expected,
        note=f"{found:.1f} blocks expected; one standard deviation is {100 / sqrt(found):.1f} % of production",
    )
