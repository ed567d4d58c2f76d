"""Income tax: on the year so far, month by month, so that a year's tax is the year's, whatever its months were.

Coins are income at the month's price when mined, and gain or loss against their average cost when sold. Losses of
closed years offset a stated share of a profitable year. What accrues in a month is paid in the next. Interest is
deducted as it accrues, without the limits of section 163(j); state taxes are left out.
"""

from __future__ import annotations

from headframe.economics.company_tables import CompanyTables
from headframe.economics.reference_state import CompanyState

INCOME = (
    "mining_revenue_usd",
    "block_value_usd",
    "credits_usd",
    "noi_usd",
    "engineering_margin_usd",
    "interest_on_cash_usd",
)
DEDUCTED = (
    "power_cost_usd",
    "peak_charge_usd",
    "corporate_cost_usd",
    "interest_usd",
    "interest_capitalised_usd",
    "depreciation_usd",
)
DECEMBER = 11


def accrue_tax(state: CompanyState, tables: CompanyTables, calendar_month: int) -> None:
    """Accrue the month's tax, and close the year in December."""
    lines, terms = state.lines, tables.terms
    income = sum(lines[name] for name in INCOME) - sum(lines[name] for name in DEDUCTED) + state.gains_usd
    state.year_income_usd += income
    offset = min(state.losses_usd, terms.offset_limit * max(state.year_income_usd, 0.0))
    tax = terms.tax_rate * (max(state.year_income_usd, 0.0) - offset)
    state.tax_due_usd = tax - state.year_tax_usd
    state.year_tax_usd = tax
    lines["taxable_income_usd"] = income
    lines["tax_accrued_usd"] = state.tax_due_usd
    if calendar_month == DECEMBER:
        state.losses_usd += max(-state.year_income_usd, 0.0) - offset
        state.year_income_usd = state.year_tax_usd = 0.0
    lines["losses_forward_usd"] = state.losses_usd
