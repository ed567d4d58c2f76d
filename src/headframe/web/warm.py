"""Making pages before anyone asks, while nobody waits: the watchlist first, then every company with its pictures."""

from __future__ import annotations

import asyncio
import contextlib
import time

from headframe.vocabulary.company import companies
from headframe.web.ask import Ask
from headframe.web.content import Content
from headframe.web.moving import carry_over, made_ahead, make_moved, move_between
from headframe.web.position import SECONDS
from headframe.web.state import State

CHARTS = ("holdings", "closes", "shifts", "motive", "coverage", "megawatts", "delivery", "peers")
"""Pictures worth making ahead; one that a company lacks costs an empty look."""


async def keep_warm(state: State) -> None:
    """Have the pages of the newest position ready before it is shown; runs until it is cancelled."""
    shown: int | None = None
    waiting: list[Ask] = []
    making: asyncio.Task[Content | None] | None = None
    while True:
        with contextlib.suppress(Exception):
            # A record that cannot be read now is said on the page that a reader asks for.
            began, newest = time.monotonic(), await state.position.newest()
            if newest != shown:
                before, shown, waiting = shown, newest, _worth_making(newest)
                await _move_on(state, before, newest, began)
        if waiting and (making is None or making.done()):
            making = asyncio.create_task(state.pages.make_ahead(waiting.pop(0), lambda ask: made_ahead(state, ask)))
        # A page that nobody asked for keeps no move waiting.
        await (asyncio.wait([making], timeout=SECONDS) if making and waiting else asyncio.sleep(SECONDS))


async def _move_on(state: State, before: int | None, newest: int, began: float) -> None:
    move = None
    try:
        if before is not None:
            move = await asyncio.to_thread(move_between, state.record, before, newest)
            await make_moved(state, move, before, newest)
    finally:  # whatever went wrong, nobody is held at a position that the record has left
        state.position.hold(newest)
        state.position.forget_movers(began)
    if move is not None and before is not None:
        await carry_over(state.pages, move, before, newest)
    state.pages.forget_other_positions(newest)


def _worth_making(position: int) -> list[Ask]:
    tickers = list(companies())
    return [
        Ask("watchlist", position=position),
        Ask("vega", position=position),
        Ask("peers", position=position),
        *(Ask("company", (("company", ticker),), (), position) for ticker in tickers),
        *(_chart(ticker, name, position) for ticker in tickers for name in CHARTS),
        Ask("alerts", position=position),
        Ask("assumptions", position=position),
        Ask("worlds", position=position),
    ]


def _chart(ticker: str, name: str, position: int) -> Ask:
    return Ask("chart", (("company", ticker), ("form", "svg"), ("name", name)), (), position)
