"""Inventory as textbooks do it, worked by hand.

The figures are those of the usual first example: 100 units at 10, 200 at 11, 300 at 12, of which 350 are sold. FIFO
gives 100·10 + 200·11 + 50·12 = 3,800; LIFO 300·12 + 50·11 = 4,150; weighted average 350 · 6,800/600 = 3,966.67.
"""

from __future__ import annotations

import pytest

from headframe.accounts.lots_queue import Lot, Method, Queue
from headframe.ground.errors import InputRefused
from headframe.ground.interval import Interval


def lot(name: str, units: float, price: float) -> Lot:
    return Lot(name, units, Interval.exact(price))


SHELF = Queue((lot("first", 100, 10), lot("second", 200, 11), lot("third", 300, 12)))


@pytest.mark.parametrize(
    ("method", "cost"),
    [(Method.FIFO, 3800), (Method.LIFO, 4150), (Method.HIFO, 4150), (Method.AVERAGE, 350 * 6800 / 600)],
)
def test_cost_of_goods_sold(method: Method, cost: float) -> None:
    assert SHELF.take(350, method)[1].best_cost == pytest.approx(cost)


@pytest.mark.parametrize(
    ("method", "cost"),
    [(Method.FIFO, 3000), (Method.LIFO, 2650), (Method.AVERAGE, 250 * 6800 / 600)],
)
def test_cost_of_goods_left(method: Method, cost: float) -> None:
    assert SHELF.take(350, method)[0].cost.middle == pytest.approx(cost)


def test_the_dearest_lot_leaves_first_wherever_it_stands() -> None:
    shelf = Queue((lot("cheap", 10, 1), lot("dear", 10, 9), lot("middling", 10, 5)))
    assert {part.name: part.coins for part in shelf.take(15, Method.HIFO)[1].parts} == {"dear": 10, "middling": 5}


def test_lots_of_one_price_leave_oldest_first() -> None:
    shelf = Queue((lot("older", 10, 5), lot("younger", 10, 5)))
    assert [part.name for part in shelf.take(4, Method.HIFO)[1].parts] == ["older"]


def test_a_lot_of_unknown_cost_counts_as_its_lowest_bound() -> None:
    unknown = Lot("unknown", 10, Interval(1, 100), cost_known=False)
    assert Queue((unknown, lot("known", 10, 5))).take(10, Method.HIFO)[1].parts[0].name == "known"


def test_a_sale_of_more_than_the_shelf_holds_is_short_by_the_rest() -> None:
    after, taken = SHELF.take(700, Method.FIFO)
    assert (after.coins, taken.coins, taken.short) == (0, 600, 100)


def test_a_negative_sale_is_refused() -> None:
    with pytest.raises(InputRefused):
        SHELF.take(-1, Method.FIFO)


def test_a_lot_without_coins_is_refused() -> None:
    with pytest.raises(InputRefused):
        lot("empty", 0, 10)
