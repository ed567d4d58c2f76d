"""Cutting a period where difficulty or subsidy changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from headframe.ground.errors import InputRefused, NotEnoughData, UsageProblem
from headframe.ground.period import Period
from headframe.mining.expected_coins import expected_coins, expected_coins_uncertainty, hash_rate_implied_ehs
from headframe.mining.fleet import FleetTier, fleet_efficiency_j_per_th
from headframe.mining.luck import block_luck_deviations
from headframe.mining.power_quantiles import PowerQuantiles
from headframe.mining.stretches import at_one_difficulty, split_period
from headframe.mining.subsidy import subsidy_btc_per_block


@dataclass(frozen=True)
class Start:
    start_height: int
    difficulty: float
    start: date


APRIL = Period.month(2024, 4)
EPOCHS = [
    Start(836_640, 83e12, date(2024, 3, 27)),
    Start(838_656, 86e12, date(2024, 4, 10)),
    Start(840_672, 88e12, date(2024, 4, 24)),
    Start(842_688, 83e12, date(2024, 5, 9)),
]


def test_april_2024_has_two_subsidies_and_three_difficulties() -> None:
    pieces = split_period(APRIL, EPOCHS)
    assert [(piece.difficulty, piece.subsidy_btc_per_block) for piece in pieces] == [
        (83e12, 6.25),
        (86e12, 6.25),
        (86e12, 3.125),
        (88e12, 3.125),
    ]
    assert sum(piece.seconds for piece in pieces) == pytest.approx(30 * 86_400)


def test_the_halving_falls_on_20_april() -> None:
    first = split_period(APRIL, EPOCHS)[:2]
    days_before = sum(piece.seconds for piece in first) / 86_400
    # Block 840,000 came at 00:09 UTC on the 20th; epochs known by day place it within half a day of that.
    assert days_before == pytest.approx(19.0, abs=0.5)


def test_a_period_beyond_the_epochs_is_refused_with_the_last_day() -> None:
    with pytest.raises(NotEnoughData, match="2024-07") as caught:
        split_period(Period.month(2024, 7), EPOCHS)
    assert "2024-05" in caught.value.next


def test_no_epoch_at_all_is_refused() -> None:
    with pytest.raises(NotEnoughData):
        split_period(APRIL, [])


def test_uncertainty_is_that_of_the_steps() -> None:
    pieces = split_period(APRIL, EPOCHS)
    level = at_one_difficulty(pieces, 86e12)
    only_halving = expected_coins_uncertainty(1.0, level, 0.0)
    # Half a day of 3.125 BTC a block instead of 6.25.
    assert only_halving == pytest.approx(expected_coins(1.0, [level[2]], 0.0) / level[2].seconds * 43_200)
    assert expected_coins_uncertainty(1.0, pieces, 0.0) > only_halving


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(UsageProblem):
        subsidy_btc_per_block(-1)
    with pytest.raises(UsageProblem):
        hash_rate_implied_ehs(-1.0, split_period(APRIL, EPOCHS), 0.1)
    with pytest.raises(UsageProblem):
        block_luck_deviations(1.0, 0.0, 1.0)
    with pytest.raises(InputRefused, match="S9"):
        FleetTier("S9", 0.0, 1.0)
    with pytest.raises(InputRefused):
        fleet_efficiency_j_per_th([FleetTier("off", 20.0, 0.0)])


@pytest.mark.parametrize(
    ("shares", "prices"),
    [
        ((0.0, 0.5), (1.0, 2.0)),
        ((0.0, 1.0), (2.0, 1.0)),
        ((0.0, 0.5, 0.5, 1.0), (1.0, 2.0, 3.0, 4.0)),
        ((0.0, 1.0), (1.0, 2.0, 3.0)),
    ],
)
def test_quantiles_that_are_none_are_refused(shares: tuple[float, ...], prices: tuple[float, ...]) -> None:
    with pytest.raises(InputRefused):
        PowerQuantiles(shares, prices, 1.0)
