"""What holds for every day and every deal."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headframe.ground.interval import Interval
from headframe.ground.period import Period
from headframe.record.assets import assets
from headframe.record.deals import deals
from headframe.record.promises import promises
from headframe.record.record import Record
from headframe.record.terms import terms
from headframe.sites.deal_check import check_deal
from headframe.sites.deal_fields import fields
from headframe.sites.deal_file import read_deal
from headframe.sites.deal_refused import DealRefused
from headframe.sites.delivery import deliveries
from headframe.sites.lease_economics import first_year_share, level_payment_share
from headframe.sites.megawatts import count_megawatts
from headframe.sites.power_basis import Megawatts, PowerBasis
from headframe.sites.register import lease_register
from headframe.sites.survival import Observation, kaplan_meier
from headframe.vocabulary.company import companies
from headframe.vocabulary.figure import Figure

DAYS = st.dates(date(2024, 1, 1), date(2026, 11, 22))
SIZES = st.floats(0, 5000)
PUES = st.floats(1, 2)


@given(DAYS)
@settings(max_examples=25, deadline=None)
def test_no_reader_knows_more_than_its_day(day: date) -> None:
    assert all(row.known_at <= day for read in (assets, deals, promises, terms) for row in read(day))


@given(DAYS)
@settings(max_examples=25, deadline=None)
def test_no_delivery_is_known_before_it_happened(day: date) -> None:
    ends = (line.ended_on for each in deliveries(Record().view(day)) for line in each.promises if line.ended_on)
    assert all(end.end <= day for end in ends)


@pytest.mark.parametrize("company", ["RIOT", "CLSK", "WULF", "CORZ"])
@pytest.mark.parametrize("back", range(0, 700, 140))
def test_no_figure_knows_more_than_its_day(company: str, back: int) -> None:
    view = Record().view(date(2026, 11, 22) - timedelta(days=back))
    for answer in (count_megawatts(view, company), lease_register(view, company)):
        assert all(figure.known_at <= view.as_of for figure in answer.figures())


@pytest.mark.parametrize("company", ["RIOT", "MARA", "CLSK", "WULF", "CORZ", "CIFR", "APLD", "HUT"])
def test_an_id_means_one_number(company: str) -> None:
    seen: dict[str, tuple[float, Interval]] = {}
    view = Record().view()
    for answer in (count_megawatts(view, company), lease_register(view, company)):
        for figure in with_inputs(answer.figures()):
            assert seen.setdefault(figure.id, (figure.value, figure.interval)) == (figure.value, figure.interval)


def with_inputs(figures: Iterable[Figure]) -> Iterator[Figure]:
    for figure in figures:
        yield figure
        yield from with_inputs(figure.inputs)


@pytest.mark.parametrize("company", ["RIOT", "WULF", "CORZ", "HUT", "IREN"])
def test_every_id_names_a_company_a_concept_and_a_period(company: str) -> None:
    view = Record().view()
    for answer in (count_megawatts(view, company), lease_register(view, company)):
        for figure in with_inputs(answer.figures()):
            owner, concept, period, *_ = figure.id.split(" ")
            assert owner in companies() or owner == "market"
            assert concept == concept.lower() and Period.parse(period)


def test_a_promise_known_once_stays_known() -> None:
    seen: set[int] = set()
    for day in (date(2025, 1, 1), date(2025, 9, 1), date(2026, 3, 1), date(2026, 11, 22)):
        rows = {each.row for each in promises(day)}
        assert seen <= rows
        seen = rows


@given(SIZES, PUES)
def test_there_and_back_is_the_same_capacity(size: float, pue: float) -> None:
    there = Megawatts.of(size, PowerBasis.IT, pue=pue).on(PowerBasis.GROSS)
    assert there.on(PowerBasis.IT).value == pytest.approx(size)
    assert there.value >= size * (1 - 1e-12)


@given(SIZES, SIZES)
def test_on_one_basis_the_order_does_not_matter(one: float, other: float) -> None:
    left, right = Megawatts.of(one, PowerBasis.IT), Megawatts.of(other, PowerBasis.IT)
    assert (left + right).value == (right + left).value


@given(st.floats(0.0001, 0.2), st.integers(1, 40))
def test_rising_rents_average_to_the_average(escalator: float, years: int) -> None:
    first = first_year_share(escalator, years)
    assert sum(first * (1 + escalator) ** year for year in range(years)) / years == pytest.approx(1)


@given(st.floats(0.0001, 0.3), st.integers(1, 40))
def test_level_payments_repay_the_loan(coupon: float, years: int) -> None:
    left = 1.0
    for _ in range(years):
        left = left * (1 + coupon) - level_payment_share(coupon, years)
    assert left == pytest.approx(0, abs=1e-6 * (1 + coupon) ** years)


OUTCOMES = st.lists(st.tuples(st.integers(-50, 0), st.integers(1, 300), st.booleans()), min_size=1, max_size=30)


@given(OUTCOMES)
def test_the_curve_only_falls_and_its_band_holds_it(outcomes: list[tuple[int, int, bool]]) -> None:
    curve = kaplan_meier([Observation(entered, left, came) for entered, left, came in outcomes])
    assert list(curve.undelivered) == sorted(curve.undelivered, reverse=True)
    for share, low, high in zip(curve.undelivered, curve.low, curve.high, strict=True):
        assert 0 <= low <= share + 1e-12 and share - 1e-12 <= high <= 1


@given(OUTCOMES)
def test_seeing_fewer_deliveries_never_lowers_the_curve(outcomes: list[tuple[int, int, bool]]) -> None:
    seen = [Observation(entered, left, came) for entered, left, came in outcomes]
    blind = [Observation(each.entered, each.left, False) for each in seen]
    assert kaplan_meier(blind).last >= kaplan_meier(seen).last


NUMBERS = st.dictionaries(
    st.sampled_from(sorted(fields())), st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=len(fields())
)


@given(NUMBERS)
@settings(max_examples=150, deadline=None)
def test_every_deal_within_its_bounds_is_weighed_or_refused_by_field(shares: dict[str, tuple[float, bool]]) -> None:
    lines = ["[deal]", 'name = "a"', 'basis = "it"', "announced = 2026-01-16"]
    for name, (share, is_range) in shares.items():
        field = fields()[name]
        value = f"{field.low + share * (field.high - field.low):.6f}"
        lines.append(f"{name} = [{field.low:f}, {value}]" if is_range else f"{name} = {value}")
    try:
        json.dumps(check_deal(Record().view(), read_deal("\n".join(lines))).to_json(), allow_nan=False)
    except DealRefused as refused:
        assert {problem.field for problem in refused.problems} <= set(fields())
