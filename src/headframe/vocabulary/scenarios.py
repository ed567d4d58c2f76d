"""Scenarios: named sets of changes to the assumptions, each with its reason."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from headframe.vocabulary.assumptions import Assumptions
from headframe.vocabulary.names import unknown_name

BASE = "base"


@dataclass(frozen=True, slots=True)
class Scenario:
    """A named set of changes: assumption and value."""

    name: str
    why: str
    changes: tuple[tuple[str, float], ...]


def scenarios() -> tuple[Scenario, ...]:
    """Return the packaged scenarios, `base` first."""
    return tuple(_packaged().values())


def under_scenario(assumptions: Assumptions, name: str) -> Assumptions:
    """Return the assumptions under a named scenario.

    Raises
    ------
    UsageProblem
        For a name nobody defined.

    Examples
    --------
    >>> from headframe.vocabulary.assumptions import packaged_assumptions
    >>> under_scenario(packaged_assumptions(), "no-tenants").value("ai.lease_arrivals_per_year")
    0.0
    """
    if name not in _packaged():
        raise unknown_name("scenario", name, _packaged(), "assumptions show")
    return assumptions.with_changes(dict(_packaged()[name].changes), f"scenario {name}")


@cache
def _packaged() -> dict[str, Scenario]:
    text = resources.files("headframe.vocabulary").joinpath("scenarios.toml").read_text("utf-8")
    return {
        name: Scenario(name, fields["why"], tuple((key, float(value)) for key, value in fields.items() if key != "why"))
        for name, fields in tomllib.loads(text).items()
    }
