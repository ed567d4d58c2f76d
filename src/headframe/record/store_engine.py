"""Connections to a record: SQLite in WAL mode, or PostgreSQL. Each is opened late and closed early."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from headframe.ground.errors import UsageProblem
from headframe.record.store_errors import shown

SERVERS = ("postgresql://", "postgres://")
WRITING = "headframe_writing"
"""The execution option under which a transaction takes the write lock at its start, not at its first write."""


def file_engine(path: Path, wait: float) -> sa.Engine:
    """Return an engine on a SQLite file that waits `wait` seconds for a lock."""
    engine = sa.create_engine(_file_url(path), poolclass=sa.NullPool, connect_args={"timeout": wait})

    @sa.event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        # pysqlite's own transactions start late and cannot be made immediate: ours are begun by name.
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA synchronous=FULL")

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        writing = connection.get_execution_options().get(WRITING, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def server_engine(url: str, wait: float) -> sa.Engine:
    """Return an engine on a PostgreSQL database that waits `wait` seconds for a lock or an answer.

    Raises
    ------
    UsageProblem
        For another kind of server, an address that is none, or without PostgreSQL's driver.
    """
    scheme = next((known for known in SERVERS if url.startswith(known)), None)
    if scheme is None:
        raise _no_address(url, "only SQLite files and PostgreSQL servers hold a record")
    limits = {"connect_timeout": max(2, round(wait)), "options": f"-c lock_timeout={round(1000 * wait)}"}
    try:
        named = url.replace(scheme, "postgresql+psycopg://", 1)
        return sa.create_engine(named, poolclass=sa.NullPool, connect_args=limits)
    except (SQLAlchemyError, ImportError, ValueError) as error:
        raise _no_address(url, str(error).splitlines()[0]) from error


def switch_to_wal(engine: sa.Engine) -> None:
    """Make a SQLite file keep its readers and its writer apart. Written into the file, so once is enough."""
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA journal_mode=WAL")
    finally:
        connection.close()


def take_write_lock(connection: sa.Connection) -> None:
    """Hold back every other writer of a server's record until the transaction ends, so that positions only grow."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("LOCK TABLE batches IN EXCLUSIVE MODE"))


def _file_url(path: Path) -> sa.URL:
    """Return the URL of a file: immutable where neither it nor its folder can be written and nobody has it open.

    SQLite keeps a WAL file's index beside it, and cannot make one in a folder that is read-only.
    """
    if not path.is_file() or os.access(path.parent, os.W_OK) or path.with_name(path.name + "-wal").exists():
        return sa.URL.create("sqlite", database=str(path))
    uri = path.resolve().as_uri()
    return sa.URL.create("sqlite", database=uri, query={"mode": "ro", "immutable": "1", "uri": "true"})


def _no_address(url: str, why: str) -> UsageProblem:
    return UsageProblem(
        "the record's address cannot be used",
        where=shown(url),
        why=why,
        next="give a file's path, or postgresql://user@host/name with `headframe[postgres]` installed",
    )
