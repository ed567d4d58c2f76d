"""What can be wrong with a record that opens: each question asked of the database by itself, nothing changed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from headframe.record.rows_digest import FIRST, batch_digest, origin_digest
from headframe.record.schema import APPENDED_ONLY, batches, facts, origins
from headframe.record.store_engine import WRITING, take_write_lock

ON_SQLITE = ("never_update", "never_delete", "never_replace")
ON_POSTGRESQL = ("never", "never_emptied")


def wrong_batches(connection: sa.Connection) -> list[int]:
    """Return the batches whose stored digest or number of rows is not what their stored rows give."""
    wrong, before = [], FIRST
    stored = _rows_by_batch(connection)
    number, rows = next(stored, (0, []))
    for batch in connection.execute(sa.select(batches).order_by(batches.c.batch)).all():
        own = rows if number == batch.batch else []
        if batch.rows != len(own) or batch.digest != batch_digest(before, batch.recorded_at, batch.what, own):
            wrong.append(batch.batch)
        before = batch.digest
        if number == batch.batch:
            number, rows = next(stored, (0, []))
    return wrong


def _rows_by_batch(connection: sa.Connection) -> Iterator[tuple[int, list[Any]]]:
    query = sa.select(facts).order_by(facts.c.batch, facts.c.position)
    rows = connection.execution_options(yield_per=5_000).execute(query).mappings()
    for number, own in groupby(rows, key=lambda row: row["batch"]):
        yield int(number), list(own)


def missing_guards(connection: sa.Connection) -> list[str]:
    """Return the triggers against change that ought to be there and are not."""
    tables = APPENDED_ONLY.get(str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()), ())
    if connection.dialect.name == "sqlite":
        found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars()
        return sorted({f"{table}_{guard}" for table in tables for guard in ON_SQLITE} - set(found))
    found = connection.exec_driver_sql("SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'").scalars()
    return sorted({f"{table}_{guard}" for table in tables for guard in ON_POSTGRESQL} - set(found))


def wrong_origins(connection: sa.Connection) -> list[int]:
    """Return the batches whose noted origin is not the one that was noted when they were taken in."""
    if not sa.inspect(connection).has_table(origins.name):
        return []
    query = sa.select(origins, batches.c.digest).join(batches, batches.c.batch == origins.c.batch)
    return sorted(row[0] for row in connection.execute(query) if row[3] != origin_digest(row[4], row[1], row[2]))


def damage(connection: sa.Connection) -> str:
    """Return what SQLite's own check finds damaged, empty where nothing is; a server keeps its own house."""
    if connection.dialect.name != "sqlite":
        return ""
    said = str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar())
    return "" if said == "ok" else said


def journal_mode(connection: sa.Connection) -> str:
    """Return how the database keeps its journal: "wal" is what a record's file needs."""
    if connection.dialect.name != "sqlite":
        return "server"
    return str(connection.exec_driver_sql("PRAGMA journal_mode").scalar())


def try_to_write(connection: sa.Connection) -> None:
    """Take the write lock and give it back; the database's own error says why where it cannot be had."""
    connection.execution_options(**{WRITING: True})
    with connection.begin() as transaction:
        if sa.inspect(connection).has_table("batches"):
            take_write_lock(connection)
        if connection.dialect.name == "sqlite":
            # On a read-only disk the lock is given all the same; only a write is refused. This one is taken back.
            connection.exec_driver_sql("PRAGMA user_version=0")
        transaction.rollback()
