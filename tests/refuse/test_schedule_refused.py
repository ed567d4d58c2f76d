"""What no schedule can do is refused, by how much, and with what would relax it."""

from __future__ import annotations

from datetime import date

import pytest

from headframe.ground.errors import HeadframeError, InputRefused, NotEnoughData, UsageProblem
from headframe.planning.schedule import schedule_block
from headframe.planning.schedule_block import CashNeed
from headframe.planning.schedule_cash import parse_cash_need
from headframe.planning.schedule_question import Limits, Question, asked
from headframe.record.record import Record

VIEW = Record().view()


def refusal(coins: float, days: int, **limits: object) -> HeadframeError:
    question = Question(price_usd=90_000.0, limits=Limits(**limits))  # type: ignore[arg-type]
    with pytest.raises(HeadframeError) as caught:
        schedule_block(VIEW, coins, days, question)
    return caught.value


@pytest.mark.parametrize("coins", [0.0, -5.0, float("nan"), float("inf")])
def test_a_block_of_no_coins_is_refused(coins: float) -> None:
    assert isinstance(refusal(coins, 40), UsageProblem)


@pytest.mark.parametrize("days", [0, -1, 367])
def test_a_time_of_no_days_or_more_than_a_year_is_refused(days: int) -> None:
    assert "1 to 366" in refusal(100.0, days).next


def test_more_cash_than_the_block_raises_is_refused_with_the_distance() -> None:
    problem = refusal(2201.0, 40, cash=(CashNeed(500e6, 10),))
    assert isinstance(problem, InputRefused)
    assert "too little" in problem.why
    assert "BTC or more" in problem.next


def test_cash_too_soon_names_the_day_and_the_cap_that_would_do() -> None:
    problem = refusal(2201.0, 40, cash=(CashNeed(180e6, 10),), cap=0.002)
    assert "give it until day" in problem.next
    assert "BTC a day instead of 120.0" in problem.next


def test_a_cap_too_small_for_the_days_names_both_ways_out() -> None:
    problem = refusal(2201.0, 40, cap=0.0005)
    assert "1,001 too few" in problem.why
    assert "74 days" in problem.next
    assert "55.0 BTC a day" in problem.next


def test_a_cash_date_after_the_schedule_is_refused() -> None:
    assert "outside a schedule of 40 days" in refusal(2201.0, 40, cash=(CashNeed(1e6, 50),)).what


def test_cash_for_certain_is_refused() -> None:
    assert "no price is certain" in refusal(2201.0, 40, sure=1.0).next


def test_cash_on_average_may_be_possible_where_nearly_for_certain_is_not() -> None:
    need = (CashNeed(190e6, 40),)
    question = Question(price_usd=90_000.0, limits=Limits(cash=need, cap=0.001))
    assert schedule_block(VIEW, 2201.0, 40, question).cash[0].chance_short.value == pytest.approx(0.5, abs=0.49)
    assert "deviations of the price below the mean" in refusal(2201.0, 40, cash=need, sure=0.99, cap=0.001).why


@pytest.mark.parametrize("text", ["50e6", "50e6@", "@10d", "50e6@10", "-5e6@10d", "0@10d", "1e999@3d", "1.2.3@4d", ""])
def test_what_is_no_cash_date_is_refused(text: str) -> None:
    with pytest.raises(UsageProblem, match="is no cash date"):
        parse_cash_need(text)


@pytest.mark.parametrize("word, where", [("luck", "--by"), ("cubic", "--impact")])
def test_another_word_is_refused_with_the_ones_there_are(word: str, where: str) -> None:
    words = {"by": "cost", "law": "square-root"} | {("by" if where == "--by" else "law"): word}
    with pytest.raises(UsageProblem) as caught:
        asked(**words, limits=Limits(), price_usd=None, memory=None, tail=None, company=None, span=None)  # type: ignore[arg-type]
    assert caught.value.where == where
    assert "one of" in caught.value.next


def test_more_coins_than_the_company_holds_are_refused() -> None:
    with pytest.raises(InputRefused, match="RIOT held"):
        schedule_block(VIEW, 50_000.0, 300, Question(company="RIOT", price_usd=90_000.0))


def test_a_tail_outside_its_range_is_refused() -> None:
    with pytest.raises(InputRefused, match=r"schedule\.tail"):
        schedule_block(VIEW, 10.0, 3, Question(tail=0.0))


def test_a_price_below_zero_is_refused() -> None:
    with pytest.raises(UsageProblem, match="no bitcoin price"):
        schedule_block(VIEW, 10.0, 3, Question(price_usd=-1.0))


def test_a_day_before_the_series_has_no_volatility() -> None:
    with pytest.raises(NotEnoughData):
        schedule_block(Record().view(date(2014, 3, 1)), 10.0, 3)
