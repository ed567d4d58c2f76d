"""When the record moves on: its pages are carried over or made anew first, and shown to all readers at once then.

A page none of whose companies anything was added about is the same page with a new stamp. The others are made while
readers still see the position before, which each page names at its foot; no reader waits for them.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, replace

from headframe.record.record import Record
from headframe.vocabulary.answer import RecordStamp
from headframe.web.ask import Ask
from headframe.web.cache import PageCache
from headframe.web.content import Content
from headframe.web.state import State
from headframe.web.worker import WHEN_IDLE

HOLD_SECONDS = 20.0
"""The longest that readers are shown a position which the record has moved on from."""
ASKED_WITHIN_SECONDS = 900.0
"""Pages that nobody asked for as long as this are not worth waiting for: who asks again has them made."""


@dataclass(frozen=True, slots=True)
class Move:
    """From one position to a later one: the stamps of both, whom the facts added are about, and what stays the same.

    `same_lists` says that the newest day is the same, and on every day the companies of which anything was known.
    """

    before: RecordStamp
    after: RecordStamp
    added: frozenset[str]
    same_lists: bool

    def leaves(self, content: Content) -> bool:
        """Say whether a page stays as it is, but for its stamp."""
        return self.same_lists and not content.hangs_on(self.added)

    def carried(self, content: Content) -> Content | None:
        """Return a page as it is after the move, or None where it has to be made."""
        return content.stamped(self.before, self.after) if self.leaves(content) else None


def move_between(record: Record, before: int, after: int) -> Move:
    """Return what lies between two positions of a record."""
    added = record.first_days_added(before, after)
    firsts = {company: record.first_day(company, before) for company in added}
    known_before = all(day is not None and day <= added[company] for company, day in firsts.items())
    same_day = record.view(None, before).as_of == record.view(None, after).as_of
    return Move(record.stamp(before), record.stamp(after), frozenset(added), same_day and known_before)


async def make_moved(state: State, move: Move, before: int, after: int) -> None:
    """Have the pages that readers ask for, and that change with a move, made; gives up after `HOLD_SECONDS`."""
    until = time.monotonic() + HOLD_SECONDS
    recently = time.monotonic() - ASKED_WITHIN_SECONDS
    for ask, kept in state.pages.kept_at(before):
        if kept.wanted_at < recently or move.leaves(kept.content):
            continue
        left = until - time.monotonic()
        if left <= 0:
            return
        making = state.pages.make_ahead(
            replace(ask, position=after), lambda one: made_ahead(state, one), kept.wanted_at
        )
        try:
            await asyncio.wait_for(making, left)
        except TimeoutError:
            return


async def carry_over(pages: PageCache, move: Move, before: int, after: int) -> None:
    """Take the pages that a move leaves as they are over to the new position: what a reader asks for meanwhile first.

    Each is held once at any time: no page is thrown out for want of room because its likeness is there twice.
    """

    def carry(ask: Ask) -> None:
        if ask.position != after:
            return
        old = pages.take(replace(ask, position=before))
        same = old and move.carried(old.content)
        if old and same:
            pages.keep(ask, same, old.wanted_at)

    pages.carry = carry
    for ask, _ in reversed(pages.kept_at(before)):  # what was asked for last is to be forgotten last
        carry(replace(ask, position=after))
        await asyncio.sleep(0)
    pages.carry = lambda ask: None


async def made_ahead(state: State, ask: Ask) -> Content:
    """Return a page that nobody waits for."""
    return await state.kitchen.make(ask, WHEN_IDLE)
