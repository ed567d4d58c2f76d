"""The vocabulary holds: every packaged number has its concept, unit, sign and company, and code names no other."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import headframe
from headframe.ground.errors import HeadframeError
from headframe.ground.units import UNITS, factor_between
from headframe.record.filings_table import table_names
from headframe.record.snapshot_facts import packaged_facts
from headframe.record.snapshot_row import SNAPSHOT
from headframe.vocabulary.company import companies, companies_by_name, company
from headframe.vocabulary.concept import Concept, Kind, concepts
from headframe.vocabulary.fact import Standing
from headframe.vocabulary.tables import packaged_rows

SOURCE = Path(headframe.__file__).parent
FACT_TABLES = ("facts", "filings", "peers")
COMPANY_COLUMNS = {
    "facts": "company",
    "filings": "company",
    "peers": "company",
    "assets": "company",
    "deals": "company",
    "events": "company",
    "promises": "company",
    "terms": "company",
    "broker_rules": "company",
    "sale_events": "company",
    "shift_labels": "company",
    "motive_labels": "company",
    "month_end_close": "ticker",
}
SIGNS = frozenset({"nonnegative", "any"})
ALL = sorted(concepts().values(), key=lambda concept: concept.name)


@pytest.mark.parametrize("table", FACT_TABLES)
def test_every_metric_has_its_concept(table: str) -> None:
    renamed = table_names()
    metrics = {row["metric"] for row in packaged_rows(SNAPSHOT, f"{table}.csv")}
    unknown = {metric for metric in metrics if renamed.get((table, metric), metric) not in concepts()}
    assert unknown == set()


@pytest.mark.parametrize("table", FACT_TABLES)
def test_every_concept_says_in_which_tables_it_stands(table: str) -> None:
    metrics = {row["metric"] for row in packaged_rows(SNAPSHOT, f"{table}.csv")}
    unsaid = {m for m in metrics if (table, m) not in table_names() and table not in concepts()[m].tables}
    assert unsaid == set()


@pytest.mark.parametrize("table", FACT_TABLES)
def test_every_printed_unit_can_be_turned_into_the_concepts(table: str) -> None:
    renamed = table_names()
    lost = set()
    for row in packaged_rows(SNAPSHOT, f"{table}.csv"):
        concept = concepts()[renamed.get((table, row["metric"]), row["metric"])]
        try:
            factor_between(row["unit"], concept.unit)
        except HeadframeError:
            lost.add((row["metric"], row["unit"], concept.unit))
    assert lost == set()


def test_units_come_from_the_closed_list() -> None:
    assert {concept.unit for concept in ALL} <= UNITS


def test_signs_come_from_the_closed_list() -> None:
    assert {concept.sign for concept in ALL} <= SIGNS


@pytest.mark.parametrize("concept", ALL, ids=lambda concept: concept.name)
def test_a_concept_is_whole(concept: Concept) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*(-\d\d)?", concept.name)
    assert concept.label.strip()
    assert concept.definition.strip().endswith(".")
    assert concept.family.strip()
    assert concept.tables
    assert concept.low < concept.high
    assert concept.sign == "any" or concept.low >= 0


@pytest.mark.parametrize("concept", [c for c in ALL if c.same_as], ids=lambda concept: concept.name)
def test_a_second_name_leads_to_a_first_name_of_the_same_kind(concept: Concept) -> None:
    first = concepts()[concept.same_as]
    assert not first.same_as
    assert (first.unit, first.kind) == (concept.unit, concept.kind)


def test_no_packaged_value_violates_its_concepts_bounds() -> None:
    beyond = []
    for fact in packaged_facts():
        concept = concepts()[fact.concept]
        if fact.standing is not Standing.UNRELIABLE and not concept.low <= fact.value <= concept.high:
            beyond.append(f"{fact.company} {fact.concept} {fact.period}: {fact.value} {fact.unit}")
    assert beyond == []


def test_every_packaged_fact_is_in_its_concepts_unit_and_interval() -> None:
    assert {fact.concept for fact in packaged_facts() if fact.unit != concepts()[fact.concept].unit} == set()
    assert [fact for fact in packaged_facts() if not fact.interval.holds(fact.value)] == []


def test_a_packaged_balance_is_true_on_a_day() -> None:
    assert {
        f.concept for f in packaged_facts() if concepts()[f.concept].kind is Kind.STOCK and not f.period.is_day
    } == set()


def test_nothing_is_known_before_it_happened() -> None:
    assert [fact for fact in packaged_facts() if fact.known_at < fact.period.end] == []


@pytest.mark.parametrize("table", sorted(COMPANY_COLUMNS))
def test_every_company_of_a_table_resolves(table: str) -> None:
    named = {row[COMPANY_COLUMNS[table]] for row in packaged_rows(SNAPSHOT, f"{table}.csv")} - {""}
    assert named - set(companies_by_name()) == set()


def test_a_label_means_one_company() -> None:
    owners: dict[str, set[str]] = {}
    for ticker, known in companies().items():
        for label in known.names:
            owners.setdefault(label, set()).add(ticker)
    assert {label: tickers for label, tickers in owners.items() if label and len(tickers) > 1} == {}


def test_a_ticker_resolves_to_itself() -> None:
    assert all(company(ticker).ticker == ticker for ticker in companies())


def concept_arguments(path: Path) -> set[str]:
    """Return the concept names that a file hands to a view or a flow, as far as they stand there as text."""
    places = {"figure": 1, "periods": 1, "printings": 1, "facts": 1, "flow_over": 2, "find_concept": 0, "figure_id": 1}
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            at = places.get(name)
            if at is not None and len(node.args) > at:
                argument = node.args[at]
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    found.add(argument.value)
    return found


def test_code_names_only_concepts_that_exist() -> None:
    named = {
        f"{path.relative_to(SOURCE)}: {name}"
        for path in SOURCE.rglob("*.py")
        for name in concept_arguments(path)
        if name not in concepts()
    }
    assert named == set()
