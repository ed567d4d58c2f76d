"""Parts add up to their total within what rounding allows, or they do not."""

from __future__ import annotations

import pytest
from made_facts import made, view_of

from headframe.accounts.tie_out import Parts, TieVerdict, tie_out
from headframe.ground.errors import UsageProblem
from headframe.record.view import View
from headframe.vocabulary.fact import Source, Standing, Witness


def months(*coins: float) -> list:  # type: ignore[type-arg]
    return [made("bitcoin_produced", f"2025-0{place + 1}", each) for place, each in enumerate(coins)]


def verdict(view: View, period: str, by: Parts = Parts.MONTHS) -> TieVerdict:
    ties = tie_out(view, "RIOT", "bitcoin_produced").ties
    return next(tie.verdict for tie in ties if str(tie.period) == period and tie.by is by)


def test_three_months_make_the_quarter() -> None:
    assert (
        verdict(view_of(*months(527, 470, 533), made("bitcoin_produced", "2025-Q1", 1530)), "2025-Q1")
        is TieVerdict.TIES
    )


def test_one_coin_off_is_rounding() -> None:
    assert (
        verdict(view_of(*months(371, 371, 372), made("bitcoin_produced", "2025-Q1", 1115)), "2025-Q1")
        is TieVerdict.TIES
    )


def test_two_coins_off_touch_the_tolerance_and_do_not_tie() -> None:
    view = view_of(*months(371, 371, 371), made("bitcoin_produced", "2025-Q1", 1115))
    assert verdict(view, "2025-Q1") is TieVerdict.DOES_NOT_TIE


def test_a_month_not_printed_is_named() -> None:
    view = view_of(*months(527, 470), made("bitcoin_produced", "2025-Q1", 1530))
    tie = tie_out(view, "RIOT", "bitcoin_produced").ties[0]
    assert (tie.verdict, tie.missing) == (TieVerdict.CANNOT, ("2025-03",))


def test_a_year_is_compared_with_its_quarters_too() -> None:
    quarters = [made("bitcoin_produced", f"2025-Q{number}", 100) for number in (1, 2, 3, 4)]
    assert (
        verdict(view_of(*quarters, made("bitcoin_produced", "2025", 500)), "2025", Parts.QUARTERS)
        is TieVerdict.DOES_NOT_TIE
    )


def test_a_part_its_compiler_computed_from_the_total_proves_nothing() -> None:
    computed = made("bitcoin_produced", "2025-03", 533, standing=Standing.COMPUTED)
    view = view_of(*months(527, 470), computed, made("bitcoin_produced", "2025-Q1", 1530))
    assert verdict(view, "2025-Q1") is TieVerdict.CANNOT


def test_coins_that_follow_from_money_and_price_count_as_a_part() -> None:
    view = view_of(
        made("bitcoin_sold", "2025-04", 475),
        made("bitcoin_sale_net_proceeds", "2025-05", 51.3e6, 5e4),
        made("bitcoin_sale_average_net_price", "2025-05", 102591),
        made("bitcoin_sold", "2025-06", 397),
        made("bitcoin_sold", "2025-Q2", 1371),
    )
    assert tie_out(view, "RIOT", "bitcoin_sold").ties[0].verdict is TieVerdict.TIES


def test_another_printing_that_ties_is_offered() -> None:
    view = view_of(
        *months(527, 470, 533),
        made("bitcoin_produced", "2025-Q1", 1600),
        made("bitcoin_produced", "2025-Q1", 1530, source=Source(Witness.PRESS, "made up")),
    )
    assert "another printing, 1,530, ties" in tie_out(view, "RIOT", "bitcoin_produced").ties[0].words


def test_an_unknown_concept_is_refused() -> None:
    with pytest.raises(UsageProblem):
        tie_out(view_of(), "RIOT", "bitcoins_made")
