"""What must hold of lots for any sequence of arrivals and departures."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headframe.accounts.lots_queue import Lot, Method, Queue
from headframe.ground.interval import Interval

coins = st.floats(0.01, 10_000)
prices = st.floats(1, 200_000)
arrivals = st.tuples(st.just("in"), coins, prices)
departures = st.tuples(st.just("out"), coins, prices)
sequences = st.lists(arrivals | departures, min_size=1, max_size=30)
methods = st.sampled_from(list(Method))
queues = st.lists(st.tuples(coins, prices), min_size=1, max_size=12).map(
    lambda lots: Queue(tuple(Lot(str(place), held, Interval.exact(price)) for place, (held, price) in enumerate(lots)))
)


def close(value: float) -> object:
    return pytest.approx(value, rel=1e-9, abs=1e-6)


@given(sequences, methods)
def test_coins_in_are_coins_out_and_coins_left(sequence: list[tuple[str, float, float]], method: Method) -> None:
    queue, came, left = Queue(), 0.0, 0.0
    for place, (way, amount, price) in enumerate(sequence):
        if way == "in":
            queue, came = queue.add(Lot(str(place), amount, Interval.exact(price))), came + amount
        else:
            queue, taken = queue.take(amount, method)
            left += taken.coins
            assert taken.coins + taken.short == close(amount)
    assert came == close(left + queue.coins)


@given(sequences, methods)
def test_cost_in_is_cost_out_and_cost_left(sequence: list[tuple[str, float, float]], method: Method) -> None:
    queue, came, left = Queue(), 0.0, 0.0
    for place, (way, amount, price) in enumerate(sequence):
        if way == "in":
            queue, came = queue.add(Lot(str(place), amount, Interval.exact(price))), came + amount * price
        else:
            queue, taken = queue.take(amount, method)
            left += taken.best_cost
    assert came == pytest.approx(left + queue.cost.middle, rel=1e-9, abs=1e-3)


@given(queues, st.floats(0.01, 1), methods)
def test_no_order_gives_a_lower_gain_than_the_dearest_first(queue: Queue, share: float, method: Method) -> None:
    sold = queue.coins * share
    dearest = queue.take(sold, Method.HIFO)[1].best_cost
    assert queue.take(sold, method)[1].best_cost <= dearest * (1 + 1e-9) + 1e-6


@given(queues, st.floats(0.01, 1), st.permutations(range(12)))
def test_nor_does_any_other_order_at_all(queue: Queue, share: float, order: list[int]) -> None:
    shuffled = Queue(tuple(queue.lots[place] for place in order if place < len(queue.lots)))
    sold = queue.coins * share
    dearest = queue.take(sold, Method.HIFO)[1].best_cost
    assert shuffled.take(sold, Method.FIFO)[1].best_cost <= dearest * (1 + 1e-9) + 1e-6


@given(queues, st.floats(0.01, 1))
def test_the_average_lies_between_the_cheapest_and_the_dearest_coins(queue: Queue, share: float) -> None:
    sold = queue.coins * share
    ascending = Queue(tuple(sorted(queue.lots, key=lambda lot: lot.unit_cost.low)))
    cheapest = ascending.take(sold, Method.FIFO)[1].best_cost
    dearest = queue.take(sold, Method.HIFO)[1].best_cost
    average = queue.take(sold, Method.AVERAGE)[1].best_cost
    assert cheapest * (1 - 1e-9) - 1e-6 <= average <= dearest * (1 + 1e-9) + 1e-6


@given(queues, st.floats(0.01, 1))
def test_the_average_leaves_the_average_unchanged(queue: Queue, share: float) -> None:
    after, _ = queue.take(queue.coins * share, Method.AVERAGE)
    if after.coins > 0.001:
        assert after.cost.middle / after.coins == pytest.approx(queue.cost.middle / queue.coins, rel=1e-6)


@given(queues, methods)
def test_selling_everything_costs_everything_whatever_the_method(queue: Queue, method: Method) -> None:
    after, taken = queue.take(queue.coins * 2, method)
    assert after.lots == ()
    assert taken.best_cost == pytest.approx(queue.cost.middle)
    assert taken.short == pytest.approx(queue.coins)


@given(queues, st.floats(0.05, 0.95), methods)
@settings(max_examples=50)
def test_two_sales_at_once_use_the_lots_of_one_after_the_other(queue: Queue, share: float, method: Method) -> None:
    sold = queue.coins * share
    once = queue.take(sold, method)[1].best_cost
    after, first = queue.take(sold / 2, method)
    assert first.best_cost + after.take(sold / 2, method)[1].best_cost == pytest.approx(once, rel=1e-6, abs=1e-3)
