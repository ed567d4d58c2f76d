"""What Riot's sale of November and December 2025 can have paid for, and other windows."""

from __future__ import annotations

from datetime import date

import jsonschema
import pytest

from headframe.accounts.funding_scope import Scope, ScopeCost
from headframe.conduct.funding import Funding, bound_funding
from headframe.conduct.motive_figures import conduct_figure
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.record import Record
from headframe.vocabulary.company import companies
from headframe.vocabulary.figure import Figure

VIEW = Record().view()
NOV_DEC = bound_funding(VIEW, "RIOT", Period.parse("2025-11-01/2025-12-31"))


def known(figure: Figure | Missing) -> Figure:
    assert isinstance(figure, Figure), figure
    return figure


def scope(told: Funding, wanted: Scope) -> ScopeCost:
    return next(found for found in told.scopes if found.scope is wanted)


def test_the_sale_is_198_6_million() -> None:
    assert NOV_DEC.money is not None
    assert known(NOV_DEC.money.sale).value == 198_600_000


def test_it_covers_93_percent_of_core_and_shell() -> None:
    core = scope(NOV_DEC, Scope.CORE_AND_SHELL)
    assert core.cost.value == 214_000_000
    assert known(core.cost_per_mw).value == pytest.approx(1_910_714, abs=1)
    assert known(core.coverage).value == pytest.approx(198.6 / 214)


def test_it_covers_16_to_22_percent_of_a_full_build() -> None:
    turnkey = known(scope(NOV_DEC, Scope.TURNKEY).coverage)
    assert turnkey.interval.low == pytest.approx(198.6 / (112 * 11), abs=0.002)
    assert turnkey.interval.high == pytest.approx(198.6 / (112 * 8), abs=0.002)


def test_it_is_1_77_million_a_megawatt() -> None:
    assert known(NOV_DEC.sale_per_mw).value == pytest.approx(198_600_000 / 112)


def test_it_can_have_paid_nothing_to_93_percent_of_the_shell() -> None:
    bound = next(found for found in NOV_DEC.bounds if found.use == "core and shell Corsicana")
    assert known(bound.at_least).value == 0
    assert known(bound.at_most).value == 198_600_000


def test_wide_bounds_say_which_line_would_narrow_them() -> None:
    capex = next(found for found in NOV_DEC.bounds if found.use == "property and equipment")
    assert (capex.share_at_least, capex.share_at_most) == (0.0, 1.0)
    assert {"capex_property", "cfo", "equity_issued_atm", "cash_and_restricted_end"} <= set(capex.narrowed_by)


def test_only_a_document_ties_coins_to_a_use() -> None:
    january = bound_funding(VIEW, "RIOT", Period.parse("2026-01-01/2026-01-16"))
    assert NOV_DEC.ties == ()
    (tie,) = january.ties
    assert (tie.coins.value, tie.paid_for.value) == (1080, 96_000_000)


def test_before_the_land_was_bought_it_is_not_known() -> None:
    early = bound_funding(Record().view(date(2026, 1, 10)), "RIOT", Period.parse("2025-11-01/2025-12-31"))
    assert known(scope(early, Scope.CORE_AND_SHELL).coverage).value == pytest.approx(0.928, abs=0.001)
    assert all(figure.known_at <= date(2026, 1, 10) for figure in early.figures())


@pytest.mark.parametrize("span", ["2023", "2024", "2025-01-01/2025-09-30"])
def test_riots_statements_close_within_four_million(span: str) -> None:
    told = bound_funding(VIEW, "RIOT", Period.parse(span))
    assert told.money is not None
    assert abs(known(told.money.rest).value) < 4_000_000


def test_cleansparks_nine_months_close_within_the_lines_named() -> None:
    told = bound_funding(VIEW, "CLSK", Period.parse("2024-10-01/2025-06-30"))
    assert told.money is not None
    assert abs(known(told.money.rest).value) < 0.03 * 812_195_000
    assert told.narrowed_by == ()


@pytest.mark.parametrize("company", sorted(ticker for ticker in companies() if VIEW.facts(ticker)))
def test_every_company_gets_an_answer_in_the_schema(company: str) -> None:
    told = bound_funding(VIEW, company)
    jsonschema.validate(told.to_json(), Funding.json_schema())
    assert told.missing is not None or told.bounds is not None


@pytest.mark.parametrize("span", ["2025-11-01/2025-12-31", "2025-Q3", "2025-07-01/2026-03-31"])
def test_every_number_is_found_again_by_its_id(span: str) -> None:
    for figure in bound_funding(VIEW, "RIOT", Period.parse(span)).figures():
        company, concept, period, *which = figure.id.split(" ", 3)
        assert isinstance(conduct_figure(VIEW, company, concept, Period.parse(period), *which), Figure), figure.id
