"""Pages made once: bounded by bytes, the least used forgotten first; who asks meanwhile waits for the same page."""

from __future__ import annotations

import asyncio
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


class PageCache:
    """Content by question. A question names its record position, so nothing kept can be out of date."""

    def __init__(self, most_bytes: int) -> None:
        self.counts = Counts()
        self._most_bytes = most_bytes
        self._kept: OrderedDict[Ask, Content] = OrderedDict()
        self._bytes = 0
        self._making: dict[Ask, asyncio.Future[Content]] = {}

    async def get(self, ask: Ask, make: Callable[[Ask], Awaitable[Content]]) -> Content:
        """Return the content of a question, made by `make` where it is not there."""
        found = self._kept.get(ask)
        if found is not None:
            self._kept.move_to_end(ask)
            self.counts.kept += 1
            return found
        if ask in self._making:
            self.counts.shared += 1
            return await asyncio.shield(self._making[ask])
        return await self._make(ask, make)

    def has(self, ask: Ask) -> bool:
        """Say whether a page is there or being made."""
        return ask in self._kept or ask in self._making

    def forget_other_positions(self, position: int) -> None:
        """Drop the pages of positions that the record has moved on from."""
        for ask in [ask for ask in self._kept if ask.position != position]:
            self._bytes -= len(self._kept.pop(ask).body)

    async def _make(self, ask: Ask, make: Callable[[Ask], Awaitable[Content]]) -> Content:
        self.counts.made += 1
        task = asyncio.ensure_future(make(ask))
        self._making[ask] = task
        task.add_done_callback(lambda done: self._making.pop(ask, None))
        content = await asyncio.shield(task)
        if content.keeps and ask not in self._kept:
            self._keep(ask, content)
        return content

    def _keep(self, ask: Ask, content: Content) -> None:
        self._kept[ask] = content
        self._bytes += len(content.body)
        while self._bytes > self._most_bytes and self._kept:
            self._bytes -= len(self._kept.popitem(last=False)[1].body)
