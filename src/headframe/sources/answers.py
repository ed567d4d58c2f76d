"""What a host's answer means: whom it was given to, whether to ask again, and what to refuse."""

from __future__ import annotations

from collections.abc import Mapping

from headframe.ground.errors import NetworkProblem, UsageProblem
from headframe.sources.cupboard import Note
from headframe.sources.guard import Target
from headframe.sources.pace import is_sec
from headframe.version import __version__

TRY_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
LONGEST_IDENTITY = 200


class AskAgain(Exception):
    """A try failed in a way that another may not."""

    def __init__(self, reason: str, retry_after: str = "", served_at: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.retry_after = retry_after
        self.served_at = served_at


def reason_of(error: Exception) -> str:
    """Return a transport failure in words."""
    name = type(error).__name__
    return {"ReadTimeout": "it was silent too long", "ConnectTimeout": "no connection in time"}.get(
        name, f"the connection broke ({error or name})"
    )


def check_identity(identity: str) -> None:
    """Refuse an identity that could not stand in a header.

    Raises
    ------
    UsageProblem
        Where it has letters beyond ASCII, or more than one line.
    """
    if not identity.isascii() or not identity.isprintable() or len(identity) > LONGEST_IDENTITY:
        raise UsageProblem(
            "the identity cannot be sent",
            where="identity",
            why=f"a header takes up to {LONGEST_IDENTITY} plain letters on one line",
            next="write it without accents",
        )


def agent_of(identity: str, host: str) -> str:
    """Return the User-Agent: the program's name, and for SEC alone who uses it."""
    program = f"Headframe/{__version__}"
    return f"{program} {identity}" if is_sec(host) else program


def conditions(kept: tuple[Note, bytes] | None) -> dict[str, str]:
    """Return the headers that ask for a body only where it is newer than ours."""
    if kept is None:
        return {}
    asked = {"If-None-Match": kept[0].etag, "If-Modified-Since": kept[0].last_modified}
    return {name: value for name, value in asked.items() if value}


def is_same_site(first: str, second: str) -> bool:
    """Say whether a redirect stays with who was asked: the same host, or one a part of the other's name."""
    return (
        first == second
        or first.endswith(f".{second}")
        or second.endswith(f".{first}")
        or (is_sec(first) and is_sec(second))
    )


def refuse_status(status: int, headers: Mapping[str, str], target: Target) -> None:
    """Raise what a status other than 200 means."""
    if status == 200:
        return
    if status in TRY_AGAIN:
        raise AskAgain(f"status {status}", headers.get("retry-after", ""), headers.get("date", ""))
    if status in (404, 410):
        raise NetworkProblem("nothing stands at this address", where=target.url, next="check the address")
    if status == 403 and is_sec(target.host):
        raise NetworkProblem(
            "SEC turned the request away",
            where=target.url,
            why="it does so where the identity is missing or too much was asked",
            next="check `identity`, wait ten minutes and try again",
        )
    raise NetworkProblem(f"'{target.host}' answers with status {status}", where=target.url, next="check the address")
