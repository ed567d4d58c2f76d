"""broker_rules.csv, row by row: class, reason, recomputation; and the rules as data against their rows."""

from __future__ import annotations

import csv
from datetime import date
from importlib import resources

import pytest

from headframe.ground.missing import Missing
from headframe.record.record import Record
from headframe.vocabulary.figure import Figure
from headframe.vocabulary.tables import packaged_rows
from headframe.worth.arithmetic import names_in
from headframe.worth.printed_rules import printed_rules
from headframe.worth.rule_audit import RuleAudit, RuleClass, audit_rules, class_of, reasons
from headframe.worth.rule_file import rule_files
from headframe.worth.rule_inputs import INPUTS, rule_input
from headframe.worth.rules import run_rules

TODAY = date(2026, 11, 22)
AUDITED = audit_rules(TODAY)
VIEW = Record().view()
REVIEWED = {int(row["row"]): row for row in packaged_rows("headframe.worth", "rule_reasons.csv")}


def audited(row: int) -> RuleAudit:
    return next(each for each in AUDITED if each.row == row)


def test_every_row_is_classed_and_has_a_reviewed_reason() -> None:
    assert len(AUDITED) == 81
    assert all(each.reason for each in AUDITED)
    assert set(reasons()) == {each.row for each in AUDITED}


@pytest.mark.parametrize("each", AUDITED, ids=lambda each: f"row {each.row}")
def test_the_class_that_follows_from_the_fields_is_the_one_a_person_reviewed(each: RuleAudit) -> None:
    row = REVIEWED[each.row]
    assert each.rule_class.value == row["reviewed_class"]
    assert (str(each.published), each.broker, each.company) == (row["published"], row["broker"], row["company"])


def test_every_independent_row_comes_within_five_percent() -> None:
    independent = [each for each in AUDITED if each.rule_class is RuleClass.RECOMPUTED]
    assert [each.row for each in independent] == [44, 53, 65, 73]
    assert all(each.holds for each in independent)


def test_no_circular_row_is_a_success() -> None:
    assert not any(each.holds for each in AUDITED if each.rule_class is not RuleClass.RECOMPUTED)
    assert all(isinstance(e.recomputed, Missing) for e in AUDITED if e.rule_class is not RuleClass.RECOMPUTED)


def test_rows_that_the_compiler_marked_as_solved_back_are_circular() -> None:
    back = [rule for rule in printed_rules(TODAY) if rule.check_type.startswith("back_solved")]
    assert len(back) == 14
    assert {class_of(rule) for rule in back} == {RuleClass.CIRCULAR}


def test_rows_that_the_compiler_marked_as_recomputable_are_recomputed() -> None:
    with resources.files("headframe.record.snapshot").joinpath("broker_rules.csv").open(encoding="utf-8") as file:
        marked = [at for at, row in enumerate(csv.DictReader(file), start=2) if '"recomputable": true' in row["inputs"]]
    assert marked == [each.row for each in AUDITED if each.rule_class is RuleClass.RECOMPUTED]


@pytest.mark.parametrize(
    ("row", "by_hand"),
    [
        (44, 42 + 22 + 6),
        (53, 89_800_000 / 25),
        (65, 530_000_000 / 0.501),
        (73, 1_250_000_000 / 0.06 - 16_600_000_000 + 40 * 200_000_000),
    ],
)
def test_recomputed_results_are_those_worked_out_by_hand(row: int, by_hand: float) -> None:
    made = audited(row).recomputed
    assert isinstance(made, Figure)
    assert made.value == pytest.approx(by_hand)


def test_every_by_product_comes_within_one_percent() -> None:
    found = [by for each in AUDITED for by in each.by_products]
    assert len(found) > 40
    assert max(abs(by.difference) for by in found) < 0.01


def test_jpmorgans_two_ranges_imply_one_ratio_of_gross_to_critical_it() -> None:
    low, high = (by for by in audited(26).by_products if by.name.startswith("implied_it_to_gross"))
    assert 1 / low.recomputed == pytest.approx(1.30, abs=0.005)
    assert 1 / high.recomputed == pytest.approx(1.30, abs=0.005)


@pytest.mark.parametrize("rule", rule_files(TODAY), ids=lambda rule: rule.name)
def test_a_rule_as_data_names_only_what_its_row_or_the_record_can_give(rule) -> None:
    for part in rule.parts:
        assert bool(part.formula) != bool(part.absent)
        if part.formula:
            assert names_in(part.formula) <= set(part.parameters) | set(INPUTS)


def test_a_part_by_hand_megawatts_times_the_value_of_one() -> None:
    run = next(run for run in run_rules(VIEW, "RIOT").runs if run.name == "jpmorgan-it-mw-2025-11")
    assert isinstance(run.value, Figure)
    assert run.value.value == pytest.approx(241 * 12_500_000)
    assert (run.value.interval.low, run.value.interval.high) == pytest.approx((240.5 * 8e6, 241.5 * 17e6), rel=0.01)


def test_a_rule_whose_input_is_missing_names_it_and_gives_no_number() -> None:
    run = next(run for run in run_rules(VIEW, "RIOT").runs if run.name == "jones-lease-2025-08")
    assert isinstance(run.value, Missing)
    assert isinstance(run.per_share, Missing)
    assert "mining ebitda" in run.missing_inputs[0]


def test_a_rule_published_later_is_not_run() -> None:
    told = run_rules(Record().view(date(2025, 10, 1)), "RIOT")
    assert max(run.published for run in told.runs) <= date(2025, 10, 1)
    assert max(row.published for row in told.printed) <= date(2025, 10, 1)
    assert all(figure.known_at <= date(2025, 10, 1) for figure in told.figures())


def test_a_lease_whose_conditions_are_open_is_not_among_the_signed_ones_whose_rent_is_added() -> None:
    # Bitdeer signed 180 MW in June 2026 with conditions precedent: the register shows it, and no rule counts it.
    found = rule_input(Record().view(date(2026, 11, 22)), "BTDR", "contracted_rent")
    assert isinstance(found, Missing) and "no signed lease" in found.reason


def test_an_input_printed_beside_a_rule_is_shown_in_the_unit_that_its_name_bears() -> None:
    parts = [part.value for rule in run_rules(VIEW, "RIOT").runs for part in rule.parts]
    audits = [each.recomputed for each in AUDITED]
    given = [i for made in (*parts, *audits) if isinstance(made, Figure) for i in made.inputs if "rule_input" in i.id]
    units = {each.id.rsplit(" ", 1)[1]: each.unit for each in given}
    assert units["usd_per_gross_mw"] == units["equity_per_gross_mw"] == "USD/MW"
    assert units["multiple"] == units["software_multiple"] == "times"
    assert units["cap_rate"] == "ratio" and units["capex"] == "USD" and units["it_mw"] == "MW"
    assert all(abs(each.value) <= 1 for each in given if each.unit == "ratio")
