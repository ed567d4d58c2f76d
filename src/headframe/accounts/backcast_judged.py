"""Whose a miss is: the report's, the formula's, or luck's."""

from __future__ import annotations

from dataclasses import replace

from headframe.accounts.backcast_month import BackcastMonth, Finding, backcast_month, is_circular
from headframe.ground.interval import Interval
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.company import companies
from headframe.vocabulary.figure import Figure

OUTLIER_ERROR = 0.02
"""Miss beyond which a month is named [ratio]: twice what the formula is good to."""
PEER_ERROR = 0.01
"""Miss, beyond its own rounding, within which another miner shows that the formula holds in that month [ratio]."""
LUCK_TO_NAME = 2.0
"""Standard deviations of block luck beyond which a month is named."""


def judged(view: View, month: BackcastMonth) -> BackcastMonth:
    """Return the month with its finding: by luck in an own pool, else against other miners in the same month."""
    if month.finding is Finding.CIRCULAR:
        return month
    if isinstance(month.luck, Figure):
        return _judged_by_luck(month, month.luck)
    if abs(month.error.value) <= OUTLIER_ERROR:
        return month
    ticker = month.hash_rate.id.split()[0]
    peers = _peer_errors(view, ticker, month.period)
    finding, why = _blame(peers)
    return replace(month, finding=finding, why=why)


def _judged_by_luck(month: BackcastMonth, luck: Figure) -> BackcastMonth:
    if abs(luck.value) <= LUCK_TO_NAME:
        return month
    word = "lucky" if luck.value > 0 else "unlucky"
    return replace(month, finding=Finding.LUCK, why=f"{word}: {_signed(luck.value)} standard deviations; {luck.note}")


def _peer_errors(view: View, ticker: str, period: Period) -> dict[str, Figure]:
    """Return the misses of the other miners paid per share in the month, circular ones left out."""
    errors: dict[str, Figure] = {}
    for other in companies().values():
        if other.ticker == ticker or other.own_pool == "yes" or is_circular(view, other.ticker, period):
            continue
        row = backcast_month(view, other.ticker, period)
        if row is not None:
            errors[other.ticker] = row.error
    return errors


def _blame(peers: dict[str, Figure]) -> tuple[Finding, str]:
    if not peers:
        return Finding.OUTLIER, "no other miner paid per share reports both figures for the month"
    shown = ", ".join(f"{ticker} {_signed(100 * error.value)} %" for ticker, error in sorted(peers.items()))
    if all(closest_to_zero(error.interval) <= PEER_ERROR for error in peers.values()):
        return Finding.REPORT_OUTLIER, f"the same formula in the same month: {shown}; so the reported figures disagree"
    return Finding.FORMULA_OUTLIER, f"the same formula in the same month: {shown}"


def closest_to_zero(error: Interval) -> float:
    """Return the smallest miss that the rounding of both reports allows [ratio]."""
    return 0.0 if error.holds(0.0) else min(abs(error.low), abs(error.high))


def _signed(value: float) -> str:
    return f"{value:+.2f}".replace("-", "−")
