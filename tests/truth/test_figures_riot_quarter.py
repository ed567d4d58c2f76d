"""Riot's 10-Q to June 2025 and its 8-K of January 2026, read line by line."""

from __future__ import annotations

import pytest

from headframe.record.record import Record
from headframe.vocabulary.figure import Badge, Figure

VIEW = Record().view()
AS_PRINTED, THOUSANDS, MILLIONS, CENTS = 1, 1_000, 1_000_000, 0.01
BALANCE, INCOME, CASH_FLOW = "Balance Sheets", "Statements of Operations", "Statements of Cash Flows"
HALF, HALF_BEFORE = "2025-01-01/2025-06-30", "2024-01-01/2024-06-30"
ROLL = "Note 5 Bitcoin, roll-forward, quantity"
METRICS = "Item 2, Bitcoin Mining Metrics"
DEBT = "Note 12 Debt"

# concept, period, as printed, scale (negative where the concept turns the sign round), place
LINES = [
    ("cash", "2025-06-30", "255,371", THOUSANDS, f"{BALANCE}, Cash and cash equivalents"),
    ("cash_restricted", "2025-06-30", "74,877", THOUSANDS, f"{BALANCE}, Restricted cash"),
    ("bitcoin_unrestricted_fair_value", "2025-06-30", "1,711,908", THOUSANDS, f"{BALANCE}, Bitcoin"),
    ("bitcoin_restricted_fair_value", "2025-06-30", "353,672", THOUSANDS, f"{BALANCE}, Restricted bitcoin"),
    ("total_assets", "2025-06-30", "4,285,401", THOUSANDS, f"{BALANCE}, Total assets"),
    ("debt_current", "2025-06-30", "252,627", THOUSANDS, f"{BALANCE}, Current portion of debt"),
    ("debt_noncurrent", "2025-06-30", "585,750", THOUSANDS, f"{BALANCE}, Debt, less current portion"),
    ("equity", "2025-06-30", "3,295,916", THOUSANDS, f"{BALANCE}, Total stockholders' equity"),
    ("shares_outstanding_period_end", "2025-06-30", "363,234,107", AS_PRINTED, f"{BALANCE}, Common stock"),
    ("shares_outstanding", "2025-07-29", "369,623,180", AS_PRINTED, "Cover page"),
    ("revenue_bitcoin_mining", "2025-Q2", "140,889", THOUSANDS, f"{INCOME}, Bitcoin Mining"),
    ("revenue_bitcoin_mining", HALF, "283,748", THOUSANDS, f"{INCOME}, Bitcoin Mining, six months"),
    ("revenue_total", "2025-Q2", "152,988", THOUSANDS, f"{INCOME}, Total revenue"),
    ("revenue_total", "2024-Q2", "70,018", THOUSANDS, f"{INCOME}, Total revenue, prior year"),
    ("loss_on_contract_settlement", "2025-Q2", "158,137", THOUSANDS, f"{INCOME}, Loss on contract settlement"),
    ("change_in_fair_value_of_bitcoin", "2025-Q2", "(470,812)", -THOUSANDS, f"{INCOME}, a gain inside costs"),
    ("change_in_fair_value_of_derivative_asset", "2025-Q2", "42,747", -THOUSANDS, f"{INCOME}, a loss inside costs"),
    ("operating_income", HALF, "(17,728)", THOUSANDS, f"{INCOME}, Operating income (loss), six months"),
    ("net_income", "2025-Q2", "219,454", THOUSANDS, f"{INCOME}, Net income (loss)"),
    ("net_income", HALF, "(76,913)", THOUSANDS, f"{INCOME}, Net income (loss), six months"),
    ("weighted_shares_diluted", "2025-Q2", "382,677,364", AS_PRINTED, f"{INCOME}, Diluted weighted average"),
    ("cfo", HALF, "(353,385)", THOUSANDS, f"{CASH_FLOW}, operating activities"),
    ("cfi", HALF, "(40,019)", THOUSANDS, f"{CASH_FLOW}, investing activities"),
    ("cff", HALF, "372,351", THOUSANDS, f"{CASH_FLOW}, financing activities"),
    ("bitcoin_sale_net_proceeds", HALF, "131,802", THOUSANDS, f"{CASH_FLOW}, Proceeds from sale of bitcoin"),
    ("acquisition_rhodium_assets", HALF, "(7,250)", -THOUSANDS, f"{CASH_FLOW}, assets from Rhodium"),
    ("capex_property", HALF, "(93,235)", -THOUSANDS, f"{CASH_FLOW}, Purchases of property and equipment"),
    ("debt_drawn_term", HALF, "200,000", THOUSANDS, f"{CASH_FLOW}, Proceeds from credit facility"),
    ("debt_drawn_revolvers", HALF, "61,000", THOUSANDS, f"{CASH_FLOW}, Proceeds from revolving credit facilities"),
    ("debt_repaid_revolvers", HALF, "(6,728)", -THOUSANDS, f"{CASH_FLOW}, Repayments of revolving facilities"),
    ("cash_and_restricted_end", "2025-06-30", "330,248", THOUSANDS, f"{CASH_FLOW}, at end of period"),
    ("bitcoin_produced", HALF, "2,956", AS_PRINTED, f"{ROLL}, Revenue recognized from bitcoin mined"),
    ("bitcoin_produced", "2025-Q2", "1,426", AS_PRINTED, "Item 2, Quantity of bitcoin mined"),
    ("bitcoin_produced", "2024-Q2", "844", AS_PRINTED, "Item 2, Quantity of bitcoin mined, prior year"),
    ("bitcoin_sold", HALF, "(1,371)", -AS_PRINTED, f"{ROLL}, Proceeds from sale of bitcoin"),
    ("bitcoin_exchanged_compensation", HALF, "(34)", -AS_PRINTED, f"{ROLL}, Exchange for compensation"),
    ("bitcoin_held", "2025-06-30", "19,273", AS_PRINTED, f"{ROLL}, Balance as of June 30, 2025"),
    ("bitcoin_restricted", "2025-06-30", "3,300", AS_PRINTED, f"{ROLL}, Restricted bitcoin"),
    ("bitcoin_held", "2024-06-30", "9,334", AS_PRINTED, f"{ROLL}, Balance as of June 30, 2024"),
    ("bitcoin_receivable_change", HALF_BEFORE, "10", AS_PRINTED, f"{ROLL}, Change in bitcoin receivable"),
    ("bitcoin_carrying_cost_basis", "2025-06-30", "1,246,192", THOUSANDS, "Note 5, Carrying value of bitcoin"),
    ("convertible_notes_principal", "2025-06-30", "594.4", MILLIONS, f"{DEBT}, principal of the 2030 Notes"),
    ("letters_of_credit_issued", "2025-06-30", "15.2", MILLIONS, f"{DEBT}, under the $50 Million Credit Facility"),
    ("other_debt", "2025-06-30", "5,323", THOUSANDS, f"{DEBT}, Note Payable, principal payments due, total"),
    ("atm_capacity_remaining", "2025-06-30", "238.3", MILLIONS, "Item 2, liquidity, August 2024 ATM Program"),
    ("hash_rate_deployed", "2025-06-30", "35.4", AS_PRINTED, f"{METRICS}, Combined hash rate, deployed"),
    ("hash_rate_deployed", "2024-06-30", "22.0", AS_PRINTED, f"{METRICS}, Combined hash rate, deployed"),
    ("hash_rate_operating_average", "2025-Q2", "31.7", AS_PRINTED, f"{METRICS}, Combined, average operating"),
    ("power_cost_all_in", "2025-Q2", "3.5", CENTS, f"{METRICS}, Combined all-in power cost, cents/kWh"),
    ("power_cost_all_in", "2024-Q2", "2.1", CENTS, f"{METRICS}, Combined all-in power cost, prior year"),
    ("developed_power_mw", "2025-06-30", "1,165", AS_PRINTED, f"{METRICS}, Total power capacity"),
    ("cost_to_mine_per_btc", "2025-Q2", "48,992", AS_PRINTED, "Item 2, cost to mine, excluding depreciation"),
    ("cost_to_mine_per_btc", "2024-Q2", "25,329", AS_PRINTED, "Item 2, cost to mine, prior year"),
    ("power_curtailment_credits", "2025-Q2", "6,646", THOUSANDS, "Item 2, Manual curtailment power credits"),
    ("demand_response_credits", HALF, "2,438", THOUSANDS, "Item 2, Demand response power credits"),
    ("capex_land", "2026-01-01/2026-01-16", "96.0", MILLIONS, "8-K of 2026-01-16, land at Rockdale"),
    ("bitcoin_sold", "2026-01-01/2026-01-16", "1,080", AS_PRINTED, "8-K of 2026-01-16, approximately"),
    ("ai_leased_mw_it", "2026-01-16", "25", AS_PRINTED, "8-K of 2026-01-16, critical IT load leased to AMD"),
    ("power_approved_mw_gross", "2026-01-16", "1.7", THOUSANDS, "8-K of 2026-01-16, GW fully approved"),
]

# What the filing only gives by adding its own lines: the record says so with the badge.
COMPUTED = [
    ("debt_drawn", HALF, "261,000", THOUSANDS, f"{CASH_FLOW}, 61,000 of revolvers + 200,000 of the facility"),
    ("credit_facility_drawn", "2025-06-30", "254,272", THOUSANDS, f"{DEBT}, 34,272 + 20,000 + 200,000"),
    ("bitcoin_sold", "2025-Q2", "1,371", AS_PRINTED, f"{ROLL}, the half-year's sales less a first quarter without"),
]


def printed(text: str, scale: float) -> float:
    """Return the number behind printed digits; accountants' brackets are a minus sign."""
    number = float(text.strip("()").replace(",", ""))
    return -number * scale if text.startswith("(") else number * scale


@pytest.mark.parametrize(("concept", "period", "text", "scale", "place"), LINES)
def test_riots_half_year_as_the_filings_print_it(
    concept: str, period: str, text: str, scale: float, place: str
) -> None:
    figure = VIEW.figure("RIOT", concept, period)
    assert isinstance(figure, Figure), (place, figure)
    assert figure.value == pytest.approx(printed(text, scale), rel=1e-12), place
    assert figure.badge in (Badge.REPORTED, Badge.DISPUTED), place


@pytest.mark.parametrize(("concept", "period", "text", "scale", "place"), COMPUTED)
def test_a_sum_of_printed_lines_is_derived(concept: str, period: str, text: str, scale: float, place: str) -> None:
    figure = VIEW.figure("RIOT", concept, period)
    assert isinstance(figure, Figure), (place, figure)
    assert figure.value == pytest.approx(printed(text, scale), rel=1e-12), place
    assert figure.badge is Badge.DERIVED, place


def test_the_coins_sold_for_the_land_are_approximate() -> None:
    figure = VIEW.figure("RIOT", "bitcoin_sold", "2026-01-01/2026-01-16")
    assert isinstance(figure, Figure)
    assert "approximate" in figure.note
    assert figure.interval.low <= 1_070 and figure.interval.high >= 1_090
