"""What must hold of the balanced estimate for any figures."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headframe.accounts.balanced_fit import Fit, Observation, fit

amounts = st.floats(0, 5_000)
sigmas = st.floats(0.05, 100)


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[list[float], list[tuple[float, float]]]:
    """Return an opening and, for each step, true coins produced and sold."""
    steps = draw(st.integers(1, 8))
    return [draw(amounts)], [(draw(amounts), draw(amounts)) for _ in range(steps)]


def closing(step: int) -> dict[int, float]:
    """Return the balance after a step as a sum: opening is 0, produced 1, 3, 5, sold 2, 4, 6 and so on."""
    terms: dict[int, float] = {0: 1.0}
    for place in range(step + 1):
        terms[1 + 2 * place], terms[2 + 2 * place] = 1.0, -1.0
    return terms


def value(solved: Fit, terms: dict[int, float]) -> float:
    estimate = solved.estimate(terms)
    assert estimate is not None
    return estimate.value


def observed(opening: float, steps: list[tuple[float, float]], errors: list[float], spread: float) -> list[Observation]:
    seen, balance = [Observation({0: 1.0}, opening, spread)], opening
    for place, (produced, sold) in enumerate(steps):
        balance += produced - sold
        error = errors[place % len(errors)]
        seen.append(Observation({1 + 2 * place: 1.0}, produced + error, spread))
        seen.append(Observation({2 + 2 * place: 1.0}, sold, spread))
        seen.append(Observation(closing(place), balance, spread))
    return seen


@given(ledgers(), sigmas)
@settings(max_examples=60, deadline=None)
def test_figures_that_add_up_do_not_move(ledger: tuple[list[float], list[tuple[float, float]]], spread: float) -> None:
    (opening,), steps = ledger
    solved = fit(1 + 2 * len(steps), observed(opening, steps, [0.0], spread))
    for place, (produced, sold) in enumerate(steps):
        assert value(solved, {1 + 2 * place: 1.0}) == pytest.approx(produced, abs=1e-5)
        assert value(solved, {2 + 2 * place: 1.0}) == pytest.approx(sold, abs=1e-5)


@given(ledgers(), st.lists(st.floats(-50, 50), min_size=1, max_size=8), sigmas)
@settings(max_examples=60, deadline=None)
def test_the_identity_holds_after(
    ledger: tuple[list[float], list[tuple[float, float]]], errors: list[float], spread: float
) -> None:
    (opening,), steps = ledger
    solved = fit(1 + 2 * len(steps), observed(opening, steps, errors, spread))
    before = value(solved, {0: 1.0})
    for place in range(len(steps)):
        after = value(solved, closing(place))
        flows = value(solved, {1 + 2 * place: 1.0}) - value(solved, {2 + 2 * place: 1.0})
        assert after == pytest.approx(before + flows, abs=1e-6)
        before = after


@given(ledgers(), st.lists(st.floats(-50, 50), min_size=1, max_size=8), sigmas)
@settings(max_examples=60, deadline=None)
def test_an_exact_entry_does_not_move(
    ledger: tuple[list[float], list[tuple[float, float]]], errors: list[float], spread: float
) -> None:
    (opening,), steps = ledger
    seen = observed(opening, steps, errors, spread)
    exact = Observation(seen[2].terms, seen[2].value, 0.0)
    solved = fit(1 + 2 * len(steps), [*seen[:2], exact, *seen[3:]])
    assert value(solved, {2: 1.0}) == pytest.approx(exact.value, abs=1e-6)


@given(st.floats(-100, 100), st.floats(-100, 100), sigmas, sigmas)
def test_two_printings_meet_at_their_weighted_mean(one: float, other: float, narrow: float, wide: float) -> None:
    solved = fit(1, [Observation({0: 1.0}, one, narrow), Observation({0: 1.0}, other, wide)])
    weights = (narrow**-2, wide**-2)
    mean = (one * weights[0] + other * weights[1]) / sum(weights)
    estimate = solved.estimate({0: 1.0})
    assert estimate is not None
    assert estimate.value == pytest.approx(mean, abs=1e-6)
    assert estimate.standard_error == pytest.approx(sum(weights) ** -0.5, rel=1e-6)


@given(amounts, amounts, sigmas)
def test_only_the_net_of_two_unseen_flows_is_known(opening: float, after: float, spread: float) -> None:
    solved = fit(3, [Observation({0: 1.0}, opening, spread), Observation(closing(0), after, spread)])
    assert solved.estimate({1: 1.0}) is None
    assert value(solved, {1: 1.0, 2: -1.0}) == pytest.approx(after - opening, abs=1e-5)
