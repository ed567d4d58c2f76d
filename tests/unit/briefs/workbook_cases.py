"""What the tests of the workbook share: RIOT over a few years, a made-up private company, and Python's own value."""

from __future__ import annotations

from datetime import date
from functools import cache
from math import isclose

from headframe.briefs.workbook.model import Computed
from headframe.briefs.workbook.workbook import Made, make_model
from headframe.economics.ahead import look_ahead
from headframe.economics.build_miner import build_miner, miner_of
from headframe.economics.miner import Miner
from headframe.economics.profile import profile_of
from headframe.economics.rules import rule_named
from headframe.record.record import Record
from headframe.vocabulary.assumptions import Assumptions, packaged_assumptions
from headframe.worth.known_notes import with_known_notes
from headframe.worth.path_ends import middle_ends
from headframe.worth.valuation import capital_of_miner, supposed_value, value_ends, without_notes

VIEW = Record().view(date(2026, 11, 22))
HELD = packaged_assumptions()
MONTHS = 36
FIVE = {
    "ai.capex_usd_per_mw_it": 11e6,
    "ai.noi_margin": 0.75,
    "economics.discount_rate_per_year": 0.15,
    "ai.exit_yield": 0.095,
    "worlds.bitcoin_drift_premium": 0.05,
}
"""Changes that must move the workbook as they move Python."""
NORTHFIELD = """
company = "Northfield"
private = true
bitcoin_held_btc = 1200.0
bitcoin_restricted_btc = 1150.0
bitcoin_cost_usd = 60.0e6
cash_usd = 5.0e6
shares = 1.0e6
corporate_cost_usd_per_month = 0.6e6
developed_mw = 80.0
uptime = 0.94
power_adder_usd_per_mwh = 5.0
minority_share_of_mining = 0.2

[[tiers]]
name = "=HYPERLINK(1)"
hash_rate_ehs = 2.0
efficiency_j_per_th = 17.5
flat_usd_per_mwh = 45.0

[[debts]]
name = "bank loan"
kind = "bitcoin_backed"
principal_usd = 78.0e6
rate_per_year = 0.095
maturity = "2027-12"
collateral_btc = 1150.0
margin_call_ltv = 0.75
sale_ltv = 0.85

[[debts]]
name = "notes"
kind = "convertible"
principal_usd = 9.0e6
rate_per_year = 0.03
maturity = "2029-06"
conversion_price_usd = 20.0

[[projects]]
name = "GPU hall"
mw_it = 5.0
mw_gross = 6.5
mining_mw_displaced = 6.5
capex_usd = 30.0e6
spent_usd = 0.0
start = "2026-09"
build_months = 10.0
rent_usd_per_kw_month = 900.0
term_years = 2.0
noi_margin = 0.6
kind = "gpu_cloud"
chips_usd = 50.0e6
chip_life_years = 1.0
contracted = true
owned_share = 0.6
"""


@cache
def made(policy: str = "hold-all", months: int = MONTHS) -> Made:
    """Return RIOT's workbook."""
    return make_model(VIEW, build_miner(VIEW, "RIOT", HELD), HELD, policy, months)


@cache
def northfield() -> Made:
    """Return a private company's: partners, a GPU cloud, a lender that sells."""
    return make_model(VIEW, private(HELD), HELD, months=MONTHS)


def private(held: Assumptions) -> Miner:
    """Return the made-up company."""
    return miner_of(profile_of(NORTHFIELD, "northfield.toml"), VIEW, held, "northfield.toml")


def python_value(held: Assumptions, policy: str = "hold-all", months: int = MONTHS) -> float:
    """Return the value of a share of RIOT on the middle path, by Python [USD/share]."""
    miner = with_known_notes(VIEW, build_miner(VIEW, "RIOT", held))
    ends = middle_ends(look_ahead(VIEW, without_notes(miner), held, months), rule_named(policy, held))
    return float(value_ends(miner, capital_of_miner(VIEW, miner), ends, supposed_value(miner, held)).prices[0])


def value_with(of: Made, label: str, value: float) -> float:
    """Return the value of a share with one blue cell changed, by its label [USD/share]."""
    line = next(line for line in of.built.model.inputs if line.label == label)
    found = Computed(of.built.model, {line.first: value}).value(of.built.parts.price.price.key)
    return float(found)


def near(ours: float, theirs: float, share: float) -> bool:
    """Say whether two numbers agree to a share of them."""
    return isclose(ours, theirs, rel_tol=share, abs_tol=0.0)
