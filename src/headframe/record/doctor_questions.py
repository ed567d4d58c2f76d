"""What the doctor asks around a record: whose it is, what lies beside it, and whether it can be written."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from headframe.record.address import file_of
from headframe.record.record import Record
from headframe.record.schema_version import SCHEMA_VERSION

if TYPE_CHECKING:
    from headframe.record.store import Store

JOURNALS = ("-wal", "-journal")
IMPORT_MAKES_IT = "`headframe import FILE.csv` makes it"


class Unsound(Exception):
    """A question was answered, and the answer is bad."""


def whose(store: Store) -> str:
    """Say which record this is, how much it holds, and of which shape."""
    batches = store.batches()
    facts = sum(batch.rows for batch in batches)
    version = store.version()
    older = "" if version in (None, SCHEMA_VERSION) else f" (the next write brings it to {SCHEMA_VERSION})"
    return f"{store.where}: {facts:,} own facts in {len(batches):,} batches, shape {version or SCHEMA_VERSION}{older}"


def left_over_bytes(store: Store) -> int:
    """Return how many bytes of a journal lie beside a SQLite file [bytes]: 0 for a server."""
    beside = [] if store.path is None else [store.path.with_name(store.path.name + end) for end in JOURNALS]
    return sum(path.stat().st_size for path in beside if path.exists())


def ended_early(left_over: int) -> str:
    """Return the words for a journal that was left over."""
    return (
        f"{left_over:,} bytes lay beside the file: a command was ended before it was done. "
        "Each of its batches is kept whole or not at all, and all that was acknowledged is kept"
    )


def is_writable(store: Store) -> str:
    """Say that the record can be added to."""
    from headframe.record.store_checks import try_to_write

    with store.explained("written to"), store.engine.connect() as connection:
        try_to_write(connection)
    return "can be added to"


def could_be_made(path: Path | None) -> str:
    """Say that a record could be made where there is none."""
    assert path is not None
    folder = next(parent for parent in path.absolute().parents if parent.exists())
    if not folder.is_dir() or not os.access(folder, os.W_OK):
        raise Unsound(f"no own facts yet, and {path} cannot be made: {folder} cannot be written")
    return f"no own facts yet; {IMPORT_MAKES_IT} at {path}"


def shown_address(record: Record) -> str:
    """Return the record's address as it may be shown."""
    if record.url is None:
        return "the packaged snapshot"
    path = file_of(record.url)
    if path is not None:
        return str(path)
    from headframe.record.store_errors import shown

    return shown(record.url)
