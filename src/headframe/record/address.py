"""Where a record lies: a file's path or a server's URL. Alone in a file that needs no database library."""

from __future__ import annotations

from pathlib import Path

from headframe.ground.errors import RecordProblem

SQLITE = "sqlite:///"


def file_of(url: str) -> Path | None:
    """Return the SQLite file that an address names, or None for a server.

    Examples
    --------
    >>> file_of("sqlite:////srv/record.sqlite").as_posix()
    '/srv/record.sqlite'
    >>> file_of("postgresql://reader@host/miners") is None
    True
    """
    if "://" not in url:
        return Path(url)
    return Path(url.removeprefix(SQLITE)) if url.startswith(SQLITE) else None


def is_there(url: str) -> bool:
    """Say whether there can be anything to read: a server is asked, a file must exist.

    Raises
    ------
    RecordProblem
        Where the file's folder must not be looked into.
    """
    path = file_of(url)
    try:
        return path is None or path.exists()
    except OSError as error:
        why, then = str(error.strerror or error), "name another file with --record"
        raise RecordProblem("the record's folder cannot be opened", where=url, why=why, next=then) from error
