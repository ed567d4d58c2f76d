"""Which lines of the months a forecast shows by quarter, how months make a quarter, and what each line rests on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Over(StrEnum):
    """How the months of a quarter make its figure."""

    SUM = "sum of the months"
    LAST = "at the end of the last month"
    MEAN = "mean of the months"


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line: the months' name (also its concept, after "forecast_"), unit, how it adds up, words, and its inputs.

    `rests_on` are the beginnings of the paths of `Miner.stated`; "market" stands for the calibration month's price.
    """

    name: str
    unit: str
    over: Over
    words: str
    rests_on: tuple[str, ...]


FLEET = ("tiers", "uptime", "pool_fee", "attrition_per_year", "developed_mw")
LEASES = ("lease", "projects", "campuses")
SHOWN = (
    ShownLine("bitcoin_price_usd_per_btc", "USD/BTC", Over.MEAN, "price × exp(drift)", ("market",)),
    ShownLine("hash_price_usd_per_ph_day", "USD/PH/day", Over.MEAN, "(subsidy + fees) × price / network", ("market",)),
    ShownLine("power_usd_per_mwh", "USD/MWh", Over.MEAN, "the hub's mean of the calendar month", ("market",)),
    ShownLine(
        "rent_usd_per_kw_month",
        "USD/kW-month",
        Over.LAST,
        "median rent of new leases, drawn to its growing mean",
        ("market",),
    ),
    ShownLine("hash_rate_running_ehs", "EH/s", Over.MEAN, "fleet × uptime × share of hours that pay", FLEET),
    ShownLine("bitcoin_mined_btc", "BTC", Over.SUM, "running hash rate / network × coins created", FLEET),
    ShownLine("bitcoin_sold_btc", "BTC", Over.SUM, "as the policy says", ("bitcoin_held_btc", *FLEET)),
    ShownLine("bitcoin_held_btc", "BTC", Over.LAST, "opening + mined − sold", ("bitcoin_held_btc", *FLEET)),
    ShownLine("mining_mw", "MW", Over.LAST, "developed − displaced by builds", ("developed_mw", "tiers", *LEASES)),
    ShownLine("live_mw_it", "MW", Over.LAST, "critical IT of builds delivered", ("market", *LEASES)),
    ShownLine("mining_revenue_usd", "USD", Over.SUM, "coins mined × price", FLEET),
    ShownLine("power_cost_usd", "USD", Over.SUM, "power of the hours that pay, hub + adder", (*FLEET, "power_adder")),
    ShownLine("block_value_usd", "USD", Over.SUM, "MW bought ahead × hours × (hub − fixed)", ("blocks", "market")),
    ShownLine("noi_usd", "USD", Over.SUM, "live critical IT × rent × NOI margin", ("market", *LEASES)),
    ShownLine("corporate_cost_usd", "USD", Over.SUM, "cash cost a month", ("corporate_cost",)),
    ShownLine(
        "capex_usd", "USD", Over.SUM, "builds along their S-curve, and commitments", ("commitments", *LEASES, "market")
    ),
    ShownLine("interest_usd", "USD", Over.SUM, "principal × rate", ("debts", "market")),
    ShownLine("principal_usd", "USD", Over.SUM, "scheduled and at maturity", ("debts", "market")),
    ShownLine(
        "project_loan_draws_usd", "USD", Over.SUM, "share of a build's cost that lenders carry", ("market", *LEASES)
    ),
    ShownLine(
        "tax_paid_usd", "USD", Over.SUM, "rate × income after losses forward", ("nol_usd", "corporate_cost", *FLEET)
    ),
    ShownLine("bitcoin_sales_usd", "USD", Over.SUM, "coins sold × price × (1 − cost)", ("bitcoin_held_btc", *FLEET)),
    ShownLine("share_sales_usd", "USD", Over.SUM, "what the share programme raises", ("atm_remaining_usd", "shares")),
    ShownLine("funding_gap_usd", "USD", Over.SUM, "what no ordinary source could find", ("cash_usd", "corporate_cost")),
    ShownLine(
        "debt_usd",
        "USD",
        Over.LAST,
        "opening + draws + interest while building − principal − converted",
        ("debts", "market", *LEASES),
    ),
    ShownLine("cash_usd", "USD", Over.LAST, "opening + every line of cash", ("cash_usd", "corporate_cost", *FLEET)),
    ShownLine("shares", "shares", Over.LAST, "opening + issued", ("shares",)),
)
"""In reading order: the world, the machines, the money, the sources, the balances."""
