"""Funnels against what releases and filings print."""

from __future__ import annotations

from datetime import date

import pytest

from headframe.ground.errors import InputRefused
from headframe.ground.missing import Missing
from headframe.record.record import Record
from headframe.record.view import View
from headframe.sites.megawatts import MegawattReport, count_megawatts
from headframe.sites.power_basis import PowerBasis
from headframe.sites.stages import Stage, StageFigure
from headframe.vocabulary.figure import Figure

NOW = Record().view()
JANUARY = Record().view(date(2026, 1, 10))


def report(view: View, company: str) -> MegawattReport:
    return count_megawatts(view, company)


def row(view: View, company: str, stage: Stage, basis: PowerBasis | None = None) -> StageFigure:
    return next(each for each in report(view, company).stages if each.stage is stage and basis in (None, each.basis))


def megawatts(view: View, company: str, stage: Stage, basis: PowerBasis | None = None) -> float | None:
    found = row(view, company, stage, basis).mw
    return found.value if isinstance(found, Figure) else None


@pytest.mark.parametrize(
    ("stage", "mw"),
    [
        (Stage.IN_QUEUE, 2000),
        (Stage.APPROVED, 1700),
        (Stage.ENERGISED, 1195),
        (Stage.LEASED, 241),
        (Stage.BUILDING, 112 + 25 + 25 + 191),
        (Stage.DELIVERED, None),
        (Stage.BILLING, None),
    ],
)
def test_riots_funnel_now(stage: Stage, mw: float | None) -> None:
    assert megawatts(NOW, "RIOT", stage) == mw


@pytest.mark.parametrize(
    ("stage", "mw"),
    [(Stage.APPROVED, 1800), (Stage.ENERGISED, 1195), (Stage.LEASED, None), (Stage.BUILDING, 112)],
)
def test_riots_funnel_on_10_january_2026(stage: Stage, mw: float | None) -> None:
    assert megawatts(JANUARY, "RIOT", stage) == mw


def test_mara_reports_that_nothing_is_leased() -> None:
    assert megawatts(NOW, "MARA", Stage.LEASED) == 0


def test_mara_has_no_megawatts_approved_rather_than_none() -> None:
    assert isinstance(row(NOW, "MARA", Stage.APPROVED).mw, Missing)


def test_cleansparks_lease_states_no_basis() -> None:
    assert row(NOW, "CLSK", Stage.LEASED).basis is PowerBasis.UNSTATED


def test_riots_approved_and_leased_cannot_be_added() -> None:
    with pytest.raises(InputRefused):
        row(NOW, "RIOT", Stage.APPROVED).megawatts() + row(NOW, "RIOT", Stage.LEASED).megawatts()


def test_ciphers_can_be_added_with_its_pue() -> None:
    both = row(NOW, "CIFR", Stage.APPROVED).megawatts() + row(NOW, "CIFR", Stage.LEASED).megawatts()
    assert both.basis is PowerBasis.GROSS and both.value > 1177 + 493


def test_capacity_restated_in_critical_it_is_not_counted_in_gross_too() -> None:
    # Lake Hawkeye: 138 MW gross first, 320 MW IT restated; Muskie 500 MW gross
    assert megawatts(NOW, "WULF", Stage.BUILDING, PowerBasis.GROSS) == 500


def test_terawulf_delivered_60_megawatts_to_core42() -> None:
    assert megawatts(NOW, "WULF", Stage.DELIVERED, PowerBasis.IT) == 2 + 16 + 42


def test_a_share_above_one_is_a_gap_that_says_so() -> None:
    share = report(NOW, "WULF").leased_share_of_approved
    assert isinstance(share, Missing) and "leaves sites out" in share.reason


def test_a_company_of_which_nothing_is_known_has_gaps_and_no_zeros() -> None:
    assert all(isinstance(each.mw, Missing) for each in report(NOW, "CANG").stages)


def test_riots_sites_stand_apart() -> None:
    corsicana = next(each for each in report(NOW, "RIOT").sites if each.site == "Corsicana")
    assert isinstance(corsicana.approved_mw_gross, Figure) and corsicana.approved_mw_gross.value == 1000
    assert isinstance(corsicana.building_mw_it, Figure) and corsicana.building_mw_it.value == 112


def test_maras_energised_megawatts_are_gross_though_capacity_and_energised_are_not_told_apart() -> None:
    assert row(NOW, "MARA", Stage.ENERGISED).basis is PowerBasis.GROSS
