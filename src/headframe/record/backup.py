"""A copy of the user's record as of one moment, whatever is appended meanwhile. Tokens are not in it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Protocol

import sqlalchemy as sa

from headframe.ground.errors import NotEnoughData, RecordProblem
from headframe.record.append_log import SOURCE_DIGEST
from headframe.record.backup_lines import FORMAT, written
from headframe.record.record import Record
from headframe.record.rows_digest import COLUMNS, FIRST, batch_digest
from headframe.record.schema import batches, facts, origins
from headframe.record.schema_version import SCHEMA_VERSION
from headframe.vocabulary.answer import Answer

ROWS_AT_ONCE = 2_000


class Sink(Protocol):
    """Where the lines go: a file opened for UTF-8 text."""

    def write(self, text: str, /) -> object:
        """Take a line."""


@dataclass(frozen=True, kw_only=True)
class Backup(Answer):
    """What was copied. `record_digest` is the record's own chained digest, `file_digest` the SHA-256 of the copy."""

    verb: ClassVar[str] = "backup"

    file: str
    batches: int
    facts: int
    position: int
    record_digest: str
    file_digest: str
    sources: tuple[str, ...]


def back_up(record: Record, sink: Sink, file: str, now: datetime) -> Backup:
    """Copy a record.

    Parameters
    ----------
    record : Record
        What is copied, as it stands when the copy begins.
    sink : Sink
        Where the lines go.
    file : str
        The copy's name, for the answer.
    now : datetime
        When, in UTC: it stands in the copy's first line.

    Raises
    ------
    NotEnoughData
        Where there are no own facts to copy.
    RecordProblem
        Where a batch is not what was taken in: a copy of it would hide the damage.
    """
    store = record.store
    copied = _Copied(sink)
    if store is not None:
        with store.reading() as connection:
            if connection is not None:
                _see_one_moment(connection)
                _copy(connection, copied, now, store.where)
    if not copied.batches:
        raise NotEnoughData("there are no own facts to back up", where="record", next="name another with --record")
    return Backup(
        made_from=record.view(position=copied.position).made_from(),
        file=file,
        batches=copied.batches,
        facts=copied.facts,
        position=copied.position,
        record_digest=copied.digest,
        file_digest=copied.file.hexdigest(),
        sources=tuple(copied.sources),
    )


class _Copied:
    """The lines written so far, and what was counted in them."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self.file = hashlib.sha256()
        self.batches = self.facts = self.position = 0
        self.digest = FIRST
        self.sources: list[str] = []

    def put(self, content: object) -> None:
        line = written(content)
        self.file.update(line.encode("utf-8", "surrogatepass"))
        self._sink.write(line)


def _see_one_moment(connection: sa.Connection) -> None:
    """Hold what is read to one moment. A SQLite transaction does so by itself from its first read."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))


def _copy(connection: sa.Connection, copied: _Copied, now: datetime, where: str) -> None:
    noted = _origins(connection)
    listed = connection.execute(sa.select(batches).order_by(batches.c.batch)).all()
    copied.put({"format": FORMAT, "made_at": now.isoformat(), "shape": SCHEMA_VERSION, "columns": list(COLUMNS)})
    for batch in listed:
        address, token = noted.get(batch.batch, (None, None))
        copied.put([batch.batch, batch.recorded_at, batch.what, batch.rows, batch.digest, address, token])
        rows = list(_rows(connection, batch.batch))
        if batch.digest != batch_digest(copied.digest, batch.recorded_at, batch.what, rows):
            raise RecordProblem(
                f"batch {batch.batch} is not what was taken in: no backup was made of it",
                where=where,
                next="`headframe doctor` says what is wrong; restore an older backup",
            )
        for row in rows:
            copied.put([row["position"], *(row[name] for name in COLUMNS)])
            copied.position = max(copied.position, row["position"])
        _count(copied, batch.digest, batch.what, len(rows))
    copied.put({"batches": copied.batches, "facts": copied.facts, "digest": copied.digest})


def _count(copied: _Copied, digest: str, what: str, rows: int) -> None:
    copied.batches += 1
    copied.facts += rows
    copied.digest = digest
    source = SOURCE_DIGEST.search(what)
    if source:
        copied.sources.append(source[0])


def _rows(connection: sa.Connection, batch: int) -> Iterator[dict[str, Any]]:
    query = sa.select(facts).where(facts.c.batch == batch).order_by(facts.c.position)
    for row in connection.execution_options(yield_per=ROWS_AT_ONCE).execute(query).mappings():
        yield dict(row)


def _origins(connection: sa.Connection) -> dict[int, tuple[str, str]]:
    if not sa.inspect(connection).has_table(origins.name):
        return {}
    return {row.batch: (row.address, row.token) for row in connection.execute(sa.select(origins))}
