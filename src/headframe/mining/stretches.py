"""A period cut where difficulty or subsidy changes, so that both are constant in each piece.

Difficulty changes every 2,016 blocks, somewhere inside a month; the subsidy halves at a height, once inside an epoch.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Protocol

from headframe.ground.errors import NotEnoughData
from headframe.ground.period import Period
from headframe.mining.subsidy import next_halving_height, subsidy_btc_per_block
from headframe.mining.work import SECONDS_PER_DAY

BLOCKS_PER_EPOCH = 2016
SECONDS_PER_BLOCK_AIMED = 600.0
LONGEST_OPEN_EPOCH_DAYS = 18.0
"""How far the last known epoch is taken to reach [days]: 14 is the aim; no packaged one since July 2021 took longer."""
START_OF_EPOCH_UNCERTAINTY_SECONDS = SECONDS_PER_DAY / 2
"""The packaged start is a day; the middle of it is taken, so the true moment lies at most this far off [s]."""


class EpochStart(Protocol):
    """What is needed to know of a difficulty epoch."""

    @property
    def start_height(self) -> int:
        """Height of its first block."""

    @property
    def difficulty(self) -> float:
        """Difficulty in force through its 2,016 blocks [ratio]."""

    @property
    def start(self) -> date:
        """The day on which it starts, UTC."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of time in which neither difficulty nor subsidy changes.

    Parameters
    ----------
    seconds : float
        Its length [s].
    difficulty : float
        Difficulty in force [ratio].
    subsidy_btc_per_block : float
        Coins created by each block [BTC/block].
    """

    seconds: float
    difficulty: float
    subsidy_btc_per_block: float


def split_period(period: Period, epochs: Sequence[EpochStart]) -> tuple[Stretch, ...]:
    """Return the pieces of `period`, in order.

    Parameters
    ----------
    period : Period
        Whole days, UTC.
    epochs : sequence of EpochStart
        Epochs in order of height, without gaps where the period lies.

    Raises
    ------
    NotEnoughData
        Where the epochs do not reach both ends of the period.
    """
    begin, end = _second_of(period.first_day), _second_of(period.end) + SECONDS_PER_DAY
    pieces = [
        Stretch(high - low, difficulty, subsidy)
        for start, stop, difficulty, subsidy in _constant_spans(epochs)
        if (high := min(stop, end)) > (low := max(start, begin))
    ]
    covered = sum(piece.seconds for piece in pieces)
    if covered < (end - begin) - 1.0:
        raise NotEnoughData(
            f"the difficulty epochs known do not cover {period}",
            where="difficulty_epochs",
            why="expected coins need the difficulty of every day",
            next=f"ask for a period that ends by {_last_day(epochs)}",
        )
    return tuple(pieces)


def pinned_to_mean(stretches: Sequence[Stretch], mean_difficulty: float) -> tuple[Stretch, ...]:
    """Return the stretches with difficulties scaled so that their mean over time is `mean_difficulty` [ratio].

    An epoch's start is known to a day only, which blurs a month's mean by up to some tenths of a percent; the month's
    own mean difficulty, where it is known, takes that blur away.
    """
    mean = sum(piece.seconds * piece.difficulty for piece in stretches) / sum(piece.seconds for piece in stretches)
    return tuple(replace(piece, difficulty=piece.difficulty * mean_difficulty / mean) for piece in stretches)


def at_one_difficulty(stretches: Sequence[Stretch], difficulty: float) -> tuple[Stretch, ...]:
    """Return the stretches all at `difficulty` [ratio], so that only the subsidy still changes between them."""
    return tuple(replace(piece, difficulty=difficulty) for piece in stretches)


def _constant_spans(epochs: Sequence[EpochStart]) -> Iterator[tuple[float, float, float, float]]:
    """Yield start [s], stop [s], difficulty and subsidy of every span in which both are constant."""
    for index, epoch in enumerate(epochs):
        start = _middle_of(epoch.start)
        following = epochs[index + 1] if index + 1 < len(epochs) else None
        stop = _middle_of(following.start) if following else start + LONGEST_OPEN_EPOCH_DAYS * SECONDS_PER_DAY
        halving = next_halving_height(epoch.start_height)
        first = subsidy_btc_per_block(epoch.start_height)
        if halving >= epoch.start_height + BLOCKS_PER_EPOCH:
            yield start, stop, epoch.difficulty, first
            continue
        pace = (stop - start) / BLOCKS_PER_EPOCH if following else SECONDS_PER_BLOCK_AIMED
        moment = start + (halving - epoch.start_height) * pace
        yield start, moment, epoch.difficulty, first
        yield moment, stop, epoch.difficulty, subsidy_btc_per_block(halving)


def _second_of(day: date) -> float:
    return datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()


def _middle_of(day: date) -> float:
    return _second_of(day) + SECONDS_PER_DAY / 2


def _last_day(epochs: Sequence[EpochStart]) -> str:
    if not epochs:
        return "nothing: no epoch is known"
    last = _middle_of(epochs[-1].start) + LONGEST_OPEN_EPOCH_DAYS * SECONDS_PER_DAY
    return datetime.fromtimestamp(last - SECONDS_PER_DAY, UTC).date().isoformat()
