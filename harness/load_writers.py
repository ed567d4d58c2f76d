"""Writers: some hand documents in through the page as a browser does, some by the command line, all at once."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import httpx
import sqlalchemy as sa

from harness.fault_checks import file_in
from harness.fault_commands import run
from harness.fault_serve import WHOLE_ANSWER, hand_in
from harness.fault_work import Work, document
from headframe.record.schema import batches, facts
from headframe.record.store import Store

STAGGER = 0.5


@dataclass(slots=True)
class Written:
    """What all writers did: acknowledged facts by document, seconds of each way [s], and what went wrong."""

    acknowledged: dict[str, int] = field(default_factory=dict)
    told_at: dict[str, float] = field(default_factory=dict)
    """When each was acknowledged [monotonic s]."""
    page_seconds: list[float] = field(default_factory=list)
    command_seconds: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


class Writers:
    """Threads that write until told to stop."""

    def __init__(self, address: str, record: str, folder: Path, pause_seconds: float, seed: int) -> None:
        self.written = Written()
        self._address, self._record, self._folder = address, record, folder
        self._pause, self._seed = pause_seconds, seed
        self._numbers = count(1)
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._threads: list[threading.Thread] = []

    def start(self, writers: int) -> None:
        """Start so many: every second one through the page, the others by the command line."""
        for number in range(writers):
            way = self._by_page if number % 2 == 0 else self._by_command
            self._threads.append(threading.Thread(target=self._write, args=(number, way), daemon=True))
            self._threads[-1].start()

    def stop(self) -> None:
        """Let each finish what it has begun."""
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _write(self, number: int, way: Callable[[Work], None]) -> None:
        chance = random.Random(self._seed * 100 + number)
        self._over.wait(chance.uniform(0, self._pause))
        while not self._over.is_set():
            with self._lock:
                work = document(self._folder, next(self._numbers))
            way(work)
            self._over.wait(chance.uniform(1 - STAGGER, 1 + STAGGER) * self._pause)

    def _by_page(self, work: Work) -> None:
        began = time.perf_counter()
        try:
            told = hand_in(self._address, work)
        except (httpx.HTTPError, ValueError) as error:
            told = ""
            self._fault(f"{work.name} through the page: {type(error).__name__} {error}")
        else:
            if WHOLE_ANSWER not in told:
                self._fault(f"{work.name} through the page: no whole receipt")
        self._note(work, self.written.page_seconds, began, acknowledged=WHOLE_ANSWER in told)

    def _by_command(self, work: Work) -> None:
        began = time.perf_counter()
        done = run([*work.arguments, "--record", self._record])
        if not done.acknowledged:
            self._fault(f"{work.name} by the command line: left with {done.code}: {done.err[-400:]}")
        self._note(work, self.written.command_seconds, began, acknowledged=done.acknowledged)

    def _note(self, work: Work, seconds: list[float], began: float, *, acknowledged: bool) -> None:
        with self._lock:
            seconds.append(time.perf_counter() - began)
            if acknowledged:
                self.written.acknowledged[work.name] = work.facts
                self.written.told_at[work.name] = time.monotonic()

    def _fault(self, words: str) -> None:
        with self._lock:
            self.written.faults.append(words)


def seconds_until_shown(record: str, written: Written, shown: Sequence[tuple[float, int]]) -> list[float]:
    """Return how long after its receipt each document was on the pages [s], where readers came after it."""
    highest = sa.select(batches.c.what, sa.func.max(facts.c.position)).join(facts, facts.c.batch == batches.c.batch)
    with Store(record).reading() as connection:
        told = [] if connection is None else connection.execute(highest.group_by(batches.c.what)).all()
    names = {position: name for what, position in told for name in written.told_at if name in what}
    return [
        max(0.0, min(seen) - written.told_at[name])
        for position, name in names.items()
        if (seen := [moment for moment, at in shown if at >= position])
    ]


def lost(record: str, acknowledged: dict[str, int]) -> list[str]:
    """Return the documents that were acknowledged and are not in the record with all their facts, or are twice."""
    held: dict[str, int] = {}
    for batch in Store(record).batches():
        held[file_in(batch)] = held.get(file_in(batch), 0) + batch.rows
    return [name for name, facts in acknowledged.items() if held.get(name, 0) != facts]
