"""Megawatts know their basis."""

from __future__ import annotations

import pytest

from headframe.ground.errors import InputRefused
from headframe.sites.power_basis import Megawatts, PowerBasis

GROSS, IT, UNSTATED = PowerBasis.GROSS, PowerBasis.IT, PowerBasis.UNSTATED


def test_gross_and_critical_it_are_not_added() -> None:
    with pytest.raises(InputRefused, match="cannot be taken as gross"):
        Megawatts.of(700, GROSS) + Megawatts.of(25, IT)


def test_a_pue_ties_critical_it_to_gross() -> None:
    assert (Megawatts.of(700, GROSS) + Megawatts.of(100, IT, pue=1.3)).value == pytest.approx(830)


def test_a_sum_stands_on_the_basis_of_its_first_part() -> None:
    assert (Megawatts.of(25, IT) + Megawatts.of(140, GROSS, pue=1.4)).basis is IT


def test_megawatts_of_one_basis_add_up() -> None:
    assert (Megawatts.of(25, IT) + Megawatts.of(191, IT)).value == 216


def test_megawatts_of_unstated_basis_add_to_nothing_not_even_their_own_kind() -> None:
    with pytest.raises(InputRefused, match="basis nobody stated"):
        Megawatts.of(175, UNSTATED) + Megawatts.of(175, UNSTATED)


def test_negative_megawatts_are_refused() -> None:
    with pytest.raises(InputRefused, match="below zero"):
        Megawatts.of(-1, GROSS)


@pytest.mark.parametrize("pue", [0.9, 0.0, 3.5])
def test_a_pue_no_site_can_have_is_refused(pue: float) -> None:
    with pytest.raises(InputRefused, match="PUE"):
        Megawatts.of(100, IT, pue=pue)
