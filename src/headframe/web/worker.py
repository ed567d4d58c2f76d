"""A process that makes pages, so that the one which answers browsers is never busy; replaced where it dies or hangs."""

from __future__ import annotations

import itertools
import queue
import threading
from concurrent.futures import Future
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

from headframe.web.ask import Ask
from headframe.web.content import Content
from headframe.web.problem import Refused, problem_content
from headframe.web.render import form_asked
from headframe.web.task import Task
from headframe.web.worker_process import work

URGENT, WHEN_IDLE = 0, 1
"""A reader waits for the first; the second warms the cache."""
Order = tuple[int, int, Ask | Task | None, "Future[Content]"]


class Worker:
    """One process and the thread that hands it questions, the urgent ones first."""

    def __init__(self, record_url: str | None, page_seconds: float, *, stands_back: bool = False) -> None:
        self._record_url = record_url
        self._stands_back = stands_back
        self._page_seconds = page_seconds
        self._orders: queue.PriorityQueue[Order] = queue.PriorityQueue()
        self._count = itertools.count()
        self._process: SpawnProcess | None = None
        self._line: Connection | None = None
        self._thread = threading.Thread(target=self._serve, name="headframe page worker", daemon=True)
        self._thread.start()

    def ask(self, ask: Ask | Task, urgency: int = URGENT) -> Future[Content]:
        """Return the content of a question, when it is made."""
        answer: Future[Content] = Future()
        self._orders.put((urgency, next(self._count), ask, answer))
        return answer

    def close(self) -> None:
        """End the process; questions that wait are left."""
        self._orders.put((-1, next(self._count), None, Future()))
        self._thread.join(timeout=2)
        self._end()

    def _serve(self) -> None:
        self._begin()
        while True:
            _, _, ask, answer = self._orders.get()
            if ask is None:
                return
            if answer.set_running_or_notify_cancel():
                answer.set_result(self._answer(ask))

    def _answer(self, ask: Ask | Task) -> Content:
        """Return the content of a question. One that only reads is asked once more where the process died over it."""
        said = Refused(503, "the process that makes pages ended", next="load the page again")
        for _ in range(2 if isinstance(ask, Ask) else 1):
            try:
                line = self._line if self._line is not None else self._begin()
                line.send(ask)
                if line.poll(self._page_seconds):
                    content: Content = line.recv()
                    return content
                said = Refused(503, "this page took too long", next="ask for a later day, or again in a while")
                self._end()
                break
            except (EOFError, OSError):
                self._end()
        return problem_content(said, form_asked(ask))

    def _begin(self) -> Connection:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        told = (theirs, self._record_url, self._stands_back)
        process = context.Process(target=work, args=told, daemon=True, name="headframe pages")
        process.start()
        theirs.close()
        self._process, self._line = process, ours
        return ours

    def _end(self) -> None:
        if self._line is not None:
            self._line.close()
        if self._process is not None:
            self._process.terminate()
            self._process.join(timeout=2)
        self._process = self._line = None
