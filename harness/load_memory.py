"""The memory of a process and all it started, once a second, as the kernel counts it (PSS: shared pages once)."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

EVERY_SECONDS = 1.0
KIBIBYTES = 1024.0


@contextmanager
def watched(pid: int) -> Iterator[list[tuple[float, float]]]:
    """Yield a list that grows by (second, MiB) of a process tree each second."""
    samples: list[tuple[float, float]] = []
    over = threading.Event()
    began = time.monotonic()

    def watch() -> None:
        while not over.wait(EVERY_SECONDS):
            samples.append((time.monotonic() - began, held_mib(pid)))

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield samples
    finally:
        over.set()
        thread.join()


def held_mib(pid: int) -> float:
    """Return what a process and all below it hold [MiB]."""
    return sum(_pss_mib(each) for each in tree_of(pid))


def tree_of(pid: int) -> list[int]:
    """Return a process and every process below it that lives."""
    found, waiting = [], [pid]
    while waiting:
        one = waiting.pop()
        found.append(one)
        for told in Path(f"/proc/{one}/task").glob("*/children"):
            with suppress(OSError):
                waiting += map(int, told.read_text().split())
    return found


def _pss_mib(pid: int) -> float:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return float(line.split()[1]) / KIBIBYTES
    return 0.0
