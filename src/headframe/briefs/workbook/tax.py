"""Income tax on the year so far, on the Ledger: as `economics.reference_tax` accrues it."""

from __future__ import annotations

from dataclasses import dataclass

from headframe.briefs.workbook.calls import IF, MAX, MIN
from headframe.briefs.workbook.expression import Expr
from headframe.briefs.workbook.model import Model, Row
from headframe.briefs.workbook.policy_terms import PolicyCells
from headframe.briefs.workbook.references import Cell
from headframe.briefs.workbook.scenario import Scenario

DECEMBER = 12.0


@dataclass(frozen=True, slots=True)
class TaxRows:
    """Taxable income of the month, tax accrued, losses carried forward [USD]."""

    income: Row
    accrued: Row
    losses: Row


def tax_rows(
    model: Model, sheet: str, world: Scenario, policy: PolicyCells, losses: Cell, accrued: Row, income: Expr
) -> TaxRows:
    """Add the tax of each month; `accrued` is the line that the next month pays."""
    line, fill = model.line, model.fill
    taxable = line(sheet, "taxable income", "USD", income)
    new_year = world.month_of_year.before.equals(DECEMBER)
    year = line(sheet, "taxable income of the year so far", "USD", None, 0.0)
    fill(year, IF(new_year, 0.0, year.before) + taxable.now, "USD")
    forward = line(sheet, "losses carried forward", "USD", None, losses, "from years that closed")
    gain = MAX(year.now, 0.0)
    offset = line(sheet, "offset by losses", "USD", MIN(forward.before, policy.offset_limit * gain))
    so_far = line(sheet, "tax of the year so far", "USD", None, 0.0)
    fill(so_far, policy.tax_rate * (gain - offset.now), "USD")
    fill(accrued, so_far.now - IF(new_year, 0.0, so_far.before), "USD")
    closed = IF(world.month_of_year.now.equals(DECEMBER), MAX(0.0 - year.now, 0.0) - offset.now, 0.0)
    fill(forward, forward.before + closed, "USD")
    return TaxRows(taxable, accrued, forward)
