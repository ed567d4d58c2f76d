"""Which concept a line of an untagged table means: `ixbrl_lines.csv` is the rule, this reads it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from headframe.ground.interval import Interval
from headframe.ground.printed import interval_of_digits, number_of
from headframe.reading.ixbrl_grid import Cell
from headframe.vocabulary.fact import Basis
from headframe.vocabulary.tables import packaged_rows

ROLL_FORWARD = "roll-forward"
AFTER_ROLL_FORWARD = "after roll-forward"


@dataclass(frozen=True, slots=True)
class LineRule:
    """One row of the table: words of a table, a section and a label that together mean one concept."""

    company: str
    table: re.Pattern[str]
    section: str
    label: re.Pattern[str]
    concept: str
    factor: Decimal
    basis: Basis
    note: str

    def covers(self, company: str | None, table: str) -> bool:
        """Say whether the rule speaks of this company's table."""
        return self.company in ("", company) and self.table.search(table) is not None


@cache
def line_rules() -> tuple[LineRule, ...]:
    """Return the rows of the table in order: the first that fits a line decides."""
    return tuple(_rule(row) for row in packaged_rows("headframe.reading", "ixbrl_lines.csv"))


def rules_of_section(section: str, company: str | None, table: str) -> tuple[LineRule, ...]:
    """Return the rules for the lines of a roll-forward (or what follows it) in the given table."""
    return tuple(rule for rule in line_rules() if rule.section == section and rule.covers(company, table))


def amount_of(cell: Cell, factor: Decimal) -> tuple[float, Interval]:
    """Return the signed value and interval that a number cell prints, in the concept's unit; a dash is zero."""
    digits = re.sub(r"[^\d.,]", "", cell.text)
    if not digits:
        return 0.0, Interval.exact(0.0)
    sign = -1 if cell.text.startswith(("(", "-")) else 1
    printed = interval_of_digits(digits if digits[0].isdigit() else f"0{digits}").scaled(float(factor))
    value = float(number_of(digits if digits[0].isdigit() else f"0{digits}") * factor)
    return (value, printed) if sign > 0 else (-value, -printed)


def _rule(row: dict[str, str]) -> LineRule:
    return LineRule(
        company=row["company"],
        table=re.compile(row["table"], re.IGNORECASE),
        section=row["section"],
        label=re.compile(row["label"], re.IGNORECASE),
        concept=row["concept"],
        factor=Decimal(row["factor"]),
        basis=Basis(row["basis"]),
        note=row["note"],
    )
