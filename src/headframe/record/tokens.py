"""Tokens: who may use the page from another address than loopback. Kept as digests, revocable, never changed.

A token is 256 random bits, so one round of SHA-256 is enough to keep it: nobody guesses what it was made from.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

import sqlalchemy as sa

from headframe.ground.errors import UsageProblem
from headframe.record.record import Record
from headframe.record.schema import revocations, tokens
from headframe.record.store import Store
from headframe.vocabulary.answer import Answer

FEWEST_CHARACTERS = 40
"""Of a secret: 256 bits in the letters of URLs are 43."""
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]{0,59}")


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its name, since when, and until when."""

    name: str
    made_at: str
    revoked_at: str | None


@dataclass(frozen=True, kw_only=True)
class Tokens(Answer):
    """The tokens of a record. `secret` is said once, by the call that made it, and is kept nowhere."""

    verb: ClassVar[str] = "token"

    tokens: tuple[Token, ...]
    secret: str | None = None


def list_tokens(record: Record, secret: str | None = None) -> Tokens:
    """Return every token there is or was.

    Examples
    --------
    >>> list_tokens(Record()).tokens
    ()
    """
    found = () if record.store is None else tuple(token for token, _ in _held(record.store))
    return Tokens(made_from=record.view().made_from(), tokens=found, secret=secret)


def new_token(record: Record, name: str, secret: str, now: datetime) -> Tokens:
    """Keep a new token's digest.

    Parameters
    ----------
    record : Record
        Where it is kept.
    name : str
        Whose it is; the append log names it. Never used twice.
    secret : str
        What its holder will show, freshly drawn by the roof: at least `FEWEST_CHARACTERS` characters.
    now : datetime
        When, in UTC.

    Raises
    ------
    UsageProblem
        For a name that is none, or was used before; for a secret too short to be one.
    """
    store = _store(record)
    if not NAME.fullmatch(name):
        raise UsageProblem(
            f"'{name[:40]}' is no name for a token", where="token", next="letters, digits, blanks, . _ -: at most 60"
        )
    if len(secret) < FEWEST_CHARACTERS:
        raise UsageProblem("the secret of a token is too short", where="token", next="draw it with `headframe token`")
    with store.writing() as connection:
        if connection.scalar(sa.select(tokens.c.token).where(tokens.c.name == name)) is not None:
            raise UsageProblem(f"there is, or was, a token '{name}'", where="token", next="choose another name")
        values = {"name": name, "digest": _digest(secret), "made_at": now.isoformat()}
        connection.execute(sa.insert(tokens).values(values))
    return list_tokens(record, secret)


def revoke_token(record: Record, name: str, now: datetime) -> Tokens:
    """Let a token open nothing from now on.

    Raises
    ------
    UsageProblem
        Where there is no such token. Revoking one again changes nothing.
    """
    store = _store(record)
    with store.writing() as connection:
        number = connection.scalar(sa.select(tokens.c.token).where(tokens.c.name == name))
        if number is None:
            raise UsageProblem(f"there is no token '{name[:60]}'", where="token", next="`headframe token list`")
        if connection.scalar(sa.select(revocations.c.token).where(revocations.c.token == number)) is None:
            connection.execute(sa.insert(revocations).values({"token": number, "revoked_at": now.isoformat()}))
    return list_tokens(record)


def open_tokens(record: Record) -> tuple[tuple[str, str], ...]:
    """Return (name, SHA-256 of the secret) of every token that opens the page now.

    Ask again at each request, so that a token revoked in one process opens nothing in any other.
    """
    held = () if record.store is None else _held(record.store)
    return tuple((token.name, digest) for token, digest in held if token.revoked_at is None)


def holder_of(record: Record, secret: str) -> str | None:
    """Return the name of the token that `secret` is, None where it is none or was revoked."""
    shown, holder = _digest(secret), None
    for name, digest in open_tokens(record):
        if hmac.compare_digest(shown, digest):
            holder = name
    return holder


def _held(store: Store) -> list[tuple[Token, str]]:
    """Return every token with the digest of its secret."""
    query = sa.select(tokens.c.name, tokens.c.made_at, revocations.c.revoked_at, tokens.c.digest)
    query = query.join(revocations, revocations.c.token == tokens.c.token, isouter=True).order_by(tokens.c.token)
    with store.reading() as connection:
        if connection is None or not sa.inspect(connection).has_table(tokens.name):
            return []
        return [(Token(name, made, revoked), digest) for name, made, revoked, digest in connection.execute(query)]


def _store(record: Record) -> Store:
    if record.store is None:
        raise UsageProblem("the packaged snapshot keeps no tokens", next="name a record file with --record")
    return record.store


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
