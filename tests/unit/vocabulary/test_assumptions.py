"""Assumptions carry unit, range and reason, and refuse what lies outside."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import headframe
from headframe.ground.errors import InputRefused, UsageProblem
from headframe.ground.units import UNITS
from headframe.planning.schedule_market import NAMES
from headframe.vocabulary.assumptions import assumptions_of, packaged_assumptions, parse_changes
from headframe.vocabulary.scenarios import scenarios, under_scenario

ENTRY = """
[ai.noi_margin]
value = 0.5
unit = "ratio"
low = 0.1
high = 0.9
date = 2026-01-31
source = "made up"
why = "Northfield's own view"
"""


def test_every_packaged_assumption_is_in_a_unit_figures_print() -> None:
    assert {each.unit for each in packaged_assumptions()} <= UNITS


def test_every_packaged_assumption_says_why() -> None:
    assert all(len(each.why) > 10 and each.source for each in packaged_assumptions())


def test_every_packaged_assumption_is_read_somewhere() -> None:
    package = Path(headframe.__file__).parent
    files = (each for kind in ("py", "toml", "csv") for each in package.rglob(f"*.{kind}"))
    read = "\n".join(each.read_text("utf-8") for each in files if each.name != "assumptions.toml")
    by_parts = {f"schedule.{name}" for name in NAMES}
    idle = [each.name for each in packaged_assumptions() if each.name not in by_parts and each.name not in read]
    assert not idle, f"setting these changes nothing: {idle}"


def test_a_change_changes_the_digest() -> None:
    held = packaged_assumptions()
    assert held.with_changes({"ai.noi_margin": 0.7}).digest != held.digest


def test_a_value_outside_its_range_is_refused_with_the_range() -> None:
    with pytest.raises(InputRefused, match=r"lies outside 0.3 to 1"):
        packaged_assumptions().with_changes({"ai.noi_margin": 1.4})


def test_not_a_number_is_refused() -> None:
    with pytest.raises(InputRefused):
        packaged_assumptions().with_changes({"ai.noi_margin": float("nan")})


def test_an_unknown_name_is_refused_with_near_ones() -> None:
    with pytest.raises(UsageProblem) as caught:
        packaged_assumptions().with_changes({"ai.noi_margins": 0.7})
    assert "ai.noi_margin" in caught.value.next


def test_an_assumption_younger_than_the_day_is_hindsight() -> None:
    early = packaged_assumptions().look_ahead(date(2020, 1, 1))
    assert "ai.noi_margin" in early and "economics.income_tax_rate" not in early


def test_a_users_file_brings_its_own_range() -> None:
    held = packaged_assumptions().replaced_by(ENTRY, "own.toml")
    assert held["ai.noi_margin"].low == 0.1 and held.value("ai.noi_margin") == 0.5


def test_a_users_file_in_another_unit_is_refused() -> None:
    with pytest.raises(InputRefused, match="given in USD"):
        packaged_assumptions().replaced_by(ENTRY.replace('"ratio"', '"USD"'), "own.toml")


@pytest.mark.parametrize("field", ["unit", "why", "low", "date"])
def test_an_entry_without_a_field_is_refused(field: str) -> None:
    text = "\n".join(line for line in ENTRY.splitlines() if not line.startswith(field))
    with pytest.raises(InputRefused, match=field):
        assumptions_of(text, "own.toml")


def test_text_that_is_no_toml_is_refused() -> None:
    with pytest.raises(InputRefused, match="no TOML"):
        assumptions_of("[ai", "own.toml")


@pytest.mark.parametrize("item", ["ai.noi_margin", "ai.noi_margin=much", "=3"])
def test_a_change_that_is_no_name_and_number_is_refused(item: str) -> None:
    with pytest.raises(UsageProblem):
        packaged_assumptions().with_changes(parse_changes((item,)))


def test_the_same_name_twice_is_refused() -> None:
    with pytest.raises(UsageProblem, match="twice"):
        parse_changes(("ai.noi_margin=0.5", "ai.noi_margin=0.6"))


@pytest.mark.parametrize("scenario", [each.name for each in scenarios()])
def test_every_scenario_keeps_to_the_ranges(scenario: str) -> None:
    under_scenario(packaged_assumptions(), scenario)


def test_an_unknown_scenario_is_refused() -> None:
    with pytest.raises(UsageProblem, match="no scenario"):
        under_scenario(packaged_assumptions(), "boom")


def test_a_number_larger_than_any_is_refused() -> None:
    text = '[ai.made_up]\nvalue = %s\nunit = "USD"\nlow = 0\nhigh = 1\ndate = 2026-01-31\nsource = "x"\nwhy = "x"\n'
    with pytest.raises(InputRefused, match="larger than any number"):
        assumptions_of(text % ("9" * 400), "yours.toml")
