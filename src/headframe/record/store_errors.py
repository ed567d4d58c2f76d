"""A database's failures in the four sentences that a reader can act on (conventions §9)."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from headframe.ground.errors import RecordProblem


class MovedOn(RecordProblem):
    """The record was added to while something was being checked against it: checking again is all it takes."""


ANOTHER = "name another file with --record"


def explain(error: Exception, doing: str, where: str, waited: float) -> RecordProblem:
    """Return the refusal behind a database's error.

    Parameters
    ----------
    error : Exception
        What the database or the operating system said.
    doing : str
        What was tried: "read", "written to".
    where : str
        The record's address, as it may be shown.
    waited : float
        How long a locked record is waited for [s].
    """
    text = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
    for words, what, why, then in _kinds(doing, text, waited):
        if any(word in text.lower() for word in words):
            return RecordProblem(what, where=where, why=why, next=then)
    return RecordProblem(
        f"the record could not be {doing}", where=where, why=text, next="`headframe doctor` looks at it"
    )


def shown(url: str) -> str:
    """Return an address without its password."""
    if "://" not in url:
        return url
    try:
        return sa.make_url(url).render_as_string(hide_password=True)
    except (SQLAlchemyError, ValueError):
        return "…@" + url.rsplit("@", 1)[-1]


def _kinds(doing: str, text: str, waited: float) -> tuple[tuple[tuple[str, ...], str, str, str], ...]:
    return (
        (("not a database", "malformed"), "this file is not a Headframe record", text, ANOTHER),
        (
            ("locked", "lock timeout"),
            f"the record could not be {doing}: another program holds it locked",
            f"waited {waited:g} seconds, and nothing was changed",
            "close the other program, then run the command again",
        ),
        (
            ("readonly", "read-only", "permission", "unable to open", "is a directory", "not a directory"),
            f"the record could not be {doing}: it is read-only or cannot be opened",
            text,
            f"check that the file and its folder can be written, or {ANOTHER}",
        ),
        (
            ("disk is full", "no space", "file too large"),
            "the disk is full: nothing of this was kept",
            text,
            "make room, then run it again",
        ),
        (
            # What SQLite says where it cannot even make the small file beside a record by which processes take turns.
            ("disk i/o error",),
            "the disk is full, or failing: nothing of this was kept",
            text,
            "make room, then run it again; if there is room, copy the record to another disk",
        ),
        (
            ("connection failed", "connection refused", "could not translate host", "does not exist", "timeout"),
            "the record's server cannot be reached, or has no such database",
            text,
            "check the address in --record, HEADFRAME_RECORD or config.toml",
        ),
    )
