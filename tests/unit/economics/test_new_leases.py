"""What a lease that nobody has signed yet is taken to pay."""

from __future__ import annotations

from datetime import date

from headframe.economics.build_miner import build_miner
from headframe.record.record import Record
from headframe.sites.lease_economics import first_year_share
from headframe.vocabulary.assumptions import packaged_assumptions

VIEW = Record().view(date(2026, 11, 22))
OPEN = [each for each in build_miner(VIEW, "RIOT", packaged_assumptions()).projects if not each.contracted]


def test_a_new_lease_pays_the_average_rent_of_leases_over_its_term_and_no_steps_on_top() -> None:
    assert OPEN
    assert all(first_year_share(each.escalator_per_year, each.term_months / 12) == 1.0 for each in OPEN)
