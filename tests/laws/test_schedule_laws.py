"""What holds for every block that is sold day by day."""

from __future__ import annotations

from math import inf

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from headframe.ground.errors import InputRefused
from headframe.planning.schedule_block import Block, CashNeed, cash_in, fastest_slices
from headframe.planning.schedule_cash import require_possible
from headframe.planning.schedule_closed import deviation_usd, sold_by_day
from headframe.planning.schedule_conic import best_slices, most_cash
from headframe.planning.schedule_impact import Impact, linear_like, square_root_impact

prices = st.floats(10_000.0, 200_000.0)
volatilities = st.floats(0.005, 0.08)
volumes = st.floats(5_000.0, 400_000.0)
memories = st.sampled_from([0.0, 0.3, 0.8, 1.0])
weights = st.sampled_from([0.0, 0.001, 0.02, 0.3, 2.06])
A_COIN = 1e-4
"""What a conic solver leaves open of a block [ratio]."""


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    price, volatility = draw(prices), draw(volatilities)
    coins, days = draw(st.floats(1.0, 20_000.0)), draw(st.integers(1, 30))
    impact = square_root_impact(price, volatility, draw(volumes), draw(st.floats(0.5, 1.5)), draw(memories), 5e-4)
    cap = coins / days * draw(st.sampled_from([1.05, 2.0, 1e9]))
    return Block(coins, days, price, price * volatility, impact, cap)


@settings(max_examples=60, deadline=None)
@given(blocks(), weights)
def test_a_schedule_sells_the_block_and_keeps_to_its_cap(block: Block, weight: float) -> None:
    slices = best_slices(block, weight)
    assert slices.sum() == pytest.approx(block.coins_btc, rel=1e-12)
    assert slices.min() >= 0
    assert slices.max() <= block.cap_btc_per_day * (1 + A_COIN)


@settings(max_examples=40, deadline=None)
@given(blocks(), weights)
def test_no_plain_schedule_is_better_by_what_was_asked(block: Block, weight: float) -> None:
    def aim(slices: np.ndarray) -> float:
        return block.impact.cost(slices) + weight * deviation_usd(slices, block.risk_usd_per_btc)

    best = aim(best_slices(block, weight))
    for plain in (np.full(block.days, block.coins_btc / block.days), fastest_slices(block)):
        assert best <= aim(plain) * (1 + A_COIN)


@settings(max_examples=30, deadline=None)
@given(blocks())
def test_more_weight_on_risk_costs_more_and_risks_less(block: Block) -> None:
    calm, keen = best_slices(block, 0.001), best_slices(block, 0.3)
    worth = block.coins_btc * block.price_usd
    assert block.impact.cost(calm) <= block.impact.cost(keen) + 1e-6 * worth
    assert deviation_usd(keen, block.risk_usd_per_btc) <= deviation_usd(calm, block.risk_usd_per_btc) + 1e-5 * worth


@settings(max_examples=30, deadline=None)
@given(blocks(), st.floats(0.05, 1.2), st.integers(1, 30), st.sampled_from([0.0, 1.645]))
def test_a_cash_date_is_met_or_refused(block: Block, share: float, day: int, multiplier: float) -> None:
    assume(day <= block.days)
    need = CashNeed(share * block.coins_btc * block.price_usd, day)
    asked = Block(
        block.coins_btc, block.days, block.price_usd, block.risk_usd_per_btc, block.impact,
        block.cap_btc_per_day, (need,), multiplier,
    )  # fmt: skip
    try:
        require_possible(asked)
    except InputRefused:
        assert most_cash(asked, day) < need.usd
        return
    assume(most_cash(asked, day) > need.usd * (1 + A_COIN))
    assert cash_in(asked, best_slices(asked, 0.0), day) >= need.usd * (1 - A_COIN)


@given(st.lists(st.floats(0.0, 1000.0), min_size=1, max_size=40), st.floats(0.1, 50.0), memories)
def test_a_longer_memory_never_costs_less(slices: list[float], coefficient: float, memory: float) -> None:
    assume(sum(slices) > 0)
    impact = Impact(coefficient, 1.5, 0.0, 10.0)
    costs = [impact.forgetting(kept).cost(slices) for kept in (0.0, memory, 1.0)]
    assert costs[0] <= costs[1] * (1 + 1e-9)
    assert costs[1] <= costs[2] * (1 + 1e-9)


@given(st.lists(st.floats(0.1, 1000.0), min_size=1, max_size=40), st.floats(0.1, 50.0))
def test_where_nothing_is_forgotten_every_schedule_costs_the_same(slices: list[float], coefficient: float) -> None:
    impact = Impact(coefficient, 1.5, 1.0, 10.0)
    assert impact.cost(slices) == pytest.approx(impact.cost([sum(slices)]), rel=1e-9)


@given(st.floats(1.0, 1e5), st.integers(1, 366), st.floats(0.0, 1e-3), st.floats(1.0, 1e4))
def test_the_closed_form_sells_the_block_and_never_more_later(
    coins: float, days: int, aversion: float, risk: float
) -> None:
    sold = sold_by_day(coins, days, linear_like(Impact(5.0, 1.5, 0.0, 0.0), coins / days), risk, aversion)
    assert sold.sum() == pytest.approx(coins, rel=1e-9)
    assert (np.diff(sold) <= 1e-9 * coins).all()


@given(st.floats(1.0, 1e5), st.integers(1, 366))
def test_without_aversion_the_closed_form_is_even(coins: float, days: int) -> None:
    sold = sold_by_day(coins, days, Impact(1.0, 2.0, 0.0, 0.0), 1000.0, 0.0)
    assert sold == pytest.approx(np.full(days, coins / days))


def test_without_impact_and_by_risk_all_is_sold_at_once() -> None:
    slices = best_slices(Block(100.0, 10, 90_000.0, 2000.0, Impact(0.0, 1.5, 0.0, 45.0), inf), 1.0)
    assert slices[0] == pytest.approx(100.0, abs=1e-3)


def test_without_impact_or_aversion_the_schedule_is_even() -> None:
    slices = best_slices(Block(100.0, 10, 90_000.0, 2000.0, Impact(0.0, 1.5, 0.0, 45.0), inf), 0.0)
    assert slices == pytest.approx(np.full(10, 10.0), abs=1e-6)
