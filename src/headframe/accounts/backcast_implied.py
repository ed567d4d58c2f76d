"""The hash rate that reported production implies: a cross-check of reported hash rates, and a filler of gaps.

Good to about 1 % for a miner paid per share (`backcast` measures it). For one that mines in its own pool the interval
holds two standard deviations of block luck, and is wide.
"""

from __future__ import annotations

from math import sqrt

from headframe.accounts.backcast_network import blocks_of_one_ehs, coins_of_one_ehs
from headframe.accounts.flows import flow_over
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.choose import figure_id
from headframe.record.view import View
from headframe.vocabulary.company import company as find_company
from headframe.vocabulary.figure import Figure, derive

MODEL_ERROR = 0.01
"""Half-width that the formula adds, of the value [ratio]: measured, see docs/why/margins.md."""
LUCK_DEVIATIONS = 2.0


def hash_rate_implied(view: View, company: str, period: Period | str) -> Figure | Missing:
    """Return the average hash rate that the period's production needs [EH/s].

    Parameters
    ----------
    view : View
        What was known.
    company : str
        Exact label.
    period : Period or str
        Whole months.

    Returns
    -------
    Figure or Missing
        Derived, never reported. The interval holds the rounding of production, 1 % for the formula and, for a miner
        in its own pool, block luck.

    Examples
    --------
    >>> from headframe.record.record import Record
    >>> round(hash_rate_implied(Record().view(), "RIOT", "2025-10").value, 1)
    33.2
    """
    ticker = find_company(company).ticker
    span = Period.parse(period) if isinstance(period, str) else period
    return implied_by(view, ticker, span, flow_over(view, ticker, "bitcoin_produced", span))


def implied_by(view: View, ticker: str, span: Period, produced: Figure | Missing) -> Figure | Missing:
    """Return the average hash rate that `produced` coins need over the period [EH/s]."""
    per_ehs = coins_of_one_ehs(view, span)
    if isinstance(produced, Missing):
        return produced
    if isinstance(per_ehs, Missing):
        return per_ehs
    value = produced.value / per_ehs.value
    rounding = produced.interval / per_ehs.interval
    spread = MODEL_ERROR + _luck(view, ticker, span, value)
    return derive(
        " ".join((figure_id(ticker, "hash_rate_implied", span), *_which(produced))),
        "bitcoin_produced / coins that 1 EH/s earns on average",
        value,
        Interval(rounding.low * (1 - spread), rounding.high * (1 + spread)),
        "EH/s",
        produced,
        per_ehs,
        note="mines in its own pool: the interval holds two deviations of block luck" if spread > MODEL_ERROR else "",
    )


def _which(produced: Figure) -> list[str]:
    """Return the words that tell a variant of production from the printed one, such as own and hosted coins."""
    return produced.id.split(" ", 3)[3:]


def _luck(view: View, ticker: str, span: Period, hash_rate_ehs: float) -> float:
    """Return two relative standard deviations of the blocks found, for a miner in its own pool; 0 otherwise."""
    if find_company(ticker).own_pool != "yes" or hash_rate_ehs <= 0:
        return 0.0
    blocks = 0.0
    for month in span.months():
        found = blocks_of_one_ehs(view, month)
        blocks += 0.0 if isinstance(found, Missing) else found * hash_rate_ehs
    return min(LUCK_DEVIATIONS / sqrt(blocks), 1.0) if blocks else 0.0
