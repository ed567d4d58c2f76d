"""The numbers that a deal file may state: unit, bounds, and every value that a stated one can stand for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from headframe.ground.interval import Interval
from headframe.ground.printed import interval_of_digits, interval_of_full_dollars
from headframe.sites.deal_refused import FieldProblem
from headframe.vocabulary.tables import packaged_rows


@dataclass(frozen=True, slots=True)
class Field:
    """One number that a deal file may state: its unit, its bounds, and how to write it."""

    name: str
    kind: str
    unit: str
    low: float
    high: float
    fix: str


@dataclass(frozen=True, slots=True)
class Stated:
    """A stated number: every value it can stand for, in its field's unit, and whether it was stated as a range."""

    value: float
    interval: Interval
    is_range: bool


@cache
def fields() -> dict[str, Field]:
    """Return the numbers a deal file may state, by name."""
    return {
        row["name"]: Field(row["name"], row["kind"], row["unit"], float(row["low"]), float(row["high"]), row["fix"])
        for row in packaged_rows("headframe.sites", "deal_fields.csv")
    }


def read_number(table: Mapping[str, Any], field: Field, problems: list[FieldProblem]) -> Stated | None:
    """Return the number that a field states, or note why it cannot be and return None."""
    found = table.get(field.name)
    if found is None:
        return None
    ends = found if isinstance(found, list) else [found]
    if len(ends) not in (1, 2) or any(isinstance(end, bool) or not isinstance(end, int | Decimal) for end in ends):
        problems.append(FieldProblem(field.name, "it is neither a number nor [low, high]", field.fix))
        return None
    if any(not Decimal(end).is_finite() or not field.low <= end <= field.high for end in ends):
        printed = ", ".join(str(end) for end in ends)
        what = f"{printed} {field.unit} cannot be: it lies outside {field.low:g} to {field.high:g}"
        problems.append(FieldProblem(field.name, what, field.fix))
        return None
    if len(ends) == 2 and ends[0] > ends[1]:
        problems.append(FieldProblem(field.name, f"the range runs from {ends[0]} down to {ends[1]}", "swap the two"))
        return None
    return _stated(field, [Decimal(end) for end in ends], isinstance(found, list))


def _stated(field: Field, ends: list[Decimal], is_range: bool) -> Stated:
    if is_range:
        low, high = float(ends[0]), float(ends[-1])
        return Stated((low + high) / 2, Interval(low, high), True)
    number = ends[0]
    if field.kind == "exact":
        return Stated(float(number), Interval.exact(float(number)), False)
    if field.kind == "money" and abs(number) >= 10_000:
        return Stated(float(number), interval_of_full_dollars(number), False)
    return Stated(float(number), interval_of_digits(format(number, "f")), False)
