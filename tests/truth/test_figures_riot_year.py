"""Riot's 10-K for 2024, read line by line: each row is a printed figure, its scale, and where it stands."""

from __future__ import annotations

import pytest

from headframe.record.record import Record
from headframe.vocabulary.figure import Badge, Figure

VIEW = Record().view()
AS_PRINTED, THOUSANDS, CENTS = 1, 1_000, 0.01
BALANCE, INCOME, CASH_FLOW = "Balance Sheets", "Statements of Operations", "Statements of Cash Flows"
ROLL = "Note 5 Bitcoin, roll-forward, quantity"
METRICS = "Item 7, Bitcoin Mining Metrics"
COST = "Item 7, cost to mine one Bitcoin"

# concept, period, as printed, scale (negative where the concept turns the sign round), place
LINES = [
    ("cash", "2024-12-31", "277,860", THOUSANDS, f"{BALANCE}, Cash and cash equivalents"),
    ("cash", "2023-12-31", "597,169", THOUSANDS, f"{BALANCE}, Cash and cash equivalents, prior year"),
    ("cash_restricted", "2024-12-31", "73,441", THOUSANDS, f"{BALANCE}, Restricted cash"),
    ("accounts_receivable", "2024-12-31", "27,124", THOUSANDS, f"{BALANCE}, Accounts receivable, net"),
    ("marketable_securities", "2024-12-31", "134,265", THOUSANDS, f"{BALANCE}, Equity method investment"),
    ("total_current_assets", "2024-12-31", "599,476", THOUSANDS, f"{BALANCE}, Total current assets"),
    ("property_and_equipment_net", "2024-12-31", "1,338,787", THOUSANDS, f"{BALANCE}, Property and equipment, net"),
    ("bitcoin_fair_value", "2024-12-31", "1,654,468", THOUSANDS, f"{BALANCE}, Bitcoin, non-current"),
    ("bitcoin_fair_value", "2023-12-31", "311,178", THOUSANDS, f"{BALANCE}, Bitcoin, current, prior year"),
    ("deposits", "2024-12-31", "30,115", THOUSANDS, f"{BALANCE}, Deposits"),
    ("goodwill", "2024-12-31", "121,887", THOUSANDS, f"{BALANCE}, Goodwill"),
    ("total_assets", "2024-12-31", "3,935,307", THOUSANDS, f"{BALANCE}, Total assets"),
    ("debt_noncurrent", "2024-12-31", "584,311", THOUSANDS, f"{BALANCE}, Long-term debt, less current portion"),
    ("debt_current", "2024-12-31", "314", THOUSANDS, f"{BALANCE}, Current portion of long-term debt"),
    ("total_liabilities", "2024-12-31", "791,622", THOUSANDS, f"{BALANCE}, Total liabilities"),
    ("equity", "2024-12-31", "3,143,685", THOUSANDS, f"{BALANCE}, Total stockholders' equity"),
    ("shares_outstanding_period_end", "2024-12-31", "344,890,208", AS_PRINTED, f"{BALANCE}, Common stock"),
    ("shares_outstanding", "2025-02-20", "350,207,536", AS_PRINTED, "Cover page"),
    ("revenue_bitcoin_mining", "2024", "321,002", THOUSANDS, f"{INCOME}, Bitcoin Mining"),
    ("revenue_engineering", "2024", "38,491", THOUSANDS, f"{INCOME}, Engineering"),
    ("revenue_other", "2023", "27,379", THOUSANDS, f"{INCOME}, Other, 2023 as reclassified"),
    ("revenue_total", "2024", "376,658", THOUSANDS, f"{INCOME}, Total revenue"),
    ("revenue_total", "2023", "280,678", THOUSANDS, f"{INCOME}, Total revenue"),
    ("cost_of_revenue_mining", "2024", "189,224", THOUSANDS, f"{INCOME}, Cost of revenue, Bitcoin Mining"),
    ("sg_and_a", "2024", "266,915", THOUSANDS, f"{INCOME}, Selling, general, and administrative"),
    ("depreciation", "2024", "212,053", THOUSANDS, f"{INCOME}, Depreciation and amortization"),
    ("change_in_fair_value_of_bitcoin", "2024", "(457,409)", -THOUSANDS, f"{INCOME}, a gain inside costs"),
    ("change_in_fair_value_of_derivative_asset", "2024", "(45,277)", -THOUSANDS, f"{INCOME}, a gain inside costs"),
    ("power_credits_total", "2024", "(33,685)", -THOUSANDS, f"{INCOME}, Power curtailment credits"),
    ("operating_income", "2024", "153,590", THOUSANDS, f"{INCOME}, Operating income (loss)"),
    ("interest_expense", "2024", "(1,985)", -THOUSANDS, f"{INCOME}, Interest expense"),
    ("net_income", "2024", "109,401", THOUSANDS, f"{INCOME}, Net income (loss)"),
    ("net_income", "2023", "(49,472)", THOUSANDS, f"{INCOME}, Net income (loss)"),
    ("weighted_shares_basic", "2024", "275,980,010", AS_PRINTED, f"{INCOME}, Basic weighted average shares"),
    ("weighted_shares_diluted", "2024", "318,925,961", AS_PRINTED, f"{INCOME}, Diluted weighted average shares"),
    ("cfo", "2024", "(255,052)", THOUSANDS, f"{CASH_FLOW}, Net cash from operating activities"),
    ("cfi", "2024", "(1,508,805)", THOUSANDS, f"{CASH_FLOW}, Net cash from investing activities"),
    ("cff", "2024", "1,517,989", THOUSANDS, f"{CASH_FLOW}, Net cash from financing activities"),
    ("bitcoin_purchases", "2024", "(577,500)", -THOUSANDS, f"{CASH_FLOW}, Acquisition of Bitcoin"),
    ("capex_property", "2024", "(240,340)", -THOUSANDS, f"{CASH_FLOW}, Purchases of property and equipment"),
    ("deposits_on_equipment", "2024", "(442,473)", -THOUSANDS, f"{CASH_FLOW}, Deposits on equipment"),
    ("acquisition_block_mining", "2024", "(7,203)", -THOUSANDS, f"{CASH_FLOW}, Block Mining Acquisition"),
    ("equity_issued_atm", "2024", "977,030", THOUSANDS, f"{CASH_FLOW}, At-the-market offering"),
    ("convertible_notes_issued", "2024", "594,383", THOUSANDS, f"{CASH_FLOW}, issuance of convertible notes"),
    ("bitcoin_sale_net_proceeds", "2024", "9,518", THOUSANDS, f"{CASH_FLOW}, Proceeds from sale of Bitcoin"),
    ("bitcoin_sale_net_proceeds", "2023", "176,219", THOUSANDS, f"{CASH_FLOW}, Proceeds from sale of Bitcoin"),
    ("cash_paid_interest", "2024", "45", THOUSANDS, f"{CASH_FLOW}, supplemental, Cash paid for interest"),
    ("bitcoin_held", "2023-12-31", "7,362", AS_PRINTED, f"{ROLL}, Balance as of December 31, 2023"),
    ("bitcoin_produced", "2024", "4,828", AS_PRINTED, f"{ROLL}, Revenue recognized from Bitcoin mined"),
    ("bitcoin_receivable_change", "2024", "5", AS_PRINTED, f"{ROLL}, Change in Bitcoin receivable"),
    ("bitcoin_purchased", "2024", "5,784", AS_PRINTED, f"{ROLL}, Acquisition of Bitcoin"),
    ("bitcoin_sold", "2024", "(212)", -AS_PRINTED, f"{ROLL}, Proceeds from sale of Bitcoin"),
    ("bitcoin_exchanged_compensation", "2024", "(45)", -AS_PRINTED, f"{ROLL}, Exchange for compensation"),
    ("bitcoin_held", "2024-12-31", "17,722", AS_PRINTED, f"{ROLL}, Balance as of December 31, 2024"),
    ("bitcoin_receivable_change", "2023", "(21)", AS_PRINTED, f"{ROLL}, Change in Bitcoin receivable, 2023"),
    ("bitcoin_sold", "2023", "(6,185)", -AS_PRINTED, f"{ROLL}, Proceeds from sale of Bitcoin, 2023"),
    ("bitcoin_exchanged_compensation", "2023", "(32)", -AS_PRINTED, f"{ROLL}, Exchange for compensation, 2023"),
    ("bitcoin_produced", "2022", "5,554", AS_PRINTED, "Item 1, production table, Bitcoin mined in 2022"),
    ("bitcoin_carrying_cost_basis", "2024-12-31", "1,093,793", THOUSANDS, "Note 5, Carrying value of Bitcoin"),
    ("hash_rate_deployed", "2024-12-31", "31.5", AS_PRINTED, f"{METRICS}, Combined hash rate, deployed"),
    ("hash_rate_deployed", "2023-12-31", "12.4", AS_PRINTED, f"{METRICS}, Combined hash rate, deployed"),
    ("hash_rate_operating_average", "2024", "15.0", AS_PRINTED, f"{METRICS}, Combined, average operating"),
    ("hash_rate_operating_average_corsicana", "2024", "5.1", AS_PRINTED, f"{METRICS}, Corsicana Facility"),
    ("power_cost_all_in", "2024", "3.4", CENTS, f"{METRICS}, Combined all-in power cost, cents/kWh"),
    ("power_cost_all_in", "2023", "4.1", CENTS, f"{METRICS}, Combined all-in power cost, cents/kWh"),
    ("developed_power_mw", "2024-12-31", "1,160", AS_PRINTED, f"{METRICS}, Total power capacity"),
    ("production_value_per_btc", "2024", "66,488", AS_PRINTED, f"{COST}, Production value of one Bitcoin mined"),
    ("cost_to_mine_per_btc", "2024", "32,216", AS_PRINTED, f"{COST}, excluding miner depreciation"),
    ("cost_to_mine_per_btc_incl_depreciation", "2023", "36,521", AS_PRINTED, f"{COST}, including depreciation"),
    ("power_curtailment_credits", "2024", "26,001", THOUSANDS, "Item 7, Manual curtailment power credits"),
    ("demand_response_credits", "2024", "7,684", THOUSANDS, "Item 7, Demand response power credits"),
]


def printed(text: str, scale: float) -> float:
    """Return the number behind printed digits; accountants' brackets are a minus sign."""
    number = float(text.strip("()").replace(",", ""))
    return -number * scale if text.startswith("(") else number * scale


@pytest.mark.parametrize(("concept", "period", "text", "scale", "place"), LINES)
def test_riots_year_as_the_filing_prints_it(concept: str, period: str, text: str, scale: float, place: str) -> None:
    figure = VIEW.figure("RIOT", concept, period)
    assert isinstance(figure, Figure), (place, figure)
    assert figure.value == pytest.approx(printed(text, scale), rel=1e-12), place
    assert figure.badge in (Badge.REPORTED, Badge.DISPUTED), place
