"""Laws of the policy filter: no look-ahead, probabilities, no month twice, gaps that only fade."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headframe.conduct.policy_evidence import Evidence, policy_evidence
from headframe.conduct.policy_filter import find_calls, track
from headframe.conduct.policy_learning import EXPECTED
from headframe.conduct.policy_walk import walk
from headframe.conduct.shifts import find_shifts
from headframe.ground.interval import Interval
from headframe.ground.period import Period
from headframe.record.record import Record
from headframe.vocabulary.company import companies

THRESHOLD = 0.97
A_PERIOD = timedelta(days=31)


def apart(one: Period, other: Period) -> timedelta:
    """The days between two spans, none where they overlap."""
    return max(one.first_day - other.end, other.first_day - one.end, timedelta(0))


def month(index: int, share: float | None, bought: bool, gap: int, late: int) -> Evidence:
    at = 24000 + 2 * index + gap
    span = Period.month(at // 12, at % 12 + 1)
    told = None if share is None else Interval.exact(share)
    fall = None if share is None else Interval.exact((share - 1) / 20)
    return Evidence(span, told, fall, bought, span.end + timedelta(days=late), "printed", ())


rows = st.lists(
    st.tuples(st.one_of(st.none(), st.floats(0, 6)), st.booleans(), st.integers(0, 1), st.integers(1, 400)),
    min_size=2,
    max_size=24,
)


def series(told: list[tuple[float | None, bool, int, int]]) -> list[Evidence]:
    return [month(index, *row) for index, row in enumerate(told)]


@settings(max_examples=60, deadline=None)
@given(rows)
def test_beliefs_are_probabilities(told: list[tuple[float | None, bool, int, int]]) -> None:
    for belief in track(series(told), EXPECTED).beliefs:
        assert sum(belief) == pytest.approx(1)
        assert all(0 <= share <= 1 for share in belief)


@settings(max_examples=60, deadline=None)
@given(rows, st.integers(1, 23))
def test_what_comes_after_a_period_changes_no_call_made_at_it(
    told: list[tuple[float | None, bool, int, int]], cut: int
) -> None:
    evidence = series(told)
    before = find_calls(track(evidence[:cut], EXPECTED), THRESHOLD)
    whole = track(evidence, EXPECTED)
    assert track(evidence[:cut], EXPECTED).beliefs == whole.beliefs[:cut]
    made = [call for call in find_calls(track(evidence[:cut], EXPECTED), THRESHOLD) if call.made_at < cut]
    assert made == before


@settings(max_examples=40, deadline=None)
@given(rows)
def test_a_call_stands_no_sooner_than_its_own_figures(told: list[tuple[float | None, bool, int, int]]) -> None:
    evidence = series(told)
    known = {piece.span: piece.known_at for piece in evidence}
    for one in walk(evidence, EXPECTED, THRESHOLD):
        if one.withdrawn is None:
            assert min(known.values()) <= one.first <= max(known.values())


def test_an_empty_gap_only_lets_certainty_fade() -> None:
    near = [month(index, 0.0, False, 0, 10) for index in range(6)]
    far = Evidence(Period.month(2020, 1), None, None, None, date(2020, 2, 1), "printed", ())
    beliefs = track([*near, far], EXPECTED).beliefs
    assert max(beliefs[-1]) < max(beliefs[-2])


@pytest.mark.parametrize("ticker", companies())
def test_no_month_is_read_twice(ticker: str) -> None:
    months = [month for piece in policy_evidence(Record().view(), ticker) for month in piece.span.months()]
    assert len(months) == len(set(months))


@pytest.mark.parametrize("ticker", ["RIOT", "MARA", "CLSK", "HUT", "BITF", "CORZ", "CIFR", "CANG", "BTDR", "BTBT"])
def test_a_record_as_of_the_day_a_shift_was_callable_holds_it(ticker: str) -> None:
    record = Record()
    for shift in find_shifts(record.view(), ticker).shifts:
        then = find_shifts(record.view(as_of=shift.callable_on), ticker)
        near = {one.to_policy for one in then.shifts if apart(one.period, shift.period) <= A_PERIOD}
        assert shift.to_policy in near, (shift.period, shift.to_policy, shift.callable_on)


@pytest.mark.parametrize("ticker", ["RIOT", "MARA", "CLSK"])
def test_a_view_of_the_past_calls_nothing_that_was_not_yet_callable(ticker: str) -> None:
    record = Record()
    for as_of in (date(2023, 6, 30), date(2024, 6, 30), date(2025, 6, 30)):
        for shift in find_shifts(record.view(as_of=as_of), ticker).shifts:
            assert shift.callable_on <= as_of
            assert all(figure.known_at <= as_of for figure in shift.evidence)
