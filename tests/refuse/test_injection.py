"""Words that attack what reads them next: a database, a spreadsheet, a terminal. They stay words."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from headframe.cli.main import main
from headframe.ground.interval import Interval
from headframe.ground.period import Period
from headframe.intake.import_csv import import_csv
from headframe.record.doctor import examine
from headframe.record.export import export_facts
from headframe.record.record import Record
from headframe.vocabulary.fact import Fact, KnownBy, Source, Witness

NOW = datetime(2026, 11, 22, tzinfo=UTC)
STATEMENTS = ("'); DROP TABLE facts; --", "' OR '1'='1", "%s; SELECT 1", ":name", "\\'; DELETE FROM batches; --", "?")
FORMULAS = ('=HYPERLINK("http://x",A1)', "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "'=1", "''@x")


def fact(words: str) -> Fact:
    return Fact(
        company="RIOT",
        concept="bitcoin_held",
        period=Period.parse("2026-09-30"),
        value=5.0,
        interval=Interval(5.0, 5.0),
        unit="BTC",
        known_at=date(2026, 10, 5),
        known_by=KnownBy.TYPED,
        source=Source(Witness.OWN, words or "x", place=words),
        part=words,
        quote=words,
        note=words,
    )


@pytest.mark.parametrize("words", STATEMENTS)
def test_a_statement_in_a_facts_words_is_only_words(words: str, tmp_path: Path) -> None:
    record = Record(str(tmp_path / "record.sqlite"))
    record.append([fact(words)], words, NOW)
    assert [one.quote for one in record.own_facts("RIOT")] == [words]
    assert examine(record, {}).sound


@pytest.mark.parametrize("words", STATEMENTS)
def test_a_statement_in_the_place_of_a_company_finds_none(words: str, tmp_path: Path) -> None:
    record = Record(str(tmp_path / "record.sqlite"))
    record.append([fact("x")], "x", NOW)
    assert record.own_facts(words) == []
    assert main(["facts", words, "--record", str(record.url)]) == 2
    assert len(record.own_facts()) == 1


@pytest.mark.parametrize("words", FORMULAS)
def test_no_cell_of_an_export_runs_and_all_come_back(words: str, tmp_path: Path) -> None:
    record, other = Record(str(tmp_path / "one.sqlite")), Record(str(tmp_path / "other.sqlite"))
    record.append([fact(words)], "made up", NOW)
    text = export_facts(record.view(), own=True).csv_text()
    row = next(csv.DictReader(io.StringIO(text)))
    assert not [name for name in ("title", "place", "part", "quote", "note") if row[name][0] in "=+-@"]
    import_csv(other, text.encode(), "export.csv", NOW)
    again = other.own_facts()[0]
    assert replace(again, position=0, recorded_at=None) == replace(fact(words), position=0, recorded_at=None)


def test_a_negative_number_of_an_export_stays_a_number(tmp_path: Path) -> None:
    record = Record(str(tmp_path / "one.sqlite"))
    record.append([replace(fact("x"), value=-5.0, interval=Interval(-5.5, -4.5))], "made up", NOW)
    assert next(csv.DictReader(io.StringIO(export_facts(record.view(), own=True).csv_text())))["value"] == "-5"
