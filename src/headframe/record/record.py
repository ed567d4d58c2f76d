"""The record: the packaged snapshot, a read-only layer, and over it the user's own facts."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar

from headframe.record.address import is_there
from headframe.record.origin import HERE, Origin
from headframe.record.reads import EVERYTHING, note
from headframe.record.snapshot_facts import packaged_facts_of
from headframe.record.snapshot_stamp import COMPILED_ON, snapshot_digest
from headframe.record.view import View
from headframe.version import __version__
from headframe.vocabulary.answer import RecordStamp
from headframe.vocabulary.fact import Fact

if TYPE_CHECKING:
    from headframe.record.store import Store

T = TypeVar("T")
TRIES = 8
"""Looks at a record that others keep adding to, before the last refusal stands."""


class Record:
    """Everything reported, packaged and own. Facts are only ever added.

    Parameters
    ----------
    url : str, optional
        A SQLite file's path or a PostgreSQL URL with the user's own facts. Without one, the snapshot alone.
    origin : Origin
        From where facts appended through it are sent: noted beside each batch.

    Examples
    --------
    >>> record = Record()
    >>> record.view().figure("RIOT", "bitcoin_held", "2025-12-31").value
    18005.0
    """

    def __init__(self, url: str | None = None, origin: Origin = HERE) -> None:
        self.url = url
        self.origin = origin
        self._store: Store | None = None

    @property
    def store(self) -> Store | None:
        """The user's own database, if one was named."""
        from headframe.record.store import Store

        if self._store is None and self.url is not None:
            self._store = Store(self.url)
        return self._store

    def position(self) -> int:
        """Return the position of the newest own fact; 0 where there is none."""
        store = self._readable_store()
        return store.last_position() if store else 0

    def stamp(self, position: int | None = None) -> RecordStamp:
        """Return which record this is, at a position.

        The digest is the snapshot's; with own facts, it is taken over the snapshot's and theirs.
        """
        at = self.position() if position is None else position
        store = self._readable_store() if at else None
        digest = snapshot_digest()
        if store is not None:
            digest = hashlib.sha256(f"{digest} {store.digest_at(at)}".encode()).hexdigest()[: len(digest)]
        return RecordStamp(snapshot=COMPILED_ON.isoformat(), digest=digest, position=at)

    def view(self, as_of: date | None = None, position: int | None = None) -> View:
        """Return what was known through the end of `as_of`, at a record position.

        Without a day, everything: the day the snapshot was compiled, or the newest own fact's day if later.
        """
        at = self.position() if position is None else position
        return View(as_of or self._last_day(at), self.stamp(at), __version__, self._facts_up_to(at))

    def append(self, facts: Sequence[Fact], what: str, recorded_at: datetime, *, after: int | None = None) -> int:
        """Add own facts in one transaction and return the new position.

        With `after`, only where the record still stands at that position.
        """
        from headframe.ground.errors import UsageProblem

        store = self.store
        if store is None:
            raise UsageProblem("the packaged snapshot is read-only", next="name a record file with --record")
        return store.append(facts, what, recorded_at, after=after, origin=self.origin)

    def settled(self, check: Callable[[], T]) -> T:
        """Return what `check` returns, asked again where others added to the record between its look and its append."""
        from headframe.record.store_errors import MovedOn

        for _ in range(TRIES - 1):
            try:
                return check()
            except MovedOn:
                continue
        return check()

    def own_facts(self, company: str | None = None) -> list[Fact]:
        """Return the user's own facts, in the order they were taken in."""
        note((EVERYTHING,))
        store = self._readable_store()
        return store.facts(company, store.last_position()) if store else []

    def first_days_added(self, after: int, up_to: int) -> dict[str, date]:
        """Return whom facts taken in after one position, up to another, are about, and the first day one was known."""
        store = self._readable_store()
        return store.first_days(after, up_to) if store else {}

    def first_day(self, company: str, up_to: int) -> date | None:
        """Return the first day on which anything of a company was known, at a position; None where nothing is."""
        store = self._readable_store() if up_to else None
        own = store.first_days(0, up_to, company) if store else {}
        return min([*own.values(), *(fact.known_at for fact in packaged_facts_of(company))], default=None)

    def _facts_up_to(self, position: int) -> Callable[[str], Sequence[Fact]]:
        def facts_of(company: str) -> Sequence[Fact]:
            packaged = packaged_facts_of(company)
            store = self._readable_store() if position else None
            return (*packaged, *store.facts(company, position)) if store else packaged

        return facts_of

    def _last_day(self, position: int) -> date:
        store = self._readable_store() if position else None
        latest = store.last_known_day(position) if store else None
        return max(COMPILED_ON, latest) if latest else COMPILED_ON

    def _readable_store(self) -> Store | None:
        """Return the store if there is something to read, without loading the database's library for nothing."""
        return self.store if self.url is not None and is_there(self.url) else None
