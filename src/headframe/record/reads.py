"""Whose facts a computation looked at: what follows from them can stay when facts of others are added."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

EVERYTHING = "*"
"""Noted where something looked at the record as a whole: it stays with no addition."""
_noting: ContextVar[set[str] | None] = ContextVar("headframe_reads", default=None)


@contextmanager
def noted() -> Iterator[set[str]]:
    """Yield the set of tickers that views are asked about inside; whoever notes outside notes them too.

    Examples
    --------
    >>> with noted() as reads:
    ...     note(["RIOT"])
    >>> reads
    {'RIOT'}
    """
    outer, reads = _noting.get(), set[str]()
    token = _noting.set(reads)
    try:
        yield reads
    finally:
        _noting.reset(token)
        if outer is not None:
            outer |= reads


@contextmanager
def unnoted() -> Iterator[None]:
    """Note nothing of what views are asked about inside: whoever does this answers for it another way."""
    token = _noting.set(None)
    try:
        yield
    finally:
        _noting.reset(token)


def is_plain(value: object, digest: str) -> bool:
    """Say whether a value is complete in itself and names no record: it can be written down, without the digest.

    Examples
    --------
    >>> is_plain(("RIOT", 18005.0), "c2661a65"), is_plain(lambda: 1, "c2661a65"), is_plain("of c2661a65", "c2661a65")
    (True, False, False)
    """
    import pickle

    try:
        return digest.encode() not in pickle.dumps(value)
    except (pickle.PicklingError, TypeError, AttributeError, RecursionError):
        return False


def note(companies: Iterable[str]) -> None:
    """Note that facts of companies were looked at."""
    reads = _noting.get()
    if reads is not None:
        reads.update(companies)
