"""The record: the packaged snapshot, a read-only layer, and over it the user's own facts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from headframe.record.snapshot_facts import packaged_facts_by_company
from headframe.record.snapshot_stamp import COMPILED_ON, snapshot_digest
from headframe.record.view import View
from headframe.version import __version__
from headframe.vocabulary.answer import RecordStamp
from headframe.vocabulary.fact import Fact

if TYPE_CHECKING:
    from headframe.record.store import Store


class Record:
    """Everything reported, packaged and own. Facts are only ever added.

    Parameters
    ----------
    url : str, optional
        A SQLite file's path or a PostgreSQL URL with the user's own facts. Without one, the snapshot alone.

    Examples
    --------
    >>> record = Record()
    >>> record.view().figure("RIOT", "bitcoin_held", "2025-12-31").value
    18005.0
    """

    def __init__(self, url: str | None = None) -> None:
        self.url = url

    @property
    def store(self) -> Store | None:
        """The user's own database, if one was named."""
        from headframe.record.store import Store

        return Store(self.url) if self.url is not None else None

    def position(self) -> int:
        """Return the position of the newest own fact; 0 where there is none."""
        store = self._readable_store()
        return store.last_position() if store else 0

    def stamp(self, position: int | None = None) -> RecordStamp:
        """Return which record this is, at a position."""
        at = self.position() if position is None else position
        return RecordStamp(snapshot=COMPILED_ON.isoformat(), digest=snapshot_digest(), position=at)

    def view(self, as_of: date | None = None, position: int | None = None) -> View:
        """Return what was known through the end of `as_of`, at a record position.

        Without a day, everything: the day the snapshot was compiled, or the newest own fact's day if later.
        """
        at = self.position() if position is None else position
        facts_of = self._facts_up_to(at)
        return View(as_of or self._last_day(at), self.stamp(at), __version__, facts_of)

    def append(self, facts: Sequence[Fact], what: str, recorded_at: datetime) -> int:
        """Add own facts in one transaction and return the new position."""
        from headframe.ground.errors import UsageProblem

        store = self.store
        if store is None:
            raise UsageProblem("the packaged snapshot is read-only", next="name a record file with --record")
        return store.append(facts, what, recorded_at)

    def own_facts(self, company: str | None = None) -> list[Fact]:
        """Return the user's own facts, in the order they were taken in."""
        store = self._readable_store()
        return store.facts(company, store.last_position()) if store else []

    def _facts_up_to(self, position: int) -> Callable[[str], Sequence[Fact]]:
        def facts_of(company: str) -> Sequence[Fact]:
            packaged = packaged_facts_by_company().get(company, ())
            store = self._readable_store() if position else None
            return (*packaged, *store.facts(company, position)) if store else packaged

        return facts_of

    def _last_day(self, position: int) -> date:
        own = self.own_facts() if position else []
        return max([COMPILED_ON, *(fact.known_at for fact in own if fact.position <= position)])

    def _readable_store(self) -> Store | None:
        """Return the store if there is something to read, without loading the database's library for nothing."""
        from pathlib import Path

        if self.url is None or ("://" not in self.url and not Path(self.url).exists()):
            return None
        return self.store
