"""Laws of the record: what is known only grows, order does not matter, and nothing is lost on the way out and in."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from record_made_up import FIRST, TODAY, own_facts

from headframe.ground.missing import Missing
from headframe.intake.already import saying
from headframe.intake.import_csv import import_csv
from headframe.record.choose import choose
from headframe.record.export import export_facts
from headframe.record.record import Record
from headframe.record.snapshot_facts import packaged_facts
from headframe.record.view import View
from headframe.vocabulary.answer import RecordStamp
from headframe.vocabulary.fact import Fact
from headframe.vocabulary.spreadsheet_text import RUNS, defused, undefused

NOW = datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC)
STAMP = RecordStamp("none", "none", 0)
ONE_NUMBER = own_facts(("bitcoin_held",)).map(
    lambda fact: replace(fact, company="RIOT", period=fact.period.day(date(2025, 6, 30)), known_at=TODAY)
)
distinct = st.lists(own_facts(), max_size=8, unique_by=lambda f: (*f.key, f.known_at, f.source, f.basis, f.part))


def view_of(facts: list[Fact], as_of: date) -> View:
    return View(as_of, STAMP, "test", lambda company: [fact for fact in facts if fact.company == company])


def known(view: View) -> set[Fact]:
    return {fact for company in ("BITZERO", "CANG", "RIOT") for fact in view.facts(company)}


@settings(max_examples=50, deadline=None)
@given(st.lists(own_facts(), max_size=8), st.dates(FIRST, TODAY), st.dates(FIRST, TODAY))
def test_what_was_known_on_a_day_is_known_on_every_later_one(facts: list[Fact], one: date, other: date) -> None:
    early, late = sorted((one, other))
    assert known(view_of(facts, early)) <= known(view_of(facts, late))


@pytest.mark.parametrize("early", [date(2023, 6, 30), date(2025, 11, 10), date(2026, 7, 1)])
def test_the_snapshot_knows_only_more_as_days_go_by(early: date) -> None:
    record = Record()
    before, after = record.view(early), record.view()
    for company in ("RIOT", "MARA", "CLSK"):
        assert set(before.facts(company)) <= set(after.facts(company))


@settings(max_examples=50, deadline=None)
@given(st.lists(own_facts(), max_size=8), st.dates(FIRST, TODAY))
def test_a_view_holds_nothing_younger_than_its_day(facts: list[Fact], as_of: date) -> None:
    assert all(fact.known_at <= as_of for fact in known(view_of(facts, as_of)))


@settings(max_examples=50, deadline=None)
@given(st.lists(ONE_NUMBER, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_the_choice_does_not_depend_on_the_order_of_rows(facts: list[Fact], random: object) -> None:
    placed = [replace(fact, position=at) for at, fact in enumerate(facts, start=1)]
    shuffled = list(placed)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    told, again = choose(placed), choose(shuffled)
    assert (again.chosen, again.others) == (told.chosen, told.others)
    assert _value(again.figure) == _value(told.figure)


def test_the_choice_among_packaged_printings_does_not_depend_on_their_order() -> None:
    printed: dict[object, list[Fact]] = {}
    for fact in packaged_facts():
        printed.setdefault(fact.key, []).append(fact)
    turned = {
        key for key, facts in printed.items() if _value(choose(facts).figure) != _value(choose(facts[::-1]).figure)
    }
    assert turned == set()


@settings(max_examples=20, deadline=None)
@given(distinct.filter(bool))
def test_an_export_imported_elsewhere_says_the_same(facts: list[Fact]) -> None:
    text = export_facts(view_of(facts, TODAY)).csv_text()
    with tempfile.TemporaryDirectory() as folder:
        record = Record(str(Path(folder) / "record.sqlite"))
        receipt = import_csv(record, text.encode(), "export.csv", NOW)
        assert (receipt.new, receipt.already_known) == (len(facts), 0)
        assert said(record.own_facts()) == said(facts)


@settings(max_examples=200, deadline=None)
@given(st.text("'=+-@\t\ra1 ", max_size=6))
def test_text_that_would_run_comes_back_as_it_was(text: str) -> None:
    shown = str(defused(text))
    assert not shown.startswith(RUNS)
    assert undefused(shown) == text


@settings(max_examples=8, deadline=None)
@given(distinct.filter(bool))
def test_an_export_imported_again_says_nothing_new(facts: list[Fact]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        record = Record(str(Path(folder) / "record.sqlite"))
        record.append(facts, "made up", NOW)
        receipt = import_csv(record, export_facts(record.view(), own=True).csv_text().encode(), "export.csv", NOW)
        assert (receipt.new, receipt.already_known) == (0, len(facts))


@settings(max_examples=8, deadline=None)
@given(st.lists(own_facts(), min_size=1, max_size=5), st.lists(own_facts(), min_size=1, max_size=5))
def test_a_view_at_a_position_is_not_changed_by_what_is_added(first: list[Fact], second: list[Fact]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        record = Record(str(Path(folder) / "record.sqlite"))
        at = record.append(first, "first", NOW)
        before = record.view(TODAY, position=at)
        told = (known(before), before.stamp)
        record.append(second, "second", NOW)
        after = record.view(TODAY, position=at)
        assert (known(after), after.stamp) == told


def said(facts: list[Fact]) -> list[tuple[object, ...]]:
    """Return all that facts say, but for when and in which order a record took them in."""
    return sorted(((*saying(fact), fact.known_at, fact.known_by) for fact in facts), key=repr)


def _value(figure: object) -> object:
    return None if isinstance(figure, Missing) else figure.value  # type: ignore[attr-defined]
