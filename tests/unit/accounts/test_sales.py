"""The sale ledger: coins, net proceeds, and the price they make."""

from __future__ import annotations

import pytest
from made_facts import made, view_of

from headframe.accounts.sales import CountFrom, sale_ledger
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.record import Record
from headframe.vocabulary.figure import Figure


def value(figure: Figure | Missing) -> float:
    assert isinstance(figure, Figure), figure
    return figure.value


def test_the_realised_price_is_as_wide_as_what_was_printed() -> None:
    view = view_of(made("bitcoin_sold", "2025-12", 1818), made("bitcoin_sale_net_proceeds", "2025-12", 161.6e6, 5e4))
    price = sale_ledger(view, "RIOT").sales[0].realised_price
    assert isinstance(price, Figure)
    assert (price.interval.low, price.interval.high) == pytest.approx((161.55e6 / 1818.5, 161.65e6 / 1817.5))


def test_money_without_coins_has_no_price() -> None:
    sale = sale_ledger(view_of(made("bitcoin_sale_net_proceeds", "2025-12", 161.6e6, 5e4)), "RIOT").sales[0]
    assert sale.count_from is CountFrom.NOWHERE
    assert isinstance(sale.realised_price, Missing)


def test_coins_without_money_have_no_price() -> None:
    sale = sale_ledger(view_of(made("bitcoin_sold", "2025-12", 1818)), "RIOT").sales[0]
    assert isinstance(sale.net_proceeds, Missing)
    assert isinstance(sale.realised_price, Missing)


def test_coins_follow_from_money_and_the_average_price() -> None:
    view = view_of(
        made("bitcoin_sale_net_proceeds", "2025-05", 51.3e6, 5e4),
        made("bitcoin_sale_average_net_price", "2025-05", 102591),
    )
    sale = sale_ledger(view, "RIOT").sales[0]
    assert (sale.count_from, round(value(sale.sold))) == (CountFrom.PRICE, 500)


def test_the_roll_forward_names_a_sale_that_nobody_printed() -> None:
    view = view_of(
        made("bitcoin_held", "2025-09-30", 1000),
        made("bitcoin_held", "2025-10-31", 900),
        made("bitcoin_produced", "2025-10", 50),
    )
    sale = sale_ledger(view, "RIOT").sales[0]
    assert (sale.count_from, value(sale.sold)) == (CountFrom.ROLL_FORWARD, 150)
    assert isinstance(sale.printed, Missing)


def test_a_printed_month_inside_a_longer_step_leaves_the_rest_to_the_roll_forward() -> None:
    view = view_of(
        made("bitcoin_held", "2025-12-31", 1000),
        made("bitcoin_held", "2026-03-31", 700),
        made("bitcoin_produced", "2026-Q1", 100),
        made("bitcoin_sold", "2026-03", 250),
    )
    found = {str(sale.period): value(sale.sold) for sale in sale_ledger(view, "RIOT").sales}
    assert found == {"2026-01-01/2026-02-28": 150, "2026-03": 250}


def test_the_net_change_told_as_the_sale_is_not_passed_on() -> None:
    sale = sale_ledger(Record().view(), "RIOT", Period.quarter(2026, 2)).sales[0]
    assert value(sale.printed) == 4300
    assert round(value(sale.sold)) in (5886, 5887)
    assert any("net change" in flag for flag in sale.flags)


def test_a_month_without_sales_is_no_row() -> None:
    assert sale_ledger(view_of(made("bitcoin_sold", "2024-06", 0)), "RIOT").sales == ()


def test_a_gap_in_one_sale_is_a_gap_in_the_total() -> None:
    view = view_of(
        made("bitcoin_sold", "2025-11", 383),
        made("bitcoin_sold", "2025-12", 1818),
        made("bitcoin_sale_net_proceeds", "2025-12", 161.6e6, 5e4),
    )
    total = sale_ledger(view, "RIOT").total
    assert total is not None
    assert value(total.sold) == 2201
    assert isinstance(total.net_proceeds, Missing)


def test_a_quarters_sale_leaves_the_total_of_its_december_open() -> None:
    view = view_of(made("bitcoin_sold", "2025-Q4", 2601))
    ledger = sale_ledger(view, "RIOT", Period.month(2025, 12))
    assert ledger.crossing == ("2025-Q4",)
    assert ledger.total is not None
    assert isinstance(ledger.total.sold, Missing)


def test_the_totals_average_price_weighs_each_month_by_its_coins() -> None:
    view = view_of(made("bitcoin_sold", "2025-11", 100), made("bitcoin_sold", "2025-12", 300))
    total = sale_ledger(view, "RIOT").total
    assert total is not None
    assert value(total.month_average) == pytest.approx(0.25 * 96281.99 + 0.75 * 88915.92)
