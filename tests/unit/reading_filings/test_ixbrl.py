"""Tagged filings: what each tag means, in whose filing, with which sign and unit."""

from __future__ import annotations

from datetime import date

import pytest
from made_up_filing import context, page, tag

from headframe.ground.errors import InputRefused
from headframe.ground.interval import Interval
from headframe.reading.found import Found, ReadDocument
from headframe.reading.ixbrl import read_ixbrl

DAY = context("day", "2031-06-30")
HALF = context("half", "2031-01-01/2031-06-30")
SOLD = "riot:QuantityOfCryptoCurrencySold"


def only(read: ReadDocument) -> Found:
    assert len(read.facts) == 1, read
    return read.facts[0]


def test_a_balance_is_of_its_day_and_a_flow_of_its_span() -> None:
    body = tag("us-gaap:Assets", "500", "day") + tag("riot:CryptocurrenciesMining", "90", "half")
    facts = {fact.concept: str(fact.period) for fact in read_ixbrl(page(body, DAY, HALF)).facts}
    assert facts == {
        "total_assets": "2031-06-30",
        "revenue_recognized_bitcoin_mined_noncash": "2031-01-01/2031-06-30",
    }


def test_the_scale_is_applied_and_the_interval_is_that_of_the_printed_digits() -> None:
    fact = only(read_ixbrl(page(tag("us-gaap:Assets", "161.6", "day", scale="6", decimals="-5"), DAY)))
    assert (fact.value, fact.interval, fact.unit) == (161.6e6, Interval(161.55e6, 161.65e6), "USD")


def test_a_coarser_stated_accuracy_widens_the_interval() -> None:
    fact = only(read_ixbrl(page(tag("us-gaap:Assets", "161,600", "day", scale="3", decimals="-6"), DAY)))
    assert fact.interval == Interval(161.1e6, 162.1e6)


@pytest.mark.parametrize("printed", [tag(SOLD, "1,371", "half", "item"), tag(SOLD, "1,371", "half", "item", sign="-")])
def test_coins_sold_are_a_positive_count_with_and_without_the_sign_attribute(printed: str) -> None:
    fact = only(read_ixbrl(page(f"<p>({printed})</p>", HALF)))
    assert (fact.concept, fact.value, fact.unit) == ("bitcoin_sold", 1371, "BTC")


@pytest.mark.parametrize(
    ("body", "value"),
    [
        ("<p>{}</p>", 10),
        ("<p>({})</p>", -10),
        ("<table><tr><td><p><span>( </span>{}</p></td></tr></table>", -10),
        ("<p>(a) {}</p>", 10),
    ],
)
def test_a_receivable_that_grew_is_negative_though_only_parentheses_say_so(body: str, value: float) -> None:
    number = tag("riot:CryptocurrencyQuantityChangeInReceivable", "10", "half", "item")
    assert only(read_ixbrl(page(body.format(number), HALF))).value == value


def test_a_gain_tagged_positive_is_a_negative_loss() -> None:
    number = tag("us-gaap:GainLossOnSaleOfPropertyPlantEquipment", "350", "half", sign="-")
    assert only(read_ixbrl(page(number, HALF))).value == 350


def test_cleansparks_coins_tagged_as_thousands_of_dollars_are_coins() -> None:
    number = tag("clsk:NumberOfBitcoinsHeld", "5,021", "day", scale="3", decimals="-3")
    fact = only(read_ixbrl(page(number, DAY, company="CLSK")))
    assert (fact.concept, fact.value, fact.unit) == ("bitcoin_held_excl_collateral", 5021, "BTC")
    assert fact.interval == Interval(5020.5, 5021.5)


def test_ether_under_the_tag_of_coins_is_refused() -> None:
    number = tag("us-gaap:CryptoAssetNumberOfUnits", "21,568", "day", "eth")
    read = read_ixbrl(page(number, DAY, company="BTBT"))
    assert (read.facts, read.doubtful) == ((), ())
    assert "btbt:ETH" in read.passed[0].reason


def test_machines_counted_in_bitcoins_are_refused() -> None:
    sale = context("sale", "2031-03-31", "btbt:SalesOfMinersMember")
    read = read_ixbrl(page(tag("us-gaap:CryptoAssetNumberOfUnits", "4,828", "sale", "btc"), sale, company="BTBT"))
    assert read.facts == ()
    assert "SalesOfMinersMember" in read.passed[0].reason


def test_a_count_at_a_company_whose_tags_nobody_has_checked_is_doubtful() -> None:
    number = tag("us-gaap:CryptoAssetNumberOfUnits", "9,000", "day", "btc")
    read = read_ixbrl(page(number, DAY, company=None), company="MARA")
    assert read.facts == ()
    assert [fact.value for fact in read.doubtful] == [9000]


def test_a_number_narrowed_to_one_segment_is_not_the_companys() -> None:
    segment = context("segment", "2031-01-01/2031-06-30", "us-gaap:MaterialReconcilingItemsMember")
    read = read_ixbrl(page(tag("us-gaap:InterestExpense", "5", "segment"), segment))
    assert read.facts == ()


def test_the_member_that_names_a_line_of_business_chooses_its_concept() -> None:
    mining = context("mining", "2031-01-01/2031-06-30", "riot:MiningMember")
    assert (
        only(read_ixbrl(page(tag("us-gaap:CostOfRevenue", "70", "mining"), mining))).concept == "cost_of_revenue_mining"
    )


def test_the_same_tag_in_another_case_is_the_same_tag() -> None:
    assert only(read_ixbrl(page(tag("riot:Changesbitcoinfairvalue", "7", "half"), HALF))).concept == (
        "change_in_fair_value_of_bitcoin"
    )


def test_two_roundings_of_one_number_are_one_fact_the_finer() -> None:
    body = tag("riot:PowerCurtailmentCredits", "8.3", "half", scale="6", sign="-") + tag(
        "riot:PowerCurtailmentCredits", "8,313", "half", scale="3"
    )
    assert only(read_ixbrl(page(body, HALF))).value == 8_313_000


def test_two_printings_that_cannot_be_one_number_are_both_doubtful() -> None:
    body = tag("us-gaap:Assets", "500", "day") + tag("us-gaap:Assets", "700", "day")
    read = read_ixbrl(page(body, DAY))
    assert read.facts == ()
    assert {fact.value for fact in read.doubtful} == {500, 700}
    assert "also prints" in read.doubtful[0].note


def test_a_number_where_its_concept_cannot_lie_is_doubtful() -> None:
    read = read_ixbrl(page(tag("us-gaap:Assets", "500", "day", sign="-"), DAY))
    assert read.facts == ()
    assert "outside" in read.doubtful[0].note


@pytest.mark.parametrize("text", ["—", "-", ""])
def test_a_dash_of_fixed_zero_is_zero(text: str) -> None:
    number = tag("us-gaap:Goodwill", text, "day", format="ixt:fixed-zero")
    fact = only(read_ixbrl(page(number, DAY)))
    assert (fact.value, fact.interval) == (0, Interval(0, 0))


@pytest.mark.parametrize(("words", "value"), [("no", 0), ("one", 1), ("Twenty-one", 21)])
def test_a_number_in_words_is_read(words: str, value: float) -> None:
    number = tag("us-gaap:Goodwill", words, "day", format="ixt-sec:numwordsen")
    assert only(read_ixbrl(page(number, DAY))).value == value


def test_a_nil_tag_is_a_gap_and_never_zero() -> None:
    number = '<ix:nonFraction name="us-gaap:Assets" contextRef="day" unitRef="usd" xsi:nil="true"></ix:nonFraction>'
    assert read_ixbrl(page(number, DAY)).facts == ()


@pytest.mark.parametrize("text", ["1,37", "12 of 13", "1e9", "nan", "9" * 90, "٣"])
def test_words_that_are_no_number_are_passed_with_the_reason(text: str) -> None:
    read = read_ixbrl(page(tag("us-gaap:Assets", text, "day"), DAY))
    assert read.facts == ()
    assert read.passed[0].reason


@pytest.mark.parametrize("scale", ["99", "x", "-99", "1e3"])
def test_a_scale_beyond_sense_is_passed(scale: str) -> None:
    read = read_ixbrl(page(tag("us-gaap:Assets", "5", "day", scale=scale), DAY))
    assert (read.facts, len(read.passed)) == ((), 1)


def test_a_number_without_a_readable_period_is_passed() -> None:
    read = read_ixbrl(page(tag("us-gaap:Assets", "5", "nowhere"), context("day", "2031-02-31")))
    assert "context" in read.passed[0].reason


def test_zero_width_marks_inside_digits_are_dropped() -> None:
    assert only(read_ixbrl(page(tag("us-gaap:Assets", "5\u200b00", "day"), DAY))).value == 500


def test_a_number_inside_a_continuation_is_read() -> None:
    body = f'<ix:continuation id="n2"><div>{tag("us-gaap:Assets", "500", "day")}</div></ix:continuation>'
    assert only(read_ixbrl(page(body, DAY))).value == 500


def test_a_comma_as_decimal_mark_is_read_by_the_tags_format() -> None:
    number = tag("us-gaap:Assets", "1.818,5", "day", format="ixt:num-comma-decimal")
    assert only(read_ixbrl(page(number, DAY))).value == 1818.5


def test_the_quote_is_the_row_that_prints_the_number() -> None:
    number = tag("us-gaap:Assets", "500", "day", id="f1")
    body = f"<table><tr><td>Total\u200b assets</td><td>$</td><td>{number}</td></tr></table>"
    fact = only(read_ixbrl(page(body, DAY)))
    assert (fact.quote, fact.place) == ("Total assets $ 500", "ix f1")


@pytest.mark.parametrize(
    ("cover", "ticker"),
    [
        ('<ix:nonNumeric name="dei:TradingSymbol" contextRef="c">RIOT</ix:nonNumeric>', "RIOT"),
        (
            '<ix:nonNumeric name="dei:EntityRegistrantName" contextRef="c"><b>RIOT PLATFORMS, INC.</b></ix:nonNumeric>',
            "RIOT",
        ),
        ('<ix:nonNumeric name="dei:TradingSymbol" contextRef="c">NFLD</ix:nonNumeric>', None),
    ],
)
def test_the_company_is_the_one_the_cover_names(cover: str, ticker: str | None) -> None:
    assert read_ixbrl(page("", company=None, cover=cover)).company == ticker


def test_the_page_is_believed_before_the_caller() -> None:
    assert read_ixbrl(page("", company="CLSK"), company="RIOT").company == "CLSK"


def test_the_day_of_filing_is_the_callers_or_unknown() -> None:
    assert read_ixbrl(page("")).published_on is None
    assert read_ixbrl(page(""), published_on=date(2031, 8, 1)).published_on == date(2031, 8, 1)


def test_a_page_with_entities_of_its_own_is_refused() -> None:
    bomb = b'<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><html>&b;</html>'
    with pytest.raises(InputRefused, match="entities"):
        read_ixbrl(bomb)


@pytest.mark.parametrize("data", [b"", b"plain words", "<html/>".encode("utf-16"), b"\x00" * 100])
def test_what_is_no_page_is_refused(data: bytes) -> None:
    with pytest.raises(InputRefused) as refused:
        read_ixbrl(data)
    assert refused.value.next


def test_a_page_that_breaks_off_says_so() -> None:
    whole = page(tag("us-gaap:Assets", "500", "day"), DAY)
    read = read_ixbrl(whole[:-30])
    assert any("breaks off" in passed.reason for passed in read.passed)
