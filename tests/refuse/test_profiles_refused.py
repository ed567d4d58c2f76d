"""Profiles of private companies that cannot be right are refused, each with its field."""

from __future__ import annotations

import pytest

from headframe.economics.build_miner import miner_of
from headframe.economics.miner import Miner
from headframe.economics.profile import profile_of, template
from headframe.ground.errors import HeadframeError, InputRefused
from headframe.record.record import Record
from headframe.vocabulary.assumptions import packaged_assumptions

VIEW = Record().view()


def read(text: str) -> Miner:
    return miner_of(profile_of(text, "northfield.toml"), VIEW, packaged_assumptions(), "northfield.toml")


def changed(old: str, new: str) -> str:
    text = template()
    assert old in text
    return text.replace(old, new)


def test_the_template_is_a_company_as_it_stands() -> None:
    miner = read(template())
    assert (miner.company, miner.hash_rate_ehs, len(miner.projects)) == ("Northfield", 3.0, 2)


def test_a_number_of_the_template_answers_for_itself() -> None:
    assert read(template()).stated["cash_usd"].sources[0].title == "northfield.toml"


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("cash_usd = 25.0e6", "cash_used = 25.0e6", "cash_used"),
        ("cash_usd = 25.0e6", "", "cash_usd"),
        ("cash_usd = 25.0e6", "cash_usd = -25.0e6", "cash_usd"),
        ("cash_usd = 25.0e6", "cash_usd = nan", "cash_usd"),
        ("shares = 1.0e6", "shares = 0.0", "shares"),
        ("uptime = 0.94", "uptime = 94.0", "uptime"),
        ("hash_rate_ehs = 2.0", "hash_rate_ehs = 20.0", "developed"),
        ("mw = 20.0", "mw = 200.0", "blocks"),
        ("margin_call_ltv = 0.75", "margin_call_ltv = 0.95", "margin call"),
        ("collateral_btc = 400.0", "collateral_btc = 500.0", "restricted"),
        ("spent_usd = 20.0e6", "spent_usd = 200.0e6", "spent"),
        ("mw_gross = 13.0", "mw_gross = 9.0", "gross"),
        ("noi_margin = 0.8", "noi_margin = 80.0", "margin"),
        ('kind = "term"', 'kind = "loan"', "kind"),
        ('hub = "HB_NORTH"', 'hub = "HB_NOWHERE"', "hub"),
        ("# cash_floor_usd = 2.0e6", "cash_floor_usd = -1.0", "cash_floor_usd"),
        ("{ 2027 = 1.5e6 }", "{ 2027 = 9.5e6 }", "repayments"),
        ("{ 2027 = 1.5e6 }", "{ 2027 = -1.5e6 }", "repayment"),
        ("efficiency_j_per_th = 17.5", "efficiency_j_per_th = 0.0", "newer machines"),
        ("flat_usd_per_mwh = 52.0", "flat_usd_per_mwh = -52.0", "tariff"),
        ("margin_call_ltv = 0.75\nsale_ltv = 0.85", "margin_call_ltv = 75.0\nsale_ltv = 85.0", "0.85"),
        ("collateral_btc = 400.0", "collateral_btc = -400.0", "collateral"),
        ("bitcoin_restricted_btc = 400.0", "bitcoin_restricted_btc = 1500.0", "bitcoin_free_btc"),
        ("shares = 1.0e6", "share_price_usd = 0.0\nshares = 1.0e6", "share_price_usd"),
        ("shares = 1.0e6", "share_price_usd = -5.0\nshares = 1.0e6", "share_price_usd"),
        ("mw = 20.0", "mw = -20.0", "20 MW to 2028"),
        ('last = "2028-12"', 'last = "2028-13"', "2028-13"),
        ('maturity = "2027-12"', 'maturity = "2027-13"', "2027-13"),
        ('maturity = "2027-12"', 'maturity = "2020-12"', "2020-12"),
        ("months = 6", 'last = "2027-15"', "2027-15"),
        ("months = 6", 'last = "2020-01"', "2020-01"),
        ("usd = 4.0e6", "usd = -4.0e6", "machines on order"),
        ("rent_usd_per_kw_month = 120.0", "rent_usd_per_kw_month = 120.0\nescalator_per_year = 3.0", "0.03"),
    ],
)
def test_an_impossible_field_is_refused_by_its_name(old: str, new: str, field: str) -> None:
    with pytest.raises(InputRefused) as caught:
        read(changed(old, new))
    assert field in str(caught.value) and caught.value.next


def test_a_private_company_cannot_point_into_the_record() -> None:
    with pytest.raises(HeadframeError, match="points into the record"):
        read(changed("cash_usd = 25.0e6", 'cash_usd = { fact = "cash" }'))


def test_a_number_found_in_two_ways_is_refused() -> None:
    with pytest.raises(InputRefused, match="exactly one"):
        read(changed("cash_usd = 25.0e6", 'cash_usd = { fact = "cash", assumption = "ai.pue" }'))


def test_every_fault_is_named_at_once() -> None:
    text = changed("cash_usd = 25.0e6", "cash_usd = -1.0").replace("uptime = 0.94", "uptime = 2.0")
    with pytest.raises(InputRefused, match=r"(?s)cash_usd.*uptime"):
        read(text)
