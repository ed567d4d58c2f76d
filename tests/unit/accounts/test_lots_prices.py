"""What a coin cost when it entered."""

from __future__ import annotations

from datetime import date

import pytest
from made_facts import made, view_of

from headframe.accounts.lots_prices import bought_cost, mined_cost, opening_cost
from headframe.ground.period import Period
from headframe.vocabulary.figure import Figure


def bought(view_facts: list, period: str):  # type: ignore[no-untyped-def, type-arg]
    view = view_of(*view_facts)
    figure = view.figure("RIOT", "bitcoin_purchased", period)
    assert isinstance(figure, Figure)
    return bought_cost(view, "RIOT", figure, Period.parse(period))


def test_a_mined_coin_costs_its_months_average_price() -> None:
    unit = mined_cost(view_of(), Period.month(2025, 11))
    assert (unit.best, unit.estimated, unit.known) == (pytest.approx(96281.99), False, True)


def test_coins_known_only_for_a_quarter_cost_the_mean_of_its_months_as_an_estimate() -> None:
    unit = mined_cost(view_of(), Period.quarter(2025, 4))
    assert unit.best == pytest.approx((31 * 114119.52 + 30 * 96281.99 + 31 * 88915.92) / 92)
    assert unit.estimated
    assert unit.bounds.low < 88916 < 114119 < unit.bounds.high


def test_beyond_the_price_series_the_cost_is_unknown() -> None:
    assert not mined_cost(view_of(as_of=date(2030, 1, 1)), Period.quarter(2027, 1)).known


def test_a_bought_coin_costs_what_was_paid_for_it() -> None:
    facts = [made("bitcoin_purchased", "2024-12", 5784), made("bitcoin_purchased_cost_usd", "2024-12", 577.5e6, 5e4)]
    assert bought(facts, "2024-12").best == pytest.approx(577.5e6 / 5784)


def test_a_years_cost_serves_if_no_other_coins_were_bought_in_it() -> None:
    facts = [
        made("bitcoin_purchased", "2024-12", 5784),
        made("bitcoin_purchased", "2024", 5784),
        made("bitcoin_purchased_cost_usd", "2024", 577.5e6, 5e4),
    ]
    assert not bought(facts, "2024-12").estimated


def test_a_years_cost_does_not_serve_if_more_coins_were_bought_in_it() -> None:
    facts = [
        made("bitcoin_purchased", "2024-12", 5784),
        made("bitcoin_purchased", "2024", 6000),
        made("bitcoin_purchased_cost_usd", "2024", 577.5e6, 5e4),
    ]
    unit = bought(facts, "2024-12")
    assert (unit.estimated, unit.best) == (True, pytest.approx(98247, abs=1))


def test_the_opening_lot_is_bounded_by_the_lowest_and_highest_month_before_it() -> None:
    unit = opening_cost(view_of(), Period.day(date(2021, 9, 30)))
    assert (round(unit.bounds.low), round(unit.bounds.high), unit.known) == (234, 57105, False)
