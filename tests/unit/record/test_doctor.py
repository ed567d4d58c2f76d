"""What the doctor finds, and that it finds nothing where there is nothing."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from facts_made_up import NOW, held

from headframe.record.doctor import Check, examine
from headframe.record.record import Record


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "record.sqlite"
    for n in range(3):
        Record(str(found)).append([held(n), held(n + 0.5)], f"file {n}", NOW)
    return found


def found(path: Path, name: str) -> Check:
    return next(check for check in examine(Record(str(path)), {}).checks if check.name == name)


def tamper(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_a_record_is_sound_after_imports(address: str) -> None:
    Record(address).append([held(1)], "a file", NOW)
    checkup = examine(Record(address), {})
    assert checkup.sound, [check for check in checkup.checks if not check.sound]
    assert {check.name for check in checkup.checks} >= {"snapshot", "record", "guards", "digests", "writable"}


def test_a_record_that_is_not_there_yet_is_sound(address: str) -> None:
    assert examine(Record(address), {}).sound


def test_a_changed_value_is_found(path: Path) -> None:
    tamper(path, "DROP TRIGGER facts_never_update", "UPDATE facts SET quote = 'other words' WHERE position = 3")
    assert "batch 2 are not those that were taken in" in found(path, "digests").says


def test_a_batch_taken_out_is_found(path: Path) -> None:
    undo = ("DROP TRIGGER facts_never_delete", "DROP TRIGGER batches_never_delete", "PRAGMA foreign_keys=OFF")
    tamper(path, *undo, "DELETE FROM facts WHERE batch = 1", "DELETE FROM batches WHERE batch = 1")
    assert not found(path, "digests").sound


def test_a_guard_taken_away_is_found(path: Path) -> None:
    tamper(path, "DROP TRIGGER facts_never_update")
    assert "facts_never_update" in found(path, "guards").says


def test_a_file_out_of_wal_mode_is_found(path: Path) -> None:
    tamper(path, "PRAGMA journal_mode=DELETE")
    assert "not 'wal'" in found(path, "journal").says


def test_what_waits_beside_the_file_is_named(path: Path) -> None:
    with sqlite3.connect(path) as reader:
        reader.execute("SELECT count(*) FROM facts")
        Record(str(path)).append([held(9)], "meanwhile", NOW)
        assert "bytes wait beside the file" in found(path, "journal").says


def test_a_foreign_file_is_not_sound_and_the_snapshot_still_is(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear shareholder, " * 200)
    assert [check.sound for check in examine(Record(str(path)), {}).checks] == [True, False]


def test_looking_changes_nothing(path: Path) -> None:
    before = path.read_bytes()
    examine(Record(str(path)), {})
    assert path.read_bytes() == before


def test_the_versions_of_all_libraries_are_named() -> None:
    libraries = examine(Record(), {}).libraries
    assert {"python", "sqlite", "sqlalchemy", "polars", "numpy"} <= set(libraries)
