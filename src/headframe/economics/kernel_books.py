"""Tax, the month's close, values and checks over a block of paths: `reference_tax` and `reference_value`, line for
line."""

from __future__ import annotations

import numpy as np

from headframe.economics.kernel_compile import step, summing
from headframe.economics.kernel_debts import cash_moved_
from headframe.economics.kernel_math import exp_
from headframe.economics.kernel_rows import (
    FIRST_PART,
    LANES,
    LINE,
    MONTHLY,
    PART,
    PLAN,
    PROJECT,
    ROW,
    STRIDE,
    TERM,
)
from headframe.economics.parts import COMPANY_PARTS
from headframe.economics.project_terms import KW_PER_MW, MONTHS_PER_YEAR
from headframe.worlds.parameters import Floats

LEAST_USD = 1e6
"""Misses of smaller balances are judged against this, so that a rounding over nothing is no breach [USD]."""
LEAST_SHARE = 1e-3
"""... and coins against this share of the opening balance [ratio]."""
LONG_MONTHS = 1e4
"""Waiting longer is worth nothing, and would leave the range of the compiled exp [months]."""


@step
def accrue_tax(w: Floats, terms: Floats, december: bool) -> None:
    """Accrue the month's tax, and close the year in December."""
    rate, limit = terms[TERM.tax_rate], terms[TERM.offset_limit]
    for i in range(LANES):
        income = (
            w[LINE.mining_revenue_usd + i]
            + w[LINE.block_value_usd + i]
            + w[LINE.credits_usd + i]
            + w[LINE.noi_usd + i]
            + w[LINE.engineering_margin_usd + i]
            + w[LINE.interest_on_cash_usd + i]
            - w[LINE.power_cost_usd + i]
            - w[LINE.peak_charge_usd + i]
            - w[LINE.corporate_cost_usd + i]
            - w[LINE.interest_usd + i]
            - w[LINE.interest_capitalised_usd + i]
            - w[LINE.depreciation_usd + i]
            + w[ROW.gains + i]
        )
        year, losses = w[ROW.year_income + i] + income, w[ROW.losses + i]
        profit = max(year, 0.0)
        offset = min(losses, limit * profit)
        tax = rate * (profit - offset)
        due = tax - w[ROW.year_tax + i]
        losses = losses + (max(-year, 0.0) - offset) if december else losses
        w[ROW.tax_due + i] = due
        w[ROW.year_tax + i] = 0.0 if december else tax
        w[ROW.year_income + i] = 0.0 if december else year
        w[ROW.losses + i] = losses
        w[LINE.taxable_income_usd + i] = income
        w[LINE.tax_accrued_usd + i] = due
        w[LINE.losses_forward_usd + i] = losses


@step
def close_month(w: Floats, term_balance: float) -> None:
    """Show the balances at the month's end."""
    for i in range(LANES):
        w[LINE.bitcoin_free_btc + i] = w[ROW.free + i]
        w[LINE.bitcoin_pledged_btc + i] = w[ROW.pledged + i]
        w[LINE.cash_usd + i] = w[ROW.cash + i]
        w[LINE.debt_usd + i] = term_balance + w[ROW.other_debts + i]
        w[LINE.shares + i] = w[ROW.shares + i]


@step
def add_values(w: Floats, d: float, d_signed: float, d_coins: float) -> None:
    """Bring the month's flows of the company to today, by part and by the ledger of cash and coins."""
    for i in range(LANES):
        revenue, sales = w[LINE.mining_revenue_usd + i], w[LINE.bitcoin_sales_usd + i]
        by_lender = w[LINE.repaid_by_lender_sale_usd + i]
        service = w[LINE.interest_usd + i] + w[LINE.principal_usd + i] - w[ROW.build_service + i]
        raised = w[LINE.share_sales_usd + i] + w[LINE.funding_gap_usd + i]
        moved = w[ROW.cash + i] - w[ROW.cash_before + i] - w[LINE.interest_on_cash_usd + i] - raised
        w[ROW.raised + i] += d_coins * raised
        w[ROW.ledger + i] += (
            d * moved
            + (d - d_coins) * (revenue - sales)
            + d_coins * by_lender
            + (d - d_signed) * service
            - d_signed * by_lender
        )
        w[PART.coins + i] += d_coins * (sales + by_lender - revenue)
        w[PART.mining + i] += d * (revenue - w[LINE.power_cost_usd + i])
        w[PART.power_blocks + i] += d * w[LINE.block_value_usd + i]
        w[PART.credits_less_peak_charges + i] += d * (w[LINE.credits_usd + i] - w[LINE.peak_charge_usd + i])
        w[PART.tax + i] -= d * w[LINE.tax_paid_usd + i]
        w[PART.debts + i] -= d_signed * (service + by_lender)


@step
def value_fixed(w: Floats, months: Floats) -> None:
    """Value the lines that are the same on every path."""
    engineering = corporate = commitments = 0.0
    for month in range(1, len(months)):
        d = months[month, MONTHLY.discount]
        engineering += d * months[month, MONTHLY.engineering_margin_usd]
        corporate -= d * months[month, MONTHLY.corporate_cost_usd]
        commitments -= d * months[month, MONTHLY.commitments_usd]
    for i in range(LANES):
        w[PART.engineering + i] = engineering
        w[PART.corporate_cost + i] = corporate
        w[PART.commitments + i] = commitments


@step
def close_company(w: Floats, terms: Floats, month: Floats, owed: Floats, notes: int) -> None:
    """Add what the company holds and owes at the horizon; its equity goes into row `equity`."""
    d, d_signed, d_coins = month[MONTHLY.discount], month[MONTHLY.discount_contracted], month[MONTHLY.discount_coins]
    term_balance, per_mw = month[MONTHLY.term_balance_usd], terms[TERM.mining_exit_usd_per_mw]
    restricted = terms[TERM.cash_restricted_usd]
    for i in range(LANES):
        debts = term_balance + w[ROW.coin_loan + i]
        for at in range(notes):
            debts += owed[at * LANES + i]
        coins = (w[ROW.free + i] + w[ROW.pledged + i]) * w[LINE.price_usd_per_btc + i]
        sites, due = per_mw * w[LINE.mining_mw + i], w[ROW.tax_due + i]
        w[PART.coins + i] += d_coins * coins
        w[PART.tax + i] -= d * due
        w[PART.debts + i] -= d_signed * debts
        w[PART.mining_sites_at_the_horizon + i] = d * sites
        w[ROW.ledger + i] += d_coins * coins - d * due - d_signed * debts + d * sites
        w[ROW.equity + i] = w[ROW.cash + i] + restricted + coins - due - debts + sites


@step
def close_project(
    w: Floats, plan: Floats, month: int, exit_yield: float, d_own: float, rate: float, out: Floats
) -> None:
    """Lay out one project's parts, with what it is worth at the horizon; `rate` is its log discount a month
    [1/month]."""
    per_rent = plan[PLAN.mw_it] * KW_PER_MW * plan[PLAN.noi_margin] * MONTHS_PER_YEAR / exit_yield
    left, term = plan[PLAN.left_usd], plan[PLAN.term_months]
    for i in range(LANES):
        begun = 1.0 if w[PROJECT.start + i] <= month else 0.0
        rent = w[PROJECT.rent + i]
        agreed = (rent > 0.0) & (month + 1.0 - w[PROJECT.done + i] < term)
        rent = rent if agreed else w[LINE.rent_usd_per_kw_month + i]
        waiting = min(max(w[PROJECT.done + i] - (month + 1.0), 0.0), LONG_MONTHS)
        worth = begun * (per_rent * rent * exp_(-rate * waiting) - (left - w[PROJECT.paid + i]))
        loan = w[PROJECT.loan + i]
        w[ROW.ledger + i] += d_own * (worth - loan)
        w[ROW.equity + i] += worth - loan
        out[0, i] = w[PROJECT.value_noi + i]
        out[1, i] = w[PROJECT.value_cost + i]
        out[2, i] = w[PROJECT.value_loan + i] - d_own * loan
        out[3, i] = d_own * worth


@step
def open_company(w: Floats, terms: Floats, opening: Floats) -> None:
    """Put a block's companies at the opening."""
    cash = opening[2] + opening[3]
    for i in range(len(COMPANY_PARTS) * STRIDE):
        w[FIRST_PART + i] = 0.0
    for i in range(LANES):
        w[ROW.free + i] = opening[0]
        w[ROW.pledged + i] = opening[1]
        w[ROW.cash + i] = opening[2]
        w[ROW.shares + i] = opening[5]
        w[ROW.debt_carried + i] = opening[4]
        w[ROW.shares_carried + i] = opening[5]
        w[ROW.cash_carried + i] = opening[2]
        w[ROW.coins_carried + i] = opening[0] + opening[1]
        w[ROW.coins_cost + i] = terms[TERM.bitcoin_cost_usd]
        w[ROW.programme + i] = terms[TERM.programme_usd]
        w[ROW.losses + i] = terms[TERM.losses_forward_usd]
        w[ROW.year_income + i] = 0.0
        w[ROW.year_tax + i] = 0.0
        w[ROW.tax_due + i] = 0.0
        w[ROW.had_gap + i] = 0.0
        w[ROW.total_gap + i] = 0.0
        w[ROW.highest_ltv + i] = 0.0
        w[ROW.raised + i] = 0.0
        w[ROW.ledger + i] = cash
        w[PART.cash + i] = cash


@summing
def worst_(w: Floats, before: int, after: int, other: int, least: float) -> float:
    """Return the largest relative miss of |before - (after + other)| over the block."""
    worst, ours, theirs, rest = 0.0, np.uint64(before), np.uint64(after), np.uint64(other)
    for i in range(LANES):
        closing = w[theirs + np.uint64(i)] + w[rest + np.uint64(i)]
        miss = abs(w[ours + np.uint64(i)] - closing) / max(abs(closing), least)
        worst = miss if miss > worst else worst
    return worst


@step
def carry_forward(w: Floats) -> None:
    """Carry each balance forward by the month's lines alone."""
    for i in range(LANES):
        coins = w[LINE.bitcoin_mined_btc + i] - w[LINE.bitcoin_sold_btc + i] - w[LINE.bitcoin_sold_by_lender_btc + i]
        w[ROW.coins_carried + i] += coins
        w[ROW.cash_carried + i] += cash_moved_(w, i)
        w[ROW.debt_carried + i] += (
            w[LINE.project_loan_draws_usd + i]
            + w[LINE.interest_capitalised_usd + i]
            - w[LINE.principal_usd + i]
            - w[LINE.repaid_by_lender_sale_usd + i]
            - w[LINE.debt_converted_usd + i]
        )
        w[ROW.shares_carried + i] += w[LINE.shares_issued + i]


@step
def check_laws(w: Floats, laws: Floats, developed: float, opening_btc: float) -> None:
    """Hold the balances carried forward against the books, and keep the largest relative miss of all paths."""
    for i in range(LANES):
        w[ROW.z0 + i] = w[LINE.mining_mw + i] + w[LINE.displaced_mw + i]
        w[ROW.z1 + i] = developed
        w[ROW.z2 + i] = 0.0
    laws[0] = max(laws[0], worst_(w, ROW.coins_carried, ROW.free, ROW.pledged, max(1.0, LEAST_SHARE * opening_btc)))
    laws[1] = max(laws[1], worst_(w, ROW.cash_carried, ROW.cash, ROW.z2, LEAST_USD))
    laws[2] = max(laws[2], worst_(w, ROW.debt_carried, LINE.debt_usd, ROW.z2, LEAST_USD))
    laws[3] = max(laws[3], worst_(w, ROW.z0, ROW.z1, ROW.z2, 1.0))
    laws[4] = max(laws[4], worst_(w, ROW.shares_carried, ROW.shares, ROW.z2, 1.0))
