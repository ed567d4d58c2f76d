"""A record on a PostgreSQL server: writers take turns, readers do not wait."""

from __future__ import annotations

import psycopg
import pytest
from facts_made_up import NOW, held

from headframe.ground.errors import RecordProblem
from headframe.record import store as store_module
from headframe.record.store import Store

pytestmark = pytest.mark.postgres


@pytest.fixture
def store(empty_database: str, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setattr(store_module, "LOCK_WAIT_SECONDS", 0.3)
    found = Store(empty_database)
    found.append([held(1)], "a file", NOW)
    return found


def test_a_writer_waits_for_another_and_says_so(store: Store) -> None:
    with psycopg.connect(store.url) as other:
        other.execute("LOCK TABLE batches IN EXCLUSIVE MODE")
        with pytest.raises(RecordProblem, match="another program holds it locked"):
            store.append([held(2)], "late", NOW)


def test_a_writer_in_the_middle_of_writing_does_not_block_a_reader(store: Store) -> None:
    with psycopg.connect(store.url) as other:
        other.execute("LOCK TABLE batches IN EXCLUSIVE MODE")
        assert Store(store.url).last_position() == 1


def test_a_reader_in_the_middle_of_reading_does_not_block_a_writer(store: Store) -> None:
    with psycopg.connect(store.url) as other:
        other.execute("SELECT * FROM facts")
        assert store.append([held(2)], "meanwhile", NOW) == 2


def test_emptying_a_table_is_forbidden(store: Store) -> None:
    with psycopg.connect(store.url) as other, pytest.raises(psycopg.Error, match="never overwritten"):
        other.execute("TRUNCATE facts")


def test_somebody_elses_database_is_left_alone(empty_database: str) -> None:
    with psycopg.connect(empty_database) as other:
        other.execute("CREATE TABLE photos (name text)")
    with pytest.raises(RecordProblem, match="not made by Headframe"):
        Store(empty_database).append([held(1)], "x", NOW)


def test_a_database_that_does_not_exist_is_said_to_be_so(empty_database: str) -> None:
    with pytest.raises(RecordProblem, match="no such database"):
        Store(empty_database + "_not").last_position()
