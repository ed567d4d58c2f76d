"""A record in a SQLite file: who may open it at once, and what is refused."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from facts_made_up import NOW, held

from headframe.ground.errors import RecordProblem, UsageProblem
from headframe.record import store as store_module
from headframe.record.store import Store
from headframe.record.store_errors import explain

APPEND = """
from facts_made_up import NOW, held
from headframe.record.store import Store
from headframe.record.store_errors import explain
for n in range({times}):
    Store({path!r}).append([held({base} + n), held({base} + n)], "process", NOW)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "record.sqlite"
    Store(str(found)).append([held(1)], "a file", NOW)
    return found


@pytest.fixture
def short_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "LOCK_WAIT_SECONDS", 0.2)


def python(source: str) -> subprocess.Popen[str]:
    here = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([sys.executable, "-c", source], env=here, text=True, **pipes)


def test_a_new_file_is_in_wal_mode(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_nothing_is_left_beside_the_file(path: Path) -> None:
    assert [entry.name for entry in path.parent.iterdir() if entry.name.startswith("record")] == ["record.sqlite"]


def test_a_reader_in_the_middle_of_reading_does_not_block_a_writer(path: Path, short_wait: None) -> None:
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    seen = reader.execute("SELECT count(*) FROM facts").fetchone()
    Store(str(path)).append([held(2)], "meanwhile", NOW)
    assert reader.execute("SELECT count(*) FROM facts").fetchone() == seen == (1,)
    reader.close()


def test_a_writer_in_the_middle_of_writing_does_not_block_a_reader(path: Path, short_wait: None) -> None:
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    assert Store(str(path)).last_position() == 1
    writer.execute("ROLLBACK")
    writer.close()


def test_a_locked_record_is_said_to_be_locked(path: Path, short_wait: None) -> None:
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    began = time.monotonic()
    with pytest.raises(RecordProblem, match="another program holds it locked"):
        Store(str(path)).append([held(2)], "late", NOW)
    assert time.monotonic() - began < 5
    writer.close()
    assert Store(str(path)).last_position() == 1


def test_a_locked_record_is_waited_for_ten_seconds_and_no_longer() -> None:
    assert store_module.LOCK_WAIT_SECONDS == 10


def test_two_processes_make_and_fill_one_record_together(tmp_path: Path) -> None:
    path = str(tmp_path / "shared.sqlite")
    processes = [python(APPEND.format(path=path, base=base, times=3)) for base in (0, 1000)]
    for process in processes:
        _, said = process.communicate(timeout=60)
        assert process.returncode == 0, said
    facts = Store(path).facts(None, 99)
    assert [fact.position for fact in facts] == list(range(1, 13))
    assert [a.value == b.value for a, b in zip(facts[::2], facts[1::2], strict=True)] == [True] * 6


def test_replacing_a_fact_is_forbidden_too(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        names = [row[1] for row in connection.execute("PRAGMA table_info(facts)")]
        columns = ", ".join("'other'" if name == "note" else name for name in names)
        with pytest.raises(sqlite3.IntegrityError, match="never overwritten"):
            connection.execute(f"INSERT OR REPLACE INTO facts SELECT {columns} FROM facts")


def test_somebody_elses_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "photos.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE photos (name)")
    before = path.read_bytes()
    for use in (lambda store: store.last_position(), lambda store: store.append([held(1)], "x", NOW)):
        with pytest.raises(RecordProblem, match="not made by Headframe"):
            use(Store(str(path)))
    assert path.read_bytes() == before


def test_tables_of_the_same_names_do_not_make_a_record(tmp_path: Path) -> None:
    path = tmp_path / "alike.sqlite"
    with sqlite3.connect(path) as connection:
        for name in ("facts", "batches", "alembic_version"):
            connection.execute(f"CREATE TABLE {name} (version_num)")
    with pytest.raises(RecordProblem, match="not made by Headframe"):
        Store(str(path)).last_position()


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear shareholder, " * 200)
    with pytest.raises(RecordProblem, match="not a Headframe record"):
        Store(str(path)).append([held(1)], "x", NOW)
    assert path.read_text().startswith("Dear shareholder")


def test_a_folder_is_no_record(tmp_path: Path) -> None:
    with pytest.raises(RecordProblem, match="cannot be opened"):
        Store(str(tmp_path)).last_position()


def test_a_record_of_a_newer_headframe_is_refused(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    for use in (lambda store: store.last_position(), lambda store: store.append([held(1)], "x", NOW)):
        with pytest.raises(RecordProblem, match="newer Headframe"):
            use(Store(str(path)))


def test_a_full_disk_keeps_nothing(path: Path) -> None:
    store = Store(str(path))

    @sa.event.listens_for(store.engine, "connect")
    def _small_disk(connection: sqlite3.Connection, _: object) -> None:
        connection.execute("PRAGMA max_page_count=10")

    with pytest.raises(RecordProblem, match="disk is full"):
        store.append([held(n, title="a long title " * 50) for n in range(500)], "too much", NOW)
    assert Store(str(path)).last_position() == 1


# Root may write anywhere, so as root these are asked of a process that has given up its rights.
GIVE_UP_RIGHTS = """
import os
from headframe.record.store import Store
from headframe.record.store_errors import explain
Store({path!r}).last_position()  # loads every library while they can still be read
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
"""


@pytest.fixture
def read_only() -> Iterator[Path]:
    if not hasattr(os, "geteuid"):
        pytest.skip("folders have no such permissions here")
    # Not in pytest's own folder, which no other user may look into.
    folder = Path(tempfile.mkdtemp(prefix="headframe-read-only-"))
    path = folder / "record.sqlite"
    Store(str(path)).append([held(1)], "a file", NOW)
    path.chmod(0o444)
    folder.chmod(0o555)
    yield path
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_record_in_a_read_only_folder_can_be_read(read_only: Path) -> None:
    source = GIVE_UP_RIGHTS + "print(Store({path!r}).last_position())"
    said, wrong = python(source.format(path=str(read_only))).communicate(timeout=30)
    assert said == "1\n", wrong


def test_a_record_in_a_read_only_folder_cannot_be_added_to_and_says_so(read_only: Path) -> None:
    source = GIVE_UP_RIGHTS.format(path=str(read_only))
    source += APPEND.format(path=str(read_only), base=0, times=1)
    _, said = python("import facts_made_up\n" + source).communicate(timeout=30)
    assert "the record could not be written to: it is read-only" in said.splitlines()[-1]


def test_a_folder_that_cannot_be_made_is_said_to_be_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(RecordProblem, match="could not be written to"):
        Store(str(tmp_path / "file" / "record.sqlite")).append([held(1)], "x", NOW)


def test_a_sqlite_url_names_its_file(tmp_path: Path) -> None:
    Store(f"sqlite:///{tmp_path}/named.sqlite").append([held(1)], "x", NOW)
    assert (tmp_path / "named.sqlite").exists()


@pytest.mark.parametrize("url", ["mysql://host/miners", "https://example.org/record", "postgresql://host:port/x"])
def test_other_servers_are_refused(url: str) -> None:
    with pytest.raises(UsageProblem, match="address cannot be used"):
        Store(url).last_position()


def test_a_password_is_never_shown() -> None:
    with pytest.raises(RecordProblem) as refused:
        Store("postgresql://reader:hunter2@127.0.0.1:1/miners").last_position()
    assert "hunter2" not in str(refused.value)


def test_the_doctor_says_that_a_read_only_record_cannot_be_added_to(read_only: Path) -> None:
    look = f"""
from headframe.record.doctor import examine
from headframe.record.record import Record
found = [check.name for check in examine(Record({str(read_only)!r}), {{}}).checks if not check.sound]
"""
    source = look + GIVE_UP_RIGHTS.format(path=str(read_only)) + look + "print(found)\n"
    said, wrong = python(source).communicate(timeout=30)
    assert said == "['writable']\n", wrong


@pytest.mark.parametrize("said", ["database or disk is full", "disk I/O error", "no space left on device"])
def test_a_disk_that_is_full_is_said_to_be_so_in_whichever_words(said: str) -> None:
    assert "the disk is full" in explain(OSError(said), "written to", "record.sqlite", 1).what
