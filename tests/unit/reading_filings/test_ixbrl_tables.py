"""Untagged tables of a filing: the coins' roll-forward and management's metrics."""

from __future__ import annotations

import pytest
from made_up_filing import page, table

from headframe.reading.found import ReadDocument
from headframe.reading.ixbrl import read_ixbrl
from headframe.vocabulary.fact import Basis

ROLL_FORWARD = (
    ("", "Quantity", "2:Amounts"),
    ("Balance as of January 1, 2031", "7,000", "$", "300,000"),
    ("Revenue recognized from bitcoin mined", "2,000", "", "90,000"),
    ("Change in bitcoin receivable", "(10)", "", "(450)"),
    ("Proceeds from sale of bitcoin", "(900", ")", "(85,000)"),
    ("Exchange of bitcoin for employee compensation", "(30)", "", "(1,400)"),
    ("Change in fair value of bitcoin", "—", "", "40,000"),
    ("Balance as of June 30, 2031", "8,060", "$", "343,150"),
    ("Bitcoin", "7,060", "$", "300,000"),
    ("Restricted bitcoin (a)", "1,000", "$", "43,150"),
)
METRICS = (
    ("", "5:Three Months Ended", "5:Six Months Ended"),
    ("", "5:June 30,", "5:June 30,"),
    ("", "2:2031", "2:2030", "2:2031", "2:2030"),
    ("9:Hash rate, average operating (EH/s)(1)",),
    ("Rockdale Facility", "", "13.1", "", "7.7", "", "13.1", "", "9.1"),
    ("Corsicana Facility", "", "14.1", "", "—", "", "14.5", "", "—"),
    ("Combined hash rate, average operating", "", "27.2", "", "7.7", "", "27.6", "", "9.1"),
    ("9:All-in power cost (cents/kilowatt-hour)(2)",),
    ("Rockdale Facility", "", "3.6", "", "1.9", "", "3.7", "", "3.0"),
    ("Combined all-in power cost", "", "3.5", "", "2.1", "", "3.6", "", "3.0"),
    ("", "5:June 30,"),
    ("", "2:2031", "2:2030"),
    ("9:Hash rate, deployed (EH/s)(1)",),
    ("Rockdale Facility", "", "15.0", "", "13.3"),
    ("Corsicana Facility", "", "15.7", "", "6.3"),
    ("Kentucky Facility", "", "4.7", "", "1.0"),
    ("Combined hash rate, deployed", "", "35.4", "", "17.9"),
)


def values(read: ReadDocument) -> dict[tuple[str, str], float]:
    return {(fact.concept, str(fact.period)): fact.value for fact in read.facts}


def test_the_roll_forwards_coins_are_read_and_its_dollars_left_to_the_tags() -> None:
    half = "2031-01-01/2031-06-30"
    assert values(read_ixbrl(page(table(*ROLL_FORWARD)))) == {
        ("bitcoin_held", "2030-12-31"): 7000,
        ("bitcoin_held", "2031-06-30"): 8060,
        ("bitcoin_produced", half): 2000,
        ("bitcoin_receivable_change", half): -10,
        ("bitcoin_sold", half): 900,
        ("bitcoin_exchanged_compensation", half): 30,
        ("bitcoin_unrestricted", "2031-06-30"): 7060,
        ("bitcoin_restricted", "2031-06-30"): 1000,
    }


def test_two_years_of_equal_labels_are_told_apart_by_their_balances() -> None:
    earlier = [(label.replace("2031", "2030"), *cells) for label, *cells in ROLL_FORWARD[1:8]]
    read = values(read_ixbrl(page(table(*ROLL_FORWARD[:8], *earlier))))
    assert read["bitcoin_sold", "2030-01-01/2030-06-30"] == 900
    assert read["bitcoin_sold", "2031-01-01/2031-06-30"] == 900


def test_a_roll_forward_that_does_not_close_is_doubtful() -> None:
    rows = [("Balance as of June 30, 2031", "9,999", "$", "1") if "June 30" in row[0] else row for row in ROLL_FORWARD]
    read = read_ixbrl(page(table(*rows)))
    assert read.facts == ()
    assert all("misses its closing" in fact.note for fact in read.doubtful)


def test_a_line_that_no_rule_knows_is_passed_and_still_counts() -> None:
    rows = [*ROLL_FORWARD[:5], ("Bitcoin lost at sea", "(30)", "", "(9)"), *ROLL_FORWARD[6:8]]
    read = read_ixbrl(page(table(*rows)))
    assert ("bitcoin_held", "2031-06-30") in values(read)
    assert "no rule" in read.passed[0].reason


def test_a_roll_forward_of_shares_is_not_one_of_coins() -> None:
    rows = [(row[0].replace("bitcoin", "stock").replace("Bitcoin", "Stock"), *row[1:]) for row in ROLL_FORWARD]
    assert read_ixbrl(page(table(*rows))).facts == ()


def test_equal_row_names_belong_to_the_section_they_stand_in() -> None:
    read = values(read_ixbrl(page(table(*METRICS))))
    assert read["hash_rate_operating_average_rockdale", "2031-Q2"] == 13.1
    assert read["power_cost_all_in_rockdale", "2031-Q2"] == pytest.approx(0.036)
    assert read["hash_rate_deployed_rockdale", "2031-06-30"] == 15.0


def test_columns_are_spans_above_and_days_below_the_second_header() -> None:
    read = values(read_ixbrl(page(table(*METRICS))))
    assert read["hash_rate_operating_average", "2030-01-01/2030-06-30"] == 9.1
    assert read["hash_rate_deployed", "2031-06-30"] == 35.4


def test_an_average_printed_as_a_balance_is_doubtful_because_its_sites_do_not_add_up() -> None:
    read = read_ixbrl(page(table(*METRICS)))
    assert ("hash_rate_deployed", "2030-06-30") not in values(read)
    doubted = next(fact for fact in read.doubtful if fact.concept == "hash_rate_deployed")
    assert doubted.value == 17.9
    assert "20.6" in doubted.note and "average" in doubted.note


def test_a_deployed_rate_under_a_span_is_an_average() -> None:
    rows = [*METRICS[:3], *METRICS[12:14]]
    read = values(read_ixbrl(page(table(*rows))))
    assert read["hash_rate_deployed_average_rockdale", "2031-Q2"] == 15.0


def test_a_dash_under_a_price_is_a_gap() -> None:
    rows = [*METRICS[:3], METRICS[7], ("Rockdale Facility", "", "3.6", "", "—", "", "3.7", "", "—")]
    read = read_ixbrl(page(table(*rows)))
    assert all(fact.value > 0 for fact in read.facts)
    assert len(read.passed) == 2


def test_a_site_without_a_concept_of_its_own_is_a_part() -> None:
    rows = [*METRICS[:3], METRICS[3], ("Northfield Campus", "", "2.0", "", "1.0", "", "2.0", "", "1.0")]
    fact = read_ixbrl(page(table(*rows))).facts[0]
    assert (fact.concept, fact.basis, fact.part) == ("hash_rate_operating_average", Basis.PART, "Northfield")


def test_a_superscript_is_no_digit() -> None:
    rows = [*METRICS[:3], METRICS[3], ("Rockdale Facility", "", "13.1<sup>2</sup>", "", "7.7", "", "1", "", "9.1")]
    read = values(read_ixbrl(page(table(*rows))))
    assert read["hash_rate_operating_average_rockdale", "2031-Q2"] == 13.1


def test_a_tag_speaks_before_the_table() -> None:
    from made_up_filing import context, tag

    body = table(*ROLL_FORWARD) + tag("us-gaap:CryptoAssetNumberOfUnits", "8,061", "day", "item")
    read = values(read_ixbrl(page(body, context("day", "2031-06-30"))))
    assert read["bitcoin_held", "2031-06-30"] == 8061
