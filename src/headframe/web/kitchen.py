"""Where pages are made: processes by company, so that what one computed for a view serves its next page too."""

from __future__ import annotations

import asyncio
import zlib
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from headframe.record.record import Record
from headframe.web.ask import Ask
from headframe.web.content import Content
from headframe.web.desk import Desk
from headframe.web.render import render
from headframe.web.task import Task
from headframe.web.worker import URGENT, WHEN_IDLE, Worker


class Kitchen(Protocol):
    """Makes pages."""

    async def make(self, ask: Ask | Task, urgency: int = URGENT) -> Content:
        """Return the content of a question."""

    def close(self) -> None:
        """Let go of everything."""


class Workers:
    """Processes: one fewer than the cores, but at least one for readers who wait, and one for what is made ahead."""

    def __init__(self, record_url: str | None, page_seconds: float, cores: int) -> None:
        self._workers = [Worker(record_url, page_seconds) for _ in range(max(1, min(4, cores - 1) - 1))]
        self._ahead = Worker(record_url, page_seconds, stands_back=True)

    async def make(self, ask: Ask | Task, urgency: int = URGENT) -> Content:
        """Return the content of a question from the worker that knows its company; ahead of it, from another."""
        if urgency == WHEN_IDLE:
            return await asyncio.wrap_future(self._ahead.ask(ask, urgency))
        company = dict(ask.path).get("company", "") if isinstance(ask, Ask) else ""
        worker = self._workers[zlib.crc32(company.encode()) % len(self._workers)]
        return await asyncio.wrap_future(worker.ask(ask, urgency))

    def close(self) -> None:
        """End the processes."""
        for worker in (*self._workers, self._ahead):
            worker.close()


class InThread:
    """One thread of this process: for tests, and where a second process is not wanted."""

    def __init__(self, record: Record) -> None:
        self._desk = Desk(record)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="headframe pages")

    async def make(self, ask: Ask | Task, urgency: int = URGENT) -> Content:
        """Return the content of a question."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, render, self._desk, ask)

    def close(self) -> None:
        """End the thread."""
        self._pool.shutdown(wait=False, cancel_futures=True)
