"""The lines of a company's month: what the reference and the compiled engine both report, in one order.

`MonthLine` is the glossary: unit and basis in each name. Money spent is positive in a line of cost; `CASH_SIGNS` and
the other tables of signs say how lines change a balance, and are what the conservation laws are checked with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from headframe.ground.period import Period


@dataclass(frozen=True, slots=True)
class MonthLine:
    """One month of one path, or of the mean over paths.

    Parameters
    ----------
    price_usd_per_btc, hash_price_usd_per_ph_day, network_ehs : float
        Bitcoin price [USD/BTC], hash price [USD/PH/day], network hash rate [EH/s].
    power_usd_per_mwh, rent_usd_per_kw_month, share_price_usd : float
        Month's mean at the hub [USD/MWh], market rent of critical IT [USD/kW-month], price of a share; 0 for a private
        company [USD/share].
    bitcoin_mined_btc, bitcoin_sold_btc, bitcoin_sold_by_lender_btc : float
        Coins mined, sold by the company, sold by its lender [BTC].
    bitcoin_free_btc, bitcoin_pledged_btc : float
        Coins at the month's end [BTC].
    hash_rate_running_ehs : float
        Average hash rate that ran, stopped hours and downtime counted as none [EH/s].
    mining_mw, displaced_mw, live_mw_it, building_mw_it : float
        Megawatts left to mining, and given up to builds begun since the opening; critical IT rented and under
        construction at the month's end [MW].
    mining_revenue_usd, power_cost_usd, block_value_usd, credits_usd, peak_charge_usd : float
        Coins mined at the month's price; power at the hub or tariff, adder included; resale value of fixed-price blocks
        over their price; credits for stopping; charge for peaks not avoided [USD].
    rent_revenue_usd, noi_usd, engineering_margin_usd : float
        Rent billed, what is left of it after site costs, gross margin of other business [USD].
    corporate_cost_usd, commitments_usd, capex_usd : float
        Cash cost of the company, commitments outside projects, spending on builds and chips [USD].
    interest_on_cash_usd, interest_usd, interest_capitalised_usd : float
        Earned; paid; added to loans while building [USD].
    project_loan_draws_usd, principal_usd : float
        Drawn on project loans; repaid in cash on any debt [USD].
    repaid_by_lender_sale_usd, debt_converted_usd : float
        Debt repaid out of coins the lender sold; convertibles turned into shares [USD].
    tax_paid_usd, tax_accrued_usd : float
        Tax paid, on what accrued the month before; tax accrued on the year so far [USD].
    bitcoin_sales_usd : float
        Net proceeds of coins that the company sold [USD].
    share_sales_usd, funding_gap_usd : float
        Net proceeds of the share programme; money that had to be found in need [USD].
    cash_usd, debt_usd : float
        Free cash and all debts at the month's end [USD].
    shares, shares_issued : float
        At the month's end, and issued in it [shares].
    depreciation_usd, taxable_income_usd, losses_forward_usd : float
        For tax; the month's; carried forward from years that closed [USD].
    loan_to_value : float
        Of the bitcoin-backed loan at the month's end; 0 without one [ratio].
    funding_gap, margin_call, lender_sale, funding_gap_so_far : float
        1 in a month with one, else 0, the last 1 from the first gap on; over paths, the probability [ratio].
    """

    price_usd_per_btc: float
    hash_price_usd_per_ph_day: float
    network_ehs: float
    power_usd_per_mwh: float
    rent_usd_per_kw_month: float
    share_price_usd: float
    bitcoin_mined_btc: float
    bitcoin_sold_btc: float
    bitcoin_sold_by_lender_btc: float
    bitcoin_free_btc: float
    bitcoin_pledged_btc: float
    hash_rate_running_ehs: float
    mining_mw: float
    displaced_mw: float
    live_mw_it: float
    building_mw_it: float
    mining_revenue_usd: float
    power_cost_usd: float
    block_value_usd: float
    credits_usd: float
    peak_charge_usd: float
    rent_revenue_usd: float
    noi_usd: float
    engineering_margin_usd: float
    corporate_cost_usd: float
    commitments_usd: float
    capex_usd: float
    interest_on_cash_usd: float
    interest_usd: float
    interest_capitalised_usd: float
    project_loan_draws_usd: float
    principal_usd: float
    repaid_by_lender_sale_usd: float
    debt_converted_usd: float
    tax_paid_usd: float
    tax_accrued_usd: float
    bitcoin_sales_usd: float
    share_sales_usd: float
    funding_gap_usd: float
    cash_usd: float
    debt_usd: float
    shares: float
    shares_issued: float
    depreciation_usd: float
    taxable_income_usd: float
    losses_forward_usd: float
    loan_to_value: float
    funding_gap: float
    margin_call: float
    lender_sale: float
    funding_gap_so_far: float


LINES = tuple(each.name for each in fields(MonthLine))
"""Names of the lines, in the order of every array of them."""

CASH_SIGNS: Mapping[str, int] = {
    "power_cost_usd": -1,
    "block_value_usd": 1,
    "credits_usd": 1,
    "peak_charge_usd": -1,
    "noi_usd": 1,
    "engineering_margin_usd": 1,
    "corporate_cost_usd": -1,
    "commitments_usd": -1,
    "capex_usd": -1,
    "interest_on_cash_usd": 1,
    "interest_usd": -1,
    "project_loan_draws_usd": 1,
    "principal_usd": -1,
    "tax_paid_usd": -1,
    "bitcoin_sales_usd": 1,
    "share_sales_usd": 1,
    "funding_gap_usd": 1,
}
"""How lines change cash: opening + signed lines = closing."""
COIN_SIGNS: Mapping[str, int] = {"bitcoin_mined_btc": 1, "bitcoin_sold_btc": -1, "bitcoin_sold_by_lender_btc": -1}
"""How lines change coins, free and pledged."""
DEBT_SIGNS: Mapping[str, int] = {
    "project_loan_draws_usd": 1,
    "interest_capitalised_usd": 1,
    "principal_usd": -1,
    "repaid_by_lender_sale_usd": -1,
    "debt_converted_usd": -1,
}
"""How lines change debt."""
STOCKS = (
    "price_usd_per_btc",
    "hash_price_usd_per_ph_day",
    "network_ehs",
    "power_usd_per_mwh",
    "rent_usd_per_kw_month",
    "share_price_usd",
    "bitcoin_free_btc",
    "bitcoin_pledged_btc",
    "hash_rate_running_ehs",
    "mining_mw",
    "displaced_mw",
    "live_mw_it",
    "building_mw_it",
    "cash_usd",
    "debt_usd",
    "shares",
    "losses_forward_usd",
    "loan_to_value",
    "funding_gap_so_far",
)
"""Lines that are a level or an average, and do not add up over months."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Balances from which the first month starts.

    Units: coins [BTC], cash and debt [USD], shares [shares], megawatts that mine [MW].
    """

    bitcoin_free_btc: float
    bitcoin_pledged_btc: float
    cash_usd: float
    cash_restricted_usd: float
    debt_usd: float
    shares: float
    mining_mw: float


@dataclass(frozen=True, slots=True)
class Books:
    """A path's months, from its opening balances to its end.

    Parameters
    ----------
    opening : Opening
        Balances at the end of month 0.
    months : tuple of Period
        The months of `lines`.
    lines : tuple of MonthLine
        One a month.
    parts_usd : mapping of str to float
        Present value by part [USD]: what `headframe worth` adds up.
    value_usd : float
        Present value of the equity, from the ledger of cash and coins; equals the sum of `parts_usd` [USD].
    end_equity_usd : float
        At the horizon, not discounted: coins, cash, projects and mining sites less debts and tax due [USD].
    value_per_share_usd : float
        (value + money raised, discounted as the share price grows) / shares at the horizon [USD/share]; without
        a share price, `value_usd` itself.
    """

    opening: Opening
    months: tuple[Period, ...]
    lines: tuple[MonthLine, ...]
    parts_usd: Mapping[str, float]
    value_usd: float
    end_equity_usd: float
    value_per_share_usd: float
