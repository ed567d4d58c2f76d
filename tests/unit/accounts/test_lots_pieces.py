"""A flow is cut into the finest periods that sources tell apart, and no finer."""

from __future__ import annotations

from made_facts import made, view_of

from headframe.accounts.lots_pieces import cut_by, finest_pieces, gaps
from headframe.ground.period import Period
from headframe.record.view import View
from headframe.vocabulary.fact import Standing

YEAR = Period.year(2025)


def cut(view: View, span: Period = YEAR) -> dict[str, float]:
    return {str(piece.period): piece.figure.value for piece in finest_pieces(view, "RIOT", "bitcoin_sold", span)}


def test_months_go_before_their_quarter() -> None:
    months = [made("bitcoin_sold", f"2025-0{month}", 10.0 * month) for month in (1, 2, 3)]
    assert cut(view_of(*months, made("bitcoin_sold", "2025-Q1", 60))) == {"2025-01": 10, "2025-02": 20, "2025-03": 30}


def test_a_quarter_alone_stays_a_quarter_and_is_never_split() -> None:
    assert cut(view_of(made("bitcoin_sold", "2025-Q1", 60))) == {"2025-Q1": 60}


def test_a_month_left_open_is_the_quarter_less_the_others() -> None:
    view = view_of(
        made("bitcoin_sold", "2025-Q1", 60), made("bitcoin_sold", "2025-01", 10), made("bitcoin_sold", "2025-02", 20)
    )
    assert cut(view)["2025-03"] == 30


def test_one_sale_of_the_month_in_round_numbers_does_not_displace_the_quarters_total() -> None:
    rough = made("bitcoin_sold", "2025-01", 1080, 10, standing=Standing.APPROXIMATE)
    assert cut(view_of(rough, made("bitcoin_sold", "2025-Q1", 3778))) == {"2025-Q1": 3778}


def test_two_open_months_around_a_known_one_leave_the_quarter_whole() -> None:
    view = view_of(made("bitcoin_sold", "2025-Q1", 60), made("bitcoin_sold", "2025-02", 20))
    assert cut(view) == {"2025-Q1": 60}


def test_a_difference_that_would_be_negative_is_no_flow() -> None:
    view = view_of(
        made("bitcoin_sold", "2025-Q1", 5), made("bitcoin_sold", "2025-01", 10), made("bitcoin_sold", "2025-02", 20)
    )
    assert "2025-03" not in cut(view)


def test_gaps_are_the_days_nobody_speaks_of() -> None:
    found = gaps(YEAR, [Period.month(2025, 2), Period.quarter(2025, 3)])
    assert [str(gap) for gap in found] == ["2025-01", "2025-03-01/2025-06-30", "2025-Q4"]


def test_a_sale_that_reaches_over_the_spans_edge_cuts_it() -> None:
    assert cut_by(Period.month(2025, 12), [Period.quarter(2025, 4), Period.month(2026, 1)]) == ("2025-Q4",)


def test_a_remainder_around_a_month_does_not_cut_that_month() -> None:
    assert cut_by(Period.month(2025, 11), [Period.quarter(2025, 4), Period.month(2025, 11)]) == ()
