"""Every derived measure by its name."""

from __future__ import annotations

from datetime import date

import pytest
from made_facts import made, view_of

from headframe.accounts.derived import derived_figure
from headframe.accounts.measures import DERIVED, measure, series
from headframe.accounts.measures_liquidity import months_of_liquidity
from headframe.accounts.measures_treasury import stated_price
from headframe.accounts.sales import sale_ledger
from headframe.ground.errors import UsageProblem
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.record import Record
from headframe.vocabulary.concept import concept
from headframe.vocabulary.figure import Badge, Figure

VIEW = Record().view()


def value(figure: Figure | Missing) -> float:
    assert isinstance(figure, Figure), figure
    return figure.value


@pytest.mark.parametrize(
    ("name", "period", "expected"),
    [
        ("bitcoin_net_change", "2025-12", -1363),
        ("sell_through", "2025-12", 1818 / 460),
        ("realised_price", "2025-12", 161.6e6 / 1818),
        ("realised_against_month_average", "2025-12", 161.6e6 / 1818 / 88915.92),
        ("bitcoin_free", "2025-12-31", 14028),
        ("bitcoin_restricted_share", "2025-12-31", 3977 / 18005),
        ("bitcoin_value", "2025-12-31", 18005 * 87516.98),
        ("bitcoin_sold_implied", "2025-12", 1823),
        ("bitcoin_residual", "2025-12", -5),
        ("bitcoin_expected_closing", "2025-12", 18010),
        ("bitcoin_paid", "2023", 32),
        ("bitcoin_received", "2023", -21),
        ("loan_to_value", "2025-09-30", 200e6 / (3300 * 113972)),
    ],
)
def test_riots_measures(name: str, period: str, expected: float) -> None:
    assert value(measure(VIEW, "RIOT", name, period)) == pytest.approx(expected, rel=1e-4)


@pytest.mark.parametrize("name", sorted(DERIVED))
def test_every_measure_is_a_concept_and_comes_in_its_unit(name: str) -> None:
    points = series(VIEW, "RIOT", name).points
    assert {point.value.unit for point in points if isinstance(point.value, Figure)} <= {concept(name).unit}


@pytest.mark.parametrize("name", ["bitcoin_free", "bitcoin_value", "bitcoin_per_share", "bitcoin_restricted_share"])
def test_a_balances_measure_asked_for_a_month_names_the_day_to_ask_for(name: str) -> None:
    found = measure(VIEW, "RIOT", name, "2025-12")
    assert isinstance(found, Missing)
    assert "2025-12-31" in found.reason


@pytest.mark.parametrize("name", ["sell_through", "realised_price", "bitcoin_net_change", "lots_cost_basis"])
def test_a_flows_measure_asked_for_a_day_is_missing(name: str) -> None:
    assert isinstance(measure(VIEW, "RIOT", name, "2025-12-31"), Missing)


def test_sell_through_takes_the_implied_sale_where_the_source_tells_the_net_change() -> None:
    assert value(measure(VIEW, "RIOT", "sell_through", "2026-Q2")) == pytest.approx(5886 / 1587, abs=0.01)


def test_nothing_produced_has_no_sell_through() -> None:
    view = view_of(made("bitcoin_sold", "2025-12", 10), made("bitcoin_produced", "2025-12", 0))
    assert measure(view, "RIOT", "sell_through", "2025-12") == Missing("nothing was produced")


def test_a_value_says_the_day_of_its_price() -> None:
    found = measure(VIEW, "RIOT", "bitcoin_value", "2025-12-31")
    assert isinstance(found, Figure)
    assert "2025-12-31" in found.formula


def test_a_stated_price_makes_the_value_an_estimate() -> None:
    price = stated_price(100_000, date(2026, 1, 10))
    found = measure(VIEW, "RIOT", "bitcoin_value", "2025-12-31", price)
    assert isinstance(found, Figure)
    assert (found.badge, found.value) == (Badge.ESTIMATED, 18005 * 100_000)


def test_bitcoin_per_share_names_both_days() -> None:
    view = view_of(made("bitcoin_held", "2025-12-31", 18005), made("shares_outstanding", "2025-10-28", 371_800_000))
    found = measure(view, "RIOT", "bitcoin_per_share", "2025-12-31")
    assert isinstance(found, Figure)
    assert "2025-12-31" in found.formula
    assert "2025-10-28" in found.formula


def test_a_share_count_of_another_season_does_not_serve() -> None:
    view = view_of(made("bitcoin_held", "2025-12-31", 18005), made("shares_outstanding", "2025-06-30", 371_800_000))
    assert isinstance(measure(view, "RIOT", "bitcoin_per_share", "2025-12-31"), Missing)


def test_months_of_liquidity_names_each_line_that_is_missing() -> None:
    found = measure(VIEW, "RIOT", "months_of_liquidity", "2025-09-30")
    assert isinstance(found, Missing)
    assert "committed capex" in found.reason
    assert "contracted noi" in found.reason


def test_months_of_liquidity_is_means_over_need_once_every_line_is_given() -> None:
    money = {"cash": 100e6, "undrawn_lines": 0, "cash_costs": 10e6, "interest": 2e6, "committed_capex": 20e6}
    lines = {name: _usd(name, each) for name, each in {**money, "contracted_noi": 1e6, "mining_margin": 6e6}.items()}
    view = view_of(made("bitcoin_held", "2025-12-31", 1000), made("bitcoin_restricted", "2025-12-31", 0))
    price = stated_price(100_000, date(2026, 1, 10))
    found = months_of_liquidity(view, "RIOT", Period.parse("2025-12-31"), price, haircut=0.1, given=lines)
    assert value(found) == pytest.approx((100e6 + 1000 * 100_000 * 0.9) / 25e6)


def _usd(name: str, amount: float) -> Figure:
    made_up = measure(VIEW, "RIOT", "bitcoin_value", "2025-12-31")
    assert isinstance(made_up, Figure)
    interval = made_up.interval.exact(amount)
    return Figure(f"given {name} 2025-12-31", amount, interval, "USD", Badge.ESTIMATED, date(2026, 1, 10))


def test_an_unknown_measure_is_refused_with_the_nearest_names() -> None:
    with pytest.raises(UsageProblem, match="sell_through"):
        measure(VIEW, "RIOT", "sellthrough", "2025-12")


def test_every_sale_figure_leads_back_to_itself_by_its_id() -> None:
    for figure in sale_ledger(VIEW, "RIOT", Period.parse("2025-11-01/2025-12-31")).figures():
        company, name, period, *which = figure.id.split(" ", 3)
        if name.startswith(("realised", "bitcoin_sold")):
            assert value(derived_figure(VIEW, company, name, Period.parse(period), *which)) == pytest.approx(
                figure.value
            )


def test_a_lots_method_is_part_of_the_figures_name() -> None:
    december = Period.month(2025, 12)
    fifo, hifo = (derived_figure(VIEW, "RIOT", "lots_cost_basis", december, which) for which in ("", "hifo"))
    assert value(hifo) > value(fifo)
