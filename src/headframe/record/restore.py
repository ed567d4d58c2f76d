"""A backup into an empty record: read to its end and checked line by line, then taken in, all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, TextIO

import sqlalchemy as sa

from headframe.ground.errors import RecordProblem, UsageProblem
from headframe.record.backup_lines import damaged
from headframe.record.backup_reader import BackupReader, CopiedBatch
from headframe.record.origin import Origin, origin_row
from headframe.record.record import Record
from headframe.record.schema import batches, facts, origins
from headframe.record.store import Store
from headframe.vocabulary.answer import Answer

SEQUENCES = (("facts", "position"), ("batches", "batch"))


@dataclass(frozen=True, kw_only=True)
class Restored(Answer):
    """What a backup holds, and whether it was taken in or only checked."""

    verb: ClassVar[str] = "restore"

    file: str
    made_at: str
    batches: int
    facts: int
    record_digest: str
    taken_in: bool


def restore(record: Record, backup: TextIO, file: str, *, check_only: bool = False) -> Restored:
    """Take a backup into an empty record. Batches, positions and moments stay what they were.

    Parameters
    ----------
    record : Record
        An empty record, on a SQLite file or a server.
    backup : text file
        The copy; it is read twice.
    file : str
        Its name, for messages.
    check_only : bool
        Whether to read it to its end and take nothing in.

    Raises
    ------
    InputRefused
        Where the backup is none, or damaged: with the first line that is not what was written.
    RecordProblem
        Where the record holds facts already, or cannot be written. Nothing is kept then.
    """
    store = record.store
    if store is None:
        raise UsageProblem("the packaged snapshot is read-only", next="name a record file with --record")
    if not check_only and store.last_position():
        raise _not_empty(store)
    read = BackupReader(backup, file)
    for _ in read.read():
        pass
    if not check_only:
        _take_in(store, backup, file, read.digest)
    return Restored(
        made_from=record.view().made_from(),
        file=file,
        made_at=read.made_at,
        batches=read.batches,
        facts=read.facts,
        record_digest=read.digest,
        taken_in=not check_only,
    )


def _take_in(store: Store, backup: TextIO, file: str, digest: str) -> None:
    backup.seek(0)
    again = BackupReader(backup, file)
    with store.writing() as connection:
        if connection.scalar(sa.select(sa.func.max(facts.c.position))) is not None:
            raise _not_empty(store)
        for copied in again.read():
            _insert(connection, copied)
        if again.digest != digest:
            raise damaged(1, file, "it was changed while it was read")
        if connection.dialect.name == "postgresql":
            _go_on_counting(connection)


def _insert(connection: sa.Connection, copied: CopiedBatch) -> None:
    batch = dict(copied.batch)
    connection.execute(sa.insert(batches).values(batch))
    if copied.address is not None:
        origin = Origin(copied.address, copied.token or "")
        connection.execute(sa.insert(origins).values(origin_row(batch["batch"], batch["digest"], origin)))
    connection.execute(sa.insert(facts), list(copied.facts))


def _go_on_counting(connection: sa.Connection) -> None:
    """Let a server give new positions after those restored: it counts in a sequence of its own."""
    for table, column in SEQUENCES:
        query = f"SELECT setval(pg_get_serial_sequence('{table}', '{column}'), (SELECT max({column}) FROM {table}))"
        connection.execute(sa.text(query))


def _not_empty(store: Store) -> RecordProblem:
    return RecordProblem(
        "the record holds facts already, and a restore overwrites nothing",
        where=store.where,
        next="name a new file with --record",
    )
