"""A break is tested on one basket: cut where it changes, or held at what stays throughout."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from made_up_closes import closes_csv

from headframe.vocabulary.assumptions import packaged_assumptions
from headframe.worth.closes import read_closes
from headframe.worth.driver_breaks import _one_basket
from headframe.worth.market_returns import Returns, daily_returns

ONE, TWO = {"NVDA": 0.0}, {"NVDA": 0.0, "CRWV": 0.0}


def returns(changes_at: int) -> Returns:
    text, bitcoin = closes_csv(220)
    made = daily_returns(read_closes(text, "made-up.csv", date(2030, 1, 1), bitcoin), "RIOT", packaged_assumptions())
    return replace(made, held=tuple(ONE if at < changes_at else TWO for at in range(len(made.days))))


def test_a_window_is_cut_where_the_basket_changes() -> None:
    assert _one_basket(returns(60), 120, 20, 200) == (60, 200, ("CRWV", "NVDA"))


def test_too_near_to_a_change_only_what_stays_is_held() -> None:
    assert _one_basket(returns(110), 120, 20, 200) == (20, 200, ("NVDA",))


def test_a_basket_that_stays_leaves_the_window_whole() -> None:
    assert _one_basket(returns(0), 120, 20, 200) == (20, 200, ("CRWV", "NVDA"))
