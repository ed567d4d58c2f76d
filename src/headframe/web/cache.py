"""Pages made once: bounded by bytes, the least used forgotten first; who asks meanwhile waits for the same page."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from headframe.web.ask import Ask
from headframe.web.content import Content


@dataclass(slots=True)
class Counts:
    """How often a page was there, was being made, or had to be made."""

    kept: int = 0
    shared: int = 0
    made: int = 0


@dataclass(slots=True)
class Kept:
    """One page, and when a reader last asked for it [monotonic s]; 0 for one made ahead that nobody asked for."""

    content: Content
    wanted_at: float


class PageCache:
    """Content by question. A question names its record position, so nothing kept can be out of date."""

    def __init__(self, most_bytes: int) -> None:
        self.counts = Counts()
        self._most_bytes = most_bytes
        self._kept: OrderedDict[Ask, Kept] = OrderedDict()
        self._bytes = 0
        self._making: dict[Ask, asyncio.Future[Content]] = {}
        self.carry: Callable[[Ask], None] = lambda ask: None
        """Called for a page that is not there: takes it over from the position before, where it is the same."""

    async def get(self, ask: Ask, make: Callable[[Ask], Awaitable[Content]]) -> Content:
        """Return the content of a question that a reader asks, made by `make` where it is not there."""
        if ask not in self._kept:
            self.carry(ask)
        found = self._kept.get(ask)
        if found is not None:
            self._kept.move_to_end(ask)
            self.counts.kept += 1
            found.wanted_at = time.monotonic()
            return found.content
        if ask in self._making:
            self.counts.shared += 1
            return await asyncio.shield(self._making[ask])
        return await self._make(ask, make, time.monotonic())

    async def make_ahead(
        self, ask: Ask, make: Callable[[Ask], Awaitable[Content]], wanted_at: float = 0.0
    ) -> Content | None:
        """Make a page that nobody waits for, where it is not there; None where it is."""
        return None if self.has(ask) else await self._make(ask, make, wanted_at)

    def has(self, ask: Ask) -> bool:
        """Say whether a page is there or being made."""
        return ask in self._kept or ask in self._making

    def keep(self, ask: Ask, content: Content, wanted_at: float) -> None:
        """Keep a page that is known, and forget the least used where room runs out."""
        if not content.keeps or ask in self._kept:
            return
        self._kept[ask] = Kept(content, wanted_at)
        self._bytes += len(content.body)
        while self._bytes > self._most_bytes and self._kept:
            self._bytes -= len(self._kept.popitem(last=False)[1].content.body)

    def take(self, ask: Ask) -> Kept | None:
        """Return a page that is kept and let go of it."""
        found = self._kept.pop(ask, None)
        if found is not None:
            self._bytes -= len(found.content.body)
        return found

    def kept_at(self, position: int) -> list[tuple[Ask, Kept]]:
        """Return the pages of a position, what readers asked for last first."""
        found = [(ask, kept) for ask, kept in self._kept.items() if ask.position == position]
        return sorted(found, key=lambda pair: -pair[1].wanted_at)

    def forget_other_positions(self, position: int) -> None:
        """Drop the pages of positions that the record has moved on from."""
        for ask in [ask for ask in self._kept if ask.position != position]:
            self.take(ask)

    async def _make(self, ask: Ask, make: Callable[[Ask], Awaitable[Content]], wanted_at: float) -> Content:
        self.counts.made += 1
        task = asyncio.ensure_future(self._made(ask, make, wanted_at))
        self._making[ask] = task
        task.add_done_callback(lambda done: self._making.pop(ask, None))
        return await asyncio.shield(task)

    async def _made(self, ask: Ask, make: Callable[[Ask], Awaitable[Content]], wanted_at: float) -> Content:
        content = await make(ask)
        self.keep(ask, content, wanted_at)
        return content
