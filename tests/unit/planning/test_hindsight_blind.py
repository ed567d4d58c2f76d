"""Hindsight is blind to what came later: figures known after the day may say anything, and its decision stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from headframe.ground.interval import Interval
from headframe.ground.missing import Missing
from headframe.planning.hindsight import hindsight
from headframe.planning.hindsight_shown import PastDecision
from headframe.planning.plan_question import PlanQuestion
from headframe.record import deals as deals_table
from headframe.record.record import Record
from headframe.record.view import View
from headframe.vocabulary.assumptions import packaged_assumptions
from headframe.vocabulary.fact import Fact

HELD = packaged_assumptions()
DAY, END = date(2025, 9, 30), date(2025, 12, 31)
QUESTION = PlanQuestion(quarters=2, nodes=2, trials=3)
ABSURD = 7.0


def spoiled(view: View, day: date) -> View:
    """The same record, where every figure known after the day is seven times what it was."""

    def facts_of(label: str) -> Sequence[Fact]:
        return [each if each.known_at <= day else _absurd(each) for each in view._facts_of(label)]

    return View(view.as_of, view.stamp, view.version, facts_of)


def _absurd(fact: Fact) -> Fact:
    grown = Interval(ABSURD * fact.interval.low, ABSURD * fact.interval.high)
    return replace(fact, value=ABSURD * fact.value, interval=grown)


def decision(view: View) -> PastDecision:
    (found,) = hindsight(view, "RIOT", HELD, DAY, QUESTION).decisions[:1]
    return found


@pytest.fixture(scope="module")
def view() -> View:
    return Record().view(END)


def test_figures_known_after_the_day_change_nothing_that_it_says(view: View) -> None:
    plain, blind = decision(view), decision(spoiled(view, DAY))
    assert not isinstance(plain.said, Missing)
    assert (blind.said, blind.held, blind.would_sell, blind.phases) == (
        *(plain.said, plain.held, plain.would_sell, plain.phases),
    )


def test_the_same_spoiling_from_an_earlier_day_on_does_change_it(view: View) -> None:
    assert decision(spoiled(view, date(2025, 6, 30))).would_sell != decision(view).would_sell


def test_deals_known_after_the_day_change_nothing_that_it_says(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = decision(view)
    by_then = tuple(deal for deal in deals_table._every_deal() if deal.known_at <= DAY)
    assert len(by_then) < len(deals_table._every_deal())
    monkeypatch.setattr(deals_table, "_every_deal", lambda: by_then)
    assert decision(view).said == plain.said


def test_every_assumption_younger_than_the_day_is_counted_and_named(view: View) -> None:
    told = hindsight(view, "RIOT", HELD, DAY, QUESTION)
    assert [each.look_ahead for each in told.decisions] == [len(HELD.look_ahead(each.as_of)) for each in told.decisions]
    assert told.decisions[0].look_ahead > 0
    assert set(told.made_from.look_ahead) == set(HELD.look_ahead(view.as_of))
