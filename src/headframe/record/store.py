"""The user's own facts in SQLite or PostgreSQL: opened late, closed early, appended to and never changed.

A SQLite file is in WAL mode, so a page open in one process never locks out a write in another; each call opens its own
connection and closes it before it returns. An append is one transaction: all of it or nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError, OperationalError, SQLAlchemyError

from headframe.ground.errors import RecordProblem, UsageProblem
from headframe.record.rows import fact_of, row_of
from headframe.record.schema import APPLICATION_ID, batches, facts
from headframe.record.schema_version import SCHEMA_VERSION
from headframe.vocabulary.fact import Fact

LOCK_WAIT_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Batch:
    """One append: when, from what, and how many facts."""

    batch: int
    recorded_at: str
    what: str
    digest: str
    rows: int


class Store:
    """A database of a user's facts, named by a URL or a file's path."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._engine: sa.Engine | None = None
        self._checked = False

    @property
    def path(self) -> Path | None:
        """The SQLite file, or None for a server."""
        return Path(self.url) if "://" not in self.url else None

    @property
    def exists(self) -> bool:
        """Whether there is anything to read yet."""
        return self.path is None or self.path.exists()

    def last_position(self) -> int:
        """Return the position of the newest fact; 0 where there is none."""
        if not self.exists:
            return 0
        with self._reading() as connection:
            return int(connection.scalar(sa.select(sa.func.coalesce(sa.func.max(facts.c.position), 0))) or 0)

    def facts(self, company: str | None, up_to: int) -> list[Fact]:
        """Return the facts of a company, or of all, taken in up to a position."""
        if not self.exists or up_to == 0:
            return []
        query = sa.select(facts).where(facts.c.position <= up_to).order_by(facts.c.position)
        if company is not None:
            query = query.where(facts.c.company == company)
        with self._reading() as connection:
            return [fact_of(row._mapping) for row in connection.execute(query)]

    def batches(self) -> list[Batch]:
        """Return every append, oldest first."""
        if not self.exists:
            return []
        with self._reading() as connection:
            rows = connection.execute(sa.select(batches).order_by(batches.c.batch))
            return [Batch(*row) for row in rows]

    def append(self, new: Sequence[Fact], what: str, recorded_at: datetime) -> int:
        """Add facts in one transaction and return the record's new position.

        Raises
        ------
        RecordProblem
            Where the record is locked, read-only, full, foreign, or of a newer version. Nothing of `new` is kept then.
        """
        if not new:
            return self.last_position()
        with self._writing() as connection:
            rows = [row_of(fact, 0, recorded_at) for fact in new]
            digest = hashlib.sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest()
            values = {"recorded_at": recorded_at.isoformat(), "what": what, "digest": digest, "rows": len(rows)}
            batch = connection.execute(sa.insert(batches).values(values)).inserted_primary_key
            assert batch is not None
            connection.execute(sa.insert(facts), [row | {"batch": batch[0]} for row in rows])
            return int(connection.scalar(sa.select(sa.func.max(facts.c.position))) or 0)

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with self._explained("read"):
            self._ready(create=False)
            with self._connect() as connection:
                yield connection

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        with self._explained("written to"):
            if self.path is not None:
                self.path.parent.mkdir(parents=True, exist_ok=True)
            self._ready(create=True)
            with self._connect() as connection, connection.begin():
                if self.path is None:
                    connection.execute(sa.text("LOCK TABLE batches IN EXCLUSIVE MODE"))
                yield connection

    def _connect(self) -> sa.Connection:
        return self._open().connect()

    def _open(self) -> sa.Engine:
        if self._engine is None:
            self._engine = _sqlite_engine(self.path) if self.path is not None else _server_engine(self.url)
        return self._engine

    def _ready(self, *, create: bool) -> None:
        if self._checked:
            return
        with self._connect() as connection:
            version = _version_of(connection, self.url)
        if version is None and not create:
            raise RecordProblem(
                "the record holds no tables yet", where=_shown(self.url), next="`headframe import FILE.csv` makes them"
            )
        if version != SCHEMA_VERSION:
            from headframe.record.migrate import upgrade

            upgrade(self._open(), version, _shown(self.url))
        self._checked = True

    @contextmanager
    def _explained(self, doing: str) -> Iterator[None]:
        try:
            yield
        except (SQLAlchemyError, OSError) as error:
            raise _explain(error, doing, _shown(self.url)) from error


def _sqlite_engine(path: Path | None) -> sa.Engine:
    url = sa.URL.create("sqlite", database=str(path))
    engine = sa.create_engine(url, poolclass=sa.NullPool, connect_args={"timeout": LOCK_WAIT_SECONDS})

    @sa.event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA synchronous=FULL")

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    return engine


def _server_engine(url: str) -> sa.Engine:
    named = url.replace("postgresql://", "postgresql+psycopg://", 1).replace("postgres://", "postgresql+psycopg://", 1)
    try:
        return sa.create_engine(named, poolclass=sa.NullPool)
    except (SQLAlchemyError, ImportError) as error:
        raise UsageProblem(
            "the record's address cannot be used",
            where=_shown(url),
            why=str(error).splitlines()[0],
            next="give a file's path, or postgresql://user@host/name with `headframe[postgres]` installed",
        ) from error


def _version_of(connection: sa.Connection, url: str) -> str | None:
    """Return the schema version, None for an empty database; refuse a database of somebody else's."""
    tables = set(sa.inspect(connection).get_table_names())
    if not tables:
        return None
    foreign = "alembic_version" not in tables or "batches" not in tables or "facts" not in tables
    if connection.dialect.name == "sqlite":
        foreign = foreign or connection.exec_driver_sql("PRAGMA application_id").scalar() != APPLICATION_ID
    if foreign:
        raise RecordProblem(
            "this database was not made by Headframe, so it is left alone",
            where=_shown(url),
            why=f"it holds other tables: {', '.join(sorted(tables)[:3])}",
            next="name another file with --record",
        )
    return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar())


def _explain(error: Exception, doing: str, where: str) -> RecordProblem:
    text = str(getattr(error, "orig", None) or error).splitlines()[0]
    lowered = text.lower()
    if "not a database" in lowered or "malformed" in lowered:
        return RecordProblem(
            "this file is not a Headframe record", where=where, why=text, next="name another with --record"
        )
    if "locked" in lowered:
        return RecordProblem(
            f"the record could not be {doing}: another program holds it locked",
            where=where,
            why=f"waited {LOCK_WAIT_SECONDS} seconds",
            next="close the other program, then run the command again",
        )
    if "readonly" in lowered or "read-only" in lowered or "permission" in lowered or "unable to open" in lowered:
        return RecordProblem(
            f"the record could not be {doing}: it is read-only or cannot be opened",
            where=where,
            why=text,
            next="check the file's permissions, or name another with --record",
        )
    if "full" in lowered or "no space" in lowered:
        return RecordProblem(
            "the disk is full: nothing of this was kept", where=where, why=text, next="make room, then run it again"
        )
    kind = "used" if isinstance(error, OperationalError | DatabaseError) else doing
    return RecordProblem(
        f"the record could not be {kind}", where=where, why=text, next="`headframe doctor` looks at it"
    )


def _shown(url: str) -> str:
    """Return the address without a password."""
    return url if "://" not in url else sa.make_url(url).render_as_string(hide_password=True)
