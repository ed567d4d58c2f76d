"""A phase's loan, equity, NOI and end, against sums done by hand."""

from __future__ import annotations

import numpy as np
import pytest
from tests.northfield import option

from headframe.planning.phase_terms import equity_first, phase_kinds, quarter_shares

RENT = np.array([118.0])


def one_kind(**changes: object):  # type: ignore[no-untyped-def]
    return phase_kinds((option(1, **changes),), slip_months=0.0)[0]


def test_a_quarters_noi_is_megawatts_times_three_months_rent_times_margin() -> None:
    assert one_kind().noi_usd(RENT)[0] == pytest.approx(60.0 * 1000 * 3 * 118.0 * 0.82)


def test_the_whole_cost_is_equity_and_loan() -> None:
    kind = one_kind()
    assert kind.equity_usd(RENT).sum() + kind.drawn_usd(RENT)[0] == pytest.approx(520e6)


def test_a_lender_carries_its_share_of_cost_where_noi_covers_it() -> None:
    assert one_kind(rent_usd_per_kw_month=0.0).drawn_usd(np.array([400.0]))[0] == pytest.approx(0.65 * 520e6)


def test_where_noi_is_short_the_loan_is_what_it_covers_and_no_more() -> None:
    kind = one_kind()
    share = kind.service_share(np.array([40.0]))[0]
    assert kind.drawn_usd(np.array([40.0]))[0] < 0.65 * 520e6
    assert share == pytest.approx(1 / 1.3)


def test_debt_service_as_a_share_of_noi_repays_the_loan_within_its_term() -> None:
    kind = one_kind()
    noi, share = float(kind.noi_usd(RENT)[0]), float(kind.service_share(RENT)[0])
    owed = float(kind.drawn_usd(RENT)[0]) * kind.loan_growth
    for quarter in range(kind.loan_quarters):
        owed = owed * (1 + kind.loan_rate) - share * noi * (1 + kind.growth) ** quarter
    assert owed == pytest.approx(0.0, abs=1.0)


def test_without_a_rent_no_lender_lends() -> None:
    assert one_kind().drawn_usd(np.array([0.0]))[0] == 0.0


def test_a_phase_that_bills_a_year_from_the_horizon_is_worth_less_there_than_one_that_bills_now() -> None:
    kind = one_kind()
    later, now = (float(kind.end_usd(RENT, age, 0.08, 0.08)[0]) for age in (-4, 0))
    assert later == pytest.approx(now * np.exp(-0.08))


def test_spending_is_whole_and_slow_fast_slow() -> None:
    shares = quarter_shares(18.0)
    assert shares.sum() == pytest.approx(1.0)
    assert shares[0] < shares[2] > shares[5]


def test_equity_is_used_up_before_the_lender_pays() -> None:
    by_company, growth = equity_first(np.array([10.0, 20.0, 30.0]), 25.0, 0.0, 3)
    assert by_company.tolist() == [10.0, 15.0]
    assert growth == 1.0


def test_phases_alike_are_one_kind_with_the_idle_megawatts_first() -> None:
    kinds = phase_kinds((option(1, mining_mw_displaced=100.0), option(2, mining_mw_displaced=0.0)), 0.0)
    assert len(kinds) == 1
    assert kinds[0].displaced_mw == (0.0, 100.0)
