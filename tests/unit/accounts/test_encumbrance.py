"""Free and encumbered coins, and the loans they secure."""

from __future__ import annotations

from datetime import date

import pytest
from made_facts import made, view_of

from headframe.accounts.encumbrance import encumbrance, free_on, restricted_on
from headframe.accounts.encumbrance_loans import backed_loans
from headframe.ground.missing import Missing
from headframe.record.record import Record
from headframe.vocabulary.figure import Figure

YEAR_END = date(2025, 12, 31)


def value(figure: Figure | Missing) -> float:
    assert isinstance(figure, Figure), figure
    return figure.value


def test_free_is_held_less_restricted() -> None:
    view = view_of(made("bitcoin_held", "2025-12-31", 18005), made("bitcoin_restricted", "2025-12-31", 3977))
    assert value(free_on(view, "RIOT", YEAR_END)) == 14028


def test_a_day_without_a_word_on_restricted_coins_has_no_free_coins_and_names_the_last_day_known() -> None:
    view = view_of(made("bitcoin_held", "2025-12-31", 18005), made("bitcoin_restricted", "2025-10-31", 3300))
    free = free_on(view, "RIOT", YEAR_END)
    assert isinstance(free, Missing)
    assert "3,300 BTC on 2025-10-31" in free.reason


def test_silence_is_not_a_zero() -> None:
    free = free_on(view_of(made("bitcoin_held", "2025-12-31", 18005)), "RIOT", YEAR_END)
    assert isinstance(free, Missing)
    assert "not a zero" in free.reason


def test_printed_free_coins_serve_where_the_total_is_not_known() -> None:
    assert value(free_on(view_of(made("bitcoin_unrestricted", "2025-12-31", 14028)), "RIOT", YEAR_END)) == 14028


def test_coins_booked_as_a_receivable_are_encumbered() -> None:
    view = view_of(made("bitcoin_held", "2025-06-30", 12608), made("bitcoin_as_collateral", "2025-06-30", 2533))
    restricted, word = restricted_on(view, "RIOT", date(2025, 6, 30))
    assert (value(restricted), word) == (2533, "posted as collateral, booked as a receivable")


def test_the_companys_parts_keep_their_words() -> None:
    days = encumbrance(Record().view(), "MARA").days
    parts = {part.word: value(part.coins) for day in days if day.day == YEAR_END for part in day.parts}
    assert parts == {"pledged": 5938, "loaned": 9377}


def test_a_loan_stands_at_drawn_over_the_coins_worth() -> None:
    loan = backed_loans(Record().view(), "RIOT")[0]
    assert value(loan.loan_to_value) == pytest.approx(200e6 / (3300 * value(loan.price)))


def test_a_threshold_the_filings_do_not_print_is_missing_and_no_custom_stands_in() -> None:
    loan = backed_loans(Record().view(), "RIOT")[0]
    assert loan.liquidation_price == Missing("not disclosed in the filings held")


def test_the_price_at_which_coins_are_worth_just_the_loan_can_always_be_said() -> None:
    assert value(backed_loans(Record().view(), "RIOT")[0].price_at_par) == pytest.approx(200e6 / 3300)


def test_a_loans_terms_are_known_when_their_filing_is_due() -> None:
    assert backed_loans(Record().view(date(2025, 8, 8)), "CLSK") == ()
    assert len(backed_loans(Record().view(date(2025, 8, 9)), "CLSK")) == 1


def test_a_company_of_whose_coins_no_source_says_more_has_none_to_show() -> None:
    assert isinstance(encumbrance(view_of(made("bitcoin_held", "2025-12-31", 1)), "MARA").missing, Missing)
