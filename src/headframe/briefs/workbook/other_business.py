"""Commitments, depreciation of what stands, and the needs that are known ahead, on the Ledger."""

from __future__ import annotations

from dataclasses import dataclass

from headframe.briefs.workbook.calls import AND, IF, INDEX, INT, MAX, MIN, total
from headframe.briefs.workbook.company import CompanyCells
from headframe.briefs.workbook.expression import Expr
from headframe.briefs.workbook.model import Model, Row
from headframe.briefs.workbook.policy_terms import PolicyCells
from headframe.briefs.workbook.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Fixed:
    """Commitments, tax depreciation of what stands and of commitments, and what other business needs [USD]."""

    commitments: Row
    depreciation: Row
    needs: Expr


def fixed_rows(model: Model, sheet: str, company: CompanyCells, policy: PolicyCells, world: Scenario) -> Fixed:
    """Add what the company has promised, and what wears out."""
    model.section(sheet, "Commitments and depreciation")
    month = world.number.now
    parts = [
        IF(AND(month >= each.first, month <= each.last), each.usd / (each.last - each.first + 1.0), 0.0)
        for each in company.promises
    ]
    commitments = model.line(sheet, "commitments", "USD", total(parts), 0.0)
    so_far = model.line(sheet, "commitments so far", "USD", None, 0.0)
    model.fill(so_far, so_far.before + commitments.now, "USD")
    stands = company.depreciation * MAX(MIN(company.depreciation_left - month + 1.0, 1.0), 0.0)
    worn = model.line(
        sheet,
        "depreciation of what stands and of commitments",
        "USD",
        stands + _worn(policy, commitments, so_far, month),
    )
    credits = INDEX(company.credits, world.month_of_year.now)
    needs = company.corporate_cost + commitments.now - company.engineering_margin - credits
    return Fixed(commitments, worn, needs)


def _worn(policy: PolicyCells, commitments: Row, so_far: Row, month: Expr) -> Expr:
    """Return the month's depreciation of commitments paid before it, each in a straight line over its life."""
    life = policy.depreciation_years * 12.0
    whole = INT(life)
    oldest = MAX(month - 1.0 - whole, 0.0) + 1.0
    latest = INDEX(so_far.whole, month) - INDEX(so_far.whole, oldest)
    return (latest + (life - whole) * INDEX(commitments.whole, oldest)) / life
