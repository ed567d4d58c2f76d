"""What the network paid for work in a period: the bridge from the record's series to the formulas of `mining`."""

from __future__ import annotations

from dataclasses import dataclass

from headframe.ground.errors import NotEnoughData
from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.mining.expected_coins import (
    expected_blocks_over,
    expected_coins,
    expected_coins_uncertainty,
    mean_subsidy_btc_per_block,
)
from headframe.mining.stretches import Stretch, at_one_difficulty, pinned_to_mean, split_period
from headframe.record.market import Epoch
from headframe.record.view import View
from headframe.vocabulary.figure import Figure, derive

ONE_EHS = 1.0


@dataclass(frozen=True, slots=True)
class MonthOfWork:
    """One month of the network, as the formulas need it."""

    stretches: tuple[Stretch, ...]
    fees_btc_per_block: float
    difficulty: Figure
    inputs: tuple[Figure, ...]


def month_of_work(view: View, month: Period) -> MonthOfWork | Missing:
    """Return what the network paid and asked for in one month, or why that is not known.

    Fees per block are the month's fees over its blocks; its blocks are its issuance over the mean subsidy.
    """
    return view.lasting(("month of work", month), lambda: _month_of_work(view, month))


def _month_of_work(view: View, month: Period) -> MonthOfWork | Missing:
    market = view.market
    fees, issuance = market.month("network_fees", month), market.month("network_issuance", month)
    difficulty = market.month("difficulty", month)
    if isinstance(fees, Missing) or isinstance(issuance, Missing) or isinstance(difficulty, Missing):
        return next(gap for gap in (fees, issuance, difficulty) if isinstance(gap, Missing))
    try:
        pieces = split_period(month, market.epochs())
    except NotEnoughData as problem:
        return Missing(problem.what)
    pieces = pinned_to_mean(pieces, difficulty.value)
    per_block = fees.value * mean_subsidy_btc_per_block(pieces) / issuance.value
    return MonthOfWork(pieces, per_block, difficulty, (difficulty, fees, issuance))


def coins_of_one_ehs(view: View, period: Period) -> Figure | Missing:
    """Return the coins that 1 EH/s running through the period earns on average [BTC].

    Its interval holds what a halving inside the period may move, whose moment is known to half a day.
    """
    return view.once(("coins of 1 EH/s", period), lambda: _coins_of_one_ehs(view, period))


def _coins_of_one_ehs(view: View, period: Period) -> Figure | Missing:
    if not period.is_whole_months:
        return Missing(f"{period} is not made of whole months, and the packaged network series is monthly")
    value, width = 0.0, 0.0
    inputs: list[Figure] = []
    for month in period.months():
        work = month_of_work(view, month)
        if isinstance(work, Missing):
            return work
        value += expected_coins(ONE_EHS, work.stretches, work.fees_btc_per_block)
        level = at_one_difficulty(work.stretches, work.difficulty.value)
        width += expected_coins_uncertainty(ONE_EHS, level, work.fees_btc_per_block)
        inputs += work.inputs
    return derive(
        f"market bitcoin_expected_production {period} of 1 EH/s",
        "10^18 x seconds / (difficulty x 2^32) x (subsidy by height + fees per block), over the period",
        value,
        Interval.around(value, width),
        "BTC",
        *inputs,
    )


def blocks_of_one_ehs(view: View, month: Period) -> float | Missing:
    """Return the blocks that 1 EH/s finds in a month on average [blocks]."""
    work = month_of_work(view, month)
    return work if isinstance(work, Missing) else expected_blocks_over(ONE_EHS, work.stretches)


def last_epoch(view: View) -> Epoch | Missing:
    """Return the last difficulty epoch known on the view's day."""
    epochs = view.market.epochs()
    return epochs[-1] if epochs else Missing(f"no difficulty epoch was known by {view.as_of}")
