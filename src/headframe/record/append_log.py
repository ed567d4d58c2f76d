"""What was appended, when, and from where: one line a batch, oldest first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import sqlalchemy as sa

from headframe.record.record import Record
from headframe.record.schema import batches, origins
from headframe.vocabulary.answer import Answer

if TYPE_CHECKING:
    from headframe.record.store import Store

SOURCE_DIGEST = re.compile(r"\b[0-9a-f]{16}$")
"""How a batch names the file it came from: the first digits of its SHA-256, last in its words."""
NOT_NOTED = "not noted"
"""The address of batches that a Headframe before shape 0002 took in."""


@dataclass(frozen=True, slots=True)
class AppendLine:
    """One batch: its number, when it was taken in, of what, how many facts, and from where by which token."""

    batch: int
    recorded_at: str
    what: str
    facts: int
    address: str
    token: str
    digest: str


@dataclass(frozen=True, kw_only=True)
class AppendLog(Answer):
    """Everything that was ever appended to a record."""

    verb: ClassVar[str] = "log"

    lines: tuple[AppendLine, ...]


def append_log(record: Record) -> AppendLog:
    """Return what was appended to a record, when, and from which address.

    Examples
    --------
    >>> append_log(Record()).lines
    ()
    """
    store = record.store
    lines = () if store is None else _lines(store)
    return AppendLog(made_from=record.view().made_from(), lines=lines)


def _lines(store: Store) -> tuple[AppendLine, ...]:
    with store.reading() as connection:
        if connection is None:
            return ()
        noted = _origins(connection)
        rows = connection.execute(sa.select(batches).order_by(batches.c.batch)).all()
    return tuple(
        AppendLine(row.batch, row.recorded_at, row.what, row.rows, *noted.get(row.batch, (NOT_NOTED, "")), row.digest)
        for row in rows
    )


def _origins(connection: sa.Connection) -> dict[int, tuple[str, str]]:
    if not sa.inspect(connection).has_table(origins.name):
        return {}
    return {row.batch: (row.address, row.token) for row in connection.execute(sa.select(origins))}


def source_digests(connection: sa.Connection) -> set[str]:
    """Return the digests of all files that batches were taken from."""
    return {found[0] for found in map(SOURCE_DIGEST.search, _whats(connection)) if found}


def batches_without_source(connection: sa.Connection) -> int:
    """Return how many batches came from no file: of a program's own making."""
    return sum(SOURCE_DIGEST.search(what) is None for what in _whats(connection))


def _whats(connection: sa.Connection) -> list[str]:
    return list(connection.scalars(sa.select(batches.c.what)))
