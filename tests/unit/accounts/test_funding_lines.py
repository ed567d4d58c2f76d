"""Sources and uses: lines, what bounds one that is not printed, and how the two sides close."""

from __future__ import annotations

import pytest

from headframe.accounts.funding import sources_and_uses
from headframe.accounts.funding_lines import FundingLine, Side, line_over
from headframe.accounts.funding_scope import turnkey_per_mw
from headframe.conduct.funding_bounds import bounds_of, other_sources
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.record import Record
from headframe.vocabulary.figure import Figure

VIEW = Record().view()
Q3, NOV_DEC = Period.quarter(2025, 3), Period.parse("2025-11-01/2025-12-31")


def known(figure: Figure | Missing) -> Figure:
    assert isinstance(figure, Figure), figure
    return figure


def riot_line(concept: str, span: Period) -> FundingLine:
    return line_over(VIEW, "RIOT", concept, span, Side.USE, concept)


def test_a_quarter_is_the_year_to_date_less_the_one_before() -> None:
    assert known(riot_line("capex_property", Q3).figure).value == 118_923_000 - 93_235_000


def test_a_line_printed_for_a_longer_span_is_bounded_by_it() -> None:
    land = riot_line("land_purchase", Q3)
    assert isinstance(land.figure, Missing)
    assert (land.at_least, land.at_most) == (0.0, pytest.approx(50_858_000, abs=1_000))


def test_a_line_printed_for_a_part_is_bounded_from_below() -> None:
    capex = riot_line("capex_property", Period.parse("2025-07-01/2026-03-31"))
    assert capex.at_least == pytest.approx(25_688_000, abs=2_000)
    assert capex.at_most is None


def test_riots_third_quarter_closes_on_land_and_leases() -> None:
    """Land of 50.858 and rights of use of 3.595 million stand in the statement for nine months only."""
    rest = known(sources_and_uses(VIEW, "RIOT", Q3).rest)
    assert -rest.value == pytest.approx(50_858_000 + 3_595_000, rel=0.01)


def test_a_closed_statement_leaves_no_line_open() -> None:
    money = sources_and_uses(VIEW, "RIOT", Q3)
    assert all(line.at_most is not None for line in money.lines)
    assert other_sources(money)[1] == ()


def test_without_a_statement_nothing_bounds_the_lines() -> None:
    money = sources_and_uses(VIEW, "RIOT", NOV_DEC)
    assert isinstance(money.rest, Missing)
    assert {"cfo", "capex_property", "cash_and_restricted_end"} <= set(money.missing_lines)


@pytest.mark.parametrize(
    ("company", "span"),
    [("RIOT", "2025-Q3"), ("RIOT", "2025-11-01/2025-12-31"), ("CLSK", "2024-10-01/2025-06-30"), ("RIOT", "2024")],
)
def test_bounds_are_in_order_and_inside_the_sale(company: str, span: str) -> None:
    money = sources_and_uses(VIEW, company, Period.parse(span))
    sale = known(money.sale).value
    assert bounds_of(money)
    for bound in bounds_of(money):
        low, high = known(bound.at_least).value, known(bound.at_most).value
        assert 0 <= low <= high <= sale
        assert (bound.share_at_least, bound.share_at_most) == (low / sale, high / sale)


def test_the_lower_bound_is_what_other_sources_leave() -> None:
    money = sources_and_uses(VIEW, "RIOT", Period.year(2022))
    others, _ = other_sources(money)
    for bound in bounds_of(money):
        if isinstance(bound.amount, Figure) and bound.use == "property and equipment":
            assert known(bound.at_least).value == pytest.approx(max(0.0, bound.amount.interval.low - others))


def test_turnkey_is_the_range_that_leases_of_the_year_print() -> None:
    per_mw = known(turnkey_per_mw(VIEW, "RIOT", NOV_DEC))
    assert (per_mw.interval.low, per_mw.interval.high) == (8_000_000, 11_000_000)
    assert {figure.id.split()[0] for figure in per_mw.inputs} == {"WULF", "CIFR"}
