"""The assumptions that a page or a job was asked to hold: the packaged ones under a scenario, with single changes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from headframe.vocabulary.assumptions import Assumptions


def held_assumptions(scenario: str, changes: Iterable[str]) -> Assumptions:
    """Return the packaged assumptions under a scenario, then with changes written as name=value.

    Raises
    ------
    UsageProblem, InputRefused
        For a scenario or a name that is none, and for a value outside its range.

    Examples
    --------
    >>> held_assumptions("", ["ai.capex_usd_per_mw_it=10e6"]).value("ai.capex_usd_per_mw_it")
    10000000.0
    """
    from headframe.vocabulary.assumptions import packaged_assumptions, parse_changes
    from headframe.vocabulary.scenarios import BASE, under_scenario

    return under_scenario(packaged_assumptions(), scenario or BASE).with_changes(parse_changes(tuple(changes)))
