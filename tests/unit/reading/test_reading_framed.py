"""Numbers that the words around them make another period's, another's, or none of ours. All texts are made up."""

from __future__ import annotations

from datetime import date

import pytest

from headframe.reading.found import ReadDocument
from headframe.reading.read import read_document


def read(text: str) -> ReadDocument:
    return read_document(text.encode(), company="RIOT")


def told(text: str) -> set[tuple[str, str, float]]:
    return {(fact.concept, fact.period.by_months, fact.value) for fact in read(text).facts}


HEAD = "January 5, 2031 /PRNewswire/ -- Update for December 2030.\n"
SOLD, MADE, HELD = "bitcoin_sold", "bitcoin_produced", "bitcoin_held"


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("December sales of 1,810 BTC dwarfed November's 380 BTC.", (SOLD, "2030-12", 1810)),
        ("It mined 505 BTC, up 23% on November's 412, and holds 10,920 BTC.", (HELD, "2030-12-31", 10920)),
        ("In 2030 it mined 6,620 BTC, more than the 5,550 BTC of 2029, and sold 6,180 BTC.", (SOLD, "2030", 6180)),
        ("A year before, it had mined 516 bitcoin in December.", (MADE, "2029-12", 516)),
        ("Over the course of 2030 its stack went from 7,360 BTC to 17,720 BTC.", (HELD, "2029-12-31", 7360)),
        ("It sold 3,770 BTC between October and December 2030.", (SOLD, "2030-Q4", 3770)),
        ("We mined 6,900 bitcoins in the year ended September 30, 2030.", (MADE, "2029-10/2030-09", 6900)),
        ("From February 2029 to March 2030 it mined 9,000 BTC.", (MADE, "2029-02/2030-03", 9000)),
        ("As of December 31, 2030, the Company had 3,300 Bitcoin pledged.", ("bitcoin_restricted", "2030-12-31", 3300)),
        ("With 18,000 coins left after the December sale, it is content.", (HELD, "2030-12-31", 18000)),
        ("Bitcoin produced, calendar year 2030: 7,391", (MADE, "2030", 7391)),
    ],
)
def test_a_number_belongs_to_the_time_and_measure_that_frame_it(text: str, fact: tuple[str, str, float]) -> None:
    assert fact in told(HEAD + text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Peak daily production: 29.06 BTC", 29.06),
        ("Average monthly production in the fourth quarter of 2030 was 442 BTC.", 442),
        ("Northfield, a private miner, mined 460 BTC in December.", 460),
        ("Its hash rate under management in prior periods was 50 EH/s.", 50),
        ("It held 11,000 BTC; three months earlier it had 9,000 BTC.", 9000),
        ("It sold between 1,700 and 1,900 BTC.", 1700),
        ("It is free to sell up to 5,000 BTC.", 5000),
        ("From 15,600 BTC in November its bitcoin fell to 11,380 BTC in December.", 15600),
        ("It received 35 BTC in power credits.", 35),
        ("Its holdings inched up by 18 BTC in December, reaching 7,345 BTC in the vault.", 18),
    ],
)
def test_a_number_of_another_or_of_another_time_is_no_fact(text: str, number: float) -> None:
    assert number not in {value for _, _, value in told(HEAD + text)}


def test_cash_bears_the_one_day_that_its_sentence_gives() -> None:
    text = (
        "Liquidity of $814 million as of January 2, 2031, comprising $637 million in cash and $177 million in Bitcoin."
    )
    assert ("cash", "2031-01-02", 637e6) in told(HEAD + text)


def test_cash_and_cash_equivalents_head_a_row() -> None:
    table = "Metric | December 2030 | November 2030\nCash and cash equivalents | $149.4 million | $120.0 million\n"
    assert ("cash", "2030-12-31", 149.4e6) in told(HEAD + table)


def test_last_month_is_the_one_before_publication_and_not_the_one_compared_with() -> None:
    assert (MADE, "2030-11", 552) in told(
        "2030-12-07. It mined 552 BTC last month; it sold 540 BTC, up from 440 in October."
    )


ROLL_FORWARD = """FORM 10-Q for the quarterly period ended June 30, 2031
 | Quantity | Amounts
Balance as of January 1, 2031 | 7,000 | $ | 300,000
Revenue recognized from Bitcoin mined | 900 | 85,000
Proceeds from sale of Bitcoin | (400) | (38,000)
Balance as of June 30, 2031 | 7,500 | $ | 347,000
"""


def test_a_roll_forward_in_plain_text_gives_its_coins_and_never_its_dollars() -> None:
    assert told(ROLL_FORWARD) == {
        (HELD, "2030-12-31", 7000),
        (MADE, "2031-01/2031-06", 900),
        (SOLD, "2031-01/2031-06", 400),
        (HELD, "2031-06-30", 7500),
    }


def test_a_roll_forward_that_does_not_close_is_doubtful() -> None:
    assert not read(ROLL_FORWARD.replace("7,500 |", "7,900 |")).facts


def test_a_table_with_a_month_a_row_gives_each_column_its_measure() -> None:
    text = "Month | BTC produced | BTC held\nMay 2031 | 950 | 4,179\nJune 2031 | 713 | 4,940\n"
    assert told(text) == {
        (MADE, "2031-05", 950),
        (HELD, "2031-05-31", 4179),
        (MADE, "2031-06", 713),
        (HELD, "2031-06-30", 4940),
    }


@pytest.mark.parametrize("printed", ["\u22121.4c/kWh", "\u20111.4c/kWh", "\uff0d1.4c/kWh", "(1.4)c/kWh"])
def test_a_credit_stays_below_nothing_whatever_its_minus_looks_like(printed: str) -> None:
    assert ("power_cost_all_in", "2030-12", -0.014) in told(f"{HEAD}All-in power cost was {printed}.")


@pytest.mark.parametrize("printed", ["It sold 1.818 BTC.", "Bitcoin sold: 1.818"])
def test_three_digits_behind_a_point_may_be_thousands_and_are_doubted(printed: str) -> None:
    document = read(HEAD + printed)
    assert (len(document.facts), [fact.concept for fact in document.doubtful]) == (0, [SOLD])


def test_a_number_of_a_month_that_was_not_over_when_the_text_came_out_is_doubted() -> None:
    text = "Riot Platforms mined 445 BTC in November 2030 and 437 BTC in October 2030."
    document = read_document(text.encode(), company="RIOT", published_on=date(2030, 11, 20))
    assert [str(fact.period) for fact in document.facts] == ["2030-10"]
    assert [(str(fact.period), fact.value) for fact in document.doubtful] == [("2030-11", 445.0)]
    assert "2030-11-20" in document.doubtful[0].note
