"""Riot's sales of November and December 2025 against the lots they came from, and its own cost basis as a witness."""

from __future__ import annotations

from datetime import date

import pytest

from headframe.accounts.lots import LotReport, value_lots
from headframe.accounts.lots_total import LotTotal
from headframe.accounts.measures import measure
from headframe.accounts.sales import sale_ledger
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.record import Record
from headframe.vocabulary.figure import Figure

LAST_TWO = Period.parse("2025-11-01/2025-12-31")
VIEW = Record().view()


def value(figure: Figure | Missing) -> float:
    assert isinstance(figure, Figure), figure
    return figure.value


def report(method: str) -> LotReport:
    return value_lots(VIEW, "RIOT", LAST_TWO, method)


def total(method: str) -> LotTotal:
    found = report(method).total
    assert found is not None
    return found


@pytest.mark.parametrize("method", ["fifo", "hifo", "lifo", "average"])
def test_net_proceeds_are_the_same_whatever_the_method(method: str) -> None:
    assert value(total(method).net_proceeds) == 198.6e6


@pytest.mark.parametrize(("month", "coins", "dollars"), [("2025-11", 383, 37.0e6), ("2025-12", 1818, 161.6e6)])
def test_the_two_sales_as_printed(month: str, coins: int, dollars: float) -> None:
    sale = sale_ledger(VIEW, "RIOT", Period.parse(month)).sales[0]
    assert (value(sale.sold), value(sale.net_proceeds)) == (coins, dollars)


def test_decembers_realised_price_holds_the_printed_one() -> None:
    price = measure(VIEW, "RIOT", "realised_price", "2025-12")
    assert isinstance(price, Figure)
    assert price.interval.holds(88_870)
    assert price.half_width < 60


def test_may_2025_implies_500_coins() -> None:
    assert round(value(sale_ledger(VIEW, "RIOT", Period.month(2025, 5)).sales[0].sold)) == 500


def test_first_in_first_out_sells_coins_of_2023() -> None:
    assert {used.lot[:13] for sale in report("fifo").sales for used in sale.lots} == {"produced 2023"}


def test_highest_in_first_out_sells_the_coins_bought_in_december_2024_at_99844() -> None:
    december = report("hifo").sales[-1].lots
    assert [used.lot for used in december] == ["purchased 2024-12"]
    assert december[0].unit_cost.holds(577.5e6 / 5784)


@pytest.mark.parametrize(("method", "gain"), [("fifo", 137.08e6), ("hifo", -22.21e6), ("lifo", -6.29e6)])
def test_the_gain_depends_on_the_order_more_than_on_the_sale(method: str, gain: float) -> None:
    assert value(total(method).gain) == pytest.approx(gain, abs=0.01e6)


def test_by_average_the_opening_lot_of_2021_leaves_the_gain_between_bounds() -> None:
    found = total("average")
    assert isinstance(found.gain, Missing)
    assert found.gain_bounds is not None
    assert (round(found.gain_bounds.low / 1e6, 1), round(found.gain_bounds.high / 1e6, 1)) == (35.5, 41.6)


def test_against_the_mark_of_september_the_sale_lost_52_million() -> None:
    assert value(total("fifo").gain_against_mark) == pytest.approx(198.6e6 - 2201 * 113_971.84, rel=1e-3)


@pytest.mark.parametrize("day", ["2023-12-31", "2024-03-31", "2024-06-30", "2024-09-30", "2024-12-31", "2025-03-31"])
def test_first_in_first_out_meets_riots_printed_cost_basis_within_a_hundredth_or_so(day: str) -> None:
    checks = {check.day: check.best_against_printed for check in value_lots(VIEW, "RIOT").checks}
    assert checks[date.fromisoformat(day)] == pytest.approx(1, abs=0.011)


def test_from_april_2025_riots_books_let_young_coins_go() -> None:
    left = {method: value_lots(VIEW, "RIOT", method=method).checks[-1] for method in ("fifo", "lifo")}
    printed = left["fifo"].left_since_printed
    assert printed is not None
    assert abs((left["lifo"].left_since or 0) - printed) < abs((left["fifo"].left_since or 0) - printed) / 3


def test_ten_coins_are_left_over_by_the_end_of_2025_and_stated() -> None:
    held = report("fifo").held
    assert held is not None
    assert round(held.residual.value) == -10


def test_in_november_nobody_knew_of_decembers_sale() -> None:
    view = Record().view(date(2025, 12, 31))
    assert [str(sale.period) for sale in value_lots(view, "RIOT", LAST_TWO).sales] == ["2025-11"]
