"""The user's own facts in SQLite or PostgreSQL: opened late, closed early, appended to and never changed.

A SQLite file is in WAL mode, so a page open in one process never locks out a write in another; each call opens its own
connection and closes it before it returns. An append is one transaction: all of it or nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from headframe.record.address import file_of, is_there
from headframe.record.origin import HERE, Origin, origin_row
from headframe.record.rows import facts_of, row_of
from headframe.record.rows_digest import FIRST, batch_digest
from headframe.record.schema import APPLICATION_ID, batches, facts, origins
from headframe.record.schema_version import READABLE, SCHEMA_VERSION
from headframe.record.store_engine import WRITING, file_engine, server_engine, switch_to_wal, take_write_lock
from headframe.record.store_errors import MovedOn, explain, shown
from headframe.record.store_version import version_of
from headframe.vocabulary.fact import Fact

LOCK_WAIT_SECONDS: float = 10


@dataclass(frozen=True, slots=True)
class Batch:
    """One append: when, from what, and how many facts."""

    batch: int
    recorded_at: str
    what: str
    digest: str
    rows: int


class Store:
    """A database of a user's facts, named by a URL or a file's path. One that is not there yet reads as empty."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._engine: sa.Engine | None = None
        self._readable = False
        self._shaped = False

    @property
    def path(self) -> Path | None:
        """The SQLite file, or None for a server."""
        return file_of(self.url)

    @property
    def where(self) -> str:
        """The address without a password."""
        return shown(self.url)

    def last_position(self) -> int:
        """Return the position of the newest fact; 0 where there is none."""
        with self.reading() as connection:
            return 0 if connection is None else _last_position(connection)

    def last_known_day(self, up_to: int) -> date | None:
        """Return the latest day on which a fact taken in up to a position became known; None where there is none."""
        query = sa.select(sa.func.max(facts.c.known_at)).where(facts.c.position <= up_to)
        with self.reading() as connection:
            latest = None if connection is None else connection.scalar(query)
        return date.fromisoformat(latest) if latest else None

    def digest_at(self, position: int) -> str:
        """Return the chained digest of everything taken in up to the batch of a position; empty where there is none."""
        newest = sa.select(facts.c.batch).where(facts.c.position <= position).order_by(facts.c.position.desc()).limit(1)
        query = sa.select(batches.c.digest).where(batches.c.batch == newest.scalar_subquery())
        with self.reading() as connection:
            return FIRST if connection is None else str(connection.scalar(query) or FIRST)

    def facts(self, company: str | None, up_to: int) -> list[Fact]:
        """Return the facts of a company, or of all, taken in up to a position."""
        if up_to == 0:
            return []
        query = sa.select(facts).where(facts.c.position <= up_to).order_by(facts.c.position)
        if company is not None:
            query = query.where(facts.c.company == company)
        with self.reading() as connection:
            return [] if connection is None else facts_of(connection.execute(query).all())

    def first_days(self, after: int, up_to: int, company: str | None = None) -> dict[str, date]:
        """Return whom facts taken in after one position, up to another, are about, and the first day one was known."""
        taken_in = (facts.c.position > after) & (facts.c.position <= up_to)
        query = sa.select(facts.c.company, sa.func.min(facts.c.known_at)).where(taken_in).group_by(facts.c.company)
        if company is not None:
            query = query.where(facts.c.company == company)
        with self.reading() as connection:
            found = [] if connection is None else connection.execute(query).all()
        return {company: date.fromisoformat(day) for company, day in found}

    def batches(self) -> list[Batch]:
        """Return every append, oldest first."""
        with self.reading() as connection:
            if connection is None:
                return []
            rows = connection.execute(sa.select(batches).order_by(batches.c.batch))
            return [Batch(*row) for row in rows]

    def append(
        self, new: Sequence[Fact], what: str, recorded_at: datetime, *, after: int | None = None, origin: Origin = HERE
    ) -> int:
        """Add facts in one transaction and return the record's new position.

        Parameters
        ----------
        new : sequence of Fact
            What to add, in order.
        what : str
            Where it comes from: the batch's own words.
        recorded_at : datetime
            When, as the roof says.
        after : int, optional
            The position that `new` was checked against: refused where the record has moved on since.
        origin : Origin
            From where it was sent: this machine, but for what a page takes in.

        Raises
        ------
        RecordProblem
            Where the record is locked, read-only, full, foreign, or of a newer version. Nothing of `new` is kept then.
        """
        if not new:
            return self.last_position()
        rows = [row_of(fact, recorded_at) for fact in new]
        with self.writing() as connection:
            if after is not None and _last_position(connection) != after:
                raise self._moved_on()
            before = connection.scalar(sa.select(batches.c.digest).order_by(batches.c.batch.desc()).limit(1))
            digest = batch_digest(before or FIRST, recorded_at.isoformat(), what, rows)
            values = {"recorded_at": recorded_at.isoformat(), "what": what, "digest": digest, "rows": len(rows)}
            batch = connection.execute(sa.insert(batches).values(values)).inserted_primary_key
            assert batch is not None
            connection.execute(sa.insert(origins).values(origin_row(int(batch[0]), digest, origin)))
            connection.execute(sa.insert(facts), [row | {"batch": batch[0]} for row in rows])
            return _last_position(connection)

    @contextmanager
    def reading(self) -> Iterator[sa.Connection | None]:
        """Yield a connection to read from, or None where there is nothing to read yet."""
        if not is_there(self.url):
            yield None
            return
        with self.explained("read"):
            if not self._is_ready(create=False):
                yield None
                return
            with self.engine.connect() as connection:
                yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """Yield a connection that holds the write lock, on tables of the newest shape: all is kept, or nothing."""
        with self.explained("written to"):
            if self.path is not None:
                self.path.parent.mkdir(parents=True, exist_ok=True)
            self._is_ready(create=True)
            with self.engine.connect() as connection, _transaction(connection):
                take_write_lock(connection)
                yield connection

    @property
    def engine(self) -> sa.Engine:
        """The engine, opened at its first use."""
        if self._engine is None:
            path, wait = self.path, LOCK_WAIT_SECONDS
            self._engine = file_engine(path, wait) if path is not None else server_engine(self.url, wait)
        return self._engine

    def version(self) -> str | None:
        """Return the version of the record's shape; None where there is no record yet."""
        if not is_there(self.url):
            return None
        with self.explained("read"), self.engine.connect() as connection:
            return version_of(connection, self.where)

    def _is_ready(self, *, create: bool) -> bool:
        """Say whether the tables can be read; where they shall be written, bring them to the newest shape first."""
        if self._shaped or (self._readable and not create):
            return True
        with self.engine.connect() as connection:
            version = version_of(connection, self.where)
        if version is None and not create:
            return False
        self._readable = version in READABLE
        if version != SCHEMA_VERSION and (create or not self._readable):
            self._shape()
        self._shaped = create or version == SCHEMA_VERSION
        return True

    def _shape(self) -> None:
        """Bring the tables to the newest shape: one process does it, and the others find it done."""
        from headframe.record.migrate import upgrade

        if self.path is not None:
            switch_to_wal(self.engine)
        with self.engine.connect() as connection, _transaction(connection):
            if self.path is None:
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(APPLICATION_ID)))
            version = version_of(connection, self.where)
            if version != SCHEMA_VERSION:
                upgrade(connection, version, self.where)

    @contextmanager
    def explained(self, doing: str) -> Iterator[None]:
        """Turn the database's failures inside into refusals that a reader can act on."""
        try:
            yield
        except (SQLAlchemyError, OSError) as error:
            raise explain(error, doing, self.where, LOCK_WAIT_SECONDS) from error

    def _moved_on(self) -> MovedOn:
        return MovedOn(
            "the record was added to while this was being checked: nothing of this was kept",
            where=self.where,
            next="run the command again",
        )


@contextmanager
def _transaction(connection: sa.Connection) -> Iterator[Any]:
    connection.execution_options(**{WRITING: True})
    with connection.begin() as transaction:
        yield transaction


def _last_position(connection: sa.Connection) -> int:
    return int(connection.scalar(sa.select(sa.func.max(facts.c.position))) or 0)
