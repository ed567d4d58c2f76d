"""Readers: each with one connection, asks for a page, reads it for a while as a person does, asks for the next."""

from __future__ import annotations

import asyncio
import random
import re
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import httpx

from harness.load_pages import LONGEST_SECONDS, fault_in, kind_of

POSITION = re.compile(rb'position"?:? (\d+)')
HEAD_BYTES, FOOT_BYTES = 300, 300
"""JSON names the record's position at its head, a page at its foot."""


@dataclass(slots=True)
class Read:
    """What all readers met: seconds by kind of page [s], and what went wrong."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    faults: Counter[str] = field(default_factory=Counter)
    shown: list[tuple[float, int]] = field(default_factory=list)
    """The record's position that each page or JSON named, and when it came [monotonic s]."""

    @property
    def every(self) -> list[float]:
        """The seconds of all requests."""
        return [second for seconds in self.seconds.values() for second in seconds]


def read_until(
    address: str, pages: Sequence[str], readers: int, think_seconds: float, over: threading.Event, seed: int
) -> Read:
    """Have readers read until it is over.

    Parameters
    ----------
    address : str
        The server's.
    pages : sequence of str
        What they choose among: first a kind of page, then one of that kind, each as likely as another.
    readers : int
        How many.
    think_seconds : float
        Mean of the exponentially distributed pause between an answer and the next request [s].
    over : threading.Event
        Set when they are to stop.
    seed : int
        Of choices and pauses.
    """
    read = Read()
    by_kind: dict[str, list[str]] = {}
    for page in pages:
        by_kind.setdefault(kind_of(page), []).append(page)
    kinds = list(by_kind)

    async def reader(number: int) -> None:
        chance = random.Random(seed * 1_000 + number)
        async with httpx.AsyncClient(base_url=address, timeout=LONGEST_SECONDS, trust_env=False) as line:
            await _pause(chance.uniform(0, think_seconds), over)
            while not over.is_set():
                await _one(line, chance.choice(by_kind[chance.choice(kinds)]), read)
                await _pause(chance.expovariate(1 / think_seconds), over)

    async def everybody() -> None:
        await asyncio.gather(*(reader(number) for number in range(readers)))

    asyncio.run(everybody())
    return read


async def _one(line: httpx.AsyncClient, path: str, read: Read) -> None:
    kind = kind_of(path)
    began = time.perf_counter()
    try:
        reply = await line.get(path)
    except httpx.HTTPError as error:
        read.faults[f"{path}: {type(error).__name__}"] += 1
        return
    finally:
        read.seconds.setdefault(kind, []).append(time.perf_counter() - began)
    named = POSITION.search(reply.content[:HEAD_BYTES]) or POSITION.search(reply.content[-FOOT_BYTES:])
    if named:
        read.shown.append((time.monotonic(), int(named[1])))
    wrong = fault_in(reply, parse=False)
    if wrong:
        read.faults[f"{path}: {wrong}"] += 1


async def _pause(seconds: float, over: threading.Event) -> None:
    """Wait, but not much longer than until it is over."""
    until = time.monotonic() + seconds
    while not over.is_set() and (left := until - time.monotonic()) > 0:
        await asyncio.sleep(min(left, 0.5))
