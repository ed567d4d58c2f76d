"""Lots of a made-up treasury: what enters, what leaves, what stays open."""

from __future__ import annotations

import pytest
from made_facts import made, view_of

from headframe.accounts.lots import LotReport, value_lots
from headframe.accounts.lots_marks import last_mark
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.figure import Figure


def simple(*more: object) -> View:
    """100 coins open; 50 are mined in October and in November; 60 are sold in November for $6.0M."""
    return view_of(
        made("bitcoin_held", "2025-09-30", 100),
        made("bitcoin_held", "2025-10-31", 150),
        made("bitcoin_held", "2025-11-30", 140),
        made("bitcoin_produced", "2025-10", 50),
        made("bitcoin_produced", "2025-11", 50),
        made("bitcoin_sold", "2025-10", 0),
        made("bitcoin_sold", "2025-11", 60),
        made("bitcoin_sale_net_proceeds", "2025-11", 6.0e6, 5e4),
        *more,  # type: ignore[arg-type]
    )


def value(figure: Figure | Missing) -> float:
    assert isinstance(figure, Figure), figure
    return figure.value


def sale(report: LotReport):  # type: ignore[no-untyped-def]
    return report.sales[-1]


def test_last_in_first_out_uses_the_months_own_coins_and_then_the_month_befores() -> None:
    report = value_lots(simple(), "RIOT", method="lifo")
    assert value(sale(report).cost) == pytest.approx(50 * 96281.99 + 10 * 114119.52)


def test_the_gain_is_proceeds_less_cost() -> None:
    found = sale(value_lots(simple(), "RIOT", method="lifo"))
    assert value(found.gain) == pytest.approx(6.0e6 - value(found.cost))


def test_a_sale_that_reaches_the_opening_lot_has_no_gain_but_bounds() -> None:
    found = sale(value_lots(simple(), "RIOT", method="fifo"))
    assert isinstance(found.gain, Missing)
    assert "opening lot" in found.gain.reason
    assert found.gain_bounds.low < 0 < found.gain_bounds.high


def test_highest_in_first_out_leaves_the_lot_of_unknown_cost_for_last() -> None:
    assert sale(value_lots(simple(), "RIOT", method="hifo")).opening_coins == 0


def test_the_average_takes_its_share_of_the_opening_lot() -> None:
    assert sale(value_lots(simple(), "RIOT", method="average")).opening_coins == pytest.approx(60 * 100 / 200)


def test_the_gain_against_the_last_mark_is_the_same_for_every_method() -> None:
    gains = {value(sale(value_lots(simple(), "RIOT", method=m)).gain_against_mark) for m in ("fifo", "hifo", "lifo")}
    assert gains == {6.0e6 - 60 * 113971.84} or len(gains) == 1


def test_coins_the_flows_do_not_account_for_are_stated_not_booked() -> None:
    view = view_of(
        made("bitcoin_held", "2025-09-30", 100),
        made("bitcoin_held", "2025-10-31", 145),
        made("bitcoin_produced", "2025-10", 50),
        made("bitcoin_sold", "2025-10", 0),
    )
    held = value_lots(view, "RIOT").held
    assert held is not None
    assert (held.coins_left, held.residual.value) == (150, -5)


def test_coins_paid_to_staff_leave_without_a_sale() -> None:
    report = value_lots(simple(made("bitcoin_exchanged_compensation", "2025-11", 4)), "RIOT")
    assert report.held is not None
    assert (len(report.sales), report.held.coins_out) == (1, 64)


def test_production_nobody_printed_enters_as_the_balances_want_it() -> None:
    view = view_of(
        made("bitcoin_held", "2025-09-30", 100),
        made("bitcoin_held", "2025-10-31", 150),
        made("bitcoin_sold", "2025-10", 10),
    )
    held = value_lots(view, "RIOT").held
    assert held is not None
    assert (held.coins_in, held.residual.value) == (160, 0)


def test_what_is_left_is_held_against_the_companys_own_cost_basis() -> None:
    check = value_lots(simple(made("bitcoin_carrying_cost_basis", "2025-11-30", 9e6, 500)), "RIOT").checks[0]
    assert check.best_against_printed == pytest.approx(check.best / 9e6)


def test_a_sale_that_reaches_over_the_spans_edge_leaves_the_total_open() -> None:
    view = view_of(
        made("bitcoin_held", "2025-09-30", 100),
        made("bitcoin_held", "2025-12-31", 100),
        made("bitcoin_produced", "2025-Q4", 60),
        made("bitcoin_sold", "2025-Q4", 60),
    )
    report = value_lots(view, "RIOT", Period.month(2025, 12))
    assert isinstance(report.missing, Missing)


def test_before_fair_value_there_was_no_mark() -> None:
    assert isinstance(last_mark(view_of(), "RIOT", Period.month(2022, 6)), Missing)


def test_the_mark_of_a_january_sale_is_the_year_end() -> None:
    mark = last_mark(view_of(), "RIOT", Period.month(2026, 1))
    assert isinstance(mark, Figure)
    assert mark.id.endswith("2025-12")


def test_without_two_balances_there_are_no_lots() -> None:
    assert isinstance(value_lots(view_of(made("bitcoin_held", "2025-09-30", 100)), "RIOT").missing, Missing)
