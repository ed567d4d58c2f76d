"""What no company can be: refused with the field and the way to mend it."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite

from headframe.economics.miner import DebtKind, Miner
from headframe.ground.errors import InputRefused
from headframe.ground.missing import Missing

TOLERANCE_MW = 1.02
"""Nameplate and metered power differ by a percent or two, so a fleet may stand a little above what is developed."""

NEVER_NEGATIVE = (
    *("bitcoin_free_btc", "bitcoin_pledged_btc", "bitcoin_cost_usd", "cash_usd", "cash_restricted_usd"),
    *("share_awards", "nol_usd", "atm_remaining_usd", "corporate_cost_usd_per_month"),
    *("depreciation_usd_per_month", "cash_floor_usd"),
)
Fault = tuple[str, str, str]


def refuse_impossible(miner: Miner, where: str) -> None:
    """Refuse a miner with an impossible field, naming every one.

    Raises
    ------
    InputRefused
        With each field, what is wrong with it, and what to give instead.
    """
    faults = [*_balances(miner), *_power(miner), *_debts(miner), *_projects(miner)]
    if faults:
        raise InputRefused(
            "; ".join(f"{field}: {what}" for field, what, _ in faults),
            where=where,
            why="every figure of the months ahead would be wrong",
            next="; ".join(dict.fromkeys(how for _, _, how in faults)),
        )


def _balances(miner: Miner) -> Iterator[Fault]:
    for name in NEVER_NEGATIVE:
        value = getattr(miner, name)
        if not (isfinite(value) and value >= 0):
            yield name, f"{value:g} is below 0", "give 0 or more"
    if not miner.shares > 0:
        yield "shares", f"{miner.shares:g} shares", "give the shares outstanding"
    if not isinstance(miner.share_price_usd, Missing) and not miner.share_price_usd > 0:
        how = "give dollars above 0, or leave it out: a private company has no price"
        yield "share_price_usd", f"a share at {miner.share_price_usd:g}", how
    for promised in miner.commitments:
        if not promised.usd >= 0:
            yield promised.name, f"a commitment of {promised.usd:g}", "give what is still to be paid, 0 or more"
    for name in ("uptime", "pool_fee", "attrition_per_year"):
        if not 0 <= getattr(miner, name) <= 1:
            yield name, f"{getattr(miner, name):g} is no share", "give a share from 0 to 1"
    if not 0 <= miner.minority_share_of_mining < 1:
        yield (
            "minority_share_of_mining",
            f"{miner.minority_share_of_mining:g} leaves nothing",
            "give others' share, from 0 to below 1",
        )


def _power(miner: Miner) -> Iterator[Fault]:
    drawn = sum(tier.machines.power_mw for tier in miner.tiers)
    if drawn > miner.developed_mw * TOLERANCE_MW:
        yield (
            "tiers",
            f"the fleet draws {drawn:,.0f} MW and only {miner.developed_mw:,.0f} MW are developed",
            "hash rate [EH/s] × efficiency [J/TH] is megawatts: mend one of them, or developed_mw",
        )
    for tier in miner.tiers:
        if tier.flat_usd_per_mwh < 0:
            what = f"a tariff of {tier.flat_usd_per_mwh:g} USD/MWh"
            yield tier.machines.name, what, "give what a megawatt-hour costs in every hour, 0 or more"
    for block in miner.blocks:
        if block.mw < 0:
            yield block.name, f"{block.mw:g} MW bought ahead", "give megawatts of 0 or more"
    blocks = sum(block.mw for block in miner.blocks if block.last > miner.opening)
    if blocks > miner.developed_mw * TOLERANCE_MW:
        yield "blocks", f"{blocks:,.0f} MW bought ahead of {miner.developed_mw:,.0f} MW developed", "mend the blocks"


def _debts(miner: Miner) -> Iterator[Fault]:
    pledged = 0.0
    for debt in miner.debts:
        if debt.principal_usd < 0 or not 0 <= debt.rate_per_year < 1:
            yield debt.name, "its principal or rate cannot be", "rates are fractions: 0.0875"
        if any(amount < 0 for _, amount in debt.repayments):
            yield debt.name, "a repayment below 0", "repayments_usd_by_year lowers the principal: give 0 or more"
        if sum(amount for _, amount in debt.repayments) > debt.principal_usd * (1 + 1e-9):
            yield debt.name, "repayments exceed the principal", "mend repayments_usd_by_year"
        if debt.kind is DebtKind.CONVERTIBLE and not debt.conversion_price_usd > 0:
            yield debt.name, "a convertible without a conversion price", "give conversion_price_usd"
        if debt.kind is DebtKind.BITCOIN_BACKED:
            pledged += debt.collateral_btc
            if debt.collateral_btc < 0:
                yield debt.name, f"a collateral of {debt.collateral_btc:g} BTC", "give the coins pledged, 0 or more"
            if not 0 < debt.margin_call_ltv < debt.sale_ltv <= 1:
                how = "give margin_call_ltv < sale_ltv, as fractions: 0.75 and 0.85"
                yield debt.name, "the margin call must come before the sale", how
    if pledged > miner.bitcoin_pledged_btc * (1 + 1e-9):
        what = f"debts pledge {pledged:,.0f} BTC and only {miner.bitcoin_pledged_btc:,.0f} are restricted"
        yield "bitcoin_restricted_btc", what, "restricted coins hold all collateral"


def _projects(miner: Miner) -> Iterator[Fault]:
    for project in miner.projects:
        if not (project.mw_it > 0 and project.mw_gross >= project.mw_it):
            yield project.name, f"{project.mw_it:g} MW of IT in {project.mw_gross:g} MW gross", "gross holds IT"
        if project.spent_usd > project.capex_usd * (1 + 1e-9) or project.capex_usd < 0:
            yield project.name, "more is spent than it costs", "spent_usd lies between 0 and capex_usd"
        if not (project.build_months > 0 and project.term_months > 0 and 0 <= project.noi_margin <= 1):
            yield project.name, "build, term or margin cannot be", "months above 0, margin from 0 to 1"
        if not -1 < project.escalator_per_year < 1:
            what = f"an escalator of {project.escalator_per_year:g}"
            yield project.name, what, "a fraction a year: 0.03 for 3 %"
        if not 0 < project.owned_share <= 1:
            yield project.name, f"an owned share of {project.owned_share:g}", "give the share owned, above 0 to 1"
        if not 0 <= project.debt_loan_to_cost < 1:
            yield project.name, f"loan to cost of {project.debt_loan_to_cost:g}", "a share below 1"
