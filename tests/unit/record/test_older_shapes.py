"""Records of every earlier shape: read as they are, brought forward by the first write, nothing of them changed."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest
from facts_made_up import LATER, NOW, held
from older_records import EARLIER, made_by

from headframe.ground.errors import RecordProblem
from headframe.record.append_log import NOT_NOTED, append_log
from headframe.record.doctor import examine
from headframe.record.migrate import newest_version
from headframe.record.record import Record
from headframe.record.schema_version import READABLE, SCHEMA_VERSION
from headframe.record.store import Store
from headframe.record.tokens import list_tokens

FACTS = [held(19_000), held(1.25, company="MARA", half=0.005), held(-0.0)]


@pytest.fixture(params=EARLIER)
def older(request: pytest.FixtureRequest, address: str) -> str:
    """The address of a record as an earlier Headframe left it."""
    made_by(request.param, address, FACTS, "own.csv", NOW)
    return address


def test_every_earlier_shape_is_tested_and_the_newest_is_known() -> None:
    assert {*EARLIER, SCHEMA_VERSION} == READABLE
    assert newest_version() == SCHEMA_VERSION


def test_an_older_record_reads_as_it_is_and_stays_so(older: str) -> None:
    record = Record(older)
    assert [fact.value for fact in record.own_facts()] == [fact.value for fact in FACTS]
    assert [line.address for line in append_log(record).lines] == [NOT_NOTED]
    assert list_tokens(record).tokens == ()
    assert examine(record, {}).sound
    assert Store(older).version() in EARLIER


def test_the_doctor_says_which_shape_it_is_and_what_becomes_of_it(older: str) -> None:
    says = next(check.says for check in examine(Record(older), {}).checks if check.name == "record")
    assert "shape 0001" in says and f"brings it to {SCHEMA_VERSION}" in says


def test_the_first_write_brings_it_forward_and_changes_nothing_of_it(older: str) -> None:
    before, stamp = Record(older).own_facts(), Record(older).stamp(3)
    Record(older).append([held(5)], "later.csv", LATER)
    assert Store(older).version() == SCHEMA_VERSION
    assert Record(older).own_facts()[:3] == before
    assert Record(older).stamp(3) == stamp
    assert [line.address for line in append_log(Record(older)).lines] == [NOT_NOTED, "here"]
    assert examine(Record(older), {}).sound


def test_two_writers_bring_it_forward_together(older: str) -> None:
    failed: list[BaseException] = []

    def write(value: float) -> None:
        try:
            Record(older).append([held(value)], f"file {value}", LATER)
        except BaseException as error:  # told below, where pytest sees it
            failed.append(error)

    writers = [threading.Thread(target=write, args=(float(n),)) for n in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert failed == []
    assert len(Record(older).own_facts()) == 7
    assert examine(Record(older), {}).sound


def test_a_guard_missing_from_an_older_record_is_found(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite"
    made_by("0001", str(path), FACTS, "own.csv", NOW)
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TRIGGER facts_never_delete")
    assert not examine(Record(str(path)), {}).sound


def test_a_record_of_a_newer_headframe_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite"
    Record(str(path)).append(FACTS, "own.csv", NOW)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = path.read_bytes()
    for use in (lambda r: r.own_facts(), lambda r: r.append([held(1)], "x", NOW)):
        with pytest.raises(RecordProblem, match="newer Headframe"):
            use(Record(str(path)))
    assert path.read_bytes() == before
