"""Where the record stands, and at which position pages are shown while those of the newest are still being made."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict

from headframe.record.record import Record

SECONDS = 0.5
"""How long a position is believed. A figure added by another process is known of after it."""
MOST_READERS = 1000


class Position:
    """The record's newest position as the server knows it, and the one that readers are shown."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._known: int | None = None
        self._asked_at = 0.0
        self._lock = asyncio.Lock()
        self._moves = 0
        self._held: int | None = None
        self._own: OrderedDict[str, float] = OrderedDict()

    async def newest(self) -> int:
        """Return the record's position, at most `SECONDS` old. Asked in a thread: no page waits for a database."""
        known = self._believed()
        while known is None:
            async with self._lock:
                if self._believed() is None:
                    await self._ask()
            known = self._known
        return known

    def _believed(self) -> int | None:
        return self._known if time.monotonic() - self._asked_at <= SECONDS else None

    async def _ask(self) -> None:
        """Ask the record, and again where something was appended here while it answered."""
        moves = -1
        while moves != self._moves:
            moves = self._moves
            self._known = await asyncio.to_thread(self._record.position)
        self._asked_at = time.monotonic()

    async def shown(self, reader: str = "") -> int:
        """Return the position that a reader is shown: who handed something in sees it at once."""
        newest = await self.newest()
        return newest if self._held is None or reader in self._own else min(self._held, newest)

    def hold(self, position: int) -> None:
        """Show readers a position until the next call, though the record may move on."""
        self._held = position

    def moved_by(self, reader: str) -> None:
        """Ask anew next time, and show this reader the newest: it appended something here."""
        self._known = None
        self._moves += 1
        self._own[reader] = time.monotonic()
        self._own.move_to_end(reader)
        while len(self._own) > MOST_READERS:
            self._own.popitem(last=False)

    def forget_movers(self, before: float) -> None:
        """Show readers who appended something before a moment [monotonic s] what all are shown."""
        for reader in [reader for reader, moment in self._own.items() if moment < before]:
            del self._own[reader]
