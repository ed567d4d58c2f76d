"""What a month does to a made-up company, said in an analyst's words."""

from __future__ import annotations

import numpy as np
import pytest

from headframe.economics.company_tables import company_tables
from headframe.economics.lines import MonthLine
from headframe.economics.miner import Debt, DebtKind, LeaseKind, Miner
from headframe.economics.reference import forecast_path
from headframe.economics.reference_world import WorldMonth, WorldPath, central_path
from headframe.economics.rules import Rule, rule_named
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.vocabulary.assumptions import packaged_assumptions
from northfield import build, lease, made_up_parameters, made_up_world, northfield, option

NOTHING = packaged_assumptions()


def carried(
    miner: Miner, rule: Rule, prices: list[float], rent: float = 120.0, arrival: bool = True
) -> list[MonthLine]:
    """Carry a miner along months of given bitcoin prices, everything else even."""
    world = made_up_world(len(prices))
    tables = company_tables(miner, made_up_parameters(), world, NOTHING)
    months = tuple(
        WorldMonth(price, 40.0, 1e3, 38.0, rent, int(world.calendar_month[at + 1]), (0,), arrival)
        for at, price in enumerate(prices)
    )
    slips = (0.0,) * len(tables.projects)
    return list(forecast_path(tables, world.shapes, WorldPath(months, slips), rule).lines)


def loan(**changes: float) -> Debt:
    return Debt("loan", DebtKind.BITCOIN_BACKED, 200e6, 0.09, Period.month(2027, 12), **changes)


def quiet(**changes: object) -> Miner:
    """A company with plenty of cash, so that nothing but what is tested moves."""
    return northfield(**({"cash_usd": 2e9, "projects": (), "debts": ()} | changes))


def test_coins_are_kept_by_hold_all_and_sold_by_sell_production() -> None:
    kept, sold = (carried(quiet(), rule_named(name, NOTHING), [9e4])[0] for name in ("hold-all", "sell-production"))
    assert kept.bitcoin_sold_btc == 0.0
    assert sold.bitcoin_sold_btc == pytest.approx(sold.bitcoin_mined_btc)


def test_a_shortfall_is_met_by_the_programme_first_under_hold_all() -> None:
    short = northfield(projects=(), debts=(), cash_usd=52e6, corporate_cost_usd_per_month=30e6)
    line = carried(short, rule_named("hold-all", NOTHING), [9e4])[0]
    assert line.share_sales_usd > 0 and line.bitcoin_sold_btc == 0.0
    assert line.cash_usd == pytest.approx(short.cash_floor_usd)


def test_a_shortfall_is_met_by_coins_first_under_sell_to_fund() -> None:
    short = northfield(projects=(), debts=(), cash_usd=52e6, corporate_cost_usd_per_month=30e6)
    line = carried(short, rule_named("sell-to-fund", NOTHING), [9e4])[0]
    assert line.bitcoin_sold_btc > 0 and line.share_sales_usd == 0.0


def test_what_nothing_pays_for_is_counted_as_a_funding_gap() -> None:
    poor = quiet(
        cash_usd=51e6, bitcoin_free_btc=0.0, bitcoin_pledged_btc=0.0, atm_remaining_usd=0.0, tiers=(), blocks=()
    )
    line = carried(poor, Rule(), [9e4])[0]
    assert line.funding_gap == 1.0 and line.funding_gap_usd > 0 and line.shares_issued > 0
    assert line.cash_usd == pytest.approx(poor.cash_floor_usd)


def test_a_private_company_issues_no_shares_for_its_gap() -> None:
    poor = quiet(
        cash_usd=51e6, bitcoin_free_btc=0.0, bitcoin_pledged_btc=0.0, tiers=(), blocks=(),
        share_price_usd=Missing("private"),
    )  # fmt: skip
    line = carried(poor, Rule(), [9e4])[0]
    assert line.funding_gap_usd > 0 and line.shares_issued == 0.0 and line.share_sales_usd == 0.0


def test_a_margin_call_is_answered_with_coins_and_brings_the_loan_back_to_where_it_started() -> None:
    opening = 200e6 / (4000 * 88_000.0)
    line = carried(quiet(debts=(loan(),)), Rule(), [60_000.0])[0]
    assert line.margin_call == 1.0 and line.lender_sale == 0.0
    assert line.loan_to_value == pytest.approx(opening)
    assert line.bitcoin_pledged_btc > 4000


def test_cash_above_the_floor_repays_what_coins_cannot_cover() -> None:
    line = carried(quiet(debts=(loan(),), bitcoin_free_btc=10.0), Rule(), [40_000.0])[0]
    assert line.principal_usd > 0 and line.lender_sale == 0.0


def test_the_lender_sells_where_neither_coins_nor_cash_are_enough() -> None:
    poor = quiet(debts=(loan(),), bitcoin_free_btc=0.0, cash_usd=51e6, tiers=(), blocks=())
    line = carried(poor, Rule(), [55_000.0])[0]
    assert line.lender_sale == 1.0 and line.repaid_by_lender_sale_usd > 0
    assert line.loan_to_value == pytest.approx(200e6 / (4000 * 88_000.0))


def test_pledged_coins_come_free_when_the_loan_is_repaid() -> None:
    due = Debt("loan", DebtKind.BITCOIN_BACKED, 200e6, 0.09, Period.month(2026, 7))
    at_once = NOTHING.with_changes({"economics.loan_extension_years": 0.0})
    world = made_up_world(2)
    tables = company_tables(quiet(debts=(due,)), made_up_parameters(), world, at_once)
    path = central_path(made_up_parameters(), world, 0, 0.1)
    line = forecast_path(tables, world.shapes, path, Rule()).lines[0]
    assert line.bitcoin_pledged_btc == 0.0 and line.principal_usd == pytest.approx(200e6)


def test_tax_of_a_year_is_that_of_its_sum_whatever_its_months() -> None:
    lines = carried(quiet(nol_usd=0.0), Rule(), [9e4, 5e4, 14e4, 9e4, 3e4, 9e4])
    year = sum(line.taxable_income_usd for line in lines)
    assert sum(line.tax_accrued_usd for line in lines) == pytest.approx(0.21 * max(year, 0.0))


def test_losses_forward_offset_at_most_their_share_of_a_years_income() -> None:
    lines = carried(quiet(nol_usd=1e12, depreciation_usd_per_month=0.0), Rule(), [9e4] * 6)
    year = sum(line.taxable_income_usd for line in lines)
    assert sum(line.tax_accrued_usd for line in lines) == pytest.approx(0.21 * 0.2 * year)
    assert lines[-1].losses_forward_usd == pytest.approx(1e12 - 0.8 * year)


def test_tax_is_paid_in_the_month_after_it_accrues() -> None:
    lines = carried(quiet(nol_usd=0.0), Rule(), [9e4] * 4)
    assert [line.tax_paid_usd for line in lines[1:]] == [line.tax_accrued_usd for line in lines[:-1]]


def test_rent_steps_up_on_each_anniversary_and_follows_the_market_after_the_term() -> None:
    short = build(start=Period.month(2026, 7), build_months=2.0, spent_usd=0.0, term_months=24.0, debt_loan_to_cost=0.0)
    lines = carried(quiet(projects=(short,)), Rule(), [9e4] * 30, rent=99.0)
    per_kw = [line.rent_revenue_usd / 60_000 for line in lines]
    assert per_kw[:3] == [0.0, 0.0, pytest.approx(118.0)]
    assert per_kw[13:15] == [pytest.approx(118.0), pytest.approx(118.0 * 1.03)]
    assert per_kw[26] == pytest.approx(99.0)


def test_a_build_takes_its_megawatts_from_mining_when_it_starts() -> None:
    later = build(start=Period.month(2026, 9), spent_usd=0.0)
    lines = carried(quiet(projects=(later,)), Rule(), [9e4] * 3)
    assert [line.mining_mw for line in lines] == [700.0, 700.0, 620.0]


def test_what_was_begun_before_the_opening_has_taken_its_megawatts_already() -> None:
    assert carried(quiet(projects=(build(),)), Rule(), [9e4])[0].mining_mw == 700.0


def test_an_open_build_starts_where_a_tenant_comes_and_pays_enough() -> None:
    keen = Rule(start_rent_usd_per_kw_month=110.0)
    lines = carried(quiet(projects=(option(0), option(1))), keen, [9e4] * 3)
    assert [line.building_mw_it for line in lines] == [0.0, 60.0, 120.0]


@pytest.mark.parametrize(
    ("rule", "arrival"),
    [
        (Rule(start_rent_usd_per_kw_month=130.0), True),
        (Rule(start_rent_usd_per_kw_month=110.0), False),
        (Rule(start_rent_usd_per_kw_month=110.0, start_cover=100.0), True),
        (Rule(), True),
    ],
)
def test_an_open_build_waits_for_rent_tenant_and_cover(rule: Rule, arrival: bool) -> None:
    lines = carried(quiet(projects=(option(0),)), rule, [9e4] * 3, arrival=arrival)
    assert lines[-1].building_mw_it == 0.0


def test_a_gpu_clouds_chips_are_bought_anew_at_the_end_of_their_life() -> None:
    cloud = build(
        start=Period.month(2026, 7), build_months=2.0, spent_usd=0.0, kind=LeaseKind.GPU_CLOUD, chips_usd=300e6,
        chip_life_months=12.0, debt_loan_to_cost=0.0,
    )  # fmt: skip
    lines = carried(quiet(projects=(cloud,)), Rule(), [9e4] * 16)
    assert sum(line.capex_usd for line in lines[:2]) == pytest.approx(820e6)
    assert lines[14].capex_usd == pytest.approx(300e6)


def test_the_worst_machines_stop_first_when_megawatts_are_few() -> None:
    all_in, half = (carried(quiet(developed_mw=mw), Rule(), [9e4])[0] for mw in (700.0, 100.0))
    assert half.hash_rate_running_ehs / 100.0 > all_in.hash_rate_running_ehs / 700.0


def test_a_live_hall_is_neither_delayed_nor_paid_for_again() -> None:
    line = carried(quiet(projects=(lease(),)), Rule(), [9e4])[0]
    assert line.live_mw_it == 60.0 and line.capex_usd == 0.0


def test_the_central_path_has_every_volatility_at_nothing() -> None:
    path = central_path(made_up_parameters(), made_up_world(24), 2, 0.1)
    growth = np.diff(np.log([month.price_usd_per_btc for month in path.months]))
    assert growth == pytest.approx(np.full(23, 0.04 / 12))
