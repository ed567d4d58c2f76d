"""The model of a company's deterministic case: every sheet, in the order in which one rests on another."""

from __future__ import annotations

from dataclasses import dataclass

from headframe.briefs.workbook.company import company_inputs
from headframe.briefs.workbook.curves import Curves, curves_sheet
from headframe.briefs.workbook.debt_terms import coin_loan, debt_inputs
from headframe.briefs.workbook.entries import Entries
from headframe.briefs.workbook.lease_terms import lease_inputs, refuse_short
from headframe.briefs.workbook.leases import leases_sheet
from headframe.briefs.workbook.ledger import Before, Ledger, ledger_sheet
from headframe.briefs.workbook.megawatts import megawatts_sheet
from headframe.briefs.workbook.model import Model
from headframe.briefs.workbook.parts import Parts, parts_sheet
from headframe.briefs.workbook.policy_terms import policy_cells, policy_inputs, refuse_rule
from headframe.briefs.workbook.scenario import scenario_sheet, world_inputs
from headframe.briefs.workbook.stated import Stated
from headframe.economics.ahead import Ahead
from headframe.economics.miner import Miner
from headframe.economics.rules import Rule
from headframe.worth.dilution import Capital

FIRST_ROW = 6
SHEETS = ("Inputs", "Ledger", "Leases", "MW", "Scenario", "Parts", "Checks", "Sources", "Curves")


@dataclass(frozen=True, slots=True)
class Built:
    """The model with the rows and cells that checks compare."""

    model: Model
    entries: Entries
    before: Before
    ledger: Ledger
    parts: Parts


def build_model(ahead: Ahead, miner: Miner, rule: Rule, policy: str, capital: Capital, supposed_usd: float) -> Built:
    """Return the model of a company.

    Parameters
    ----------
    ahead : Ahead
        The company without its convertibles, with its world.
    miner : Miner
        The company with them.
    rule, policy : Rule, str
        What it does, and the name that goes by.
    capital : Capital
        Who shares in the company beside its shares.
    supposed_usd : float
        A value that is supposed for open megawatts [USD].
    """
    refuse_rule(rule, policy)
    refuse_short(miner, ahead.tables.horizon)
    model = Model(ahead.tables.horizon)
    for name in SHEETS:
        if name != "Curves" or _hub_priced(miner):
            model.open_sheet(name, FIRST_ROW)
    model.next_row["Inputs"] = 4
    entries = Entries(model, ahead.assumptions, ahead.view)
    sells = policy_inputs(entries, rule, policy)
    _assumptions(entries)
    world = world_inputs(entries, ahead)
    company = company_inputs(entries, ahead, miner, world.price)
    debts = debt_inputs(entries, miner)
    loan = coin_loan(entries, debts, ahead.tables.coin_loan, company.pledged_btc, company.opening_price)
    cells = lease_inputs(entries, miner, world.delay)
    rules = policy_cells(entries, sells, Stated(entries, miner), company, debts)
    rows = scenario_sheet(model, entries, ahead, world, company.share_price)
    curves: Curves | None = curves_sheet(model, ahead.world.tables.shapes) if _hub_priced(miner) else None
    leases = leases_sheet(model, entries, cells, rows)
    mining = megawatts_sheet(model, entries, company, rows, leases, curves)
    before = Before(company, rules, rows, mining, leases, debts, loan)
    ledger = ledger_sheet(model, before)
    parts = parts_sheet(model, entries, before, ledger, miner, capital, supposed_usd)
    return Built(model, entries, before, ledger, parts)


READ = (
    *("economics.discount_rate_per_year", "economics.contracted_rate_per_year", "worlds.risk_free_rate_per_year"),
    *("worlds.bitcoin_drift_premium", "worlds.ai_rent_growth_per_year", "worlds.ai_rent_half_life_years"),
    *("ai.market_rent_scale", "ai.exit_yield", "economics.mining_exit_usd_per_mw", "economics.income_tax_rate"),
    *("economics.nol_offset_limit", "economics.depreciation_years", "economics.interest_on_cash_per_year"),
    *("economics.bitcoin_sale_cost", "economics.share_beta_to_bitcoin", "economics.atm_commission"),
    *("economics.atm_discount", "economics.atm_share_of_market_value_per_month", "economics.emergency_equity_discount"),
    *("power.coincident_peak_usd_per_mw_year", "power.coincident_peak_success"),
)
"""Assumptions that every company's months read."""


def _assumptions(entries: Entries) -> None:
    entries.section("Assumptions: numbers that are not facts")
    for name in READ:
        entries.assumed(name)


def _hub_priced(miner: Miner) -> bool:
    return any(tier.hub for tier in miner.tiers)
