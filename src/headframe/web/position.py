"""Where the record stands: asked at most twice a second, in a thread, so that no page waits for a database."""

from __future__ import annotations

import asyncio
import time

from headframe.record.record import Record

SECONDS = 0.5
"""How long a position is believed. A figure added by another process is on the page after it."""


class Position:
    """The record's newest position as the server knows it."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._known: int | None = None
        self._asked_at = 0.0
        self._lock = asyncio.Lock()

    async def now(self) -> int:
        """Return the position, at most `SECONDS` old."""
        if self._known is None or time.monotonic() - self._asked_at > SECONDS:
            async with self._lock:
                if self._known is None or time.monotonic() - self._asked_at > SECONDS:
                    self._known = await asyncio.to_thread(self._record.position)
                    self._asked_at = time.monotonic()
        return self._known

    def forget(self) -> None:
        """Ask anew next time: something was appended here."""
        self._known = None
