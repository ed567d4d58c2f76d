"""Leases against hand arithmetic on what was announced."""

from __future__ import annotations

from datetime import date

import pytest

from headframe.ground.missing import Missing
from headframe.record.record import Record
from headframe.sites.lease import Lease
from headframe.sites.lease_words import Standing
from headframe.sites.register import lease_register
from headframe.vocabulary.company import companies
from headframe.vocabulary.figure import Figure

VIEW = Record().view()


def lease(company: str, announced: str) -> Lease:
    return next(each for each in lease_register(VIEW, company).leases if str(each.terms.announced) == announced)


def test_riot_and_amd_pay_103_dollars_70_a_kilowatt_and_month() -> None:
    rent = lease("RIOT", "2026-01-16").rent_usd_per_kw_month_it
    assert isinstance(rent, Figure)
    assert rent.value == pytest.approx(311e6 / 10 / 12 / 25_000, abs=0.01)
    assert round(rent.value, 1) == 103.7


def test_riot_and_amd_leave_about_25_million_a_year() -> None:
    noi = lease("RIOT", "2026-01-16").noi_usd_per_year
    assert isinstance(noi, Figure) and noi.value == pytest.approx(25e6, rel=0.01)


def test_riots_lease_of_august_2026_is_carried_from_the_sites_table() -> None:
    terms = lease("RIOT", "2026-08-10").terms
    assert [part.value for part in (terms.it_mw, terms.term_years) if isinstance(part, Figure)] == [191, 20]


def test_riots_august_lease_starts_in_two_parts() -> None:
    assert [str(start.promised_for) for start in lease("RIOT", "2026-08-10").terms.starts] == [
        "2027-12-31",
        "2028-06-30",
    ]


def test_the_second_amd_phase_is_the_increase_of_the_totals() -> None:
    terms = lease("RIOT", "2026-04-30").terms
    assert isinstance(terms.it_mw, Figure) and isinstance(terms.contract_value_usd, Figure)
    assert (terms.it_mw.value, terms.contract_value_usd.value) == (25, 325e6)


def test_the_register_adds_up_to_what_riot_reports() -> None:
    total = lease_register(VIEW, "RIOT").leased_mw_it
    reported = VIEW.figure("RIOT", "ai_leased_mw_it", "2026-08-10")
    assert isinstance(total, Figure) and isinstance(reported, Figure) and total.value == reported.value


def test_before_its_announcement_riot_has_no_lease() -> None:
    assert lease_register(Record().view(date(2026, 1, 15)), "RIOT").leases == ()


def test_a_running_total_is_not_a_lease() -> None:
    rows = {row.row: row.why for row in lease_register(VIEW).left_out}
    assert rows[28] == "a running total of earlier rows"


def test_a_loan_is_not_a_lease() -> None:
    assert lease_register(VIEW, "BITF").leases == ()


def test_a_lease_with_open_conditions_is_listed_and_not_summed() -> None:
    register = lease_register(VIEW, "BTDR")
    assert [each.terms.standing for each in register.leases] == [Standing.NOT_EFFECTIVE]
    assert isinstance(register.leased_mw_it, Missing)


def test_megawatts_of_unstated_basis_give_no_rent() -> None:
    rent = lease("CLSK", "2026-08-06").rent_usd_per_kw_month_it
    assert isinstance(rent, Missing) and "gross or critical IT" in rent.reason


def test_gross_megawatts_alone_give_no_rent() -> None:
    rent = lease("CIFR", "2025-11-03").rent_usd_per_kw_month_it
    assert isinstance(rent, Missing) and "300 MW gross" in rent.reason


@pytest.mark.parametrize("company", sorted(companies()))
def test_a_printed_year_of_revenue_is_the_value_over_the_term(company: str) -> None:
    for each in lease_register(VIEW, company).leases:
        printed, computed = each.terms.annual_revenue_printed_usd, each.annual_revenue_usd
        if isinstance(printed, Figure) and isinstance(computed, Figure):
            assert printed.value == pytest.approx(computed.value, rel=0.02)


def test_the_escalator_of_hut_8_lowers_the_first_year() -> None:
    found = lease("HUT", "2025-12-17")
    average, first = found.rent_usd_per_kw_month_it, found.rent_first_year_usd_per_kw_month_it
    assert isinstance(average, Figure) and isinstance(first, Figure)
    assert first.value / average.value == pytest.approx(15 * 0.03 / (1.03**15 - 1))


def test_hut_8s_bond_is_covered_with_level_payments() -> None:
    # 462M NOI over 3.248B at 5 % in 15 level payments, 312.9M a year
    dscr = lease("HUT", "2025-12-17").dscr
    assert isinstance(dscr, Figure) and dscr.value == pytest.approx(462 / 312.9, rel=1e-3)


def test_a_bond_sold_later_covers_nothing_before() -> None:
    early = lease_register(Record().view(date(2026, 3, 1)), "HUT").leases[-1]
    assert isinstance(early.dscr, Missing)


def test_a_tenant_unnamed_at_signing_stays_unnamed_until_the_filing() -> None:
    before = lease_register(Record().view(date(2026, 3, 1)), "APLD").leases
    after = lease_register(Record().view(date(2026, 3, 2)), "APLD").leases
    assert "Oracle" not in {each.terms.tenant for each in before}
    assert "Oracle" in {each.terms.tenant for each in after}


def test_a_margin_says_what_it_is_a_margin_of() -> None:
    assert lease("IREN", "2025-11-03").terms.noi_margin_means == "project EBITDA margin"


def test_noi_as_promised_begins_in_the_quarter_of_the_promise() -> None:
    quarters = {str(each.period): each.noi_usd for each in lease_register(VIEW, "HUT").noi}
    first, second = quarters["2027-Q1"], quarters["2027-Q3"]
    assert isinstance(first, Figure) and isinstance(second, Figure)
    assert first.value == 0 < second.value
