"""Riot as a miner: fields of its profile against figures worked out by hand from their sources."""

from __future__ import annotations

from datetime import date

import pytest

from headframe.economics.build_miner import build_miner
from headframe.economics.formulas_of_coins import cost_of_coins_held
from headframe.economics.miner import DebtKind, Miner, Project
from headframe.ground.errors import NotEnoughData
from headframe.ground.period import Period
from headframe.record.record import Record
from headframe.vocabulary.assumptions import packaged_assumptions
from headframe.vocabulary.figure import Figure

HELD = packaged_assumptions()


def riot(day: date) -> Miner:
    return build_miner(Record().view(day), "RIOT", HELD)


def test_december_2025_coins_are_18_005_of_which_3_977_are_pledged() -> None:
    miner = riot(date(2026, 1, 10))
    assert (miner.bitcoin_btc, miner.bitcoin_pledged_btc) == (18005.0, 3977.0)


def test_corporate_cost_is_what_q3_2025_paid_in_cash() -> None:
    # Q3 2025: SG&A 69.832 million, of it 32.858 million in shares, over three months.
    assert riot(date(2026, 1, 10)).corporate_cost_usd_per_month == pytest.approx((69_832_000 - 32_858_000) / 3)


def test_the_rockdale_block_price_is_implied_by_its_fair_value() -> None:
    # 159.434 million of fair value at a flat 55.9 $/MWh and 23.4 %: 195 MW for 55 months, 150 MW for 25.
    rate, hours = 0.234, 8766 / 12
    mwh = sum(195 * hours * (1 + rate) ** (-(m + 0.5) / 12) for m in range(55))
    mwh += sum(150 * hours * (1 + rate) ** (-(m + 0.5) / 12) for m in range(25))
    prices = {block.name: block.fixed_usd_per_mwh for block in riot(date(2026, 1, 10)).blocks}
    assert prices["Rockdale block 3 (TXU)"] == pytest.approx(55.9 - 159_434_000 / mwh, rel=1e-9)


def test_corsicana_power_is_bought_at_43_95_outside_july_and_august() -> None:
    block = next(each for each in riot(date(2026, 1, 10)).blocks if each.name.startswith("Corsicana"))
    assert (block.mw, block.fixed_usd_per_mwh) == (25.0, 43.95) and not {7, 8} & set(block.months_of_year)


def test_in_october_2025_the_facilities_were_known_only_as_one_sum() -> None:
    names = [debt.name for debt in riot(date(2025, 10, 31)).debts]
    assert names == ["2030 convertible notes", "Credit facilities, undivided"]


def test_in_january_2026_the_coinbase_loan_stands_by_itself() -> None:
    loan = next(debt for debt in riot(date(2026, 1, 10)).debts if debt.kind is DebtKind.BITCOIN_BACKED)
    assert (loan.principal_usd, loan.rate_per_year, str(loan.maturity)) == (200e6, 0.0875, "2027-04")


def test_amds_lease_displaces_mining_at_rockdale_and_costs_89_8_million() -> None:
    lease = next(each for each in riot(date(2026, 5, 31)).projects if each.contracted)
    assert (lease.mw_it, lease.capex_usd) == (25.0, 89.8e6) and lease.mining_mw_displaced == lease.mw_gross


def test_four_phases_of_112_mw_fit_corsicanas_idle_600_before_mining_must_yield() -> None:
    options = [each for each in riot(date(2025, 10, 31)).projects if not each.contracted]
    assert sum(each.mining_mw_displaced == 0 for each in options) == 4


def test_every_number_of_the_profile_was_known_on_the_day() -> None:
    day = date(2025, 10, 31)
    late = {
        p: f.known_at for p, f in riot(day).stated.items() if not f.id.startswith("assumption") and f.known_at > day
    }
    assert not late


def test_gaps_are_named_with_their_reason() -> None:
    gaps = riot(date(2025, 10, 31)).gaps
    assert "block_1_mw" in gaps["blocks[0].mw"].reason


def test_a_company_without_its_power_cost_is_refused_by_the_field() -> None:
    with pytest.raises(NotEnoughData) as caught:
        build_miner(Record().view(), "CIFR", HELD)
    assert "flat_usd_per_mwh" in caught.value.where


@pytest.mark.parametrize("company", ["RIOT", "CLSK", "MARA"])
def test_every_stated_number_is_a_figure_with_its_source_or_formula(company: str) -> None:
    stated = build_miner(Record().view(), company, HELD).stated
    assert all(isinstance(figure, Figure) and (figure.sources or figure.formula) for figure in stated.values())


def test_coins_sold_since_their_cost_was_printed_took_their_part_of_it_along() -> None:
    # 1,277.024 million for the 19,287 coins of September 2025; 15,679 were left in March 2026.
    miner = riot(date(2026, 5, 31))
    assert miner.bitcoin_cost_usd / miner.bitcoin_btc == pytest.approx(1_277_024_000 / 19_287, rel=1e-12)


def test_the_cost_of_coins_of_the_very_day_stands_as_printed() -> None:
    cost = cost_of_coins_held(Record().view(date(2025, 11, 15)), "RIOT", Period.month(2025, 9), "")
    assert isinstance(cost, Figure) and cost.value == 1_277_024_000


def lease_of(day: date, tenant: str, announced: str) -> Project:
    found = (each for each in riot(day).projects if each.contracted)
    return next(each for each in found if each.name.startswith(tenant) and each.name.endswith(announced))


def test_a_lease_pays_from_the_last_day_that_its_promised_start_can_mean() -> None:
    # 191 MW let on 2026-08-10 and whole by 2028-06-30: of June 2028 its last day alone pays, as in `headframe leases`.
    lease = lease_of(date(2026, 11, 22), "frontier", "2026-08-10")
    assert str(lease.start) == "2026-08" and lease.build_months == pytest.approx(22 + 29 / 30)


def test_what_a_build_cost_before_the_opening_is_the_curve_up_to_the_openings_end() -> None:
    # The second 25 MW for AMD: begun in April 2026, so that two of 18 months are over at the end of May.
    lease = lease_of(date(2026, 11, 22), "AMD", "2026-04-30")
    assert lease.spent_usd / lease.capex_usd == pytest.approx(3 * (2 / 18) ** 2 - 2 * (2 / 18) ** 3)


def test_phases_and_leases_of_a_campus_never_take_more_than_its_approved_megawatts() -> None:
    # Rockdale has 700 MW and leases for 241 MW of critical IT, 318 MW gross: two phases of 147.84 MW fit beside them.
    many = HELD.with_changes({"ai.most_phases": 12})
    projects = build_miner(Record().view(date(2026, 11, 22)), "RIOT", many).projects
    assert sum(each.mw_gross for each in projects if "Rockdale" in each.name) <= 700.0
    assert sum(each.name.startswith("Rockdale phase") for each in projects) == 2


def test_a_lease_that_prints_no_step_up_takes_the_assumed_one_and_still_pays_its_contract() -> None:
    # AMD: 311 million over ten years on 25 MW, and no page says how the rent rises.
    stepped = HELD.with_changes({"ai.signed_escalator_per_year": 0.03})
    miner = build_miner(Record().view(date(2026, 5, 31)), "RIOT", stepped)
    lease = next(each for each in miner.projects if each.contracted)
    years = [lease.rent_usd_per_kw_month * 1.03**year for year in range(10)]
    assert lease.escalator_per_year == 0.03 and sum(years) * 25_000 * 12 == pytest.approx(311e6)
    assert "lease AMD 2026-01-16 step-up" in miner.gaps
