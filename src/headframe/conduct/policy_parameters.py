"""The learned parameters, as packaged: for each company those learned from the others alone.

`benchmarks/shifts_calibrate.py` writes both tables; a test holds them to the packaged record.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from itertools import pairwise
from math import exp, log

from headframe.conduct.policy_model import POLICIES, PolicyParameters
from headframe.ground.errors import UsageProblem
from headframe.vocabulary.tables import packaged_rows

PACKAGE = "headframe.conduct"
PARAMETERS_TABLE, THRESHOLDS_TABLE = "policy_parameters.csv", "policy_thresholds.csv"
ANY_OTHER = "*"
"""The row of a company that is not in the packaged record: learned from all that are."""


def parameters_for(company: str) -> PolicyParameters:
    """Return the filter's parameters for a company (its ticker): learned from all companies but itself."""
    table = _parameters()
    return table.get(company, table[ANY_OTHER])


def threshold_for(company: str, false_alarms_per_decade: float) -> float:
    """Return how probable it must be that a policy is over [probability] for a stated rate of false alarms.

    Between the simulated rates, the odds against an alarm are interpolated in logarithms.

    Raises
    ------
    UsageProblem
        For a rate that was not simulated.

    Examples
    --------
    >>> threshold_for("RIOT", 0.5) > threshold_for("RIOT", 1.0)
    True
    """
    table = _thresholds()
    rows = table.get(company, table[ANY_OTHER])
    rates = sorted(rows)
    if not rates[0] <= false_alarms_per_decade <= rates[-1]:
        raise UsageProblem(
            f"{false_alarms_per_decade} false alarms per decade cannot be asked for",
            where="false_alarms_per_decade",
            why="the filter was calibrated by simulation between two rates only",
            next=f"give a number from {rates[0]} to {rates[-1]}",
        )
    for low, high in pairwise(rates):
        if false_alarms_per_decade <= high:
            share = (log(false_alarms_per_decade) - log(low)) / (log(high) - log(low))
            return 1 - exp((1 - share) * log(1 - rows[low]) + share * log(1 - rows[high]))
    return rows[rates[-1]]


def columns() -> tuple[str, ...]:
    """Return the columns of the table of parameters, one a policy where a parameter has five."""
    return ("company", *(name for name, _ in _places()))


def row_of(company: str, parameters: PolicyParameters) -> dict[str, str]:
    """Return a company's parameters as a row of the table."""
    row = {"company": company}
    for name, (field, policy) in _places():
        value = getattr(parameters, field)
        row[name] = f"{value if policy is None else value[policy]:.4f}"
    return row


def _places() -> list[tuple[str, tuple[str, int | None]]]:
    places: list[tuple[str, tuple[str, int | None]]] = []
    for field in fields(PolicyParameters):
        if field.type == "Weights":
            places += [(f"{field.name}_{policy.value}", (field.name, index)) for index, policy in enumerate(POLICIES)]
        else:
            places.append((field.name, (field.name, None)))
    return places


@cache
def _parameters() -> Mapping[str, PolicyParameters]:
    return {row["company"]: _read(row) for row in packaged_rows(PACKAGE, PARAMETERS_TABLE)}


def _read(row: Mapping[str, str]) -> PolicyParameters:
    values: dict[str, float | list[float]] = {}
    for name, (field, policy) in _places():
        if policy is None:
            values[field] = float(row[name])
        else:
            several = values.setdefault(field, [])
            assert isinstance(several, list)
            several.append(float(row[name]))
    made = {field: tuple(value) if isinstance(value, list) else value for field, value in values.items()}
    return PolicyParameters(**made)  # type: ignore[arg-type]


@cache
def _thresholds() -> Mapping[str, dict[float, float]]:
    table: dict[str, dict[float, float]] = {}
    for row in packaged_rows(PACKAGE, THRESHOLDS_TABLE):
        table.setdefault(row["company"], {})[float(row["false_alarms_per_decade"])] = float(row["threshold"])
    return table
