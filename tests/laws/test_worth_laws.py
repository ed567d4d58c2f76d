"""Laws of worth: the fixed point of dilution, and shares of variance."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headframe.worth.dilution import (
    Capital,
    Convertible,
    Warrant,
    claims_usd,
    diluted_at,
    diluted_worth,
    prices_of_values,
)
from headframe.worth.variance_shares import shares_of_variance

amounts = st.floats(0.0, 5e9)
prices = st.floats(0.5, 200.0)


@st.composite
def capitals(draw: st.DrawFn) -> Capital:
    notes = []
    for at in range(draw(st.integers(0, 3))):
        conversion = draw(prices)
        cap = draw(st.none() | st.floats(1.0, 3.0))
        notes.append(Convertible(f"note {at}", draw(amounts), conversion, None if cap is None else conversion * cap))
    rights = [
        Warrant(f"right {at}", draw(st.floats(0, 1e8)), draw(st.floats(0, 100)))
        for at in range(draw(st.integers(0, 2)))
    ]
    return Capital(draw(st.floats(1e6, 1e9)), tuple(notes), tuple(rights))


@given(capitals(), prices)
def test_the_value_of_a_price_gives_back_the_price(capital: Capital, price: float) -> None:
    assert diluted_worth(capital, claims_usd(capital, price)).price_usd == pytest.approx(price, rel=1e-9)


@given(capitals(), prices)
def test_shares_and_debt_add_up_to_the_value(capital: Capital, price: float) -> None:
    at = diluted_at(capital, price)
    assert at.price_usd * at.shares + at.debt_left_usd == pytest.approx(claims_usd(capital, price), rel=1e-9)


@given(capitals(), amounts, amounts)
def test_more_value_never_makes_a_share_cheaper(capital: Capital, one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert diluted_worth(capital, low).price_usd <= diluted_worth(capital, high).price_usd * (1 + 1e-12)


@given(capitals(), prices)
def test_dilution_never_makes_a_share_dearer(capital: Capital, price: float) -> None:
    value = claims_usd(capital, price)
    debt = sum(note.principal_usd for note in capital.convertibles)
    assert diluted_worth(capital, value).price_usd <= value / capital.shares_basic * (1 + 1e-9)
    assert diluted_worth(capital, value).price_usd <= max(price, (value - debt) / capital.shares_basic) * (1 + 1e-9)


@given(capitals(), st.lists(amounts, min_size=1, max_size=20))
def test_many_paths_give_what_one_gives(capital: Capital, values: list[float]) -> None:
    together = prices_of_values(capital, np.array(values))
    assert together == pytest.approx([diluted_worth(capital, value).price_usd for value in values], rel=1e-9, abs=1e-12)


@given(st.integers(0, 2**31), st.floats(0.0, 1.0))
def test_shares_of_variance_are_never_negative_and_add_up_to_one(seed: int, noise: float) -> None:
    random = np.random.default_rng(seed)
    root = random.standard_normal((5, 5))
    made = shares_of_variance(
        random.standard_normal(5), root @ root.T + 0.01 * np.eye(5), noise, (slice(0, 3), slice(3, 4), slice(4, 5))
    )
    assert made.sum() == pytest.approx(1.0)
    assert (made >= -1e-12).all()


def test_drivers_that_do_not_correlate_share_by_their_own_variance() -> None:
    made = shares_of_variance(np.array([2.0, 1.0]), np.diag([1.0, 4.0]), 2.0, (slice(0, 1), slice(1, 2)))
    assert made == pytest.approx([0.4, 0.4, 0.2])
