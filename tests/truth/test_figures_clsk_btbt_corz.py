"""CleanSpark's and Bit Digital's 10-Q to June 2025 and Core Scientific's 8-K of October 2025, read line by line."""

from __future__ import annotations

import pytest

from headframe.record.record import Record
from headframe.vocabulary.figure import Badge, Figure

VIEW = Record().view()
AS_PRINTED, THOUSANDS, MILLIONS = 1, 1_000, 1_000_000
BALANCE, INCOME, CASH_FLOW = "Balance Sheets", "Statements of Operations", "Statements of Cash Flows"
NINE_MONTHS, HALF, TO_SEPTEMBER = "2024-10-01/2025-06-30", "2025-01-01/2025-06-30", "2025-01-01/2025-09-30"

# concept, period, as printed, scale (negative where the concept turns the sign round), place
CLEANSPARK = [
    ("cash", "2025-06-30", "34,553", THOUSANDS, f"{BALANCE}, Cash and cash equivalents"),
    ("cash", "2024-09-30", "121,222", THOUSANDS, f"{BALANCE}, Cash and cash equivalents, September 2024"),
    ("cash_restricted", "2025-06-30", "3,462", THOUSANDS, f"{BALANCE}, Restricted cash"),
    ("bitcoin_current_fair_value", "2025-06-30", "877,067", THOUSANDS, f"{BALANCE}, Bitcoin - current"),
    ("bitcoin_noncurrent_fair_value", "2025-06-30", "202,687", THOUSANDS, f"{BALANCE}, Bitcoin - noncurrent"),
    ("receivable_from_bitcoin_collateral", "2025-06-30", "271,491", THOUSANDS, f"{BALANCE}, Receivable"),
    ("total_assets", "2025-06-30", "3,101,817", THOUSANDS, f"{BALANCE}, Total assets"),
    ("debt_noncurrent", "2025-06-30", "643,913", THOUSANDS, f"{BALANCE}, Loans payable, net of current portion"),
    ("debt_current", "2025-06-30", "176,424", THOUSANDS, f"{BALANCE}, Current portion of loans payable"),
    ("equity", "2025-06-30", "2,146,888", THOUSANDS, f"{BALANCE}, Total stockholders' equity"),
    ("revenue_bitcoin_mining", "2025-Q2", "198,644", THOUSANDS, f"{INCOME}, Bitcoin mining revenue, net"),
    ("revenue_bitcoin_mining", NINE_MONTHS, "542,662", THOUSANDS, f"{INCOME}, Bitcoin mining revenue, nine months"),
    ("cost_of_revenue_mining", "2025-Q2", "90,128", THOUSANDS, f"{INCOME}, Cost of revenues"),
    ("change_in_fair_value_of_bitcoin", "2025-Q2", "(268,651)", -THOUSANDS, f"{INCOME}, a gain inside costs"),
    ("net_income", "2025-Q2", "257,390", THOUSANDS, f"{INCOME}, Net income (loss)"),
    ("net_income", "2024-Q2", "(236,242)", THOUSANDS, f"{INCOME}, Net income (loss), prior year"),
    ("weighted_shares_basic", "2025-Q2", "280,997,649", AS_PRINTED, f"{INCOME}, Weighted average, basic"),
    ("cfo", NINE_MONTHS, "(341,623)", THOUSANDS, f"{CASH_FLOW}, operating activities"),
    ("bitcoin_sale_net_proceeds", NINE_MONTHS, "127,625", THOUSANDS, f"{CASH_FLOW}, Proceeds from sale of bitcoin"),
    ("bitcoin_purchases", NINE_MONTHS, "(82,152)", -THOUSANDS, f"{CASH_FLOW}, Purchase of bitcoin"),
    ("deposits_and_payments_on_miners", NINE_MONTHS, "(382,285)", -THOUSANDS, f"{CASH_FLOW}, miners and deposits"),
    ("treasury_stock_purchased", NINE_MONTHS, "(145,000)", -THOUSANDS, f"{CASH_FLOW}, Purchase of treasury stock"),
    ("bitcoin_held_excl_collateral", "2025-06-30", "10,075", AS_PRINTED, "Note 4 Bitcoin, Number of bitcoin held"),
    ("bitcoin_as_collateral", "2025-06-30", "2,533", AS_PRINTED, "Item 2, held as collateral for the Coinbase line"),
    ("bitcoin_sold_carrying_usd", "2025-Q2", "(127,829)", -THOUSANDS, "Note 4 Bitcoin, Bitcoin sold"),
    ("bitcoin_cost_basis", "2025-06-30", "947,625", THOUSANDS, "Note 4 Bitcoin, Cost basis of bitcoin"),
    ("convertible_notes_principal", "2025-06-30", "650,000", THOUSANDS, "Note 9 Loans, 2030 Convertible Note"),
    ("credit_facility_drawn", "2025-06-30", "174,500", THOUSANDS, "Note 9 Loans, Coinbase Line of Credit"),
    ("bitcoin_produced_owned", "2025-Q2", "2,012", AS_PRINTED, "Item 2, Total bitcoin mined at owned facilities"),
    ("energy_consumed_owned", "2025-Q2", "1,598,500,700", AS_PRINTED, "Item 2, Total kWh utilized"),
    ("power_cost_per_kwh_owned", "2025-Q2", "0.056", AS_PRINTED, "Item 2, Cost per kWh"),
    ("fleet_efficiency", "2025-06-30", "16.2", AS_PRINTED, "Item 2, Miner efficiency (w/th), at period end"),
    ("miners_in_service_owned", "2025-06-30", "241,227", AS_PRINTED, "Item 2, Total miners in service"),
    ("adjusted_ebitda", "2025-Q2", "377,701", THOUSANDS, "Item 2, Non-GAAP Adjusted EBITDA"),
]

BIT_DIGITAL = [
    ("cash", "2025-06-30", "181,165,847", AS_PRINTED, f"{BALANCE}, Cash and cash equivalents"),
    ("digital_assets_total_fair_value", "2025-06-30", "91,214,450", AS_PRINTED, f"{BALANCE}, Digital assets"),
    ("usdc", "2025-06-30", "515,242", AS_PRINTED, f"{BALANCE}, USDC"),
    ("total_assets", "2024-12-31", "538,247,664", AS_PRINTED, f"{BALANCE}, Total Assets, December 2024"),
    ("equity", "2025-06-30", "633,188,644", AS_PRINTED, f"{BALANCE}, Total Shareholders' Equity"),
    ("revenue_bitcoin_mining", "2025-Q2", "6,631,838", AS_PRINTED, f"{INCOME}, Digital asset mining"),
    ("revenue_cloud_services", "2025-Q2", "16,595,315", AS_PRINTED, f"{INCOME}, Cloud services"),
    ("revenue_colocation", HALF, "3,367,413", AS_PRINTED, f"{INCOME}, Colocation services, six months"),
    ("revenue_total", "2025-Q2", "25,659,419", AS_PRINTED, f"{INCOME}, Total Revenues"),
    ("gains_losses_on_digital_assets", HALF, "(22,050,521)", AS_PRINTED, f"{INCOME}, Gains (losses)"),
    ("net_income", HALF, "(42,837,443)", AS_PRINTED, f"{INCOME}, Net income (loss), six months"),
    ("net_income", "2024-Q2", "(11,953,100)", AS_PRINTED, f"{INCOME}, Net income (loss), prior year"),
    ("cfo", HALF, "35,095,075", AS_PRINTED, f"{CASH_FLOW}, operating activities"),
    ("capex_and_deposits_property", HALF, "(147,144,795)", -AS_PRINTED, f"{CASH_FLOW}, property and deposits"),
    ("equity_issued_public_offering", HALF, "141,625,128", AS_PRINTED, f"{CASH_FLOW}, public offering"),
    ("bitcoin_held", "2025-06-30", "280.4", AS_PRINTED, "Note 6 Digital Assets, BTC, quantity"),
    ("bitcoin_fair_value", "2024-12-31", "69,319,731", AS_PRINTED, "Note 6, roll-forward of BTC, opening"),
    ("bitcoin_produced", "2025-Q2", "68.2", AS_PRINTED, "Item 2, received from the Foundry pool"),
    ("bitcoin_produced", "2024-01-01/2024-06-30", "654.9", AS_PRINTED, "Item 2, received from Foundry, half of 2024"),
    ("hash_rate_deployed", "2025-06-30", "2.7", AS_PRINTED, "Item 2, total maximum hash rate"),
    ("hash_rate_active_period_end", "2025-06-30", "1.2", AS_PRINTED, "Item 2, active hash rate"),
    ("miners_deployed", "2025-06-30", "22,574", AS_PRINTED, "Item 2, miners owned or operating"),
    ("adjusted_ebitda", "2025-Q2", "27,763,087", AS_PRINTED, "Item 2, Adjusted EBITDA"),
]

CORE_SCIENTIFIC = [
    ("cash", "2025-09-30", "453,443", THOUSANDS, f"{BALANCE}, Cash and cash equivalents"),
    ("bitcoin_fair_value", "2025-09-30", "241,355", THOUSANDS, f"{BALANCE}, Digital assets"),
    ("total_assets", "2025-09-30", "2,295,980", THOUSANDS, f"{BALANCE}, Total Assets"),
    ("warrant_liabilities", "2025-09-30", "1,330,483", THOUSANDS, f"{BALANCE}, Warrant liabilities"),
    ("equity", "2025-09-30", "(1,127,960)", THOUSANDS, f"{BALANCE}, Total Stockholders' Deficit"),
    ("shares_outstanding_period_end", "2025-09-30", "308,381", THOUSANDS, f"{BALANCE}, shares, in thousands"),
    ("revenue_bitcoin_mining", "2025-Q3", "57,438", THOUSANDS, f"{INCOME}, Digital asset self-mining revenue"),
    ("revenue_colocation", "2025-Q3", "14,951", THOUSANDS, f"{INCOME}, Colocation revenue"),
    ("revenue_total", "2025-Q3", "81,103", THOUSANDS, f"{INCOME}, Total revenue"),
    ("revenue_total", "2024-Q3", "95,354", THOUSANDS, f"{INCOME}, Total revenue, prior year"),
    ("gross_profit", "2024-Q3", "(156)", THOUSANDS, f"{INCOME}, Gross profit (loss), prior year"),
    ("net_income", "2025-Q3", "(146,660)", THOUSANDS, f"{INCOME}, Net loss"),
    ("cfo", TO_SEPTEMBER, "125,182", THOUSANDS, f"{CASH_FLOW}, operating activities"),
    ("capex_property", TO_SEPTEMBER, "(454,194)", -THOUSANDS, f"{CASH_FLOW}, Purchases of property"),
    ("mining_power_fees", "2025-Q3", "33,280", THOUSANDS, "Segment Results, self-mining, Power fees"),
    ("adjusted_ebitda", "2025-Q3", "(2,432)", THOUSANDS, "Non-GAAP table, Adjusted EBITDA"),
    ("capital_expenditures_total", "2025-Q3", "244.5", MILLIONS, "First page, Capital expenditures"),
    ("capital_expenditures_funded_by_coreweave", "2025-Q3", "196.4", MILLIONS, "First page, funded by CoreWeave"),
    ("liquidity_total", "2025-09-30", "694.8", MILLIONS, "First page, Liquidity"),
]

LINES = [
    (company, *line)
    for company, lines in (("CLSK", CLEANSPARK), ("BTBT", BIT_DIGITAL), ("CORZ", CORE_SCIENTIFIC))
    for line in lines
]


def printed(text: str, scale: float) -> float:
    """Return the number behind printed digits; accountants' brackets are a minus sign."""
    number = float(text.strip("()").replace(",", ""))
    return -number * scale if text.startswith("(") else number * scale


@pytest.mark.parametrize(("company", "concept", "period", "text", "scale", "place"), LINES)
def test_the_line_as_the_filing_prints_it(
    company: str, concept: str, period: str, text: str, scale: float, place: str
) -> None:
    figure = VIEW.figure(company, concept, period)
    assert isinstance(figure, Figure), (place, figure)
    assert figure.value == pytest.approx(printed(text, scale), rel=1e-12), place
    assert figure.badge in (Badge.REPORTED, Badge.DISPUTED), place


def test_cleansparks_holding_is_the_two_lines_of_its_filing_together() -> None:
    # Note 4 holds 10,075; Item 2 adds 2,533 posted as collateral, shown as a receivable.
    held = VIEW.figure("CLSK", "bitcoin_held", "2025-06-30")
    assert isinstance(held, Figure)
    assert held.value == 10_075 + 2_533


def test_cleansparks_total_revenue_meets_its_only_revenue_line() -> None:
    # The chosen printing is the release's rounded 198.6 million; the statement's 198,644 thousand lies inside.
    total = VIEW.figure("CLSK", "revenue_total", "2025-Q2")
    assert isinstance(total, Figure)
    assert total.interval.low <= 198_644_000 <= total.interval.high
