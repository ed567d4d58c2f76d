"""Peers and watch against what is known of the companies."""

from __future__ import annotations

from datetime import date

import pytest

from headframe.conduct.industry import IndustryQuarter
from headframe.conduct.peers import compare_peers
from headframe.conduct.peers_figures import peer_figure
from headframe.conduct.peers_value import PeerValue
from headframe.conduct.watch import watch
from headframe.conduct.watch_alert import AlertKind
from headframe.ground.missing import Missing
from headframe.ground.period import Period
from headframe.record.record import Record
from headframe.vocabulary.company import companies
from headframe.vocabulary.figure import Figure

RECORD = Record()
VIEW = RECORD.view()
TOLD = compare_peers(VIEW, over_time=True)
BACK_THEN = date(2025, 11, 10)


def cell(company: str, measure: str) -> PeerValue:
    return TOLD.peer(company).value(measure)


def number(found: Figure | Missing) -> float:
    assert isinstance(found, Figure), found
    return found.value


def quarter(label: str) -> IndustryQuarter:
    return next(row for row in TOLD.industry if str(row.quarter) == label)


def alerts(company: str, since: str, as_of: str) -> dict[AlertKind, list[str]]:
    told = watch(RECORD.view(date.fromisoformat(as_of)), company, date.fromisoformat(since))
    found: dict[AlertKind, list[str]] = {}
    for one in told.alerts:
        found.setdefault(one.kind, []).append(one.words)
    return found


@pytest.mark.parametrize(
    ("company", "held", "day"),
    [("RIOT", 11_380, "2026-06-30"), ("MARA", 35_577, "2026-06-30"), ("CLSK", 13_924, "2026-06-30")],
)
def test_holdings_bear_their_own_day(company: str, held: float, day: str) -> None:
    found = cell(company, "held")
    assert (number(found.figure), str(found.day)) == (held, day)


def test_a_tracker_s_newer_number_is_passed_over_and_named() -> None:
    assert "2026-09-30: only an unreliable printing: 13,703" in cell("CLSK", "held").note


def test_hut_s_coins_say_that_american_bitcoin_s_are_counted_in() -> None:
    assert "American Bitcoin" in cell("HUT", "held").note


def test_riot_s_year_takes_the_implied_sale_where_the_net_change_is_printed_as_one() -> None:
    found = peer_figure(VIEW, "RIOT", "bitcoin_sold", Period.parse("2025-07/2026-06"), "by quarters")
    assert number(found) == 1_391 + 2_601 + 3_778 + 5_886


def test_cleanspark_s_operating_average_stands_beside_and_not_in_place() -> None:
    found = cell("CLSK", "hash_rate")
    assert found.stale
    assert found.alternatives[0].concept == "hash_rate_operating_average"
    assert found.alternatives[0].figure.value == 42.6


def test_megawatts_of_no_stated_basis_are_shown_and_not_compared() -> None:
    found = cell("CLSK", "leased")
    assert isinstance(found.figure, Missing)
    assert found.alternatives[0].figure.value == 175


def test_a_company_that_prints_no_restricted_coins_has_a_gap_and_no_zero() -> None:
    assert isinstance(cell("CIFR", "restricted").figure, Missing)


def test_core_scientific_s_share_of_revenue_from_ai() -> None:
    assert number(cell("CORZ", "ai_revenue").figure) == pytest.approx(31.3 / 79.8)


def test_bit_digital_s_ai_revenue_is_cloud_and_colocation() -> None:
    assert number(cell("BTBT", "ai_revenue").figure) == pytest.approx((18_032_898 + 1_692_280) / 30_464_002)


def test_leased_beyond_the_printed_approval_is_no_share() -> None:
    found = cell("CORZ", "leased_share").figure
    assert isinstance(found, Missing)
    assert "leaves sites out" in found.reason


def test_aggregates_funds_and_counterparties_are_left_out() -> None:
    compared = {row.company for row in TOLD.companies}
    assert not compared & {"SECTOR", "LISTEDMINERS13", "LISTEDMINERS28", "PUBLICMINERS", "QQQ", "SPY", "NVDA", "CRWV"}


def test_everyone_is_either_compared_or_left_out_with_a_reason() -> None:
    assert {row.company for row in TOLD.companies} | {row.company for row in TOLD.left_out} == set(companies())


def test_the_industry_s_change_is_over_companies_that_print_both_ends() -> None:
    row = quarter("2026-Q2")
    assert row.held_change_of == ("MARA", "RIOT")
    assert number(row.held_change) == pytest.approx((35_577 + 11_380) - (35_303 + 15_680), abs=1)


def test_the_industry_s_total_names_whom_it_counts() -> None:
    row = quarter("2025-Q4")
    assert {"CLSK", "MARA", "RIOT"} <= set(row.held_by)
    assert len(row.held.inputs if isinstance(row.held, Figure) else ()) == len(row.held_by)


def test_no_figure_of_peers_is_younger_than_its_day() -> None:
    told = compare_peers(RECORD.view(BACK_THEN), over_time=True)
    late = [figure.id for figure in told.figures() if figure.known_at > BACK_THEN]
    assert late == []


def test_riot_had_leased_nothing_that_was_known_in_2025() -> None:
    told = compare_peers(RECORD.view(BACK_THEN))
    assert isinstance(told.peer("RIOT").value("leased").figure, Missing)


def test_every_number_of_peers_answers_to_its_id() -> None:
    wrong = [figure.id for figure in TOLD.figures() if not answers(figure)]
    assert wrong == []


def answers(figure: Figure) -> bool:
    company, concept, period, *which = figure.id.split(" ")
    found = peer_figure(VIEW, company, concept, Period.parse(period), " ".join(which))
    return isinstance(found, Figure) and found.value == figure.value


def test_riot_in_the_first_days_of_2026() -> None:
    found = alerts("RIOT", "2026-01-05", "2026-01-10")
    assert list(found) == [
        AlertKind.LIQUIDATION,
        AlertKind.RESTRICTED_SHARE,
        AlertKind.EVENT,
        AlertKind.NEW_FIGURES,
    ]
    assert "1,818 sold ● against 460 mined" in found[AlertKind.LIQUIDATION][0]
    assert "+5.0 points since 2025-10-31" in found[AlertKind.RESTRICTED_SHARE][0]
    assert "last monthly production update; quarterly from here" in found[AlertKind.EVENT][0]


def test_riot_sold_more_than_it_mined_twice_by_may_2026() -> None:
    found = alerts("RIOT", "2026-04-01", "2026-05-10")
    assert "3.95 ◐ in 2025-12 and 2.56 ◐ in 2026-Q1" in found[AlertKind.SELL_THROUGH][0]


def test_riot_s_second_quarter_states_the_net_change_as_the_sale() -> None:
    found = alerts("RIOT", "2026-08-01", "2026-08-31")
    assert any("states the net change as the sale" in words for words in found[AlertKind.RESIDUAL])


def test_riot_s_lease_of_august_2026() -> None:
    assert any(
        "191 MW of IT, 20 years" in words for words in alerts("RIOT", "2026-08-01", "2026-08-31")[AlertKind.LEASE]
    )


def test_terawulf_s_deliveries_slipped_in_2026() -> None:
    assert any(
        "CB-5" in words and "moved" in words for words in alerts("WULF", "2026-01-01", "2026-11-22")[AlertKind.SLIP]
    )


@pytest.mark.parametrize("company", ["RIOT", "MARA", "CIFR", "APLD", "ARBK"])
def test_the_same_day_twice_is_quiet(company: str) -> None:
    assert alerts(company, "2026-08-31", "2026-08-31") == {}


def test_a_day_on_which_nothing_was_printed_is_quiet() -> None:
    assert alerts("RIOT", "2025-12-25", "2025-12-29") == {}


@pytest.mark.parametrize("company", ["RIOT", "MARA", "CLSK", "WULF", "CANG", "HUT"])
def test_no_alert_tells_what_was_known_before_or_is_not_known_yet(company: str) -> None:
    since, as_of = date(2026, 2, 1), date(2026, 6, 30)
    for one in watch(RECORD.view(as_of), company, since).alerts:
        assert since < one.known_at <= as_of, one
        assert all(figure.known_at <= as_of for figure in one.figures), one
        assert all(figure.known_at <= since for figure in one.before), one
