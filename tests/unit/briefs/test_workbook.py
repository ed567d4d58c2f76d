"""The workbook's model: worth what Python says, whole, and moved by its blue cells."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.unit.briefs.workbook_cases import (
    FIVE,
    HELD,
    MONTHS,
    VIEW,
    made,
    near,
    northfield,
    python_value,
    value_with,
)

from headframe.briefs.workbook.guard import refuse_difference
from headframe.briefs.workbook.model import OPENING, Computed
from headframe.briefs.workbook.policy_terms import refuse_rule
from headframe.briefs.workbook.workbook import make_model
from headframe.cli.main import main
from headframe.economics.ahead import look_ahead
from headframe.economics.build_miner import build_miner
from headframe.economics.forecast import middle_path
from headframe.economics.rules import RULE_NAMES, Rule, rule_named
from headframe.ground.errors import InputRefused, NotEnoughData, UsageProblem
from headframe.record.record import Record
from headframe.worth.path_ends import middle_ends
from headframe.worth.valuation import capital_of_miner, value_ends, without_notes


@pytest.mark.parametrize("policy", RULE_NAMES)
def test_a_share_is_worth_what_python_says(policy: str) -> None:
    of = made(policy)
    assert near(of.computed.value(of.built.parts.price.price.key), python_value(HELD, policy), 1e-9)


@pytest.mark.parametrize("name", [*FIVE, "economics.income_tax_rate", "economics.nol_offset_limit", "ai.build_months"])
def test_an_assumption_moves_the_workbook_as_it_moves_python(name: str) -> None:
    value = FIVE.get(name, HELD.value(name) * 1.2)
    assert near(value_with(made(), name, value), python_value(HELD.with_changes({name: value})), 1e-9)


@pytest.mark.parametrize("name", sorted(FIVE))
def test_each_of_the_five_changes_is_felt(name: str) -> None:
    of = made()
    assert value_with(of, name, FIVE[name]) != of.computed.value(of.built.parts.price.price.key)


@pytest.mark.parametrize(
    "label",
    [
        *("bitcoin held", "cash", "shares outstanding", "price of a share", "Rockdale: efficiency", "revenue a year"),
        *("cash cost of the company, a month", "Corsicana 25 MW: price", "network's speed upward"),
        *("Coinbase facility: owed", "service rsus unvested: shares", "delay of a build, median"),
    ],
)
def test_a_blue_cell_that_matters_changes_the_value_of_a_share(label: str) -> None:
    of = made()
    line = next(line for line in of.built.model.inputs if line.label == label)
    changed = value_with(of, label, of.computed.value(line.first) * 1.1)
    assert changed != of.computed.value(of.built.parts.price.price.key)


def test_all_checks_hold_as_delivered() -> None:
    assert made().computed.value(("Checks", 3, 1)) == "hold"


def test_checks_other_than_pythons_value_still_hold_after_a_change() -> None:
    line = next(line for line in made().built.model.inputs if line.label == "cash")
    changed = Computed(made().built.model, {line.first: 100e6})
    assert (changed.value(("Checks", 3, 1)), changed.value(("Checks", 3, 2))) == ("hold", 1.0)


def test_partners_chips_and_a_lender_that_sells_are_python_s_too() -> None:
    of = northfield()
    sold = sum(of.computed.value(("Ledger", of.built.ledger.loan.lender_sold.at, OPENING + t)) for t in range(1, 5))
    assert sold > 0 and of.computed.value(("Checks", 3, 1)) == "hold"


def test_a_workbook_that_would_differ_from_python_is_not_written() -> None:
    miner = build_miner(VIEW, "RIOT", HELD)
    ahead = look_ahead(VIEW, without_notes(miner), HELD, MONTHS)
    books = middle_path(ahead, "hold-all")
    other = replace(books, lines=(replace(books.lines[0], cash_usd=books.lines[0].cash_usd + 1.0), *books.lines[1:]))
    ends = middle_ends(ahead, rule_named("hold-all", HELD))
    value = value_ends(miner, capital_of_miner(VIEW, miner), ends)
    with pytest.raises(NotEnoughData, match="would differ from Python"):
        refuse_difference(made().built, made().computed, other, value)


def test_a_facility_of_which_nothing_is_drawn_is_no_loan() -> None:
    view = Record().view(date(2025, 3, 31))
    of = make_model(view, build_miner(view, "RIOT", HELD), HELD, months=MONTHS)
    assert of.built.before.loan is None and of.computed.value(("Checks", 3, 1)) == "hold"


def test_a_rule_that_starts_builds_of_its_own_is_refused() -> None:
    with pytest.raises(InputRefused, match="starts builds of its own"):
        refuse_rule(Rule(start_rent_usd_per_kw_month=150.0), "tuned")


def test_a_horizon_that_ends_before_a_build_is_refused() -> None:
    with pytest.raises(UsageProblem, match="end before the build"):
        make_model(VIEW, build_miner(VIEW, "RIOT", HELD), HELD, months=12)


def test_without_a_valuation_the_distribution_is_said_to_be_absent() -> None:
    texts = [each.held for key, each in made().built.model.cells.items() if key[0] == "Parts"]
    assert any(str(text).startswith("Distribution: not computed here") for text in texts)


def test_an_option_that_the_page_does_not_read_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["brief", "RIOT", "--set", "ai.exit_yield=0.09"]) == 2
    assert "does not read" in capsys.readouterr().err
