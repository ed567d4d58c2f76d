"""Kept pages: bounded, made once, never of an older record."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import pytest

from headframe.ground.errors import UsageProblem
from headframe.web.ask import Ask, known_only
from headframe.web.cache import PageCache
from headframe.web.content import Content

T = TypeVar("T")


def run(work: Coroutine[object, object, T]) -> T:
    """Run to the end in a thread of its own: a browser's driver may keep a loop running in this one."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(asyncio.run, work).result()


def ask(page: str, position: int = 0) -> Ask:
    return Ask(page, position=position)


class Maker:
    """Counts how often it is asked."""

    def __init__(self, size: int = 10, status: int = 200) -> None:
        self.made = 0
        self.size, self.status = size, status

    async def __call__(self, asked: Ask) -> Content:
        self.made += 1
        await asyncio.sleep(0.01)
        return Content(b"x" * self.size, status=self.status)


def test_readers_who_ask_at_once_wait_for_one_page() -> None:
    async def all_ask() -> int:
        cache, make = PageCache(1000), Maker()
        await asyncio.gather(*(cache.get(ask("brief"), make) for _ in range(20)))
        return make.made

    assert run(all_ask()) == 1


def test_the_least_used_page_is_forgotten_where_room_runs_out() -> None:
    async def fill() -> tuple[bool, bool]:
        cache, make = PageCache(25), Maker(10)
        for page in ("first", "second", "third"):
            await cache.get(ask(page), make)
        return cache.has(ask("first")), cache.has(ask("third"))

    assert run(fill()) == (False, True)


def test_a_failure_is_asked_again() -> None:
    async def twice() -> int:
        cache, make = PageCache(1000), Maker(status=503)
        await cache.get(ask("brief"), make)
        await cache.get(ask("brief"), make)
        return make.made

    assert run(twice()) == 2


def test_pages_of_an_older_record_are_dropped() -> None:
    async def move_on() -> tuple[bool, bool]:
        cache, make = PageCache(1000), Maker()
        await cache.get(ask("brief", 1), make)
        await cache.get(ask("brief", 2), make)
        cache.forget_other_positions(2)
        return cache.has(ask("brief", 1)), cache.has(ask("brief", 2))

    assert run(move_on()) == (False, True)


def test_a_misspelt_parameter_is_refused() -> None:
    with pytest.raises(UsageProblem, match="asof"):
        known_only((("asof", "2026-01-10"),), ("as_of",))


def test_parameters_left_empty_make_no_other_page() -> None:
    assert known_only((("as_of", " "), ("since", "2026-01-01")), ("as_of", "since")) == (("since", "2026-01-01"),)
