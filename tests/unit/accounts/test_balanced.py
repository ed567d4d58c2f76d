"""The balanced estimate: everything at once, beside what was reported."""

from __future__ import annotations

import pytest
from made_facts import made, view_of

from headframe.accounts.balanced import Balanced, balance
from headframe.ground.missing import Missing
from headframe.record.view import View
from headframe.vocabulary.figure import Badge, Figure


def treasury(sold_november: float, **other: float) -> View:
    """A quiet half-year that closes to the coin, and a November with the sale and the balance asked for."""
    quiet = [
        fact
        for month in range(4, 10)
        for fact in (
            made("bitcoin_held", f"2025-{month:02}-30" if month in (4, 6, 9) else f"2025-{month:02}-31", 1000),
            made("bitcoin_produced", f"2025-{month:02}", 10),
            made("bitcoin_sold", f"2025-{month:02}", 10),
        )
    ]
    facts = [
        *quiet,
        made("bitcoin_held", "2025-10-31", 1050),
        made("bitcoin_held", "2025-11-30", other.get("closing", 1090)),
        made("bitcoin_produced", "2025-10", 60),
        made("bitcoin_produced", "2025-11", 60),
        made("bitcoin_sold", "2025-10", 10),
        made("bitcoin_sold", "2025-11", sold_november, other.get("half", 0.5)),
    ]
    return view_of(*facts)


def entry(told: Balanced, step: int, name: str) -> Figure:
    best = getattr(told.steps[step], name).best
    assert isinstance(best, Figure), best
    return best


def test_figures_that_add_up_stay_where_they_are() -> None:
    told = balance(treasury(20), "RIOT")
    assert told.moved_most == ()
    assert entry(told, -1, "sold").value == pytest.approx(20)


def test_the_loosest_entry_gives_way() -> None:
    told = balance(treasury(60, half=100), "RIOT")
    assert entry(told, -1, "sold").value == pytest.approx(20, abs=1)


def test_what_had_to_move_most_is_named_first() -> None:
    told = balance(treasury(500, half=20), "RIOT")
    assert told.moved_most[0].what == "bitcoin_sold 2025-11"


def test_the_best_figure_is_an_estimate_beside_the_reported_one() -> None:
    step = balance(treasury(20), "RIOT").steps[-1]
    assert isinstance(step.sold.reported, Figure)
    assert isinstance(step.sold.best, Figure)
    assert (step.sold.reported.badge, step.sold.best.badge) == (Badge.REPORTED, Badge.ESTIMATED)


def test_a_missing_flow_is_what_the_others_leave() -> None:
    facts = [
        fact
        for fact in treasury(20).facts("RIOT")
        if not (fact.concept == "bitcoin_sold" and fact.period.end.month == 11)
    ]
    assert entry(balance(view_of(*facts), "RIOT"), -1, "sold").value == pytest.approx(20, abs=0.01)


def test_two_missing_flows_of_a_step_stay_missing() -> None:
    facts = [fact for fact in treasury(20).facts("RIOT") if fact.period.is_day or fact.period.end.month != 11]
    told = balance(view_of(*facts), "RIOT")
    assert isinstance(told.steps[-1].sold.best, Missing)
    assert isinstance(told.steps[-1].produced.best, Missing)


def test_a_quarters_total_balances_its_months_too() -> None:
    facts = [*treasury(20).facts("RIOT"), made("bitcoin_sold", "2025-10-01/2025-11-30", 33)]
    told = balance(view_of(*facts), "RIOT")
    assert 30 < entry(told, -2, "sold").value + entry(told, -1, "sold").value < 33


def test_coins_a_filing_prints_as_pay_leave_without_moving_the_sales() -> None:
    facts = [
        *(fact for fact in treasury(20).facts("RIOT") if fact.period.end.month != 11),
        made("bitcoin_held", "2025-11-30", 1060),
        made("bitcoin_produced", "2025-11", 60),
        made("bitcoin_sold", "2025-11", 20),
        made("bitcoin_exchanged_compensation", "2025-10-01/2025-11-30", 30),
        made("bitcoin_receivable_change", "2025-10-01/2025-11-30", 0),
    ]
    told = balance(view_of(*facts), "RIOT")
    assert entry(told, -1, "sold").value == pytest.approx(20, abs=0.3)


def test_coins_that_came_in_unprinted_are_no_negative_sale() -> None:
    facts = [fact for fact in treasury(20, closing=1500).facts("RIOT") if fact.concept != "bitcoin_sold"]
    best = balance(view_of(*facts), "RIOT").steps[-1].sold.best
    assert isinstance(best, Missing)
    assert "came in" in best.reason


def test_exact_figures_that_contradict_each_other_are_said_to() -> None:
    facts = [made(f.concept, str(f.period), f.value, 0.0) for f in treasury(20).facts("RIOT")]
    twice = made("bitcoin_produced", "2025-10-01/2025-11-30", 150, 0.0)
    assert isinstance(balance(view_of(*facts, twice), "RIOT").missing, Missing)
