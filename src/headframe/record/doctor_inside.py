"""What the doctor asks inside a record: is the file whole, are the guards there, are all rows those taken in."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from headframe.record.doctor_questions import Unsound, ended_early, left_over_bytes

if TYPE_CHECKING:
    import sqlalchemy as sa

    from headframe.record.store import Store


def asked(store: Store, question: Callable[[sa.Connection], str]) -> str:
    """Return the answer to a question asked over a connection."""
    with store.reading() as connection:
        assert connection is not None
        return question(connection)


def is_file_whole(connection: sa.Connection) -> str:
    """Say that the database's own check finds the file whole."""
    from headframe.record.store_checks import damage

    found = damage(connection)
    if found:
        raise Unsound(f"the file is damaged: {found}")
    return "not damaged"


def are_guards_there(connection: sa.Connection) -> str:
    """Say that nothing taken in can be changed."""
    from headframe.record.store_checks import missing_guards

    gone = missing_guards(connection)
    if gone:
        raise Unsound(f"facts can be changed: the guards {', '.join(gone)} were taken away")
    return "no fact can be changed or taken out"


def are_digests_right(connection: sa.Connection) -> str:
    """Say that every batch is what was taken in, from where it was."""
    from headframe.record.store_checks import wrong_batches, wrong_origins

    wrong, moved = wrong_batches(connection), wrong_origins(connection)
    if wrong:
        raise Unsound(f"the rows of batch {_listed(wrong)} are not those that were taken in: their digest differs")
    if moved:
        raise Unsound(f"the origin of batch {_listed(moved)} is not the one noted then: its digest differs")
    return "computed again from the stored rows, all equal"


def _listed(batches: list[int]) -> str:
    return ", ".join(str(batch) for batch in batches[:5])


def what_sources(connection: sa.Connection) -> str:
    """Say how many files the facts came from."""
    from headframe.record.append_log import batches_without_source, source_digests

    known, unnamed = source_digests(connection), batches_without_source(connection)
    also = f"; {unnamed:,} batches name no file" if unnamed else ""
    return f"{len(known):,} source files, the SHA-256 of each noted with its facts{also}"


def what_journal(store: Store, path: Path, left_over: int) -> str:
    """Say how the journal stands, and whether a command was ended early."""
    from headframe.record.store_checks import journal_mode

    mode = asked(store, journal_mode)
    if mode not in ("wal", "off") and os.access(path.parent, os.W_OK):
        raise Unsound(f"the journal is '{mode}', not 'wal': a reader can lock out a writer")
    waiting = left_over_bytes(store)
    if waiting:
        return f"wal; {waiting:,} bytes wait beside the file: another program has it open"
    return f"wal; {ended_early(left_over)}" if left_over else "wal, nothing left over"


INSIDE = {
    "file": is_file_whole,
    "guards": are_guards_there,
    "digests": are_digests_right,
    "sources": what_sources,
}
