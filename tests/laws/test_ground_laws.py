"""Laws of intervals, periods and printed digits, for any values."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from headframe.ground.interval import Interval
from headframe.ground.period import Period
from headframe.ground.printed import interval_of_digits, interval_of_full_dollars

patient = settings(deadline=None)
"""A machine shared with others may be slow; a law does not depend on that."""
numbers = st.floats(-1e12, 1e12, allow_subnormal=False)
intervals = st.tuples(numbers, numbers).map(lambda ends: Interval(min(ends), max(ends)))
days = st.dates(date(2008, 1, 1), date(2060, 12, 31))
periods = st.one_of(
    st.builds(Period.day, days),
    st.builds(Period.month, st.integers(2008, 2060), st.integers(1, 12)),
    st.builds(Period.quarter, st.integers(2008, 2060), st.integers(1, 4)),
    st.builds(Period.year, st.integers(2008, 2060)),
    st.tuples(days, days).map(lambda ends: Period.span(min(ends), max(ends))),
)
plain_digits = st.decimals(-(10**12), 10**12, allow_nan=False, allow_infinity=False, places=None).map(
    lambda number: format(round(number, 6), "f")
)


@st.composite
def with_member(draw: st.DrawFn) -> tuple[Interval, float]:
    whole = draw(intervals)
    return whole, draw(st.floats(whole.low, whole.high, allow_subnormal=False))


@patient
@given(with_member(), with_member())
def test_sums_differences_and_products_hold_those_of_their_members(
    one: tuple[Interval, float], other: tuple[Interval, float]
) -> None:
    (a, x), (b, y) = one, other
    assert (a + b).holds(x + y)
    assert (a - b).holds(x - y)
    assert (a * b).holds(x * y)
    assert (-a).holds(-x)


@patient
@given(with_member(), with_member())
def test_quotients_hold_those_of_their_members(one: tuple[Interval, float], other: tuple[Interval, float]) -> None:
    (a, x), (b, y) = one, other
    assume(b.low > 1e-9 or b.high < -1e-9)
    assert (a / b).holds(x / y)


@patient
@given(with_member(), st.floats(-1e6, 1e6))
def test_scaling_holds_the_scaled_member(one: tuple[Interval, float], factor: float) -> None:
    whole, member = one
    assert whole.scaled(factor).holds(member * factor)


@patient
@given(intervals, intervals)
def test_meeting_is_mutual(one: Interval, other: Interval) -> None:
    assert one.meets(other) == other.meets(one)


@patient
@given(with_member(), intervals)
def test_intervals_with_a_common_inner_value_meet(one: tuple[Interval, float], other: Interval) -> None:
    whole, member = one
    assume(whole.low < member < whole.high and other.low < member < other.high)
    assert whole.meets(other)


@patient
@given(intervals, intervals)
def test_the_hull_holds_both(one: Interval, other: Interval) -> None:
    hull = one.hull(other)
    assert all(hull.holds(end) for end in (one.low, one.high, other.low, other.high))


@patient
@given(periods)
def test_a_period_is_read_as_it_was_printed(period: Period) -> None:
    assert Period.parse(str(period)) == period


@patient
@given(periods, periods)
def test_a_period_covers_what_it_says(one: Period, other: Period) -> None:
    assert one.covers(other) == (one.first_day <= other.first_day and other.end <= one.end)


@patient
@given(periods)
def test_the_months_of_a_period_hold_all_its_days(period: Period) -> None:
    months = list(period.months())
    assert months[0].first_day <= period.first_day
    assert period.end <= months[-1].end
    assert all(one.end < other.first_day for one, other in pairwise(months))


@patient
@given(plain_digits, st.sampled_from([0, 3, 6, 9]), st.booleans())
def test_a_printed_value_lies_in_the_interval_it_was_rounded_from(digits: str, scale: int, approximate: bool) -> None:
    interval = interval_of_digits(digits, scale=scale, approximate=approximate)
    assert interval.holds(float(Decimal(digits).scaleb(scale)))


@patient
@given(plain_digits)
def test_one_digit_more_never_widens_the_interval(digits: str) -> None:
    more = digits + "0" if "." in digits else digits + ".0"
    wide, narrow = interval_of_digits(digits), interval_of_digits(more)
    assert wide.low <= narrow.low
    assert narrow.high <= wide.high


@patient
@given(st.integers(-(10**12), 10**12), st.booleans())
def test_full_dollars_lie_in_the_interval_they_stand_for(amount: int, approximate: bool) -> None:
    assert interval_of_full_dollars(Decimal(amount), approximate=approximate).holds(float(amount))


@patient
@given(st.integers(1, 10**9), st.integers(0, 4))
def test_an_approximate_figure_is_no_narrower(amount: int, zeros: int) -> None:
    digits = str(amount * 10**zeros)
    exact, about = interval_of_digits(digits), interval_of_digits(digits, approximate=True)
    assert about.low <= exact.low
    assert exact.high <= about.high
