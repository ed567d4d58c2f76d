"""Returns beside the drivers': bitcoin from session to session, a basket without the company itself."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from made_up_closes import closes_csv, made_up_returns

from headframe.record.record import Record
from headframe.vocabulary.assumptions import packaged_assumptions
from headframe.worth.closes import read_closes
from headframe.worth.market_returns import MARKET, basket_members, daily_returns
from headframe.worth.monthly_returns import monthly_returns

FAR = date(2030, 1, 1)
HELD = packaged_assumptions()


def made_up(count: int = 120):
    closes, bitcoin = closes_csv(count)
    return read_closes(closes, "made-up.csv", FAR, bitcoin)


def test_a_return_stands_beside_bitcoin_of_the_session_before_its_own_and_the_next() -> None:
    found, planted = daily_returns(made_up(), "RIOT", HELD), made_up_returns(120)
    assert found.bitcoin[0] == pytest.approx(planted["BTC"][1:4], abs=1e-6)
    assert found.share == pytest.approx(planted["RIOT"][2:-1], abs=1e-6)


def test_what_was_not_known_on_the_views_day_is_left_out() -> None:
    closes, bitcoin = closes_csv(120)
    cut = date(2024, 4, 1)
    found = daily_returns(read_closes(closes, "made-up.csv", cut, bitcoin), "RIOT", HELD)
    assert found.last_close <= cut
    assert max(found.days) < found.last_close


@pytest.mark.parametrize("member", [member.ticker for member in basket_members()])
def test_a_company_is_never_in_its_own_basket(member: str) -> None:
    text, bitcoin = closes_csv(120)
    text = text.replace(",RIOT,", f",{member},") if member != "NVDA" else text
    extra = "".join(line.replace("SPY", "CRWV") + "\n" for line in text.splitlines() if ",SPY," in line)
    closes = read_closes(text + (extra if member != "CRWV" else ""), "made-up.csv", FAR, bitcoin)
    try:
        found = daily_returns(closes, member, HELD)
    except Exception as problem:  # the basket may be empty before its other members count
        assert "basket" in str(problem) or "returns of" in str(problem)
    else:
        assert member not in found.members


def test_a_missing_session_of_the_company_is_named_and_its_returns_left_out() -> None:
    text, bitcoin = closes_csv(120)
    gone = "2024-03-05,RIOT"
    text = "\n".join(line for line in text.splitlines() if not line.startswith(gone)) + "\n"
    found = daily_returns(read_closes(text, "made-up.csv", FAR, bitcoin), "RIOT", HELD)
    assert found.left_out[0].startswith("2024-03-05")
    assert not {date(2024, 3, 5), date(2024, 3, 6)} & set(found.days)


def test_packaged_months_run_to_the_views_day() -> None:
    found = monthly_returns(Record().view(date(2025, 6, 30)), "RIOT")
    assert found.days[-1] == date(2025, 6, 30)
    assert found.bitcoin.shape[1] == 1
    assert MARKET not in found.members


def test_returns_are_logarithms() -> None:
    found = daily_returns(made_up(), "RIOT", HELD)
    assert float(np.abs(found.share).max()) < 0.5


def test_the_basket_of_each_step_is_told() -> None:
    found = daily_returns(made_up(), "RIOT", HELD)
    assert {tuple(held) for held in found.held} == {("NVDA",)}
    assert found.basket == pytest.approx([held["NVDA"] for held in found.held])


def test_an_event_study_needs_no_basket() -> None:
    found = daily_returns(made_up(), "RIOT", HELD, basket=())
    assert found.members == ()
    assert not found.basket.any()
